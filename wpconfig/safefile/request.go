package safefile

import (
	"bytes"
	"context"
	"time"
)

// Change is new content for one file.
type Change struct {
	Snapshot Snapshot
	Content  []byte
	Label    string // what the file is to the caller, e.g. "wp-config"; kept in the manifest
	// Check, if not nil, judges the new content before anything is replaced
	// (php -l, for example). An error stops the transaction.
	Check func(content []byte) error

	// Of an undo only: it removes the file, or gives it back this mode.
	remove bool
	mode   *uint32
}

func (c *Change) operation(at *place) *operation {
	o := c.Snapshot.operation(at)
	o.label, o.check, o.after, o.remove = c.Label, c.Check, c.Content, c.remove
	if c.mode != nil {
		o.mode = *c.mode
	}
	return o
}

// Request is a transaction: all changes are made or none.
type Request struct {
	Changes []Change
	Names   []string // of the constants that are set, for the manifest; never values
	InPlace bool     // consent to overwrite a file that cannot be replaced
	// Verify, if not nil, runs when all files are new. On an error all are put back.
	Verify func() error
}

// Receipt says what was done. It is empty (no ID) when there was nothing to change.
type Receipt struct {
	ID    string
	At    time.Time // UTC
	Files []FileReceipt
}

// FileReceipt is one file of a [Receipt].
type FileReceipt struct {
	Path    string
	Label   string
	Backup  string // path of the private copy; empty if there is none
	InPlace bool   // it was overwritten, as it could not be replaced
	Created bool   // it did not exist before
	Removed bool   // an undo removed the file that the change had created
}

// Apply commits a transaction: backup, temporary files, comparison with the
// snapshots, exchange, verification; on any failure everything is put back.
//
// The context is heeded until the first file is replaced, and no longer; signals
// that would end the program wait until the end. Errors: *RefusedError,
// *ChangedError, *BusyError, *FailedError (which wraps what Check or Verify
// returned), or the context's cause.
func (v *Vault) Apply(ctx context.Context, r Request) (Receipt, error) {
	t := &transaction{vault: v, names: r.Names, inPlace: r.InPlace, verify: r.Verify}
	seen := make(map[string]bool)
	for _, c := range r.Changes {
		if !c.Snapshot.taken {
			return Receipt{}, &RefusedError{Path: c.Snapshot.Path, Reason: ReasonBadName}
		}
		if !c.Snapshot.Absent && bytes.Equal(c.Snapshot.Content, c.Content) {
			continue
		}
		if len(c.Content) > MaxSize {
			return Receipt{}, &RefusedError{Path: c.Snapshot.Path, Reason: ReasonTooLarge}
		}
		if seen[c.Snapshot.Path] {
			return Receipt{}, &RefusedError{Path: c.Snapshot.Path, Reason: ReasonBadName}
		}
		seen[c.Snapshot.Path] = true
		t.changes = append(t.changes, c)
	}
	if len(t.changes) == 0 {
		return Receipt{}, nil
	}
	return t.run(ctx)
}
