package safefile

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

// holdSignals keeps the signals that end or stop a program from doing so until
// release is called. What came in meanwhile is then sent once more, so that its
// default action is not lost, unless the cancelled context shows that the caller
// handles signals and has heard it. Ignored signals stay ignored.
func holdSignals() (release func(context.Context)) {
	var held []os.Signal
	for _, s := range []os.Signal{syscall.SIGHUP, syscall.SIGINT, syscall.SIGTERM, syscall.SIGTSTP, syscall.SIGQUIT} {
		if !signal.Ignored(s) {
			held = append(held, s)
		}
	}
	arrived := make(chan os.Signal, 64)
	if len(held) > 0 { // none would mean all
		signal.Notify(arrived, held...)
	}
	return func(ctx context.Context) {
		signal.Stop(arrived)
		close(arrived)
		sent := make(map[os.Signal]bool)
		for s := range arrived {
			number, ok := s.(syscall.Signal)
			heard := ctx.Err() != nil && s != syscall.SIGTSTP
			if !ok || heard || sent[s] {
				continue
			}
			sent[s] = true
			_ = syscall.Kill(os.Getpid(), number)
		}
	}
}
