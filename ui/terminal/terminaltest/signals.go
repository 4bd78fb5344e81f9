package terminaltest

import (
	"os"
	"os/signal"
	"sync"
	"syscall"
)

// HeedSignals lets what this process starts be ended by a hang-up and an
// interrupt, also where it was itself started to ignore them, as nohup and the &
// of a shell do. A signal that is caught has its default in a child.
var HeedSignals = sync.OnceFunc(func() {
	for _, s := range []os.Signal{syscall.SIGHUP, syscall.SIGINT} {
		if signal.Ignored(s) {
			signal.Notify(make(chan os.Signal, 1), s)
		}
	}
})
