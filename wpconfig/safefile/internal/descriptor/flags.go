package descriptor

import "golang.org/x/sys/unix"

// Locked tells whether the file carries the immutable or the append-only flag
// (chattr +i, +a). File systems without flags say no.
func (f *File) Locked() bool { return locked(f.fd) }

// Locked tells the same of the directory.
func (d *Dir) Locked() bool { return locked(d.fd) }

func locked(fd int) bool {
	flags, err := unix.IoctlGetInt(fd, unix.FS_IOC_GETFLAGS)
	return err == nil && flags&(unix.STATX_ATTR_IMMUTABLE|unix.STATX_ATTR_APPEND) != 0
}

// MountPoint tells whether a name is itself the root of a mount (a single file
// bind-mounted by a container, for example), so that it cannot be renamed over.
// Kernels before 5.8 cannot tell and say no.
func (d *Dir) MountPoint(name string) bool {
	var stat unix.Statx_t
	err := retry(func() error {
		return unix.Statx(d.fd, name, unix.AT_SYMLINK_NOFOLLOW, unix.STATX_TYPE, &stat)
	})
	return err == nil && stat.Attributes&stat.Attributes_mask&unix.STATX_ATTR_MOUNT_ROOT != 0
}

// ReadOnly tells whether the file system is mounted read-only.
func (f *File) ReadOnly() bool {
	var stat unix.Statfs_t
	err := retry(func() error { return unix.Fstatfs(f.fd, &stat) })
	return err == nil && stat.Flags&unix.ST_RDONLY != 0
}
