package safefile

import (
	"bytes"
	"errors"

	"golang.org/x/sys/unix"

	"enhance-wizard/wpconfig/safefile/internal/descriptor"
)

// errReadBack says that the disk does not hold what was written to it.
var errReadBack = errors.New("the file read back differs from what was written")

// stage writes the new file under the temporary name, whole and durable, with
// everything the old one had. On an error nothing is left.
func (o *operation) stage() error {
	if o.remove || o.overwrite {
		return nil
	}
	file, err := o.dir.Create(o.temporary, 0o600)
	if err != nil {
		return o.unreplaceable(classify("creating the temporary file for", o.path(), err))
	}
	defer file.Close()
	if err := o.write(file); err != nil {
		if removed := o.dir.Remove(o.temporary); removed != nil {
			o.progress = prepared // so that putting back tries again
		}
		return err
	}
	o.progress = prepared
	return nil
}

func (o *operation) write(file *descriptor.File) error {
	if err := file.SetAccessList(nil); err != nil {
		return classify("clearing the access list for", o.path(), err)
	}
	if err := file.Write(o.after, 0); err != nil {
		return classify("writing the temporary file for", o.path(), err)
	}
	if err := o.dress(file); err != nil {
		return err
	}
	if err := file.Sync(); err != nil {
		return classify("syncing the temporary file for", o.path(), err)
	}
	return o.readBack(file)
}

// dress gives the new file the owner, then the attributes, the mode and the access
// list: chown clears bits of the mode, attributes need its write bit, and the mode
// would alter the list.
func (o *operation) dress(file *descriptor.File) error {
	stat, err := file.Stat()
	if err != nil {
		return classify("examining the temporary file for", o.path(), err)
	}
	if stat.Uid != o.uid || stat.Gid != o.gid {
		if err := file.Chown(o.uid, o.gid); err != nil {
			return o.unreplaceable(classify("setting the owner for", o.path(), err))
		}
	}
	var attributes descriptor.Attributes
	if o.before != nil {
		attributes = o.before.attributes
		if err := file.SetAttributes(attributes); err != nil {
			return o.unattributable(err)
		}
	}
	if err := file.Chmod(o.mode); err != nil {
		return classify("setting the mode for", o.path(), err)
	}
	return o.unattributable(file.SetAccessList(attributes))
}

func (o *operation) unattributable(err error) error {
	if errors.Is(err, unix.EPERM) || errors.Is(err, unix.EACCES) || errors.Is(err, unix.EOPNOTSUPP) {
		return &RefusedError{Path: o.path(), Reason: ReasonAttributes, Err: cause(err)}
	}
	return classify("setting the attributes for", o.path(), err)
}

// readBack compares the file with what it was to become, byte by byte.
func (o *operation) readBack(file *descriptor.File) error {
	directory, err := o.dir.Stat()
	if err != nil {
		return classify("examining", o.dir.Path(), err)
	}
	staged, err := readVersion(file, &directory)
	if err != nil {
		return classify("reading back the temporary file for", o.path(), err)
	}
	same := bytes.Equal(staged.content, o.after) &&
		staged.stat.Uid == o.uid && staged.stat.Gid == o.gid && staged.permissions() == o.mode
	if !same {
		return &FailedError{Op: "reading back the temporary file for", Path: o.path(), Outcome: OutcomeOld, Err: errReadBack}
	}
	o.staged = staged
	return nil
}

// unreplaceable says of a step that is not permitted that the file can only be
// overwritten.
func (o *operation) unreplaceable(err error) error {
	refused, ok := asRefused(err)
	if ok && refused.Reason == ReasonNotPermitted && o.before != nil && !o.remove {
		return &RefusedError{Path: o.path(), Reason: ReasonNeedsInPlace, Err: refused.Err}
	}
	return err
}

func asRefused(err error) (*RefusedError, bool) {
	return errors.AsType[*RefusedError](err)
}
