package safefile

import (
	"fmt"
	"io/fs"
)

// Reason says why a file is not touched.
type Reason string

// The reasons a [RefusedError] can have.
const (
	// ReasonMissing: there is no such file or directory.
	ReasonMissing Reason = "missing"
	// ReasonNotFolder: where the path wants a directory there is something else.
	ReasonNotFolder Reason = "not_folder"
	// ReasonNotRegular: a directory, device, socket or named pipe.
	ReasonNotRegular Reason = "not_regular"
	// ReasonHardLink: the file has more than one name.
	ReasonHardLink Reason = "hard_link"
	// ReasonSymlink: a symbolic link on the way, or the file itself, is outside
	// the rule (owned by neither root nor its target's owner, leaves the
	// directory, dangles, loops).
	ReasonSymlink Reason = "symlink"
	// ReasonDirectoryOwner: the directory belongs to someone other than root or
	// the file's owner.
	ReasonDirectoryOwner Reason = "directory_owner"
	// ReasonTooLarge: the file, or the new content, is above [MaxSize].
	ReasonTooLarge Reason = "too_large"
	// ReasonSetID: the file has a set-user-id or set-group-id bit.
	ReasonSetID Reason = "set_id"
	// ReasonImmutable: the file or its directory is immutable or append-only
	// (chattr +i, +a).
	ReasonImmutable Reason = "immutable"
	// ReasonReadOnly: the file system is mounted read-only.
	ReasonReadOnly Reason = "read_only"
	// ReasonNeedsInPlace: the file cannot be replaced, only overwritten, and
	// that was not consented to.
	ReasonNeedsInPlace Reason = "needs_in_place"
	// ReasonNotPermitted: the operating system does not permit it to this user.
	ReasonNotPermitted Reason = "not_permitted"
	// ReasonAttributes: an access list, extended attribute or security label
	// cannot be carried over to the new file.
	ReasonAttributes Reason = "attributes"
	// ReasonDocumentRoot: a private file would lie where a web server serves it.
	ReasonDocumentRoot Reason = "document_root"
	// ReasonExists: the file to be made exists already.
	ReasonExists Reason = "exists"
	// ReasonStateOwner: the state folder, or a folder above it, belongs to
	// someone else or can be written by others.
	ReasonStateOwner Reason = "state_owner"
	// ReasonBadName: the name of a state file, or a path, is malformed.
	ReasonBadName Reason = "bad_name"
)

// Reasons returns all reasons.
func Reasons() []Reason {
	return []Reason{
		ReasonMissing, ReasonNotFolder, ReasonNotRegular, ReasonHardLink, ReasonSymlink, ReasonDirectoryOwner, ReasonTooLarge,
		ReasonSetID, ReasonImmutable, ReasonReadOnly, ReasonNeedsInPlace, ReasonNotPermitted, ReasonAttributes,
		ReasonDocumentRoot, ReasonExists, ReasonStateOwner, ReasonBadName,
	}
}

// RefusedError says that nothing was written because it would not be safe.
type RefusedError struct {
	Path   string
	Reason Reason
	Err    error // the cause in the operating system; may be nil
}

func (e *RefusedError) Error() string {
	if e.Err != nil {
		return fmt.Sprintf("refusing %s: %s: %v", e.Path, e.Reason, e.Err)
	}
	return fmt.Sprintf("refusing %s: %s", e.Path, e.Reason)
}

func (e *RefusedError) Unwrap() error {
	if e.Err == nil && e.Reason == ReasonMissing {
		return fs.ErrNotExist
	}
	return e.Err
}

// ChangedError says that a file is no longer what it was when it was read, or
// for an undo, what the change had made of it. The file keeps what it has.
type ChangedError struct {
	Path string
}

func (e *ChangedError) Error() string {
	return fmt.Sprintf("%s changed meanwhile", e.Path)
}

// BusyError says that another run holds the lock on a directory.
type BusyError struct {
	Path string // the directory
}

func (e *BusyError) Error() string {
	return fmt.Sprintf("%s is locked by another run", e.Path)
}

// Outcome says what the target files hold after an error.
type Outcome string

// The outcomes of a failed operation.
const (
	// OutcomeOld: every file holds its old content.
	OutcomeOld Outcome = "old"
	// OutcomeNew: every file holds its new content, but a later step failed.
	OutcomeNew Outcome = "new"
	// OutcomeUnrepaired: putting back failed too; the backups are kept and the
	// next [Vault.Recover] tries again.
	OutcomeUnrepaired Outcome = "unrepaired"
)

// Outcomes returns all outcomes.
func Outcomes() []Outcome {
	return []Outcome{OutcomeOld, OutcomeNew, OutcomeUnrepaired}
}

// FailedError says that an operation did not work, although it was allowed.
type FailedError struct {
	Op      string // what was being done, e.g. "writing the temporary file"
	Path    string
	Outcome Outcome
	Err     error
}

func (e *FailedError) Error() string {
	return fmt.Sprintf("%s %s: %v (content: %s)", e.Op, e.Path, e.Err, e.Outcome)
}

func (e *FailedError) Unwrap() error { return e.Err }

// EntryReason says why a change cannot be undone.
type EntryReason string

// The reasons an [EntryError] can have.
const (
	// EntryNone: there is nothing to undo.
	EntryNone EntryReason = "none"
	// EntryUnknown: no change has this identifier.
	EntryUnknown EntryReason = "unknown"
	// EntryUndone: the change has been undone already.
	EntryUndone EntryReason = "undone"
	// EntryIsUndo: the identifier is that of an undo.
	EntryIsUndo EntryReason = "is_undo"
	// EntryInterrupted: the change was cut off; [Vault.Recover] comes first.
	EntryInterrupted EntryReason = "interrupted"
	// EntryInConflict: the change was cut off and could not be repaired whole; its
	// copies are there to be compared by hand.
	EntryInConflict EntryReason = "conflict"
)

// EntryReasons returns all reasons of an [EntryError].
func EntryReasons() []EntryReason {
	return []EntryReason{EntryNone, EntryUnknown, EntryUndone, EntryIsUndo, EntryInterrupted, EntryInConflict}
}

// EntryError says that a change cannot be undone.
type EntryError struct {
	ID     string // as asked for, may be empty
	Reason EntryReason
}

func (e *EntryError) Error() string {
	return fmt.Sprintf("undoing %q: %s", e.ID, e.Reason)
}
