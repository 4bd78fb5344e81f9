package wizard

import (
	"context"
	"fmt"

	"enhance-wizard/wpconfig"
	"enhance-wizard/wpconfig/safefile"
)

// SyntaxError says that PHP does not accept a file.
type SyntaxError struct {
	Path string
	// Line is PHP's line of the first error, 0 when it named none.
	Line int
	// Message is in PHP's words.
	Message string
}

func (e *SyntaxError) Error() string {
	return fmt.Sprintf("checking the syntax of %s: line %d: %s", e.Path, e.Line, e.Message)
}

// lint asks PHP whether it accepts content in the place of the snapshot's file.
// Unchecked means that nobody could be asked; PHP never runs the file.
func lint(ctx context.Context, php string, snapshot safefile.Snapshot, content []byte) (State, error) {
	if php == "" {
		return Unchecked, nil
	}
	result := wpconfig.Lint(ctx, wpconfig.LintOptions{PHP: php, UID: snapshot.UID, GID: snapshot.GID}, content)
	switch result.Outcome {
	case wpconfig.LintOK:
		return OK, nil
	case wpconfig.LintFailed:
		return Problem, &SyntaxError{Path: snapshot.Path, Line: result.Line, Message: result.Message}
	default:
		return Unchecked, nil
	}
}
