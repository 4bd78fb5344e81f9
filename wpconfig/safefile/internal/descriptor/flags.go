package descriptor

import "golang.org/x/sys/unix"

// Traits are what can make it impossible to replace a file.
type Traits struct {
	Locked     bool // immutable or append-only (chattr +i, +a)
	MountPoint bool // itself the root of a mount, e.g. a file bind-mounted by a container
}

// Traits tells those of a name in the directory; "." is the directory itself.
// What the kernel or the file system cannot tell (mount points before Linux 5.8)
// counts as absent: the attempt will say it.
func (d *Dir) Traits(name string) Traits {
	var stat unix.Statx_t
	err := retry(func() error {
		return unix.Statx(d.fd, name, unix.AT_SYMLINK_NOFOLLOW, unix.STATX_TYPE, &stat)
	})
	if err != nil {
		return Traits{}
	}
	known := stat.Attributes & stat.Attributes_mask
	return Traits{
		Locked:     known&(unix.STATX_ATTR_IMMUTABLE|unix.STATX_ATTR_APPEND) != 0,
		MountPoint: known&unix.STATX_ATTR_MOUNT_ROOT != 0,
	}
}

// ReadOnly tells whether the directory's file system is mounted read-only.
func (d *Dir) ReadOnly() bool {
	var stat unix.Statfs_t
	err := retry(func() error { return unix.Fstatfs(d.fd, &stat) })
	return err == nil && stat.Flags&unix.ST_RDONLY != 0
}
