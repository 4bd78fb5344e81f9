package main

import (
	"errors"
	"fmt"
	"strings"
	"syscall"

	"enhance-wizard/enhance"
	"enhance-wizard/ui/plain"
	"enhance-wizard/ui/report"
	"enhance-wizard/ui/terminal"
	"enhance-wizard/ui/text"
	"enhance-wizard/wizard"
	"enhance-wizard/wizard/inventory"
	"enhance-wizard/wpconfig"
	"enhance-wizard/wpconfig/safefile"
)

// The exit codes, as documented in help exit-codes.
const (
	exitOK          = 0
	exitFailure     = 1
	exitUsage       = 2
	exitProblems    = 3
	exitCredentials = 4
	exitUnreachable = 5
	exitRefused     = 6
	exitChanged     = 7
	exitBusy        = 8
)

// problemsError says that everything worked and found something: exit code 3,
// and nothing more to tell.
type problemsError struct{}

func (problemsError) Error() string { return "problems were found" }

// finish tells the error, if there is one, and gives the exit code.
func (p *program) finish(err error) int {
	switch {
	case errors.Is(p.stdout.err, syscall.EPIPE) && (err == nil || errors.Is(err, syscall.EPIPE)):
		// The write may fail before the signal that comes with it is heard.
		err = &terminal.SignalError{Signal: syscall.SIGPIPE, Err: p.stdout.err}
	case err == nil && p.stdout.err != nil:
		err = fmt.Errorf("writing the output: %w", p.stdout.err)
	}
	if err == nil {
		p.closeLog(nil, exitOK)
		return exitOK
	}
	p.explain(err)
	p.closeLog(err, exitCode(err))
	return exitCode(err)
}

func exitCode(err error) int {
	var signal *terminal.SignalError
	if errors.As(err, &signal) {
		return signal.ExitCode()
	}
	for _, known := range []struct {
		is   func(error) bool
		code int
	}{
		{as[*safefile.BusyError], exitBusy},
		{as[*safefile.ChangedError], exitChanged},
		{as[*safefile.RefusedError], exitRefused},
		{as[*wpconfig.Refusal], exitRefused},
		{as[*wizard.SyntaxError], exitRefused},
		{as[*wizard.EvaluationError], exitRefused},
		{as[*usageError], exitUsage},
		{as[*plain.MissingError], exitUsage},
		{as[*enhance.URLError], exitUsage},
		{as[*enhance.TokenError], exitUsage},
		{as[*enhance.IDError], exitUsage},
		{as[*enhance.PinError], exitUsage},
		{as[*wpconfig.NotFoundError], exitUsage},
		{as[*wpconfig.SettingError], exitUsage},
		{as[*safefile.EntryError], exitUsage},
		{as[*inventory.CannotIssueError], exitProblems},
		{as[*inventory.NotIssuedError], exitProblems},
		{isPanel(isPanelTooOld), exitRefused},
		{isPanel((*enhance.Error).Refused), exitCredentials},
		{isPanel((*enhance.Error).Unreachable), exitUnreachable},
		{as[*report.BlindError], exitUnreachable},
		{as[problemsError], exitProblems},
		{as[*plain.TestError], exitProblems},
		{as[*wizard.NotReadyError], exitProblems},
		{as[*wizard.NotListedError], exitProblems},
	} {
		if known.is(err) {
			return known.code
		}
	}
	return exitFailure
}

func as[T error](err error) bool {
	var target T
	return errors.As(err, &target)
}

func isPanelTooOld(e *enhance.Error) bool { return e.Cause == enhance.PanelTooOld }

func isPanel(is func(*enhance.Error) bool) func(error) bool {
	return func(err error) bool {
		var e *enhance.Error
		return errors.As(err, &e) && is(e)
	}
}

// explain writes what happened and what to do, the way age does: an error line
// and a hint line.
func (p *program) explain(err error) {
	var missing *plain.MissingError
	var signal *terminal.SignalError
	var crash *terminal.PanicError
	switch {
	case as[problemsError](err):
	case errors.As(err, &crash):
		p.tell(text.Explanation{What: text.Say("crash.what", "value", crash.Value), Next: text.Say("crash.next")})
		for _, line := range text.CleanLines(p.redact(crash.Stack)) {
			fmt.Fprintln(p.stderr, line)
		}
	case errors.As(err, &signal):
		if signal.Signal != syscall.SIGPIPE { // of a reader that has enough the shell knows
			fmt.Fprintln(p.stderr, "enhance-wizard: "+text.Explain(err).What)
		}
	case errors.As(err, &missing):
		p.line("error", text.Say("missing.title"))
		for _, line := range missingLines(missing.Missing) {
			p.line("missing", line)
		}
		if p.elsewhere {
			p.line("hint", text.Say("missing.elsewhere"))
		}
	default:
		p.tell(p.explanation(err))
	}
}

func (p *program) tell(e text.Explanation) {
	p.line("error", e.What)
	if e.Next != "" {
		p.line("hint", e.Next)
	}
}

func (p *program) line(kind, s string) {
	fmt.Fprintln(p.stderr, "enhance-wizard: "+kind+": "+text.Clean(p.redact(s)))
}

func missingLines(missing wizard.Missing) []string {
	var lines []string
	for _, f := range missing.Fields {
		lines = append(lines, text.Say("missing.field", "label", text.Label(f), "flag", f.Flag(), "variable", f.Constant()))
	}
	if len(missing.Either) == 0 {
		return lines
	}
	sets := make([]string, len(missing.Either))
	for i, set := range missing.Either {
		names := make([]string, len(set))
		for j, f := range set {
			names[j] = f.Flag()
		}
		sets[i] = strings.Join(names, " "+text.Say("word.and")+" ")
	}
	return append(lines, text.Say("missing.either", "sets", strings.Join(sets, ", "+text.Say("word.or")+" ")))
}
