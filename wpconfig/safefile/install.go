package safefile

import (
	"errors"

	"golang.org/x/sys/unix"

	"enhance-wizard/wpconfig/safefile/internal/descriptor"
)

// install puts the new file in the old one's place, in one step that no reader can
// see half done.
//
// Between the last look at the old file and that step somebody may still write
// it, or put another in its place. Therefore the two are exchanged, where the file
// system can: what came out is looked at, and if it is not what was read, putting
// back returns it to its name. It stays under the temporary name until the whole
// transaction is done, so that putting back needs no room on the disk.
func (o *operation) install() error {
	if err := o.stillOurs(); err != nil {
		return err
	}
	if err := o.unchanged(); err != nil {
		return err
	}
	if err := o.swap(); err != nil {
		return err
	}
	if o.progress == exchanged && o.before != nil {
		displaced, err := o.lookAt(o.temporary)
		if err != nil {
			return o.disturbed(err)
		}
		if !o.before.same(displaced) {
			return &ChangedError{Path: o.path()}
		}
	}
	return classify("syncing the directory of", o.path(), o.dir.Sync())
}

// stillOurs makes sure that nobody has put another file under the temporary name,
// as the directory's owner could.
func (o *operation) stillOurs() error {
	if o.remove {
		return nil
	}
	now, err := o.lookAt(o.temporary)
	if err != nil {
		return o.disturbed(err)
	}
	if !o.staged.same(now) {
		return &ChangedError{Path: o.path()}
	}
	return nil
}

// swap changes the names and nothing else.
func (o *operation) swap() error {
	var err error
	switch {
	case o.remove:
		err = o.dir.RenameNew(o.name, o.temporary)
	case o.before == nil:
		err = o.dir.RenameNew(o.temporary, o.name)
	default:
		err = o.dir.Exchange(o.temporary, o.name)
		if descriptor.Unsupported(err) {
			if err = o.dir.Rename(o.temporary, o.name); err == nil {
				o.progress = substituted
				return nil
			}
		}
	}
	switch {
	case err == nil:
		o.progress = exchanged
		return nil
	case errors.Is(err, unix.EEXIST), errors.Is(err, unix.ENOENT):
		return &ChangedError{Path: o.path()} // it appeared, or went away
	case errors.Is(err, unix.EBUSY), errors.Is(err, unix.EXDEV):
		err = &RefusedError{Path: o.path(), Reason: ReasonNotPermitted, Err: cause(err)}
	}
	return o.unreplaceable(classify("replacing", o.path(), err))
}

// confirm looks the path up once more from the root, as a reader would.
func (o *operation) confirm() error {
	at, err := openPlace(o.path())
	if err != nil {
		return o.disturbed(err)
	}
	defer at.close()
	pinned, err := o.dir.Stat()
	if err != nil {
		return classify("examining", o.dir.Path(), err)
	}
	found, err := at.dir.Stat()
	if err != nil {
		return classify("examining", o.dir.Path(), err)
	}
	now, err := at.lookAllowingAbsence(o.name)
	if err != nil {
		return o.disturbed(err)
	}
	if found.Dev != pinned.Dev || found.Ino != pinned.Ino || !o.staged.same(now) {
		return &ChangedError{Path: o.path()}
	}
	return nil
}

// finish removes what is left beside the target once nothing is put back any more.
// A name that stays is swept by the next Recover.
func (o *operation) finish() error {
	if o.progress == exchanged && o.before != nil {
		return o.dir.Remove(o.temporary)
	}
	return nil
}
