package plain

import (
	"context"
	"errors"

	"enhance-wizard/enhance"
	"enhance-wizard/ui/text"
	"enhance-wizard/wizard"
)

// Mode says how far a set-up goes by itself.
type Mode int

// The modes of Setup.
const (
	// Ask asks for what is missing, and before anything is written.
	Ask Mode = iota
	// Yes asks nothing and writes.
	Yes
	// DryRun asks nothing and writes nothing.
	DryRun
)

// Outcome is how a set-up ended.
type Outcome struct {
	// Review is the plan, nil when it did not come to one.
	Review *wizard.Review
	// Receipt is nil when nothing was applied.
	Receipt *wizard.Receipt
	// Dashboard is true when the person wants to see the domains now.
	Dashboard bool
}

// MissingError says which answers are needed and were not given, where nobody
// can be asked.
type MissingError struct {
	Missing wizard.Missing
}

func (e *MissingError) Error() string { return "required input is missing" }

// TestError says that the connection test failed, so that nothing was written.
type TestError struct {
	Failure wizard.Result
}

func (e *TestError) Error() string { return "testing the connection: " + e.Failure.Err.Error() }

func (e *TestError) Unwrap() error { return e.Failure.Err }

// setup is one run over a Session.
type setup struct {
	*Console
	session *wizard.Session
	mode    Mode
	// declined are the keys that the person would not vouch for.
	declined map[enhance.Pin]bool
	// told are the verdicts as they were told last.
	told map[wizard.Field]string
}

// Setup goes through the four steps in lines of text.
func Setup(ctx context.Context, console *Console, session *wizard.Session, mode Mode) (Outcome, error) {
	run := &setup{Console: console, session: session, mode: mode, declined: map[enhance.Pin]bool{}, told: map[wizard.Field]string{}}
	run.intro()
	if err := session.Next(); err != nil {
		return Outcome{}, err
	}
	if err := run.credentials(ctx); err != nil {
		return Outcome{}, err
	}
	if err := run.connection(ctx); err != nil {
		return Outcome{}, err
	}
	return run.review(ctx)
}

func (r *setup) intro() {
	r.say("setup.title")
	r.heading(text.Say("intro.found"))
	for _, line := range text.Found(r.session.Found()) {
		r.item(line)
	}
	if r.mode != Ask {
		return
	}
	r.heading(text.Say("intro.need"))
	r.item(text.Say("intro.need.url"))
	r.item(text.NeededToken(r.session))
	r.item(text.Say("intro.need.once"))
}

// connection runs the test. A failure leads back to the credentials where
// somebody can correct them.
func (r *setup) connection(ctx context.Context) error {
	for r.session.Step() == wizard.Connection {
		r.heading(text.Say("step.connection"))
		test := r.session.Test()
		report := &wizard.Report{}
		for told := 0; test.Run(ctx, report); {
			for ; told < len(report.Results); told++ {
				r.result(report.Results[told])
			}
		}
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		r.session.TakeReport(test, report)
		failure, failed := report.Failure()
		if !failed {
			r.item(passed(report))
			return r.session.Next()
		}
		if r.mode != Ask {
			return &TestError{Failure: failure}
		}
		if err := r.correct(ctx, failure); err != nil {
			return err
		}
	}
	return nil
}

func passed(report *wizard.Report) string {
	if len(report.Concerns()) > 0 {
		return text.Say("test.passed.notes")
	}
	return text.Say("test.passed")
}

func (r *setup) result(result wizard.Result) {
	line := text.Test(result.ID) + ": " + text.State(result.State)
	if result.State != wizard.Unchecked && result.Took > 0 {
		line += " (" + text.Duration(result.Took) + ")"
	}
	if notes := text.Notes(result.Notes); notes != "" {
		line += ", " + notes
	}
	r.item(line)
	if result.Err != nil {
		r.explain(result.State, text.Failure(r.session, result.Err))
	}
}

// correct asks for the answer that the failed check questions.
func (r *setup) correct(ctx context.Context, failure wizard.Result) error {
	r.session.Return()
	if err := r.askField(ctx, failure.Field()); err != nil {
		return err
	}
	return r.credentials(ctx)
}

func (r *setup) incomplete(err error) error {
	var incomplete *wizard.IncompleteError
	if !errors.As(err, &incomplete) {
		return err
	}
	for _, f := range incomplete.Fields { // what is missing may follow from what is wrong
		return r.session.Verdict(f).Err
	}
	for _, f := range incomplete.Missing.Fields { // and so may what only the panel could have told
		if v := r.session.Verdict(f); v.State == wizard.Problem {
			return v.Err
		}
	}
	if incomplete.Missing.Any() {
		return &MissingError{Missing: incomplete.Missing}
	}
	return err
}
