package text

import (
	"context"
	"errors"
	"io/fs"
	"syscall"
)

// Explanation is an error in a person's words: what happened, and what to do.
type Explanation struct {
	What string
	Next string
}

// Explain words any error of the program. Known are name, value pairs that the
// caller knows beyond the error: seen_as, the address by which the panel sees
// this machine; role, the one that a token needs here. The Explanation of nil is empty.
func Explain(err error, known ...any) Explanation {
	if err == nil {
		return Explanation{}
	}
	if explanation, ok := explained(err, known); ok {
		return explanation
	}
	return explain("unknown", "error", err.Error())
}

// explained words the errors that are known. What was being done comes before
// what stopped it, as it says more.
func explained(err error, known []any) (Explanation, bool) {
	for _, word := range []explainer{
		explainStop, explainSiteBroke, as(explainUndoConflict),
		as(explainFailed), as(explainRefused), as(explainChanged), as(explainBusy), as(explainEntry),
		as(explainRefusal), as(explainNotFound), as(explainSetting),
		as(explainSyntax), as(explainEvaluation), as(explainNotInEffect),
		as(explainNotReady), as(explainNotListed), as(explainRight), as(explainConcern), as(explainDigits), as(explainIncomplete),
		explainNothingReviewed,
		as(explainDatabase), as(explainLog),
		as(explainList), as(explainNotMapped), as(explainPrimary), explainWebsiteNeeded,
		as(explainCannotIssue), as(explainNotIssued), as(explainTaken),
		as(explainPanel), as(explainRootCA), as(explainToken), as(explainURL), as(explainID), as(explainPin),
		explainContext, explainSystem,
	} {
		if explanation, ok := word(err, known); ok {
			return explanation, true
		}
	}
	return Explanation{}, false
}

// explainer words one kind of error, or says that it is of another kind.
type explainer func(err error, known []any) (Explanation, bool)

// as makes an explainer of what words the errors of one type.
func as[E error](word func(e E, known []any) Explanation) explainer {
	return func(err error, known []any) (Explanation, bool) {
		var e E
		if !errors.As(err, &e) {
			return Explanation{}, false
		}
		return word(e, known), true
	}
}

// explain says the two sentences under a key.
func explain(key string, params ...any) Explanation {
	return Explanation{What: sentence(key+".what", params...), Next: sentence(key+".next", params...)}
}

// explainStop words the end by a signal. The error's type belongs to the
// screens, which this package must not know, so it is known by its exit code.
func explainStop(err error, _ []any) (Explanation, bool) {
	var stop interface {
		error
		ExitCode() int
	}
	if !errors.As(err, &stop) {
		return Explanation{}, false
	}
	const bySignal = 128
	switch syscall.Signal(stop.ExitCode() - bySignal) {
	case syscall.SIGINT:
		return explain("stop.interrupt"), true
	case syscall.SIGHUP:
		return explain("stop.hangup"), true
	case syscall.SIGTERM, syscall.SIGQUIT:
		return explain("stop.terminate"), true
	case syscall.SIGPIPE:
		return explain("stop.pipe"), true
	default:
		return Explanation{}, false
	}
}

func explainContext(err error, _ []any) (Explanation, bool) {
	switch {
	case errors.Is(err, context.Canceled):
		return explain("stop.cancelled"), true
	case errors.Is(err, context.DeadlineExceeded):
		return explain("stop.deadline"), true
	default:
		return Explanation{}, false
	}
}

// explainSystem words what the operating system says about a file.
func explainSystem(err error, known []any) (Explanation, bool) {
	path := value(known, "path")
	if pathError := (*fs.PathError)(nil); errors.As(err, &pathError) {
		path = pathError.Path
	}
	cause := systemCause(err)
	if cause == "" {
		return Explanation{}, false
	}
	return explain("system."+cause, "path", path), true
}

// systemCause names what the operating system ran into, "" when it is none of
// those that people meet.
func systemCause(err error) string {
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return "full"
	case errors.Is(err, syscall.EROFS):
		return "read_only"
	case errors.Is(err, syscall.EMFILE), errors.Is(err, syscall.ENFILE):
		return "too_many_files"
	case errors.Is(err, syscall.EIO):
		return "disk"
	case errors.Is(err, fs.ErrNotExist):
		return "missing"
	case errors.Is(err, fs.ErrExist):
		return "exists"
	case errors.Is(err, fs.ErrPermission):
		return "permission"
	default:
		return ""
	}
}
