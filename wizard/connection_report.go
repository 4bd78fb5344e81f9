package wizard

import (
	"errors"
	"slices"
	"time"

	"enhance-wizard/enhance"
)

// Result is what one check of the connection test found.
type Result struct {
	ID TestID
	// State is OK, Warning, Problem, or Unchecked: after an earlier failure, or,
	// with a note, where nobody could be asked.
	State State
	// Took is how long the check's own requests were under way, without the
	// pauses that the client keeps between them.
	Took  time.Duration
	Err   error
	Notes []Note
	// asked is the field by whose answer the check asked.
	asked Field
}

// Field is the field whose answer to look at when the check failed, or passed
// with a concern: what a refusal questions is the token, whatever was asked for.
func (r Result) Field() Field {
	var refused *enhance.Error
	var worry *Concern
	switch {
	case errors.As(r.Err, &refused) && refused.Refused():
		return Token
	case errors.As(r.Err, &worry) && worry.Kind == ConcernPinOnly:
		return URL
	default:
		return r.asked
	}
}

// Report is a whole connection test.
type Report struct {
	Results []Result
}

// Passed tells whether no check failed.
func (r *Report) Passed() bool {
	return !slices.ContainsFunc(r.Results, func(result Result) bool {
		return result.State == Problem
	})
}

// Concerns are the checks that passed with something that a person should know.
func (r *Report) Concerns() []Result {
	return slices.DeleteFunc(slices.Clone(r.Results), func(result Result) bool { return result.State != Warning })
}

// Failure is the first check that failed.
func (r *Report) Failure() (Result, bool) {
	i := slices.IndexFunc(r.Results, func(result Result) bool { return result.State == Problem })
	if i < 0 {
		return Result{}, false
	}
	return r.Results[i], true
}

// Clone is a copy that can be added to elsewhere.
func (r *Report) Clone() *Report { return &Report{Results: slices.Clone(r.Results)} }

func (r *Report) has(id TestID) bool {
	return slices.ContainsFunc(r.Results, func(result Result) bool { return result.ID == id })
}
