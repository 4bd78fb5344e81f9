package descriptor

import (
	"errors"
	"path"

	"golang.org/x/sys/unix"
)

// Dir is an open directory.
type Dir struct {
	fd    int
	path  string
	links []string

	locked bool
}

// Path is where the directory was when it was opened, without symbolic links.
func (d *Dir) Path() string { return d.path }

// Links are the symbolic links that were followed to get there, in order.
func (d *Dir) Links() []string { return d.links }

// Join is the path of a name in the directory, for messages.
func (d *Dir) Join(name string) string { return path.Join(d.path, name) }

// Close releases the lock, if there is one, and the directory. Closing alone would
// leave the lock to a process that is just being started, until it is.
func (d *Dir) Close() {
	if d.locked {
		_ = unix.Flock(d.fd, unix.LOCK_UN)
	}
	_ = unix.Close(d.fd)
}

// Stat describes the directory itself.
func (d *Dir) Stat() (unix.Stat_t, error) { return fstat(d.fd, d.path) }

// Lstat describes a name in the directory without following a link.
func (d *Dir) Lstat(name string) (unix.Stat_t, error) {
	var stat unix.Stat_t
	err := retry(func() error { return unix.Fstatat(d.fd, name, &stat, unix.AT_SYMLINK_NOFOLLOW) })
	return stat, named("lstat", d.Join(name), err)
}

// Readlink reads a symbolic link in the directory.
func (d *Dir) Readlink(name string) (string, error) { return readlink(d.fd, name, d.Join(name)) }

// Lock takes the exclusive advisory lock on the directory, or fails at once with
// EWOULDBLOCK. It lasts until Close.
func (d *Dir) Lock() error {
	err := retry(func() error { return unix.Flock(d.fd, unix.LOCK_EX|unix.LOCK_NB) })
	d.locked = d.locked || err == nil
	return named("flock", d.path, err)
}

// Sync makes the names in the directory durable. File systems that do this by
// themselves, and say EINVAL, are taken at their word.
func (d *Dir) Sync() error {
	err := retry(func() error { return unix.Fsync(d.fd) })
	if errors.Is(err, unix.EINVAL) {
		return nil
	}
	return named("fsync", d.path, err)
}

// Open opens a directory in the directory; a link is an error.
func (d *Dir) Open(name string) (*Dir, error) {
	fd, err := retryValue(func() (int, error) {
		return unix.Openat(d.fd, name, unix.O_RDONLY|unix.O_DIRECTORY|unix.O_NOFOLLOW|unix.O_CLOEXEC, 0)
	})
	if err != nil {
		return nil, named("open", d.Join(name), err)
	}
	return &Dir{fd: fd, path: d.Join(name)}, nil
}

// Mkdir makes a directory in the directory.
func (d *Dir) Mkdir(name string, mode uint32) error {
	return named("mkdir", d.Join(name), retry(func() error { return unix.Mkdirat(d.fd, name, mode) }))
}

// Chmod sets the directory's own permission bits.
func (d *Dir) Chmod(mode uint32) error {
	return named("chmod", d.path, retry(func() error { return unix.Fchmod(d.fd, mode) }))
}

// Remove removes a name that is no directory.
func (d *Dir) Remove(name string) error {
	return named("unlink", d.Join(name), retry(func() error { return unix.Unlinkat(d.fd, name, 0) }))
}

// RemoveDir removes an empty directory.
func (d *Dir) RemoveDir(name string) error {
	return named("rmdir", d.Join(name), retry(func() error { return unix.Unlinkat(d.fd, name, unix.AT_REMOVEDIR) }))
}

// Rename gives a file a new name, replacing what had it.
func (d *Dir) Rename(from, to string) error {
	return named("rename", d.Join(to), retry(func() error { return unix.Renameat(d.fd, from, d.fd, to) }))
}

// Exchange swaps two names in one step. Where the file system or the kernel
// cannot, the error is one of those that Unsupported knows.
func (d *Dir) Exchange(a, b string) error {
	return named("rename", d.Join(b), retry(func() error {
		return unix.Renameat2(d.fd, a, d.fd, b, unix.RENAME_EXCHANGE)
	}))
}

// RenameNew gives a file a new name that must be free (else EEXIST).
func (d *Dir) RenameNew(from, to string) error {
	err := retry(func() error { return unix.Renameat2(d.fd, from, d.fd, to, unix.RENAME_NOREPLACE) })
	if Unsupported(err) {
		err = retry(func() error { return unix.Linkat(d.fd, from, d.fd, to, 0) })
		if err == nil {
			err = retry(func() error { return unix.Unlinkat(d.fd, from, 0) })
		}
	}
	return named("rename", d.Join(to), err)
}

// Unsupported tells whether renameat2 refused because it cannot do this at all:
// the file system lacks the flag (EINVAL, EOPNOTSUPP), the kernel the call
// (ENOSYS), or a filter forbids it (EPERM, which has other causes too).
func Unsupported(err error) bool {
	return errors.Is(err, unix.EINVAL) || errors.Is(err, unix.ENOSYS) ||
		errors.Is(err, unix.EOPNOTSUPP) || errors.Is(err, unix.EPERM)
}

// Writable tells whether names in the directory can be made and replaced with
// the calling thread's file system identity.
func (d *Dir) Writable() error {
	return named("access", d.path, retry(func() error {
		return unix.Faccessat(d.fd, ".", unix.W_OK|unix.X_OK, unix.AT_EACCESS)
	}))
}

// Names lists the directory.
func (d *Dir) Names() ([]string, error) {
	// A descriptor of its own: the offset is not shared with another listing.
	list, err := d.Open(".")
	if err != nil {
		return nil, err
	}
	defer list.Close()
	var names []string
	buffer := make([]byte, 8192)
	for {
		n, err := retryValue(func() (int, error) { return unix.ReadDirent(list.fd, buffer) })
		if err != nil {
			return nil, named("readdir", d.path, err)
		}
		if n <= 0 {
			return names, nil
		}
		_, _, names = unix.ParseDirent(buffer[:n], -1, names)
	}
}

func fstat(fd int, name string) (unix.Stat_t, error) {
	var stat unix.Stat_t
	err := retry(func() error { return unix.Fstat(fd, &stat) })
	return stat, named("stat", name, err)
}

func readlink(fd int, name, full string) (string, error) {
	buffer := make([]byte, unix.PathMax)
	n, err := retryValue(func() (int, error) { return unix.Readlinkat(fd, name, buffer) })
	if err != nil {
		return "", named("readlink", full, err)
	}
	return string(buffer[:n]), nil
}
