package safefile

import (
	"os"
	"slices"

	"golang.org/x/sys/unix"
)

// Preflight tells beforehand whether [Vault.Apply] could write the file: a dry run
// and a review can then say it before anybody is asked. It changes nothing. With
// ReasonNeedsInPlace, consent would help. Errors: *RefusedError, *ChangedError,
// *FailedError.
func Preflight(s Snapshot, inPlace bool) error {
	if !s.taken {
		return &RefusedError{Path: s.Path, Reason: ReasonBadName}
	}
	at, err := openPlace(s.Path)
	if err != nil {
		return err
	}
	defer at.close()
	o := s.operation(at)
	if err := s.stillThere(o); err != nil {
		return err
	}
	return o.feasible(inPlace)
}

// feasible chooses between replacing and overwriting, or refuses.
func (o *operation) feasible(inPlace bool) error {
	file, directory := o.dir.Traits(o.name), o.dir.Traits(".")
	switch {
	case o.before != nil && file.Locked:
		return &RefusedError{Path: o.path(), Reason: ReasonImmutable}
	case o.dir.ReadOnly() && !file.MountPoint:
		return &RefusedError{Path: o.path(), Reason: ReasonReadOnly}
	}
	replaceable := !file.MountPoint && !directory.Locked && o.keepsOwner() && o.do(o.dir.Writable) == nil
	switch {
	case replaceable:
		return nil
	case (o.before == nil || o.remove) && directory.Locked:
		return &RefusedError{Path: o.dir.Path(), Reason: ReasonImmutable}
	case o.before == nil || o.remove:
		return &RefusedError{Path: o.path(), Reason: ReasonNotPermitted}
	case !inPlace:
		return &RefusedError{Path: o.path(), Reason: ReasonNeedsInPlace}
	}
	o.overwrite = true
	return o.do(o.overwritable)
}

// keepsOwner tells whether a new file can be given the owner and group.
func (o *operation) keepsOwner() bool {
	if o.actor != nil || os.Geteuid() == 0 {
		return true
	}
	if o.uid != uint32(os.Geteuid()) { //nolint:gosec // user ids have 32 bits
		return false
	}
	groups, err := unix.Getgroups()
	return err == nil && slices.Contains(append(groups, os.Getegid()), int(o.gid))
}

// overwritable tries whether the file can be opened for writing.
func (o *operation) overwritable() error {
	file, err := o.dir.OpenForOverwrite(o.name)
	if err != nil {
		return classify("opening", o.path(), err)
	}
	file.Close()
	return nil
}

// operation begins with the file as it was read.
func (s *Snapshot) operation(at *place) *operation {
	o := newOperation(at, s.version)
	if s.version == nil {
		o.uid, o.gid, o.mode = s.UID, s.GID, newFileMode
	}
	return o
}

// stillThere makes sure that the directory and the file are the ones that were read.
func (s *Snapshot) stillThere(o *operation) error {
	directory, err := o.dir.Stat()
	if err != nil {
		return classify("examining", o.dir.Path(), err)
	}
	if directory.Dev != s.directory.Dev || directory.Ino != s.directory.Ino || o.path() != s.Path {
		return &ChangedError{Path: s.Path}
	}
	if err := o.actAs(o.uid, o.gid); err != nil {
		return err
	}
	return o.unchanged()
}

// unchanged makes sure that the file is what it was when it was read.
func (o *operation) unchanged() error {
	now, err := o.lookAllowingAbsence(o.name)
	if err != nil {
		return o.disturbed(err)
	}
	if !o.before.untouched(now) {
		return &ChangedError{Path: o.path()}
	}
	return nil
}

// disturbed says of a file that was fine when it was read and is refused now what
// that means: it changed.
func (o *operation) disturbed(err error) error {
	if _, refused := asRefused(err); refused {
		return &ChangedError{Path: o.path()}
	}
	return err
}
