// Package fsuser runs a piece of work with another user's rights on files.
//
// Root who writes in a directory of the site's user must not do it as root: that
// user can swap names at any moment and lead the write elsewhere. The work runs
// on a thread of its own that takes the user's file system identity and
// drops every capability. Such a thread is chosen over starting this program
// again as that user because the user gains nothing over it: the real, effective
// and saved user ids stay root's, so the user can neither signal, stop nor trace
// it, nor hand false answers back through a pipe; the program's file need not be
// executable for the user; and the thread is never used again, it ends with the
// work, so a way back to root's rights cannot be missed or misused. The Go
// runtime supports this: a thread whose goroutine exits while locked to it is
// destroyed, and new threads are never cloned from a locked one
// (runtime.LockOSThread).
package fsuser

import (
	"fmt"
	"os"
	"os/user"
	"runtime"
	"strconv"

	"golang.org/x/sys/unix"
)

// Identity is whom the kernel takes the thread for when it judges file accesses.
type Identity struct {
	UID, GID uint32
	Groups   []uint32
}

// Lookup is the identity of a user who works on a file of group gid. The group is
// included although the user may not be a member, so that the file's replacement
// can keep it. A user without an account has no further groups.
func Lookup(uid, gid uint32) Identity {
	id := Identity{UID: uid, GID: gid, Groups: []uint32{gid}}
	account, err := user.LookupId(strconv.FormatUint(uint64(uid), 10))
	if err != nil {
		return id
	}
	groups, err := account.GroupIds()
	if err != nil {
		return id
	}
	for _, group := range groups {
		if n, err := strconv.ParseUint(group, 10, 32); err == nil && uint32(n) != gid {
			id.Groups = append(id.Groups, uint32(n))
		}
	}
	return id
}

// Needed tells whether working as the user takes a change of identity: only root
// can, and only another user needs one.
func Needed(uid uint32) bool { return os.Geteuid() == 0 && uid != 0 }

// Run does the work with the identity's rights on files and no others; with nil
// it just does it. A panic in the work is handed on to the caller.
func Run(id *Identity, work func() error) error {
	if id == nil {
		return work()
	}
	type result struct {
		err      error
		panicked any
	}
	done := make(chan result, 1)
	go func() {
		var r result
		defer func() {
			if r.panicked = recover(); r.panicked != nil {
				r.err = nil
			}
			done <- r
		}()
		runtime.LockOSThread() // for ever: the thread dies with this goroutine
		if r.err = become(*id); r.err == nil {
			r.err = work()
		}
	}()
	r := <-done
	if r.panicked != nil {
		panic(r.panicked)
	}
	return r.err
}

// become changes the calling thread alone: these are raw system calls, not the
// functions of package syscall that change every thread.
func become(id Identity) error {
	groups := make([]int, len(id.Groups))
	for i, group := range id.Groups {
		groups[i] = int(group)
	}
	if err := unix.Setgroups(groups); err != nil {
		return fmt.Errorf("setting groups: %w", err)
	}
	if err := setFileSystemID("group", unix.SetfsgidRetGid, id.GID); err != nil {
		return err
	}
	if err := setFileSystemID("user", unix.SetfsuidRetUid, id.UID); err != nil {
		return err
	}
	header := unix.CapUserHeader{Version: unix.LINUX_CAPABILITY_VERSION_3}
	var none [2]unix.CapUserData
	if err := unix.Capset(&header, &none[0]); err != nil {
		return fmt.Errorf("dropping capabilities: %w", err)
	}
	return nil
}

// setFileSystemID sets an id and asks for it again: setfsuid(2) and setfsgid(2)
// do not report failure. An id of -1 changes nothing and returns the present one.
func setFileSystemID(what string, set func(int) (int, error), id uint32) error {
	if _, err := set(int(id)); err != nil {
		return fmt.Errorf("setting file system %s %d: %w", what, id, err)
	}
	now, err := set(-1)
	if err != nil {
		return fmt.Errorf("reading file system %s: %w", what, err)
	}
	if uint32(now) != id { //nolint:gosec // the kernel's 32-bit id in an int
		return fmt.Errorf("setting file system %s %d: %w", what, id, unix.EPERM)
	}
	return nil
}
