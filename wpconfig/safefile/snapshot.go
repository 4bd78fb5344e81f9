package safefile

import "io/fs"

// MaxSize is the largest file that is read or written, in bytes.
const MaxSize = 1 << 20

// Snapshot is a file as it was when it was read. It is the ground on which new
// content is composed, and what [Vault.Apply] compares the file with before it
// replaces it.
type Snapshot struct {
	Path     string      // absolute, without symbolic links; what will be replaced
	Asked    string      // the path as it was asked for, made absolute
	Links    []string    // symbolic links that were followed, in order
	Content  []byte      // nil when Absent
	Absent   bool        // only from [ReadOrAbsent]
	UID, GID uint32      // for an absent file those of its directory
	Mode     fs.FileMode // permission bits; for an absent file 0644
}

// Read takes a snapshot of the file at path. Errors: *RefusedError, *FailedError.
func Read(path string) (Snapshot, error) { return Snapshot{}, nil }

// ReadOrAbsent is Read for a file that need not exist yet, though its directory
// must.
func ReadOrAbsent(path string) (Snapshot, error) { return Snapshot{}, nil }
