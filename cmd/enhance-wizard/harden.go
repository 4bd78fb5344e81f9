package main

import "golang.org/x/sys/unix"

// harden keeps the token out of core files, which may land in the web root, and
// out of reach of other processes of the same user.
func harden() {
	_ = unix.Setrlimit(unix.RLIMIT_CORE, &unix.Rlimit{})
	_ = unix.Prctl(unix.PR_SET_DUMPABLE, 0, 0, 0, 0)
}
