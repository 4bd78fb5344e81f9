package main

import (
	"context"
	"errors"
	"fmt"

	"enhance-wizard/ui/plain"
	"enhance-wizard/ui/text"
)

// confirm asks for a yes before something is changed, and says so when nothing
// is. Standard output is for data: the question goes where the talk goes.
func (p *program) confirm(ctx context.Context, question string) (bool, error) {
	yes, err := plain.NewConsole(p.stdin, p.stderr).Confirm(ctx, question)
	if errors.Is(err, plain.ErrNoInput) {
		return false, usage("usage.no-answer")
	}
	if err != nil || !yes {
		fmt.Fprintln(p.stderr, text.Say("leave.nothing"))
	}
	return yes && err == nil, err
}
