package main

import (
	"io"
	"log/slog"
	"os"

	"golang.org/x/term"

	"enhance-wizard/enhance"
	"enhance-wizard/ui/report"
	"enhance-wizard/ui/terminal"
	"enhance-wizard/wizard"
	"enhance-wizard/wizard/demo"
	"enhance-wizard/wpconfig/network"
)

// program is what all commands share: where they read and write, and the
// answers that the environment gave.
type program struct {
	stdin  *os.File
	stdout *output
	stderr io.Writer
	flags  flags
	// log is what --log-file and --debug ask for, else nowhere.
	log       *slog.Logger
	logFile   *os.File
	variables map[wizard.Field]string
	// configured is the token of wp-config.php, so that it can be taken out of
	// what is said.
	configured string
	// elsewhere: no WordPress was found here.
	elsewhere bool
	// plugin is what the plugin that was found reads: it decides which role a token needs.
	plugin network.Generation
	// stage is the demo's, nil in earnest.
	stage *demo.Scene
}

func newProgram() *program {
	p := &program{
		stdin: os.Stdin, stdout: &output{to: os.Stdout}, stderr: os.Stderr, variables: map[wizard.Field]string{},
		log: slog.New(slog.DiscardHandler),
	}
	for _, f := range wizard.Fields() {
		p.variables[f] = os.Getenv(f.Constant())
	}
	// A secret in the environment would be inherited by every child.
	_ = os.Unsetenv(wizard.Token.Constant())
	return p
}

// output remembers its first error: a full disk must not look like a success.
type output struct {
	to   io.Writer
	used bool // something was written
	err  error
}

// Write implements io.Writer.
func (o *output) Write(p []byte) (int, error) {
	n, err := o.to.Write(p)
	o.used = true
	if err != nil && o.err == nil {
		o.err = err
	}
	return n, err
}

// mode is how this run can talk to the person who started it.
func (p *program) mode() terminal.Mode {
	return terminal.ModeOf(os.Stdin, os.Stdout, p.flags.plain, os.Getenv)
}

// stderrIsTerminal reports that somebody can watch progress.
func (p *program) stderrIsTerminal() bool {
	f, ok := p.stderr.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// progress shows how far something has come, where somebody can watch it on a
// line that can be rewritten.
func (p *program) progress() report.Progress {
	if f, ok := p.stderr.(*os.File); ok && terminal.Rewrites(f, p.flags.plain, os.Getenv) {
		return report.Progress{To: p.stderr}
	}
	return report.Progress{}
}

// width is that of the terminal on standard output, 0 when there is none.
func (p *program) width() int {
	if f, ok := p.stdout.to.(*os.File); ok {
		if width, _, err := term.GetSize(int(f.Fd())); err == nil {
			return width
		}
	}
	return 0
}

// redact takes the known tokens out of a text.
func (p *program) redact(s string) string {
	for _, raw := range []string{p.flags.token, p.variables[wizard.Token], p.configured} {
		if token, err := enhance.ParseToken(raw); err == nil {
			s = token.Redact(s)
		}
	}
	return s
}
