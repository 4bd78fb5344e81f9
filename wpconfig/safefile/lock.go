package safefile

import (
	"errors"

	"golang.org/x/sys/unix"

	"enhance-wizard/wpconfig/safefile/internal/descriptor"
)

// lock takes the lock on a directory, or says that another run has it. It goes
// with the descriptor.
func lock(dir *descriptor.Dir) error {
	err := dir.Lock()
	if errors.Is(err, unix.EWOULDBLOCK) {
		return &BusyError{Path: dir.Path()}
	}
	return classify("locking", dir.Path(), err)
}

// lockTarget is lock for a site's directory. File systems without such locks (some
// network mounts) are used without: the lock in the vault still keeps runs of the
// same user apart, and the look at what the exchange displaced everybody else.
func lockTarget(dir *descriptor.Dir) error {
	err := lock(dir)
	if errors.Is(err, unix.EBADF) || errors.Is(err, unix.ENOLCK) || errors.Is(err, unix.EOPNOTSUPP) {
		return nil
	}
	return err
}

// lockDirectories locks the directory of every operation once.
func lockDirectories(operations []*operation) error {
	type key struct{ device, inode uint64 }
	held := make(map[key]bool)
	for _, o := range operations {
		stat, err := o.dir.Stat()
		if err != nil {
			return classify("examining", o.dir.Path(), err)
		}
		id := key{device: uint64(stat.Dev), inode: stat.Ino} //nolint:unconvert // 32 bits on some architectures
		if held[id] {
			continue
		}
		held[id] = true
		if err := lockTarget(o.dir); err != nil {
			return err
		}
	}
	return nil
}
