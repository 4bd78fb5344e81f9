package terminaltest

import (
	"testing"
	"time"
)

// Output waits for the program to end and gives every byte that it wrote.
func (t *Terminal) Output(tb testing.TB) []byte {
	tb.Helper()
	t.ExitCode(tb)
	select {
	case <-t.drained:
	case <-time.After(Patience):
		tb.Fatalf("the terminal is still open %s after the program ended; the screen:\n%s", Patience, t.dump())
	}
	return t.Raw()
}
