package wizard

import (
	"bytes"
	"context"
	"fmt"

	"enhance-wizard/wpconfig"
	"enhance-wizard/wpconfig/safefile"
)

// UndoConflictError says that a file was edited since the change that is to be
// undone. Its constants alone can still be taken out.
type UndoConflictError struct {
	// ID is the change, Path the file that was edited.
	ID, Path string
}

func (e *UndoConflictError) Error() string {
	return fmt.Sprintf("undoing %s: %s was edited since", e.ID, e.Path)
}

// Unwrap makes it known for what it is: a file that changed meanwhile.
func (e *UndoConflictError) Unwrap() error { return &safefile.ChangedError{Path: e.Path} }

// Conflict is the first file of an undo that was edited since; nil when there
// is none.
func Conflict(undone safefile.Entry, files []safefile.UndoFile) error {
	for _, f := range files {
		if f.Changed {
			return &UndoConflictError{ID: undone.ID, Path: f.Path}
		}
	}
	return nil
}

// Withdrawal takes the constants of one set-up out of wp-config.php and keeps
// all that was edited there since. A constant that had been there before gets
// its value of then.
type Withdrawal struct {
	// Undone is the set-up.
	Undone safefile.Entry
	Path   string
	Diff   []wpconfig.DiffLine

	location wpconfig.Location
	snapshot safefile.Snapshot
	after    []byte
	restored []wpconfig.Setting
	removed  []string
}

// PlanWithdrawal works out a withdrawal: that of id, or of the last change in
// force where id is empty. It writes nothing.
func PlanWithdrawal(vault *safefile.Vault, id string, o safefile.UndoOptions) (Withdrawal, error) {
	entry, files, err := vault.UndoPlan(id, o)
	if err != nil {
		return Withdrawal{}, err
	}
	w := Withdrawal{Undone: entry}
	for _, f := range files {
		if f.Label == configLabel {
			w.Path = f.Path
			return w, w.plan(f.Restored)
		}
	}
	return Withdrawal{}, &safefile.EntryError{ID: id, Reason: safefile.EntryNone}
}

// plan composes the new content of the file; old is what it was before the set-up.
func (w *Withdrawal) plan(old []byte) (err error) {
	if w.location, err = wpconfig.AtConfig(w.Path); err != nil {
		return err
	}
	if w.snapshot, err = safefile.Read(w.Path); err != nil {
		return err
	}
	then, err := w.location.Parse(old)
	if err != nil {
		return err
	}
	now, err := w.location.Parse(w.snapshot.Content)
	if err != nil {
		return err
	}
	w.sort(then, now)
	put, err := now.Plan(w.restored)
	if err != nil {
		return err
	}
	half, err := w.location.Parse(put.After)
	if err != nil {
		return err
	}
	taken, err := half.Remove(w.removed)
	if err != nil {
		return err
	}
	w.after = taken.After
	w.Diff = wpconfig.Diff(w.snapshot.Content, w.after, Token.Constant())
	return nil
}

// sort tells the constants that go from those that get their old value back.
// One that is gone already stays gone, and one of an included file is not ours.
func (w *Withdrawal) sort(then, now *wpconfig.File) {
	for _, name := range w.Undone.Names {
		is, there := now.Constant(name)
		if !there || is.Path != w.Path {
			continue
		}
		was, before := then.Constant(name)
		if before && was.Path == w.Path && was.Effective {
			w.restored = append(w.restored, wpconfig.Setting{Name: name, Value: was.Value, Secret: name == Token.Constant()})
		} else {
			w.removed = append(w.removed, name)
		}
	}
}

// Changes is false when none of the constants is left to take out.
func (w Withdrawal) Changes() bool { return !bytes.Equal(w.snapshot.Content, w.after) }

// Apply writes the file. It is a change of its own, which can be undone.
func (w Withdrawal) Apply(ctx context.Context, vault *safefile.Vault, php string, inPlace bool) (safefile.Receipt, error) {
	wanted := wpconfig.EvaluateWanted{Settings: w.restored, Absent: w.removed}
	return vault.Apply(ctx, safefile.Request{
		Names: w.Undone.Names, InPlace: inPlace,
		Changes: []safefile.Change{{
			Snapshot: w.snapshot, Content: w.after, Label: configLabel,
			Check: func(content []byte) error {
				_, err := judge(ctx, php, w.location, w.snapshot, content, wanted)
				return err
			},
		}},
	})
}
