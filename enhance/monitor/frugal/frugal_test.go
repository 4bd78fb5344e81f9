package frugal

import (
	"runtime"
	"runtime/debug"
	"testing"
	"time"
)

func TestLimitGrowsWithWhatIsInUse(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ inUse, beside, want uint64 }{
		{0, 0, floor},
		{20 << 20, 10 << 20, floor},
		{40 << 20, 16 << 20, 72 << 20},
		{400 << 20, 20 << 20, 580 << 20},
	} {
		if got := limit(c.inUse, c.beside); got != int64(c.want) {
			t.Errorf("%d MiB in use, %d beside: %d MiB, want %d", c.inUse>>20, c.beside>>20, got>>20, c.want>>20)
		}
	}
}

func TestLimitIsSetAnewAfterEachRound(t *testing.T) {
	Start()
	Start() // a second time is no harm
	held := make([]byte, 100<<20)
	want := limit(uint64(len(held)), 0)
	for end := time.Now().Add(time.Minute); debug.SetMemoryLimit(-1) < want; runtime.GC() {
		if time.Now().After(end) {
			t.Fatalf("with 100 MiB in use the limit is %d MiB, want %d at least", debug.SetMemoryLimit(-1)>>20, want>>20)
		}
	}
	runtime.KeepAlive(held)
}
