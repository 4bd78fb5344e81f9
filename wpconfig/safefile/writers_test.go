package safefile

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"
)

// startMark is a call that the writer makes before it begins, so that what the Go
// runtime does at the start of a process is left alone.
const startMark = "/safefile-writer-begins"

// readMark is a call that it makes when it has read the files.
const readMark = "/safefile-writer-has-read"

// exitChanged is the exit code for a file that changed meanwhile.
const exitChanged = 7

func init() {
	roles["apply"] = marked(applyRole)
	roles["undo"] = marked(undoRole)
	roles["careless"] = marked(carelessRole)
}

func marked(role func(arguments []string) error) func([]string) int {
	return func(arguments []string) int {
		_ = unix.Access(startMark, unix.F_OK)
		err := role(arguments)
		if err == nil {
			return 0
		}
		_, _ = fmt.Fprintln(os.Stderr, err)
		if _, changed := errors.AsType[*ChangedError](err); changed {
			return exitChanged
		}
		return 1
	}
}

// applyRole makes all files new: vault, "in-place" or "", and the paths.
func applyRole(arguments []string) error {
	vault, err := OpenVault(arguments[0])
	if err != nil {
		return err
	}
	r := Request{InPlace: arguments[1] != ""}
	for _, path := range arguments[2:] {
		s, err := Read(path)
		if err != nil {
			return err
		}
		r.Changes = append(r.Changes, Change{Snapshot: s, Content: []byte(newContent(path))})
	}
	_ = unix.Access(readMark, unix.F_OK)
	_, err = vault.Apply(context.Background(), r)
	return err
}

func undoRole(arguments []string) error {
	vault, err := OpenVault(arguments[0])
	if err != nil {
		return err
	}
	_, err = vault.Undo(context.Background(), "", UndoOptions{InPlace: arguments[1] != ""})
	return err
}

// carelessRole truncates and writes, as wp-cli does. It shows that the judge can
// find fault.
func carelessRole(arguments []string) error {
	for _, path := range arguments[2:] {
		if err := os.WriteFile(path, []byte(newContent(path)), 0o640); err != nil {
			return err
		}
	}
	return nil
}

func oldContent(path string) string {
	if filepath.Base(path) == ".htaccess" {
		return oldHtaccess
	}
	return oldConfig
}

func newContent(path string) string {
	if filepath.Base(path) == ".htaccess" {
		return newHtaccess
	}
	return newConfig
}
