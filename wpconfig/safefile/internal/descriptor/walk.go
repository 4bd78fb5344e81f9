package descriptor

import (
	"errors"
	"fmt"
	"path"
	"strings"

	"golang.org/x/sys/unix"
)

// maxLinks is how many symbolic links one path may go through, as in Linux.
const maxLinks = 40

// LinkError says that a symbolic link on the way is not trusted: it belongs to
// neither root nor the owner of what it leads to, or there are too many.
type LinkError struct {
	Path string
}

func (e *LinkError) Error() string {
	return fmt.Sprintf("symbolic link %s is not trusted", e.Path)
}

// OpenDir opens the directory at an absolute, clean path. Symbolic links on the
// way are followed only if they belong to root or to the owner of what they lead
// to; Dir.Path then is the path without them, and Dir.Links tells which they were.
func OpenDir(name string) (*Dir, error) {
	fd, err := openNoLinks(name)
	switch {
	case err == nil:
		return &Dir{fd: fd, path: name}, nil
	case errors.Is(err, unix.ELOOP), errors.Is(err, unix.ENOSYS), errors.Is(err, unix.EPERM):
		// A link is on the way, or openat2 is missing or filtered (seccomp says EPERM).
		return walk(name)
	default:
		return nil, named("open", name, err)
	}
}

// openNoLinks leaves the refusal of links to the kernel.
func openNoLinks(name string) (int, error) {
	return retryValue(func() (int, error) {
		return unix.Openat2(unix.AT_FDCWD, name, &unix.OpenHow{
			Flags:   unix.O_RDONLY | unix.O_DIRECTORY | unix.O_CLOEXEC,
			Resolve: unix.RESOLVE_NO_SYMLINKS | unix.RESOLVE_NO_MAGICLINKS,
		})
	})
}

// walk opens the directory component by component.
func walk(name string) (*Dir, error) {
	w := walker{}
	defer w.close()
	root, err := w.open(unix.AT_FDCWD, "/", "/")
	if err != nil {
		return nil, err
	}
	end, err := w.follow(root, name)
	if err != nil {
		return nil, err
	}
	fd, err := retryValue(func() (int, error) {
		return unix.Openat(end.fd, ".", unix.O_RDONLY|unix.O_DIRECTORY|unix.O_CLOEXEC, 0)
	})
	if err != nil {
		return nil, named("open", end.path, err)
	}
	return &Dir{fd: fd, path: end.path, links: w.links}, nil
}

// position is a directory reached on the way.
type position struct {
	fd   int
	path string
}

// walker keeps every descriptor open until the end of the walk.
type walker struct {
	opened []int
	links  []string
}

func (w *walker) close() {
	for _, fd := range w.opened {
		_ = unix.Close(fd)
	}
}

func (w *walker) open(fd int, name, full string) (position, error) {
	opened, err := retryValue(func() (int, error) {
		return unix.Openat(fd, name, unix.O_PATH|unix.O_NOFOLLOW|unix.O_CLOEXEC, 0)
	})
	if err != nil {
		return position{}, named("open", full, err)
	}
	w.opened = append(w.opened, opened)
	return position{fd: opened, path: full}, nil
}

func (w *walker) follow(at position, name string) (position, error) {
	if path.IsAbs(name) {
		root, err := w.open(unix.AT_FDCWD, "/", "/")
		if err != nil {
			return position{}, err
		}
		at = root
	}
	for component := range strings.SplitSeq(name, "/") {
		if component == "" || component == "." {
			continue
		}
		next, err := w.step(at, component)
		if err != nil {
			return position{}, err
		}
		at = next
	}
	return at, nil
}

func (w *walker) step(at position, component string) (position, error) {
	next, err := w.open(at.fd, component, path.Join(at.path, component))
	if err != nil {
		return position{}, err
	}
	stat, err := fstat(next.fd, next.path)
	if err != nil {
		return position{}, err
	}
	switch stat.Mode & unix.S_IFMT {
	case unix.S_IFDIR:
		return next, nil
	case unix.S_IFLNK:
		return w.link(at, next, stat.Uid)
	default:
		return position{}, named("open", next.path, unix.ENOTDIR)
	}
}

// link follows a link and then asks whose it is and where it led. The link is
// read through its descriptor, so it cannot be exchanged in between.
func (w *walker) link(at, link position, owner uint32) (position, error) {
	w.links = append(w.links, link.path)
	if len(w.links) > maxLinks {
		return position{}, &LinkError{Path: link.path}
	}
	target, err := readlink(link.fd, "", link.path)
	if err != nil {
		return position{}, err
	}
	end, err := w.follow(at, target)
	if err != nil {
		return position{}, err
	}
	stat, err := fstat(end.fd, end.path)
	if err != nil {
		return position{}, err
	}
	if owner != 0 && owner != stat.Uid {
		return position{}, &LinkError{Path: link.path}
	}
	return end, nil
}
