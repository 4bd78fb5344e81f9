package safefile

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
)

// UndoOptions narrows and permits an undo.
type UndoOptions struct {
	Path    string // only changes of this file (resolved path) count as the last one; empty: any
	InPlace bool   // consent to overwrite a file that cannot be replaced
	Verify  func() error
}

// UndoFile is one file that an undo would change.
type UndoFile struct {
	Path     string
	Label    string
	Current  []byte
	Restored []byte // nil if Removed
	Removed  bool   // the undo removes the file, as the change had made it
	Changed  bool   // it changed since, so the undo will refuse
}

// UndoPlan says what an undo would do. It writes nothing. Errors: *EntryError,
// *RefusedError, *FailedError.
func (v *Vault) UndoPlan(id string, o UndoOptions) (Entry, []UndoFile, error) {
	chosen, e, err := v.choose(id, o.Path)
	if err != nil {
		return Entry{}, nil, err
	}
	defer e.close()
	var files []UndoFile
	for _, f := range e.manifest.Files {
		c, changed, err := e.reversal(f)
		if err != nil {
			return Entry{}, nil, err
		}
		files = append(files, UndoFile{
			Path: f.Path, Label: f.Label, Current: c.Snapshot.Content, Restored: c.Content, Removed: c.remove, Changed: changed,
		})
	}
	return chosen, files, nil
}

// Undo puts back what a change replaced, bytes and mode: that of id, or the last
// one that is in force if id is empty. It is a transaction like any other, and is
// itself remembered, so that a change is undone once. Errors: those of Apply
// (*ChangedError when a file was edited since), and *EntryError.
func (v *Vault) Undo(ctx context.Context, id string, o UndoOptions) (Receipt, error) {
	_, e, err := v.choose(id, o.Path)
	if err != nil {
		return Receipt{}, err
	}
	defer e.close()
	t := &transaction{vault: v, names: e.manifest.Names, undoes: e.manifest.ID, inPlace: o.InPlace, verify: o.Verify}
	for _, f := range e.manifest.Files {
		c, changed, err := e.reversal(f)
		if err != nil {
			return Receipt{}, err
		}
		if changed {
			return Receipt{}, &ChangedError{Path: f.Path}
		}
		t.changes = append(t.changes, c)
	}
	return t.run(ctx)
}

// reversal is the change that takes one file back, and whether the file is no
// longer what the change made of it. A mode that was narrowed since stays narrow.
func (e *entry) reversal(f manifestFile) (Change, bool, error) {
	snapshot, err := ReadOrAbsent(f.Path)
	if err != nil {
		return Change{}, false, err
	}
	c := Change{Snapshot: snapshot, Label: f.Label, remove: f.Before == nil}
	now := snapshot.version
	changed := snapshot.Path != f.Path || !f.After.holds(now)
	if !changed && now != nil {
		changed = now.stat.Uid != f.After.UID || now.stat.Gid != f.After.GID
	}
	if c.remove {
		return c, changed, nil
	}
	mode := f.Before.Mode
	if now != nil {
		mode &= now.permissions()
	}
	c.mode = &mode
	c.Content, err = e.backup(f)
	return c, changed, err
}

// choose finds the change to undo. The caller closes it.
func (v *Vault) choose(id, path string) (Entry, *entry, error) {
	entries, err := v.Entries()
	if err != nil {
		return Entry{}, nil, err
	}
	for _, candidate := range entries {
		if id == "" && candidate.State == EntryApplied && (path == "" || candidate.Touches(path)) || id != "" && candidate.ID == id {
			if reason := candidate.undoable(); reason != "" {
				return Entry{}, nil, &EntryError{ID: id, Reason: reason}
			}
			e, err := v.openEntry(candidate)
			return candidate, e, err
		}
	}
	if id == "" {
		return Entry{}, nil, &EntryError{Reason: EntryNone}
	}
	return Entry{}, nil, &EntryError{ID: id, Reason: EntryUnknown}
}

func (e Entry) undoable() EntryReason {
	switch e.State {
	case EntryReverted:
		return EntryUndone
	case EntryUndoing:
		return EntryIsUndo
	case EntryOpen:
		return EntryInterrupted
	case EntryConflict:
		return EntryInConflict
	case EntryApplied:
		return ""
	default:
		return EntryUnknown
	}
}

func (v *Vault) openEntry(chosen Entry) (*entry, error) {
	site, err := v.open(false, backupsFolder, siteFolder(filepath.Dir(chosen.Files[0].Path)))
	if err != nil {
		return nil, gone(chosen.ID, err)
	}
	defer site.Close()
	e, err := readEntry(site, chosen.ID)
	if err != nil {
		return nil, gone(chosen.ID, err)
	}
	if !e.readable {
		e.close()
		return nil, &EntryError{ID: chosen.ID, Reason: EntryUnknown}
	}
	return e, nil
}

// gone says of an entry that was pruned since it was listed that it is unknown.
func gone(id string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return &EntryError{ID: id, Reason: EntryUnknown}
	}
	return err
}
