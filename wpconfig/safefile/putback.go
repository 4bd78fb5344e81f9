package safefile

import (
	"errors"

	"golang.org/x/sys/unix"
)

// putBack returns the file to what it was and removes the temporary one, whatever
// the operation had come to. What somebody else has written since is not lost: then
// the error is a ChangedError and their file stays.
func (o *operation) putBack() error {
	var err error
	switch o.progress {
	case pending:
		return nil
	case prepared:
	case exchanged:
		err = o.exchangeBack()
	case substituted:
		err = o.restore()
	case overwritten:
		if err := o.overwriteWith(o.after, o.before.content); err != nil {
			return err
		}
		o.progress = pending
		return nil
	}
	if err != nil {
		return err
	}
	o.progress = prepared // so that a second try only removes the temporary file
	_ = o.dir.Sync()      // the names are right; a disk that cannot even sync is not made better by stopping
	if err := o.dir.Remove(o.temporary); err != nil && !errors.Is(err, unix.ENOENT) {
		return classify("removing the temporary file of", o.path(), err)
	}
	o.progress = pending
	return nil
}

func (o *operation) exchangeBack() error {
	if o.remove {
		return o.renameBack(o.temporary, o.name)
	}
	swapBack := func() error { return o.dir.Exchange(o.temporary, o.name) }
	undo := swapBack
	if o.before == nil {
		swapBack = func() error { return o.renameBack(o.name, o.temporary) }
		undo = func() error { return o.renameBack(o.temporary, o.name) }
	}
	if err := swapBack(); err != nil {
		return classify("putting back", o.path(), err)
	}
	// Ours must have come out. If it is not, it was edited after our change: return it.
	if out, err := o.lookAt(o.temporary); err != nil || !o.staged.same(out) {
		return errors.Join(&ChangedError{Path: o.path()}, undo())
	}
	return nil
}

func (o *operation) renameBack(from, to string) error {
	return classify("putting back", o.path(), o.dir.RenameNew(from, to))
}

// restore writes the old content anew where the old file is gone.
func (o *operation) restore() error {
	again := newOperation(o.place, o.before)
	again.temporary, again.after = o.temporary, o.before.content
	if err := again.stage(); err != nil {
		return err
	}
	now, err := o.look()
	if err == nil && !o.staged.same(now) {
		err = &ChangedError{Path: o.path()}
	}
	if err == nil {
		err = classify("putting back", o.path(), o.dir.Rename(o.temporary, o.name))
	}
	if err != nil {
		_ = o.dir.Remove(o.temporary)
	}
	return err
}
