package frugal

import (
	"runtime"
	"runtime/debug"
	"testing"
)

func TestHeapMayGrowToTheFloorAndAQuarterBeyondWhatIsInUse(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ inUse, atLeast, atMost uint64 }{
		{0, 4 << 20, floor},
		{4 << 20, 20 << 20, floor},
		{20 << 20, floor - 1<<20, floor},
		{40 << 20, 49 << 20, 50 << 20},
		{300 << 20, 374 << 20, 375 << 20},
	} {
		p := uint64(percent(c.inUse))
		goal := max(c.inUse+c.inUse*p/100, 4<<20*p/100) // the runtime takes 4 MiB for the least
		if goal < c.atLeast || goal > c.atMost {
			t.Errorf("%d MiB in use: to %d MiB (%d %%), want %d to %d", c.inUse>>20, goal>>20, p, c.atLeast>>20, c.atMost>>20)
		}
	}
}

// TestHeapStaysCloseToWhatIsInUse makes garbage, and looks at how far the heap goes.
func TestHeapStaysCloseToWhatIsInUse(t *testing.T) {
	Start()
	Start() // a second time is no harm
	held := make([][]byte, 64)
	for i := range held {
		held[i] = make([]byte, 256<<10)
	}
	set := func() bool { return percent(inUse()) == debug.SetGCPercent(percent(inUse())) }
	for runtime.GC(); !set(); runtime.GC() {
	}
	var most uint64
	for i := range 4096 { // a gigabyte of garbage over 16 MiB in use
		held[i%len(held)] = make([]byte, 256<<10)
		if i%64 == 0 {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			most = max(most, m.HeapAlloc)
		}
	}
	runtime.KeepAlive(held)
	if limit := uint64(floor + floor/2); most > limit {
		t.Errorf("the heap grew to %d MiB with 16 in use, want at most %d", most>>20, limit>>20)
	}
}
