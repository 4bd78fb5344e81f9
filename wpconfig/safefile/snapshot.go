package safefile

import (
	"io/fs"
	"path/filepath"
	"strings"

	"golang.org/x/sys/unix"
)

// MaxSize is the largest file that is read or written, in bytes.
const MaxSize = 1 << 20

// newFileMode is the mode of a file that a change creates: the web server must be
// able to read it.
const newFileMode = 0o644

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

	taken     bool
	directory unix.Stat_t
	version   *version // nil when Absent
}

// Read takes a snapshot of the file at path. A symbolic link as the file itself
// is followed only to a regular file below the link's directory, and only if the
// link belongs to root or to the file's owner. Errors: *RefusedError,
// *ChangedError (it was being written), *FailedError.
func Read(path string) (Snapshot, error) { return take(path, false) }

// ReadOrAbsent is Read for a file that need not exist yet, though its directory
// must.
func ReadOrAbsent(path string) (Snapshot, error) { return take(path, true) }

func take(path string, absent bool) (Snapshot, error) {
	asked, err := filepath.Abs(path)
	if err != nil {
		return Snapshot{}, classify("resolving", path, err)
	}
	at, err := openPlace(asked)
	if err != nil {
		return Snapshot{}, err
	}
	links := at.dir.Links()
	if stat, err := at.dir.Lstat(at.name); err == nil && stat.Mode&unix.S_IFMT == unix.S_IFLNK {
		links = append(links, at.path())
		target, err := followFile(at, stat.Uid)
		at.close()
		if err != nil {
			return Snapshot{}, err
		}
		at = target
	}
	defer at.close()
	s := Snapshot{Path: at.path(), Asked: asked, Links: links, taken: true}
	if err := s.fill(at, absent); err != nil {
		return Snapshot{}, err
	}
	return s, nil
}

func (s *Snapshot) fill(at *place, absent bool) error {
	var err error
	if s.directory, err = at.dir.Stat(); err != nil {
		return classify("examining", at.dir.Path(), err)
	}
	if absent {
		s.version, err = at.lookAllowingAbsence(at.name)
	} else {
		s.version, err = at.look()
	}
	if err != nil {
		return err
	}
	if s.version == nil {
		s.Absent, s.UID, s.GID, s.Mode = true, s.directory.Uid, s.directory.Gid, newFileMode
		return nil
	}
	s.Content = append([]byte{}, s.version.content...)
	s.UID, s.GID = s.version.stat.Uid, s.version.stat.Gid
	s.Mode = fs.FileMode(s.version.permissions() & 0o777)
	return nil
}

// followFile goes from a link to the file that will be replaced in its stead.
func followFile(at *place, linkOwner uint32) (*place, error) {
	refused := &RefusedError{Path: at.path(), Reason: ReasonSymlink}
	name, err := at.dir.Readlink(at.name)
	if err != nil {
		return nil, classify("reading the link", at.path(), err)
	}
	if !filepath.IsAbs(name) {
		name = filepath.Join(at.dir.Path(), name)
	}
	target, err := openPlace(filepath.Clean(name))
	if err != nil {
		refused.Err = err
		return nil, refused
	}
	stat, err := target.dir.Lstat(target.name)
	inside := target.dir.Path() == at.dir.Path() || strings.HasPrefix(target.dir.Path(), strings.TrimSuffix(at.dir.Path(), "/")+"/")
	trusted := linkOwner == 0 || linkOwner == stat.Uid
	// A directory, device or pipe behind the link is refused later, by its kind.
	if err != nil || !inside || !trusted || stat.Mode&unix.S_IFMT == unix.S_IFLNK {
		target.close()
		return nil, refused
	}
	return target, nil
}
