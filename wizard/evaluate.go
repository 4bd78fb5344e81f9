package wizard

import (
	"context"
	"fmt"
	"time"

	"enhance-wizard/wpconfig"
	"enhance-wizard/wpconfig/safefile"
)

// EvaluationError says that PHP would see something else than was wanted, so
// that nothing was written.
type EvaluationError struct {
	Path       string
	Difference wpconfig.Difference
}

func (e *EvaluationError) Error() string {
	at := e.Path
	if e.Difference.Line > 0 {
		at = fmt.Sprintf("%s:%d", e.Path, e.Difference.Line)
	}
	if e.Difference.Name == "" {
		return fmt.Sprintf("evaluating %s: %s", at, e.Difference.Kind)
	}
	return fmt.Sprintf("evaluating %s: %s: %s", at, e.Difference.Name, e.Difference.Kind)
}

// evaluateLimit is for each run of PHP, 0 for wpconfig's own limit. The tests,
// of which many run at once, raise it.
var evaluateLimit time.Duration

// evaluate lets PHP run the file as it is and as it would be, and compares.
// Unchecked means that this was not possible; the reason says why.
func evaluate(
	ctx context.Context, php string, at wpconfig.Location, snapshot safefile.Snapshot, content []byte,
	wanted wpconfig.EvaluateWanted,
) (Verification, error) {
	proof := Verification{Proof: ProofEvaluate, State: Unchecked, Reason: wpconfig.EvaluateNoPHP}
	if php == "" {
		return proof, nil
	}
	before, err := at.Parse(snapshot.Content)
	if err != nil {
		return proof, err
	}
	after, err := at.Parse(content)
	if err != nil {
		return proof, err
	}
	o := wpconfig.EvaluateOptions{PHP: php, UID: snapshot.UID, GID: snapshot.GID, TimeLimit: evaluateLimit}
	result := wpconfig.Evaluate(ctx, o, before, after, wanted)
	proof.Reason = result.Reason
	switch result.Outcome {
	case wpconfig.EvaluateDone:
		proof.State = OK
	case wpconfig.EvaluateFailed:
		proof.State = Problem
		return proof, &EvaluationError{Path: snapshot.Path, Difference: result.Difference}
	case wpconfig.EvaluateNotPossible:
	}
	return proof, nil
}

// judge asks PHP about new content of wp-config.php: its syntax, and what it
// would make of it.
func judge(
	ctx context.Context, php string, at wpconfig.Location, snapshot safefile.Snapshot, content []byte,
	wanted wpconfig.EvaluateWanted,
) ([]Verification, error) {
	syntax, err := lint(ctx, php, snapshot, content)
	if err != nil {
		return nil, err
	}
	evaluated, err := evaluate(ctx, php, at, snapshot, content, wanted)
	if err != nil {
		return nil, err
	}
	return []Verification{{Proof: ProofLint, State: syntax}, evaluated}, nil
}
