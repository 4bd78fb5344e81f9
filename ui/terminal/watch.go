package terminal

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"syscall"
	"time"

	"golang.org/x/term"
)

// watchEvery keeps the end of a program whose terminal is gone within a
// second, at the cost of two system calls each time.
const watchEvery = 400 * time.Millisecond

// watch ends the program when its terminal or its parent is gone. The hang-up
// signal alone is not enough: under nohup and some sudo chains it is ignored.
func watch(ctx context.Context, terminal *os.File, end func(error)) {
	parent := os.Getppid()
	tick := time.NewTicker(watchEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		if os.Getppid() != parent {
			end(lostTerminal(errors.New("the parent process is gone")))
			return
		}
		if _, err := term.GetState(int(terminal.Fd())); err != nil {
			end(lostTerminal(err))
			return
		}
	}
}

// watchedFile is a terminal that reports its own loss. bubbletea ignores the
// end of its input and every failed write.
type watchedFile struct {
	*os.File
	lost func(error)
}

func (f *watchedFile) Read(p []byte) (int, error) {
	n, err := f.File.Read(p)
	f.report(err)
	return n, err
}

func (f *watchedFile) Write(p []byte) (int, error) {
	n, err := f.File.Write(p)
	f.report(err)
	return n, err
}

func (f *watchedFile) report(err error) {
	if errors.Is(err, io.EOF) || errors.Is(err, syscall.EIO) || errors.Is(err, syscall.EPIPE) {
		f.lost(lostTerminal(err))
	}
}

func lostTerminal(err error) error {
	return &SignalError{Signal: syscall.SIGHUP, Err: fmt.Errorf("losing the terminal: %w", err)}
}
