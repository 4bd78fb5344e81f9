package descriptor

import (
	"bytes"
	"errors"
	"strings"

	"golang.org/x/sys/unix"
)

// accessList is the attribute that holds the POSIX access list (acl(5)).
const accessList = "system.posix_acl_access"

// Attributes are extended attributes by name, the access list and the security
// label among them.
type Attributes map[string][]byte

// carried tells which attributes belong to a file's replacement. Others are
// about this very inode (security.ima and security.evm sign its content,
// trusted.overlay.* its layers) or are dropped by any write (security.capability).
func carried(name string) bool {
	return strings.HasPrefix(name, "user.") || strings.HasPrefix(name, "system.") ||
		name == "security.selinux" || strings.HasPrefix(name, "security.SMACK64")
}

// Attributes reads the attributes that a replacement must carry.
func (f *File) Attributes() (Attributes, error) {
	names, err := f.attributeNames()
	if err != nil {
		return nil, err
	}
	attributes := make(Attributes, len(names))
	for _, name := range names {
		value, err := f.attribute(name)
		if errors.Is(err, unix.ENODATA) {
			continue
		}
		if err != nil {
			return nil, err
		}
		attributes[name] = value
	}
	return attributes, nil
}

// SetAttributes makes the attributes those given, except for the access list: it
// sets what differs and removes what was inherited. It must come before the mode
// is set, because an owner can set no attribute on a file without write bits.
func (f *File) SetAttributes(wanted Attributes) error {
	present, err := f.Attributes()
	if err != nil {
		return err
	}
	for name := range present {
		// A label cannot be taken off, only changed.
		if _, keep := wanted[name]; keep || name == accessList || strings.HasPrefix(name, "security.") {
			continue
		}
		if err := f.remove(name); err != nil {
			return err
		}
	}
	for name, value := range wanted {
		if old, ok := present[name]; name == accessList || ok && bytes.Equal(old, value) {
			continue
		}
		if err := f.set(name, value); err != nil {
			return err
		}
	}
	return nil
}

// SetAccessList gives the file the access list among the attributes, or none. It
// comes after the mode, which would alter the list's mask. On a new file, nil at
// once after creation takes off an inherited list, so that no later chmod opens
// the file to the people named in that one.
func (f *File) SetAccessList(wanted Attributes) error {
	if list, ok := wanted[accessList]; ok {
		return f.set(accessList, list)
	}
	return f.remove(accessList)
}

func (f *File) set(name string, value []byte) error {
	err := retry(func() error { return unix.Fsetxattr(f.fd, name, value, 0) })
	return named("setxattr "+name, f.path, err)
}

func (f *File) remove(name string) error {
	err := retry(func() error { return unix.Fremovexattr(f.fd, name) })
	if errors.Is(err, unix.ENODATA) || errors.Is(err, unix.EOPNOTSUPP) {
		return nil
	}
	return named("removexattr "+name, f.path, err)
}

func (f *File) attributeNames() ([]string, error) {
	size, err := retryValue(func() (int, error) { return unix.Flistxattr(f.fd, nil) })
	if errors.Is(err, unix.EOPNOTSUPP) {
		return nil, nil
	}
	if err != nil {
		return nil, named("listxattr", f.path, err)
	}
	if size == 0 {
		return nil, nil
	}
	list := make([]byte, size)
	size, err = retryValue(func() (int, error) { return unix.Flistxattr(f.fd, list) })
	if err != nil {
		return nil, named("listxattr", f.path, err)
	}
	var names []string
	for name := range strings.SplitSeq(string(list[:size]), "\x00") {
		if carried(name) {
			names = append(names, name)
		}
	}
	return names, nil
}

func (f *File) attribute(name string) ([]byte, error) {
	size, err := retryValue(func() (int, error) { return unix.Fgetxattr(f.fd, name, nil) })
	if err != nil || size == 0 {
		return nil, named("getxattr "+name, f.path, err)
	}
	value := make([]byte, size)
	size, err = retryValue(func() (int, error) { return unix.Fgetxattr(f.fd, name, value) })
	if err != nil {
		return nil, named("getxattr "+name, f.path, err)
	}
	return value[:size], nil
}
