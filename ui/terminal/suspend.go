package terminal

import (
	"context"
	"io"
	"os"
	"os/signal"
	"sync/atomic"
	"syscall"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"golang.org/x/sys/unix"
)

// endsWithin is how long a signal that continued a stopped program may take to
// be seen: a shell's kill sends the signal and the continuation together.
const endsWithin = 200 * time.Millisecond

// suspension gives the terminal to the shell until the person takes the
// program back. bubbletea's own would take the terminal at once when the
// program is continued in the background, for which the kernel stops it again:
// after ctrl+z, a shell's kill could not end it.
type suspension struct {
	ctx      context.Context
	terminal *os.File
	stopped  atomic.Bool
}

// start suspends the program, where a shell would take the terminal back.
func (s *suspension) start() tea.Cmd {
	if !canSuspend() {
		return nil
	}
	return tea.Exec(s, func(error) tea.Msg { return tea.ResumeMsg{} })
}

// Run implements tea.ExecCommand. When the program is to end while it has no
// terminal, it never returns: what would follow is to take the terminal.
func (s *suspension) Run() error {
	s.stopped.Store(true)
	continued := make(chan os.Signal, 1)
	signal.Notify(continued, syscall.SIGCONT)
	defer signal.Stop(continued)
	for {
		if err := syscall.Kill(0, syscall.SIGTSTP); err != nil {
			break
		}
		<-continued
		if s.inForeground() {
			break
		}
		select {
		case <-s.ctx.Done():
			select {}
		case <-time.After(endsWithin): // continued in the background: there is nothing to do there
		}
	}
	s.stopped.Store(false)
	return nil
}

func (s *suspension) inForeground() bool {
	group, err := unix.IoctlGetInt(int(s.terminal.Fd()), unix.TIOCGPGRP)
	return err == nil && group == unix.Getpgrp()
}

// SetStdin implements tea.ExecCommand.
func (*suspension) SetStdin(io.Reader) {}

// SetStdout implements tea.ExecCommand.
func (*suspension) SetStdout(io.Writer) {}

// SetStderr implements tea.ExecCommand.
func (*suspension) SetStderr(io.Writer) {}

// canSuspend tells whether a job-control shell would take the terminal back.
// Without one (ssh -t host enhance-wizard) the kernel discards the stop signal
// and nothing would ever continue the program. A shell with job control puts
// every job in a process group of its own, so a group that is the session
// leader's has none.
func canSuspend() bool {
	session, err := unix.Getsid(0)
	return err == nil && unix.Getpgrp() != session
}
