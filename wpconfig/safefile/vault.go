package safefile

import (
	"context"
	"io/fs"
	"time"
)

// Vault is the private folder of backups and state. Nothing is created in it
// before something is to be kept. It is safe for use by several goroutines.
type Vault struct{ path string }

// DefaultStateDir is where the vault lies when nothing else was asked for:
// /var/lib/enhance-wizard for root, else enhance-wizard in the XDG state folder.
func DefaultStateDir() (string, error) { return "", nil }

// OpenVault checks the folder and does not create it yet. Errors: *RefusedError,
// *FailedError.
func OpenVault(stateDir string) (*Vault, error) { return &Vault{path: stateDir}, nil }

// Path is the folder.
func (v *Vault) Path() string { return v.path }

// EntryState says what became of a change.
type EntryState string

// The states of an [Entry].
const (
	EntryApplied   EntryState = "applied"
	EntryReverted  EntryState = "reverted"    // undone since
	EntryUndoState EntryState = "undo"        // it is itself an undo
	EntryOpen      EntryState = "interrupted" // to be repaired by Recover, or running now
)

// Entry is one transaction that the vault remembers.
type Entry struct {
	ID    string
	At    time.Time
	State EntryState
	Undid string   // for an undo: the change it took back
	Names []string // constants that were set
	Files []EntryFile
}

// EntryFile is one file of an [Entry].
type EntryFile struct {
	Path    string
	Label   string
	Backup  string // path of the private copy; empty if there is none
	Created bool
}

// Entries lists what the vault remembers, the newest first.
func (v *Vault) Entries() ([]Entry, error) { return nil, nil }

// UndoOptions narrows and permits an undo.
type UndoOptions struct {
	Path    string // only changes of this file (resolved path) count as the last; empty: any
	InPlace bool   // consent to overwrite a file that cannot be replaced
	Verify  func() error
}

// Undo puts back what a change replaced: id, or the last one not undone yet if
// id is empty. Errors: those of Apply, and *EntryError.
func (v *Vault) Undo(ctx context.Context, id string, o UndoOptions) (Receipt, error) {
	return Receipt{}, nil
}

// UndoFile is one file that an undo would change.
type UndoFile struct {
	Path     string
	Label    string
	Current  []byte
	Restored []byte
	Removed  bool // the undo removes the file, as the change had created it
	Changed  bool // it changed since, so the undo will refuse
}

// UndoPlan says what an undo would do. It writes nothing.
func (v *Vault) UndoPlan(id string, o UndoOptions) (Entry, []UndoFile, error) {
	return Entry{}, nil, nil
}

// Recovery says what became of an interrupted transaction.
type Recovery string

// The recoveries.
const (
	RecoveryFinished Recovery = "finished" // all files were new already
	RecoveryRestored Recovery = "restored" // the old content was put back, or still there
	RecoveryConflict Recovery = "conflict" // a file had been edited since and was left alone
)

// Recovered is one interrupted transaction that was repaired.
type Recovered struct {
	ID      string
	Outcome Recovery
	Paths   []string
	Undo    bool // the interrupted transaction was an undo
}

// Recover repairs what killed runs left behind and sweeps their temporary
// files. A site that another run has locked is skipped.
func (v *Vault) Recover(ctx context.Context) ([]Recovered, error) { return nil, nil }

// WriteState keeps a small file in the vault, atomically, 0600. A name is made of
// letters, digits, '.', '_' and '-', and begins with a letter or digit.
func (v *Vault) WriteState(name string, content []byte) error { return nil }

// ReadState returns what WriteState kept. Where there is nothing the error is
// fs.ErrNotExist.
func (v *Vault) ReadState(name string) ([]byte, error) { return nil, fs.ErrNotExist }

// RemoveState removes a state file; one that is not there is no error.
func (v *Vault) RemoveState(name string) error { return nil }

// Save makes a new file that the user asked for. It refuses a name that exists
// and a place under a document root.
func Save(path string, content []byte, mode fs.FileMode) error { return nil }
