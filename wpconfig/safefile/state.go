package safefile

import (
	"errors"
	"io/fs"
	"strings"
	"time"

	"enhance-wizard/wpconfig/safefile/internal/descriptor"
)

// maxState is the largest state file, in bytes: verdicts of 10,000 domains and more.
const maxState = 32 << 20

// statePrefix begins the names of state files that are being written. No name that
// a caller may give begins like this.
const statePrefix = ".new-"

// WriteState keeps a small file in the vault: atomically, 0600, durable. A name is
// made of letters, digits, '.', '_' and '-', begins with a letter or digit, and has
// at most 200 bytes. Errors: *RefusedError,
// *BusyError, *FailedError.
func (v *Vault) WriteState(name string, content []byte) error {
	if err := stateName(name, content); err != nil {
		return err
	}
	dir, err := v.openState(true)
	if err != nil {
		return err
	}
	defer dir.Close()
	temporary := statePrefix + randomHex(8)
	if err := writePrivate(dir, temporary, content); err != nil {
		return err
	}
	if err := dir.Rename(temporary, name); err != nil {
		_ = dir.Remove(temporary)
		return classify("replacing", dir.Join(name), err)
	}
	return classify("syncing", dir.Path(), dir.Sync())
}

// ReadState returns what WriteState kept. Where there is nothing the error is
// fs.ErrNotExist.
func (v *Vault) ReadState(name string) ([]byte, error) {
	if err := stateName(name, nil); err != nil {
		return nil, err
	}
	dir, err := v.open(false, stateFolder)
	if err != nil {
		return nil, err
	}
	defer dir.Close()
	return readPrivate(dir, name, maxState)
}

// stateWait bounds the wait for the lock on the state folder, which is held for
// milliseconds, unless its holder is stopped.
const stateWait = 2 * time.Second

// openState opens the state folder locked, so that a sweep finds no file that is
// just being written.
func (v *Vault) openState(create bool) (*descriptor.Dir, error) {
	dir, err := v.open(create, stateFolder)
	if err != nil {
		return nil, err
	}
	for deadline := time.Now().Add(stateWait); ; time.Sleep(2 * time.Millisecond) {
		err := lock(dir)
		if err == nil {
			return dir, nil
		}
		if _, busy := errors.AsType[*BusyError](err); !busy || time.Now().After(deadline) {
			dir.Close()
			return nil, err
		}
	}
}

// sweepState removes what killed writers left.
func (v *Vault) sweepState() error {
	dir, err := v.openState(false)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer dir.Close()
	names, err := dir.Names()
	if err != nil {
		return classify("listing", dir.Path(), err)
	}
	for _, name := range names {
		if !strings.HasPrefix(name, statePrefix) {
			continue
		}
		if err := dir.Remove(name); err != nil {
			return classify("removing", dir.Join(name), err)
		}
	}
	return nil
}

func stateName(name string, content []byte) error {
	const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
	switch {
	case name == "" || len(name) > 200 || !strings.Contains(letters, name[:1]) || strings.Trim(name, letters+"._-") != "":
		return &RefusedError{Path: name, Reason: ReasonBadName}
	case len(content) > maxState:
		return &RefusedError{Path: name, Reason: ReasonTooLarge}
	default:
		return nil
	}
}
