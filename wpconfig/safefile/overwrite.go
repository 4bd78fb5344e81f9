package safefile

import (
	"bytes"
	"errors"

	"golang.org/x/sys/unix"

	"enhance-wizard/wpconfig/safefile/internal/descriptor"
)

// overwriteInPlace writes the new content into the file as it lies. A reader can
// see it half done, and so can a crash; the backup is on the disk by then.
func (o *operation) overwriteInPlace() error {
	if err := o.unchanged(); err != nil {
		return err
	}
	return o.overwriteWith(o.before.content, o.after)
}

// overwriteWith makes the content from old to replacement. If old is not what the
// file holds it changed meanwhile, unless it holds the torn remains of our own write.
func (o *operation) overwriteWith(old, replacement []byte) error {
	file, err := o.dir.OpenForOverwrite(o.name)
	if err != nil {
		return classify("opening", o.path(), err)
	}
	defer file.Close()
	directory, err := o.dir.Stat()
	if err != nil {
		return classify("examining", o.dir.Path(), err)
	}
	now, err := readVersion(file, &directory)
	if err != nil {
		return err
	}
	torn := o.progress == overwritten && o.staged == nil
	if !torn && !bytes.Equal(now.content, old) {
		return &ChangedError{Path: o.path()}
	}
	if err := makeRoom(file, len(now.content), len(replacement)); err != nil {
		return classify("making room in", o.path(), err)
	}
	o.progress, o.staged = overwritten, nil
	if err := pour(file, replacement); err != nil {
		return classify("overwriting", o.path(), err)
	}
	held, err := readVersion(file, &directory)
	if err != nil {
		return classify("reading back", o.path(), err)
	}
	if !bytes.Equal(held.content, replacement) {
		return &FailedError{Op: "reading back", Path: o.path(), Outcome: OutcomeOld, Err: errReadBack}
	}
	o.staged = held
	return nil
}

// makeRoom lets a full disk fail while the old content is still whole. Where room
// cannot be reserved unseen, line ends are appended: to PHP they mean nothing.
func makeRoom(file *descriptor.File, size, wanted int) error {
	if wanted <= size {
		return nil
	}
	err := file.Reserve(int64(wanted))
	if !errors.Is(err, unix.EOPNOTSUPP) && !errors.Is(err, unix.ENOSYS) {
		return err
	}
	padding := bytes.Repeat([]byte{'\n'}, wanted-size)
	if err := file.Write(padding, int64(size)); err != nil {
		return errors.Join(err, file.Truncate(int64(size)))
	}
	return nil
}

func pour(file *descriptor.File, content []byte) error {
	if err := file.Write(content, 0); err != nil {
		return err
	}
	if err := file.Truncate(int64(len(content))); err != nil {
		return err
	}
	return file.Sync()
}
