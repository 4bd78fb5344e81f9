//go:build darwin || freebsd || netbsd || openbsd

package terminaltest

import "golang.org/x/sys/unix"

const getTermios = unix.TIOCGETA
