package safefile

import (
	"bytes"
	"errors"
	"io/fs"
	"path/filepath"

	"golang.org/x/sys/unix"

	"enhance-wizard/wpconfig/safefile/internal/descriptor"
)

// writePrivate makes a new file in the vault, 0600, syncs it and reads it back. On
// an error nothing is left.
func writePrivate(dir *descriptor.Dir, name string, content []byte) error {
	file, err := dir.Create(name, 0o600)
	if err != nil {
		return classify("creating", dir.Join(name), err)
	}
	defer file.Close()
	if err := fillPrivate(file, content); err != nil {
		_ = dir.Remove(name)
		return classify("writing", dir.Join(name), err)
	}
	return nil
}

func fillPrivate(file *descriptor.File, content []byte) error {
	if err := file.SetAccessList(nil); err != nil {
		return err
	}
	if err := file.Write(content, 0); err != nil {
		return err
	}
	if err := file.Sync(); err != nil {
		return err
	}
	held, err := file.Read(len(content))
	if err != nil {
		return err
	}
	if !bytes.Equal(held, content) {
		return errReadBack
	}
	return nil
}

// readPrivate reads a file of the vault; a missing one is fs.ErrNotExist.
func readPrivate(dir *descriptor.Dir, name string, limit int) ([]byte, error) {
	file, err := dir.OpenFile(name)
	if errors.Is(err, unix.ENOENT) {
		return nil, fs.ErrNotExist
	}
	if err != nil {
		return nil, classify("opening", dir.Join(name), err)
	}
	defer file.Close()
	content, err := file.Read(limit)
	return content, classify("reading", file.Path(), err)
}

func baseName(dir *descriptor.Dir) string { return filepath.Base(dir.Path()) }
