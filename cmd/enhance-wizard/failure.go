package main

import (
	"encoding/json"
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"enhance-wizard/enhance"
	"enhance-wizard/ui/plain"
	"enhance-wizard/ui/report"
	"enhance-wizard/ui/terminal"
	"enhance-wizard/ui/text"
	"enhance-wizard/wizard"
)

// failure is an error in JSON. What it does not concern is null.
type failure struct {
	// Check is the one of the connection test that failed.
	Check *wizard.TestID `json:"check"`
	// Field is the answer to look at.
	Field *wizard.Field `json:"field"`
	// Cause is what kept the panel from answering.
	Cause *enhance.Cause `json:"cause"`
	What  string         `json:"what"`
	Next  *string        `json:"next"`
}

// answerFailed gives a program that asked a command for JSON the error that left it without an answer, as one object. What
// is found to be wrong with domains is an answer, and who sends a signal waits for none.
func (p *program) answerFailed(c *cobra.Command, err error) error {
	asked := c.Flags().Lookup("output")
	switch {
	case err == nil, asked == nil || asked.Value.String() != outputJSON, p.stdout.used:
		return nil
	case as[problemsError](err), as[*terminal.SignalError](err):
		return nil
	}
	failed := p.failure(nil, err)
	if c.Name() == "setup" {
		dryRun, _ := c.Flags().GetBool("dry-run")
		return p.writeJSON(newResult(dryRun, failed))
	}
	// One line, as who watches reads line by line.
	encoder := json.NewEncoder(text.JSONWriter(p.stdout))
	encoder.SetEscapeHTML(false)
	return encoder.Encode(struct {
		Schema int      `json:"schema"`
		Error  *failure `json:"error"`
	}{1, failed})
}

// failure is an error of a set-up; session is nil for one before its begin, and for those of the other commands.
func (p *program) failure(session *wizard.Session, err error) *failure {
	if err == nil {
		return nil
	}
	var f failure
	var panel *enhance.Error
	if errors.As(err, &panel) {
		f.Cause = orNull(panel.Cause)
	}
	var tested *plain.TestError
	var missing *plain.MissingError
	switch {
	case errors.As(err, &tested):
		f.Check, f.Field = orNull(tested.Failure.ID), orNull(tested.Failure.Field())
	case errors.As(err, &missing):
		next := strings.Join(missingLines(missing.Missing), "; ") + "."
		if p.elsewhere {
			next += " " + text.Say("missing.elsewhere")
		}
		f.What, f.Next = text.Say("missing.title"), &next
		return &f
	case session != nil:
		f.Field = orNull(questioned(session, err))
	}
	explained := p.explanation(err)
	if session != nil {
		explained = text.Failure(session, err)
	}
	f.What, f.Next = p.redact(explained.What), orNull(p.redact(explained.Next))
	return &f
}

// explanation words an error of any command, for the plugin that was found here.
func (p *program) explanation(err error) text.Explanation {
	var usage *usageError
	var blind *report.BlindError
	switch {
	case errors.As(err, &blind):
		return text.Blind(blind.Reason)
	case errors.As(err, &usage):
		return usage.explanation
	default:
		return text.Explain(err, "role", text.Role(p.plugin))
	}
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
