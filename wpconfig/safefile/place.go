package safefile

import (
	"crypto/sha256"
	"errors"
	"path/filepath"

	"golang.org/x/sys/unix"

	"enhance-wizard/wpconfig/safefile/internal/descriptor"
	"enhance-wizard/wpconfig/safefile/internal/fsuser"
)

// place is a name in a pinned directory.
type place struct {
	dir   *descriptor.Dir
	name  string
	actor *fsuser.Identity // who acts there; nil: we as we are
}

func (p *place) path() string { return p.dir.Join(p.name) }

// openPlace pins the directory of a path. The caller closes it.
func openPlace(path string) (*place, error) {
	if !filepath.IsAbs(path) || filepath.Clean(path) != path || path == "/" {
		return nil, &RefusedError{Path: path, Reason: ReasonBadName}
	}
	dir, err := descriptor.OpenDir(filepath.Dir(path))
	if err != nil {
		return nil, classify("opening the directory of", path, err)
	}
	return &place{dir: dir, name: filepath.Base(path)}, nil
}

func (p *place) close() { p.dir.Close() }

// actAs chooses who acts in the directory for a file's owner. Root acts as the
// owner, except where nobody but root can change the names in the directory: there
// nothing can be swapped, and the owner could not make a temporary file.
func (p *place) actAs(uid, gid uint32) error {
	p.actor = nil
	if !fsuser.Needed(uid) {
		return nil
	}
	stat, err := p.dir.Stat()
	if err != nil {
		return classify("examining", p.dir.Path(), err)
	}
	if stat.Uid == 0 && stat.Mode&0o022 == 0 {
		return nil
	}
	identity := fsuser.Lookup(uid, gid)
	p.actor = &identity
	return nil
}

// do runs work on the site's files as the actor.
func (p *place) do(work func() error) error {
	return classify("acting as the owner of", p.path(), fsuser.Run(p.actor, work))
}

// look reads the file in place after checking that it is one we may touch. A
// missing file is a RefusedError with ReasonMissing.
func (p *place) look() (*version, error) { return p.lookAt(p.name) }

// lookAllowingAbsence is look where a missing file is a nil version.
func (p *place) lookAllowingAbsence(name string) (*version, error) {
	v, err := p.lookAt(name)
	var refused *RefusedError
	if errors.As(err, &refused) && refused.Reason == ReasonMissing {
		return nil, nil
	}
	return v, err
}

func (p *place) lookAt(name string) (*version, error) {
	path := p.dir.Join(name)
	directory, err := p.dir.Stat()
	if err != nil {
		return nil, classify("examining", p.dir.Path(), err)
	}
	// Before it is opened, so that no device is; and again on the descriptor.
	stat, err := p.dir.Lstat(name)
	if err != nil {
		return nil, classify("examining", path, err)
	}
	if reason := objection(&stat, &directory); reason != "" {
		return nil, &RefusedError{Path: path, Reason: reason}
	}
	file, err := p.dir.OpenFile(name)
	if err != nil {
		return nil, classify("opening", path, err)
	}
	defer file.Close()
	return readVersion(file, &directory)
}

// readVersion reads an open file and makes sure that it stood still meanwhile.
func readVersion(file *descriptor.File, directory *unix.Stat_t) (*version, error) {
	before, err := file.Stat()
	if err != nil {
		return nil, classify("examining", file.Path(), err)
	}
	if before.Nlink == 0 { // replaced since it was opened
		return nil, &ChangedError{Path: file.Path()}
	}
	if reason := objection(&before, directory); reason != "" {
		return nil, &RefusedError{Path: file.Path(), Reason: reason}
	}
	v := &version{}
	if v.content, err = file.Read(MaxSize); err != nil {
		return nil, classify("reading", file.Path(), err)
	}
	if v.attributes, err = file.Attributes(); err != nil {
		return nil, classify("reading the attributes of", file.Path(), err)
	}
	if v.stat, err = file.Stat(); err != nil {
		return nil, classify("examining", file.Path(), err)
	}
	if v.stat.Mtim != before.Mtim || v.stat.Ctim != before.Ctim || v.stat.Size != int64(len(v.content)) {
		return nil, &ChangedError{Path: file.Path()}
	}
	v.sum = sha256.Sum256(v.content)
	return v, nil
}

// objection is the reason not to touch a file, or "".
func objection(file, directory *unix.Stat_t) Reason {
	switch {
	case file.Mode&unix.S_IFMT == unix.S_IFLNK:
		return ReasonSymlink
	case file.Mode&unix.S_IFMT != unix.S_IFREG:
		return ReasonNotRegular
	case file.Nlink > 1:
		return ReasonHardLink
	case file.Mode&(unix.S_ISUID|unix.S_ISGID) != 0:
		return ReasonSetID
	case directory.Uid != 0 && directory.Uid != file.Uid:
		return ReasonDirectoryOwner
	case file.Size > MaxSize:
		return ReasonTooLarge
	default:
		return ""
	}
}
