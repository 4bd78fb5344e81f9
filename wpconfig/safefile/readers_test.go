package safefile

import (
	"os"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// reader opens and reads a file all the time until it is stopped, and counts what
// is neither of the allowed contents. A missing file counts too.
type reader struct {
	reads, bad atomic.Int64
	ended      chan struct{}
	loop       sync.WaitGroup
}

func readAllTheTime(path string, allowed ...string) *reader {
	r := &reader{ended: make(chan struct{})}
	r.loop.Go(func() {
		for {
			select {
			case <-r.ended:
				return
			default:
			}
			content, err := os.ReadFile(path)
			if err != nil || !slices.Contains(allowed, string(content)) {
				r.bad.Add(1)
			}
			r.reads.Add(1)
		}
	})
	return r
}

func (r *reader) stop() {
	close(r.ended)
	r.loop.Wait()
}

// await returns when the reader has begun and ended at least n more reads.
func (r *reader) await(t *testing.T, n int64) {
	t.Helper()
	deadline := time.Now().Add(time.Minute)
	for enough := r.reads.Load() + n + 1; r.reads.Load() < enough; time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("the reader stands still")
		}
	}
}

func TestReadersSeeTheOldOrTheNewFile(t *testing.T) {
	s := newQuickSite(t, users()[len(users())-1])
	r := readAllTheTime(s.config, oldConfig, newConfig)
	for range size(50, 1000) {
		s.mustApply(t, newConfig)
		s.mustApply(t, oldConfig)
		r.await(t, 1)
	}
	r.stop()
	if bad := r.bad.Load(); bad != 0 {
		t.Errorf("%d of %d reads saw something else", bad, r.reads.Load())
	}

	// The control: the same reader catches a writer that truncates and writes.
	r = readAllTheTime(s.config, oldConfig, newConfig)
	must(t, os.Truncate(s.config, 0))
	r.await(t, 1)
	must(t, os.WriteFile(s.config, []byte(newConfig), 0o640))
	r.stop()
	if r.bad.Load() == 0 {
		t.Errorf("the reader saw nothing of a careless writer in %d reads", r.reads.Load())
	}
}
