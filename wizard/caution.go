package wizard

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"enhance-wizard/wpconfig/safefile"
)

// CautionKind is something about the place of a file that a person should know
// before the token is written there.
type CautionKind string

// The kinds of cautions.
const (
	// CautionGit: wp-config.php lies in a git work tree.
	CautionGit CautionKind = "git_work_tree"
	// CautionReadable: every user of the machine may read the file.
	CautionReadable CautionKind = "readable_by_others"
	// CautionInPlace: the file will be overwritten, as was consented to.
	CautionInPlace CautionKind = "in_place"
	// CautionPinOnly: only a pin vouches for the panel, and WordPress knows none.
	CautionPinOnly CautionKind = "pin_only"
)

// CautionKinds lists all kinds, so that a test can hold the catalogue to them.
func CautionKinds() []CautionKind {
	return []CautionKind{CautionGit, CautionReadable, CautionInPlace, CautionPinOnly}
}

// Caution is one such finding.
type Caution struct {
	Kind CautionKind
	// Path is the file, or for CautionGit the folder of the work tree; empty where
	// the caution is about the panel.
	Path string
	// Mode is that of the file, for CautionReadable.
	Mode fs.FileMode
}

// cautionsOf looks at where the token would lie.
func cautionsOf(snapshot safefile.Snapshot) []Caution {
	var all []Caution
	if tree := workTree(filepath.Dir(snapshot.Path)); tree != "" {
		all = append(all, Caution{Kind: CautionGit, Path: tree})
	}
	const othersMayRead = 0o004
	if snapshot.Mode&othersMayRead != 0 {
		all = append(all, Caution{Kind: CautionReadable, Path: snapshot.Path, Mode: snapshot.Mode})
	}
	return all
}

// workTree is the folder, dir or one above it, that has a .git; empty if there
// is none. Git itself is not asked: the settings of somebody else's repository
// can run code.
func workTree(dir string) string {
	for {
		if _, err := os.Lstat(filepath.Join(dir, ".git")); err == nil {
			return dir
		}
		if dir == filepath.Dir(dir) {
			return ""
		}
		dir = filepath.Dir(dir)
	}
}

// feasible tells beforehand whether a file could be written, and whether only
// in place.
func feasible(f FileChange, inPlace bool) ([]Caution, error) {
	if !f.Changes {
		return nil, nil
	}
	err := safefile.Preflight(f.snapshot, false)
	if refused, ok := errors.AsType[*safefile.RefusedError](err); !inPlace || !ok || refused.Reason != safefile.ReasonNeedsInPlace {
		return nil, err
	}
	return []Caution{{Kind: CautionInPlace, Path: f.Path}}, safefile.Preflight(f.snapshot, true)
}
