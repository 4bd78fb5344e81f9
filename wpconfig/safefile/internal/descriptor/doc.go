// Package descriptor reads and changes files relative to an open directory.
//
// A path is walked once, without trusting the symbolic links on it; afterwards
// the directory is named by its descriptor alone, so that renaming or replacing
// any part of the path cannot lead a write elsewhere. Calls that a signal
// interrupts are repeated.
package descriptor

import (
	"errors"
	"io/fs"

	"golang.org/x/sys/unix"
)

// maxInterruptions bounds the repetitions of one call, so that a file system
// that answers EINTR for ever cannot hang the program.
const maxInterruptions = 100

func retry(call func() error) error {
	err := call()
	for range maxInterruptions {
		if !errors.Is(err, unix.EINTR) {
			break
		}
		err = call()
	}
	return err
}

func retryValue[T any](call func() (T, error)) (T, error) {
	var value T
	err := retry(func() error {
		var err error
		value, err = call()
		return err
	})
	return value, err
}

// named gives an error the operation and the path, as package os does.
func named(op, path string, err error) error {
	if err == nil {
		return nil
	}
	return &fs.PathError{Op: op, Path: path, Err: err}
}
