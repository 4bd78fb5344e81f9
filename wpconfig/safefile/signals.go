package safefile

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

// holdSignals keeps the signals that end or stop a program from doing so until
// release is called. What would have ended it is then sent once more, so that its
// default action is not lost, unless the cancelled context shows that the caller
// handles signals and has heard it. Ignored signals stay ignored.
//
// SIGXFSZ is held as well, and never sent again: a write beyond the limit on file
// sizes then fails with EFBIG, where the Go runtime would end the program.
func holdSignals() (release func(context.Context)) {
	held := []os.Signal{syscall.SIGXFSZ}
	for _, s := range []os.Signal{syscall.SIGHUP, syscall.SIGINT, syscall.SIGTERM, syscall.SIGQUIT} {
		if !signal.Ignored(s) {
			held = append(held, s)
		}
	}
	arrived := make(chan os.Signal, 64)
	signal.Notify(arrived, held...)
	allowStop := ignoreStop()
	return func(ctx context.Context) {
		allowStop()
		signal.Stop(arrived)
		close(arrived)
		sent := make(map[os.Signal]bool)
		for s := range arrived {
			number, ok := s.(syscall.Signal)
			if !ok || sent[s] || number == syscall.SIGXFSZ || ctx.Err() != nil {
				continue
			}
			sent[s] = true
			_ = syscall.Kill(os.Getpid(), number)
		}
	}
}
