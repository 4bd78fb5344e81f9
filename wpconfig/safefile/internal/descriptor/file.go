package descriptor

import (
	"errors"
	"io"
	"os"

	"golang.org/x/sys/unix"
)

// ErrTooLarge says that a file holds more than the reader takes.
var ErrTooLarge = errors.New("file too large")

// File is an open regular file, or what was opened as one.
type File struct {
	fd   int
	path string
}

// OpenFile opens a name for reading. It never follows a link and never waits for
// a pipe or a device.
func (d *Dir) OpenFile(name string) (*File, error) { return d.open(name, unix.O_RDONLY, 0) }

// OpenForOverwrite opens a file to change it where it lies.
func (d *Dir) OpenForOverwrite(name string) (*File, error) { return d.open(name, unix.O_RDWR, 0) }

// Create makes a file under a name that must be free.
func (d *Dir) Create(name string, mode uint32) (*File, error) {
	return d.open(name, unix.O_RDWR|unix.O_CREAT|unix.O_EXCL, mode)
}

// Append opens a file to add to its end, and makes it where it is missing.
func (d *Dir) Append(name string, mode uint32) (*File, error) {
	return d.open(name, unix.O_WRONLY|unix.O_APPEND|unix.O_CREAT, mode)
}

// Release hands the open file over. It is not to be used or closed here any more.
func (f *File) Release() *os.File { return os.NewFile(uintptr(f.fd), f.path) }

func (d *Dir) open(name string, flags int, mode uint32) (*File, error) {
	fd, err := retryValue(func() (int, error) {
		return unix.Openat(d.fd, name, flags|unix.O_NOFOLLOW|unix.O_NONBLOCK|unix.O_NOCTTY|unix.O_CLOEXEC, mode)
	})
	if err != nil {
		return nil, named("open", d.Join(name), err)
	}
	return &File{fd: fd, path: d.Join(name)}, nil
}

// Close releases the file. What is to last has been synced before, so an error
// of close itself has nothing to tell.
func (f *File) Close() { _ = unix.Close(f.fd) }

// Path is the path for messages.
func (f *File) Path() string { return f.path }

// Stat describes the file.
func (f *File) Stat() (unix.Stat_t, error) { return fstat(f.fd, f.path) }

// Read returns the whole content, from the start. More than limit bytes are
// ErrTooLarge.
func (f *File) Read(limit int) ([]byte, error) {
	content := make([]byte, 0, 16<<10)
	for {
		if len(content) == cap(content) {
			content = append(content, 0)[:len(content)]
		}
		n, err := retryValue(func() (int, error) {
			return unix.Pread(f.fd, content[len(content):cap(content)], int64(len(content)))
		})
		if err != nil {
			return nil, named("read", f.path, err)
		}
		if n == 0 {
			return content, nil
		}
		content = content[:len(content)+n]
		if len(content) > limit {
			return nil, named("read", f.path, ErrTooLarge)
		}
	}
}

// Write writes all of the content at an offset.
func (f *File) Write(content []byte, offset int64) error {
	for len(content) > 0 {
		n, err := retryValue(func() (int, error) { return unix.Pwrite(f.fd, content, offset) })
		if err != nil {
			return named("write", f.path, err)
		}
		if n <= 0 {
			return named("write", f.path, io.ErrShortWrite)
		}
		content, offset = content[n:], offset+int64(n)
	}
	return nil
}

// Reserve makes room for a file of the given size without changing what readers
// see. Where the file system cannot, the error is EOPNOTSUPP.
func (f *File) Reserve(size int64) error {
	return named("fallocate", f.path, retry(func() error {
		return unix.Fallocate(f.fd, unix.FALLOC_FL_KEEP_SIZE, 0, size)
	}))
}

// Truncate sets the size.
func (f *File) Truncate(size int64) error {
	return named("truncate", f.path, retry(func() error { return unix.Ftruncate(f.fd, size) }))
}

// Sync makes the content durable. A failure is final: the kernel may have
// dropped the pages, so a second try would only seem to succeed.
func (f *File) Sync() error {
	return named("fsync", f.path, retry(func() error { return unix.Fsync(f.fd) }))
}

// Chown sets owner and group.
func (f *File) Chown(uid, gid uint32) error {
	return named("chown", f.path, retry(func() error { return unix.Fchown(f.fd, int(uid), int(gid)) }))
}

// Chmod sets the permission bits.
func (f *File) Chmod(mode uint32) error {
	return named("chmod", f.path, retry(func() error { return unix.Fchmod(f.fd, mode) }))
}
