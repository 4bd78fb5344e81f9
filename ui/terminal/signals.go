package terminal

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"golang.org/x/sys/unix"
)

// SignalError says that a signal, or what stands for one, ended the program.
type SignalError struct {
	Signal os.Signal
	Err    error // what stood for the signal; nil for a real one
}

func (e *SignalError) Error() string {
	if e.Err != nil {
		return fmt.Sprintf("%s: %v", e.Signal, e.Err)
	}
	return fmt.Sprintf("ended by signal: %s", e.Signal)
}

func (e *SignalError) Unwrap() error { return e.Err }

// ExitCode is 128 plus the number of the signal, as a shell reports it.
func (e *SignalError) ExitCode() int {
	if number, ok := e.Signal.(syscall.Signal); ok {
		return 128 + int(number)
	}
	return 1
}

// WithSignals gives a context that HUP, INT, TERM, QUIT and a broken output
// pipe end, with a *SignalError as its cause. A signal that was ignored when
// the program started stays ignored, so that nohup does what it is for. Until
// stop is called further signals are held back: they must not cut short the
// cleaning up after the first.
func WithSignals(parent context.Context) (ctx context.Context, stop context.CancelFunc) {
	ctx, cancel := context.WithCancelCause(parent)
	arrived := make(chan os.Signal, 8)
	signal.Notify(arrived, wanted()...)
	go func() {
		for {
			select {
			case <-ctx.Done():
				return
			case s := <-arrived:
				if s == syscall.SIGPIPE && !outputBroken() {
					continue // a socket's peer went away: the write's own error says so
				}
				cancel(&SignalError{Signal: s})
				return
			}
		}
	}()
	return ctx, func() {
		signal.Stop(arrived)
		cancel(context.Canceled)
	}
}

func wanted() []os.Signal {
	signals := []os.Signal{syscall.SIGPIPE}
	for _, s := range []os.Signal{syscall.SIGHUP, syscall.SIGINT, syscall.SIGTERM, syscall.SIGQUIT} {
		if !signal.Ignored(s) {
			signals = append(signals, s)
		}
	}
	return signals
}

// outputBroken tells a broken standard output or error from a broken socket:
// the kernel raises PIPE for both.
func outputBroken() bool {
	outputs := []unix.PollFd{{Fd: 1}, {Fd: 2}}
	if _, err := unix.Poll(outputs, 0); err != nil {
		return false
	}
	for _, output := range outputs {
		if output.Revents&(unix.POLLERR|unix.POLLHUP) != 0 {
			return true
		}
	}
	return false
}
