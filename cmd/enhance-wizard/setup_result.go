package main

import (
	"errors"
	"fmt"

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
	Path    *string          `json:"path"`
	Rows    []constantRow    `json:"constants"`
	Key     *wizard.PanelKey `json:"panel_key"`
	// Checks are those of the connection test, none when it did not come to one
	// or the panel was left alone.
	Checks []checkResult `json:"checks"`
	// Warnings are about constants in the files, cautions about where the token
	// lies and who will not reach the panel.
	Warnings []remark `json:"warnings"`
	Cautions []remark `json:"cautions"`
	Diff     []string `json:"diff"`
	Receipt  *receipt `json:"receipt"`
}

// checkResult is one check of the connection test.
type checkResult struct {
	ID    wizard.TestID `json:"id"`
	State wizard.State  `json:"state"`
	MS    int64         `json:"ms"`
	// Concern is its kind, for a check that passed with something to know.
	Concern *wizard.ConcernKind `json:"concern"`
	What    *string             `json:"what"`
	Next    *string             `json:"next"`
}

// remark is a warning or a caution: its kind for programs, and its words.
type remark struct {
	Kind string `json:"kind"`
	// Constant, path, line and mode are null where the kind has none.
	Constant *string `json:"constant"`
	Path     *string `json:"path"`
	Line     *int    `json:"line"`
	Mode     *string `json:"mode"`
	What     string  `json:"what"`
	Next     *string `json:"next"`
}

// newResult is the result of a set-up that did not begin.
func newResult(dryRun bool, failed *failure) result {
	return result{
		Schema: 1, DryRun: dryRun, Error: failed, Rows: []constantRow{}, Checks: []checkResult{},
		Warnings: []remark{}, Cautions: []remark{}, Diff: []string{},
	}
}

func (p *program) setupResult(session *wizard.Session, dryRun bool, outcome plain.Outcome, err error) result {
	r := newResult(dryRun, p.failure(session, err))
	r.Path, r.Checks = orNull(session.Found().Location.Config), checkResults(session)
	r.Applied, r.Receipt = outcome.Receipt != nil, receiptOf(outcome.Receipt)
	review := outcome.Review
	if review == nil {
		return r
	}
	r.Changes, r.Path, r.Rows, r.Key = review.Changes(), orNull(review.Path), constantRows(review.Rows), review.Key
	r.Warnings, r.Cautions = warnings(*review), cautions(*review)
	for _, f := range review.Files {
		for _, line := range f.Diff {
			r.Diff = append(r.Diff, plain.DiffLine(line))
		}
	}
	return r
}

func checkResults(session *wizard.Session) []checkResult {
	all := []checkResult{}
	report := session.Report()
	if report == nil {
		return all
	}
	for _, checked := range report.Results {
		c := checkResult{
			ID: checked.ID, State: checked.State, MS: checked.Took.Milliseconds(), What: orNull(text.Notes(checked.Notes)),
		}
		if checked.Err != nil {
			explained := text.Failure(session, checked.Err)
			c.What, c.Next = orNull(explained.What), orNull(explained.Next)
		}
		if worry := (*wizard.Concern)(nil); errors.As(checked.Err, &worry) {
			c.Concern = orNull(worry.Kind)
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
			Kind: string(w.Kind), Constant: orNull(w.Name), Path: orNull(w.Path), Line: orNull(w.Line),
			What: explained.What, Next: orNull(explained.Next),
		}
	}
	return all
}

func cautions(review wizard.Review) []remark {
	all := make([]remark, len(review.Cautions))
	for i, c := range review.Cautions {
		explained := text.Caution(c)
		all[i] = remark{Kind: string(c.Kind), Path: orNull(c.Path), What: explained.What, Next: orNull(explained.Next)}
		if c.Mode != 0 {
			all[i].Mode = orNull(fmt.Sprintf("%04o", c.Mode))
		}
	}
	return all
}
