package safefile

import (
	"sync"
	"unsafe"

	"golang.org/x/sys/unix"
)

// sigaction is what rt_sigaction(2) takes, kept as it came: only its first word,
// the handler, is ever set here. The kernel's structure is smaller on every
// architecture.
type sigaction [16]uintptr

const ignore = 1 // SIG_IGN

// stopIgnored counts the commits under way, so that the last one restores.
var stopIgnored struct {
	sync.Mutex
	commits int
	before  sigaction
}

// ignoreStop makes the stop key of a terminal (SIGTSTP) do nothing until release
// is called. Package os/signal cannot be used for it: once a program was notified
// of this signal, the default action never comes back.
func ignoreStop() (release func()) {
	s := &stopIgnored
	s.Lock()
	defer s.Unlock()
	if s.commits == 0 {
		setAction(&sigaction{ignore}, &s.before)
	}
	s.commits++
	return func() {
		s.Lock()
		defer s.Unlock()
		if s.commits--; s.commits == 0 {
			setAction(&s.before, nil)
		}
	}
}

// setAction cannot fail: the signal and both addresses are valid.
func setAction(now, before *sigaction) {
	const maskSize = 8 // bytes of the kernel's signal set
	//nolint:gosec // no function of package unix sets a signal's action
	_, _, _ = unix.RawSyscall6(unix.SYS_RT_SIGACTION, uintptr(unix.SIGTSTP),
		uintptr(unsafe.Pointer(now)), uintptr(unsafe.Pointer(before)), maskSize, 0, 0)
}
