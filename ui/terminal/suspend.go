package terminal

import (
	tea "github.com/charmbracelet/bubbletea"
	"golang.org/x/sys/unix"
)

func suspend() tea.Cmd {
	if !canSuspend() {
		return nil
	}
	return tea.Suspend
}

// canSuspend tells whether a job-control shell would take the terminal back.
// Without one (ssh -t host enhance-wizard) the kernel discards the stop signal
// and bubbletea would wait for a resume that never comes. A shell with job
// control puts every job in a process group of its own, so a group that is the
// session leader's has none.
func canSuspend() bool {
	session, err := unix.Getsid(0)
	return err == nil && unix.Getpgrp() != session
}
