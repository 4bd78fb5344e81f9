package main

import (
	"errors"
	"io"
	"log/slog"
	"os"

	"github.com/spf13/cobra"

	"enhance-wizard/ui/terminal"
	"enhance-wizard/ui/text"
	"enhance-wizard/wpconfig/safefile"
)

// openLog starts the log that --log-file and --debug ask for. Its lines are those
// of slog's text form, which writes control characters as escapes.
func (p *program) openLog(c *cobra.Command) error {
	if p.flags.logFile == "" && !p.flags.debug {
		return nil
	}
	to := p.stderr
	switch {
	case p.flags.logFile != "":
		file, err := safefile.OpenLog(p.flags.logFile)
		if err != nil {
			return &usageError{err: err, explanation: text.Explanation{
				What: text.Say("usage.log-file.what", "why", text.Explain(err).What), Next: text.Say("usage.log-file.next"),
			}}
		}
		p.logFile, to = file, file
	case p.drawsScreen(c):
		return usage("usage.debug-screen")
	}
	p.log = newLog(to, p.redact, p.flags.debug)
	p.log.Info("begin", "command", c.CommandPath(), "version", version(), "pid", os.Getpid())
	return nil
}

func newLog(to io.Writer, redact func(string) string, debug bool) *slog.Logger {
	level := slog.LevelInfo
	if debug {
		level = slog.LevelDebug
	}
	return slog.New(slog.NewTextHandler(&redacting{to: to, redact: redact}, &slog.HandlerOptions{Level: level}))
}

// drawsScreen reports that a command is about to use the whole terminal, where
// lines of a log would run across it.
func (p *program) drawsScreen(c *cobra.Command) bool {
	if p.mode() != terminal.Full {
		return false
	}
	changed := func(name string) bool { return c.Flags().Changed(name) }
	switch c.Name() {
	case "enhance-wizard", "dashboard":
		return true
	case "setup", "demo":
		return !changed("yes") && !changed("dry-run")
	default:
		return false
	}
}

// closeLog says how the run ended. A problem that was found is no error.
func (p *program) closeLog(err error, code int) {
	attributes := []any{"exit", code}
	if err != nil && !errors.As(err, new(problemsError)) {
		attributes = append(attributes, "error", err.Error())
	}
	p.log.Info("end", attributes...)
	if p.logFile != nil {
		_ = p.logFile.Close() // each line was written when it was said
	}
}

// redacting takes the known tokens out of each line.
type redacting struct {
	to     io.Writer
	redact func(string) string
}

// Write implements io.Writer.
func (r *redacting) Write(line []byte) (int, error) {
	if _, err := io.WriteString(r.to, r.redact(string(line))); err != nil {
		return 0, err
	}
	return len(line), nil
}
