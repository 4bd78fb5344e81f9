package plain

import (
	"fmt"
	"os"

	"golang.org/x/sys/unix"
)

// hideTyping keeps the terminal from showing what is typed, until show is
// called. It does not read: term.ReadPassword, which does both, leaves typing
// hidden when a signal ends the program in the middle, and misses what the
// Console has read ahead.
func hideTyping(tty *os.File) (show func(), err error) {
	fd := int(tty.Fd())
	before, err := unix.IoctlGetTermios(fd, unix.TCGETS)
	if err != nil {
		return nil, fmt.Errorf("reading the state of the terminal: %w", err)
	}
	hidden := *before
	hidden.Lflag &^= unix.ECHO
	if err := unix.IoctlSetTermios(fd, unix.TCSETS, &hidden); err != nil {
		return nil, fmt.Errorf("hiding what is typed: %w", err)
	}
	return func() { _ = unix.IoctlSetTermios(fd, unix.TCSETS, before) }, nil
}
