package wpconfig

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"time"
)

// EvaluateOutcome is how an evaluation by PHP ended.
type EvaluateOutcome string

// How an evaluation can end.
const (
	// EvaluateDone: PHP sees the wanted constants, and everything else as before.
	EvaluateDone EvaluateOutcome = "done"
	// EvaluateNotPossible: nothing was learned; Reason says why.
	EvaluateNotPossible EvaluateOutcome = "not_possible"
	// EvaluateFailed: PHP sees something else; Difference says what.
	EvaluateFailed EvaluateOutcome = "failed"
)

// EvaluateReason says why an evaluation was not possible.
type EvaluateReason string

// Why it was not possible.
const (
	// EvaluateNoPHP: there is no php command.
	EvaluateNoPHP EvaluateReason = "no_php"
	// EvaluateRootOwned: the file belongs to root, and no file is run as root.
	EvaluateRootOwned EvaluateReason = "root_owned"
	// EvaluateOtherOwner: the file belongs to somebody else, whose code would run with our rights.
	EvaluateOtherOwner EvaluateReason = "other_owner"
	// EvaluateNoLoad: it is not certain where the file loads WordPress, which must not be started.
	EvaluateNoLoad EvaluateReason = "no_load"
	// EvaluateEndsEarly: already the file as it was does not get as far as WordPress on the command line.
	EvaluateEndsEarly EvaluateReason = "ends_early"
	// EvaluateTimeLimit: already the file as it was takes too long.
	EvaluateTimeLimit EvaluateReason = "time_limit"
	// EvaluatePHPFailed: PHP could not be started, or gave no answer; Err may say why.
	EvaluatePHPFailed EvaluateReason = "php_failed"
)

// EvaluateReasons returns every reason, for catalogues of sentences.
func EvaluateReasons() []EvaluateReason {
	return []EvaluateReason{
		EvaluateNoPHP, EvaluateRootOwned, EvaluateOtherOwner, EvaluateNoLoad, EvaluateEndsEarly, EvaluateTimeLimit,
		EvaluatePHPFailed,
	}
}

// EvaluateOptions say how PHP is run.
type EvaluateOptions struct {
	// PHP is the program.
	PHP string
	// UID and GID are the owner of the file. PHP runs as that user, never as another one.
	UID, GID uint32
	// TimeLimit is for each run of the file; 0 for five seconds.
	TimeLimit time.Duration
}

// EvaluateWanted is what an edit was to bring about.
type EvaluateWanted struct {
	// Settings are the constants with their values. One that is an expression only has to be there.
	Settings []Setting
	// Absent are the constants that were taken away.
	Absent []string
}

// EvaluateResult is what came of an evaluation.
type EvaluateResult struct {
	Outcome    EvaluateOutcome
	Reason     EvaluateReason
	Difference Difference
	Err        error
}

// evaluateTime is far above what a wp-config.php takes that waits for nobody.
const evaluateTime = 5 * time.Second

// Evaluate lets PHP run a file as it was and as it would be, and compares what WordPress would see: all constants,
// $table_prefix, warnings and output. Both are run from memory, as the owner of the file and without its load of
// wp-settings.php, with an empty environment and without php.ini. Nothing of the values is in the result.
func Evaluate(ctx context.Context, o EvaluateOptions, before, after *File, wanted EvaluateWanted) EvaluateResult {
	notPossible := func(reason EvaluateReason, err error) EvaluateResult {
		return EvaluateResult{Outcome: EvaluateNotPossible, Reason: reason, Err: err}
	}
	path, err := exec.LookPath(o.PHP)
	if err != nil {
		return notPossible(EvaluateNoPHP, fmt.Errorf("finding PHP: %w", err))
	}
	switch {
	case o.UID == 0:
		return notPossible(EvaluateRootOwned, nil)
	case os.Geteuid() != 0 && uint32(os.Geteuid()) != o.UID: //nolint:gosec // user ids have 32 bits
		return notPossible(EvaluateOtherOwner, nil)
	case !before.loadsPlainly() || !after.loadsPlainly():
		return notPossible(EvaluateNoLoad, nil)
	}
	if o.PHP = path; o.TimeLimit == 0 {
		o.TimeLimit = evaluateTime
	}
	old := before.evaluate(ctx, o)
	if old.end != reached {
		return notPossible(old.end.reason(), old.err)
	}
	now := after.evaluate(ctx, o)
	if now.end == unanswered && ctx.Err() != nil {
		return notPossible(EvaluatePHPFailed, fmt.Errorf("running PHP: %w", context.Cause(ctx)))
	}
	again := func() sight { return before.evaluate(ctx, o) }
	if d := differs(old, now, again, wanted); d.Kind != "" {
		return EvaluateResult{Outcome: EvaluateFailed, Difference: d}
	}
	return EvaluateResult{Outcome: EvaluateDone}
}
