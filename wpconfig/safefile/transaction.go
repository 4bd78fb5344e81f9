package safefile

import (
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
	Backup  string // path of the private copy; empty if the file did not exist before
	InPlace bool   // it was overwritten, as it could not be replaced
	Created bool
	Removed bool // an undo removed the file that the change had created
}

// Apply commits a transaction. The context is heeded until the first file is
// replaced, and no longer. Errors: *RefusedError, *ChangedError, *BusyError,
// *FailedError (which wraps what Check or Verify returned), the context's cause.
func (v *Vault) Apply(ctx context.Context, r Request) (Receipt, error) { return Receipt{}, nil }
