package safefile

import (
	"os"
	"os/signal"
	"runtime"
	"syscall"
	"testing"
)

// roleVariable makes the test binary play another process: one that writes and is
// killed, one that races, one of another user.
const roleVariable = "SAFEFILE_TEST_ROLE"

// roles are the other processes. Each gets what follows the test binary's name.
var roles = map[string]func(arguments []string) int{}

func init() {
	if os.Getenv(roleVariable) != "" {
		// One thread for the writer: fault injection counts calls per thread.
		runtime.LockOSThread()
	}
}

func TestMain(m *testing.M) {
	if role := os.Getenv(roleVariable); role != "" {
		os.Exit(roles[role](os.Args[1:]))
	}
	heedSignals()
	os.Exit(m.Run())
}

// heedSignals lets children be ended by a hang-up and an interrupt, also where
// the tests were started to ignore them, as nohup and the & of a shell do. A
// signal that is caught has its default in a child.
func heedSignals() {
	for _, s := range []os.Signal{syscall.SIGHUP, syscall.SIGINT} {
		if signal.Ignored(s) {
			signal.Notify(make(chan os.Signal, 1), s)
		}
	}
}

// long tells whether the full sizes were asked for.
func long() bool { return os.Getenv("ENHANCE_WIZARD_LONG") == "1" }

// size is small in an ordinary run.
func size(small, full int) int {
	if long() {
		return full
	}
	return small
}
