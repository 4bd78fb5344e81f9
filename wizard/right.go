package wizard

import (
	"context"
	"errors"

	"enhance-wizard/enhance"
)

// RightError is a call that the panel refuses (403) to a token that it takes
// for others of the same run. Either its role lacks the right to the call, or
// what the call is about is another organisation's: the panel does not say
// which. That the token is wrong, has expired or comes from an address that it
// is not meant for is refuted by then.
type RightError struct {
	// Err has the cause enhance.Forbidden.
	Err *enhance.Error
}

func (e *RightError) Error() string { return e.Err.Error() }

func (e *RightError) Unwrap() error { return e.Err }

// LacksRight gives the error of a call with a token that the panel has taken.
// What is no refusal stays as it is.
func LacksRight(err error) error {
	var right *RightError
	var e *enhance.Error
	if errors.As(err, &right) || !errors.As(err, &e) || e.Cause != enhance.Forbidden {
		return err
	}
	return &RightError{Err: e}
}

// withRight is a check that comes after the one of the token.
func withRight(check func(Test, context.Context) finding) func(Test, context.Context) finding {
	return func(t Test, ctx context.Context) finding {
		f := check(t, ctx)
		f.err = LacksRight(f.err)
		return f
	}
}
