package safefile

import (
	"errors"
	"io/fs"

	"golang.org/x/sys/unix"

	"enhance-wizard/wpconfig/safefile/internal/descriptor"
)

// classify turns an error of the operating system into one of this package's,
// and leaves those as they are. It is for steps after which the target is old.
func classify(op, path string, err error) error {
	if err == nil || typed(err) {
		return err
	}
	if reason := refusal(err); reason != "" {
		return &RefusedError{Path: path, Reason: reason, Err: cause(err)}
	}
	return &FailedError{Op: op, Path: path, Outcome: OutcomeOld, Err: cause(err)}
}

func typed(err error) bool {
	var (
		refused *RefusedError
		changed *ChangedError
		busy    *BusyError
		failed  *FailedError
		entry   *EntryError
	)
	return errors.As(err, &refused) || errors.As(err, &changed) || errors.As(err, &busy) ||
		errors.As(err, &failed) || errors.As(err, &entry)
}

func refusal(err error) Reason {
	var link *descriptor.LinkError
	switch {
	case errors.As(err, &link), errors.Is(err, unix.ELOOP):
		return ReasonSymlink
	case errors.Is(err, unix.ENOENT):
		return ReasonMissing
	case errors.Is(err, unix.ENOTDIR):
		return ReasonNotFolder
	case errors.Is(err, unix.EACCES), errors.Is(err, unix.EPERM):
		return ReasonNotPermitted
	case errors.Is(err, unix.EROFS):
		return ReasonReadOnly
	case errors.Is(err, unix.EEXIST):
		return ReasonExists
	case errors.Is(err, unix.ENXIO): // a socket or an orphaned device
		return ReasonNotRegular
	case errors.Is(err, descriptor.ErrTooLarge):
		return ReasonTooLarge
	default:
		return ""
	}
}

// cause drops the path from an error that carries it elsewhere.
func cause(err error) error {
	if wrapped, ok := errors.AsType[*fs.PathError](err); ok && error(wrapped) == err { //nolint:errorlint // only the outermost
		return wrapped.Err
	}
	return err
}
