package phprun

import (
	"os"
	"os/user"
	"strconv"
	"syscall"
)

// Owner is the user and the group of a file of the site.
type Owner struct{ UID, GID uint32 }

// OwnerOf is the owner of a file, root when it cannot be told.
func OwnerOf(path string) Owner {
	info, err := os.Stat(path)
	if err != nil {
		return Owner{}
	}
	stat, isUnix := info.Sys().(*syscall.Stat_t)
	if !isUnix {
		return Owner{}
	}
	return Owner{UID: stat.Uid, GID: stat.Gid}
}

// nobody is the user and the group in the place of root's.
const nobody = 65534

// credential are the rights of the owner, with the groups of that user. No PHP runs as root.
func (o Owner) credential() *syscall.Credential {
	if o.UID == 0 {
		return &syscall.Credential{Uid: nobody, Gid: nobody}
	}
	c := &syscall.Credential{Uid: o.UID, Gid: o.GID}
	if c.Gid == 0 {
		c.Gid = nobody
	}
	owner, err := user.LookupId(strconv.FormatUint(uint64(o.UID), 10))
	if err != nil {
		return c
	}
	if own, err := strconv.ParseUint(owner.Gid, 10, 32); err == nil {
		c.Gid = uint32(own)
	}
	groups, _ := owner.GroupIds()
	for _, group := range groups {
		if id, err := strconv.ParseUint(group, 10, 32); err == nil {
			c.Groups = append(c.Groups, uint32(id))
		}
	}
	return c
}
