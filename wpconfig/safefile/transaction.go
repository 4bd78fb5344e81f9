package safefile

import (
	"context"
	"errors"
	"path/filepath"

	"enhance-wizard/wpconfig/safefile/internal/descriptor"
)

// transaction is the write protocol over one or several files.
type transaction struct {
	vault   *Vault
	changes []Change
	names   []string
	undoes  string // identifier of the change that an undo takes back
	inPlace bool
	verify  func() error

	operations []*operation
	site       *descriptor.Dir
	entry      *entry
}

// run takes the locks, commits, and puts everything back if that fails.
func (t *transaction) run(ctx context.Context) (Receipt, error) {
	if ctx.Err() != nil {
		return Receipt{}, context.Cause(ctx)
	}
	release := holdSignals()
	defer release(ctx)
	defer t.close()
	if err := t.begin(); err != nil {
		return Receipt{}, err
	}
	if err := t.commit(ctx); err != nil {
		return Receipt{}, t.rollBack(err)
	}
	receipt := t.receipt()
	t.tidy()
	return receipt, nil
}

func (t *transaction) close() {
	for _, o := range t.operations {
		o.close()
	}
	if t.entry != nil {
		t.entry.close()
	}
	if t.site != nil {
		t.site.Close()
	}
}

// begin locks, repairs what an earlier run left, and makes sure that every file is
// what it was when it was read.
func (t *transaction) begin() error {
	var err error
	if t.site, err = t.vault.lockSite(filepath.Dir(t.changes[0].Snapshot.Path)); err != nil {
		return err
	}
	if _, err := recoverSite(t.site); err != nil {
		return err
	}
	for i := range t.changes {
		at, err := openPlace(t.changes[i].Snapshot.Path)
		if err != nil {
			return err
		}
		t.operations = append(t.operations, t.changes[i].operation(at))
	}
	if err := lockDirectories(t.operations); err != nil {
		return err
	}
	for i, o := range t.operations {
		if err := t.changes[i].Snapshot.stillThere(o); err != nil {
			return err
		}
		if err := o.feasible(t.inPlace); err != nil {
			return err
		}
	}
	return nil
}

// commit goes from the backup to the mark that says "done". Until the first file
// is installed the sites' directories hold nothing but hidden temporary files.
func (t *transaction) commit(ctx context.Context) error {
	if err := t.keepBackups(); err != nil {
		return err
	}
	for _, o := range t.operations {
		if err := t.attempt(o, o.stage); err != nil {
			return err
		}
	}
	for _, o := range t.operations {
		if o.check == nil || o.remove {
			continue
		}
		if err := o.check(o.after); err != nil {
			return &FailedError{Op: "checking the new content of", Path: o.path(), Outcome: OutcomeOld, Err: err}
		}
	}
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	for i, o := range t.operations {
		if err := t.install(i, o); err != nil {
			return err
		}
	}
	return t.complete()
}

func (t *transaction) keepBackups() error {
	entries, err := entriesOf(t.site)
	if err != nil {
		return err
	}
	closeAll(entries)
	t.entry, err = createEntry(t.site, newManifest(nextSequence(entries), t), t)
	return err
}

// attempt does a step of replacing a file. If it shows that the file can only be
// overwritten, and that is consented to, the temporary file goes again.
func (t *transaction) attempt(o *operation, step func() error) error {
	if o.overwrite {
		return nil
	}
	err := o.do(step)
	refused, ok := asRefused(err)
	if !ok || refused.Reason != ReasonNeedsInPlace || !t.inPlace {
		return err
	}
	o.overwrite = true
	return errors.Join(o.do(o.putBack), o.do(o.overwritable))
}

func (t *transaction) install(i int, o *operation) error {
	if err := t.attempt(o, o.install); err != nil || !o.overwrite {
		return err
	}
	if err := t.entry.markInPlace(i); err != nil {
		return err
	}
	return o.do(o.overwriteInPlace)
}

// complete makes sure of the result and writes "done".
func (t *transaction) complete() error {
	for _, o := range t.operations {
		if err := o.confirm(); err != nil {
			return err
		}
	}
	if t.verify != nil {
		if err := t.verify(); err != nil {
			return &FailedError{Op: "verifying the result in", Path: t.operations[0].path(), Outcome: OutcomeOld, Err: err}
		}
	}
	return t.entry.mark(doneMarker)
}

// rollBack puts everything back, the last first, and then forgets the transaction.
// If that is not possible the entry stays, so that the next Recover tries again.
func (t *transaction) rollBack(reason error) error {
	for i := len(t.operations) - 1; i >= 0; i-- {
		o := t.operations[i]
		if err := o.do(o.putBack); err != nil {
			reason = &FailedError{
				Op: "putting back", Path: o.path(), Outcome: OutcomeUnrepaired, Err: errors.Join(err, reason),
			}
		}
	}
	failed, ok := errors.AsType[*FailedError](reason)
	if t.entry == nil || ok && failed.Outcome == OutcomeUnrepaired {
		return reason
	}
	_ = t.entry.remove(t.site) // what stays is recognised as worthless by the next Recover
	return reason
}

// tidy removes what is of no use once the transaction is done. What cannot be
// removed now is removed by the next Recover.
func (t *transaction) tidy() {
	for _, o := range t.operations {
		_ = o.do(o.finish)
	}
	if t.undoes != "" {
		_ = t.entry.dropBackups()
	}
	_ = prune(t.site)
}

func (t *transaction) receipt() Receipt {
	r := Receipt{ID: t.entry.manifest.ID, At: t.entry.manifest.At}
	for i, o := range t.operations {
		file := FileReceipt{
			Path: o.path(), Label: o.label, InPlace: o.overwrite, Created: o.before == nil, Removed: o.remove,
		}
		if backup := t.entry.manifest.Files[i].Backup; backup != "" && t.undoes == "" {
			file.Backup = t.entry.dir.Join(backup)
		}
		r.Files = append(r.Files, file)
	}
	return r
}
