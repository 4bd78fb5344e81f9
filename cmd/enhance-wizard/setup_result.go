package main

import (
	"errors"
	"fmt"
	"strings"

	"enhance-wizard/enhance"
	"enhance-wizard/ui/plain"
	"enhance-wizard/ui/text"
	"enhance-wizard/wizard"
)

// result is setup's JSON: the receipt, for a dry run what would be done, and
// after a failure what is known until then.
type result struct {
	Schema int  `json:"schema"`
	DryRun bool `json:"dry_run"`
	// Applied is true when the files say all of this now.
	Applied bool `json:"applied"`
	// Error is what kept the set-up from its end, null when nothing did.
	Error   *failure         `json:"error"`
	Changes bool             `json:"changes"`
	Path    string           `json:"path"`
	Rows    []wizard.Row     `json:"constants"`
	Key     *wizard.PanelKey `json:"panel_key"`
	// Checks are those of the connection test, none when it did not come to one
	// or the panel was left alone.
	Checks []checkResult `json:"checks"`
	// Warnings are about constants in the files, cautions about where the token
	// lies and who will not reach the panel.
	Warnings []remark        `json:"warnings"`
	Cautions []remark        `json:"cautions"`
	Diff     []string        `json:"diff"`
	Receipt  *wizard.Receipt `json:"receipt"`
}

// failure is an error. What it does not concern is left out.
type failure struct {
	// Check is the one of the connection test that failed.
	Check wizard.TestID `json:"check,omitempty"`
	// Field is the answer to look at.
	Field wizard.Field `json:"field,omitempty"`
	// Cause is what kept the panel from answering.
	Cause enhance.Cause `json:"cause,omitempty"`
	What  string        `json:"what"`
	Next  string        `json:"next"`
}

// checkResult is one check of the connection test.
type checkResult struct {
	ID    wizard.TestID `json:"id"`
	State wizard.State  `json:"state"`
	MS    int64         `json:"ms"`
	// Concern is its kind, for a check that passed with something to know.
	Concern wizard.ConcernKind `json:"concern,omitempty"`
	What    string             `json:"what"`
	Next    string             `json:"next,omitempty"`
}

// remark is a warning or a caution: its kind for programs, and its words.
type remark struct {
	Kind string `json:"kind"`
	// Constant, path, line and mode are left out where the kind has none.
	Constant string `json:"constant,omitempty"`
	Path     string `json:"path,omitempty"`
	Line     int    `json:"line,omitempty"`
	Mode     string `json:"mode,omitempty"`
	What     string `json:"what"`
	Next     string `json:"next"`
}

func (p *program) setupResult(session *wizard.Session, dryRun bool, outcome plain.Outcome, err error) result {
	review := wizard.Review{Path: session.Found().Location.Config, Rows: []wizard.Row{}}
	if outcome.Review != nil {
		review = *outcome.Review
	}
	r := result{
		Schema: 1, DryRun: dryRun, Applied: outcome.Receipt != nil, Error: p.failure(session, err), Changes: review.Changes(),
		Path: review.Path, Rows: review.Rows, Key: review.Key, Checks: checkResults(session), Warnings: warnings(review),
		Cautions: cautions(review), Diff: []string{}, Receipt: outcome.Receipt,
	}
	for _, f := range review.Files {
		for _, line := range f.Diff {
			r.Diff = append(r.Diff, plain.DiffLine(line))
		}
	}
	return r
}

func (p *program) failure(session *wizard.Session, err error) *failure {
	if err == nil {
		return nil
	}
	var f failure
	var panel *enhance.Error
	if errors.As(err, &panel) {
		f.Cause = panel.Cause
	}
	var tested *plain.TestError
	var missing *plain.MissingError
	switch {
	case errors.As(err, &tested):
		f.Check, f.Field = tested.Failure.ID, tested.Failure.Field()
	case errors.As(err, &missing):
		f.What, f.Next = text.Say("missing.title"), strings.Join(missingLines(missing.Missing), " ")
		return &f
	default:
		f.Field = questioned(session, err)
	}
	explained := text.Failure(session, err)
	f.What, f.Next = p.redact(explained.What), p.redact(explained.Next)
	return &f
}

// questioned is the field whose verdict an error is, empty when it is none.
func questioned(session *wizard.Session, err error) wizard.Field {
	for _, field := range wizard.Fields() {
		if v := session.Verdict(field); v.State == wizard.Problem && errors.Is(err, v.Err) {
			return field
		}
	}
	return ""
}

func checkResults(session *wizard.Session) []checkResult {
	all := []checkResult{}
	report := session.Report()
	if report == nil {
		return all
	}
	for _, checked := range report.Results {
		c := checkResult{ID: checked.ID, State: checked.State, MS: checked.Took.Milliseconds(), What: text.Notes(checked.Notes)}
		if checked.Err != nil {
			explained := text.Failure(session, checked.Err)
			c.What, c.Next = explained.What, explained.Next
		}
		if worry := (*wizard.Concern)(nil); errors.As(checked.Err, &worry) {
			c.Concern = worry.Kind
		}
		all = append(all, c)
	}
	return all
}

func warnings(review wizard.Review) []remark {
	all := make([]remark, len(review.Warnings))
	for i, w := range review.Warnings {
		explained := text.Warning(w)
		all[i] = remark{
			Kind: string(w.Kind), Constant: w.Name, Path: w.Path, Line: w.Line, What: explained.What, Next: explained.Next,
		}
	}
	return all
}

func cautions(review wizard.Review) []remark {
	all := make([]remark, len(review.Cautions))
	for i, c := range review.Cautions {
		explained := text.Caution(c)
		all[i] = remark{Kind: string(c.Kind), Path: c.Path, What: explained.What, Next: explained.Next}
		if c.Mode != 0 {
			all[i].Mode = fmt.Sprintf("%04o", c.Mode)
		}
	}
	return all
}
