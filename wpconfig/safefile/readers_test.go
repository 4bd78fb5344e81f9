package safefile

import (
	"os"
	"sync"
	"sync/atomic"
	"testing"
)

// watch opens and reads a file all the time until stop is called, and counts what
// is neither of the given contents. A missing file counts too.
func watch(path string, allowed ...string) (stop func() (reads, bad int64)) {
	var (
		reads, bad atomic.Int64
		ended      = make(chan struct{})
		watcher    sync.WaitGroup
	)
	watcher.Go(func() {
		for {
			select {
			case <-ended:
				return
			default:
			}
			content, err := os.ReadFile(path)
			good := false
			for _, a := range allowed {
				good = good || string(content) == a
			}
			if err != nil || !good {
				bad.Add(1)
			}
			reads.Add(1)
		}
	})
	return func() (int64, int64) {
		close(ended)
		watcher.Wait()
		return reads.Load(), bad.Load()
	}
}

func TestReadersSeeTheOldOrTheNewFile(t *testing.T) {
	s := newQuickSite(t, users()[len(users())-1])
	stop := watch(s.config, oldConfig, newConfig)
	for range size(50, 1000) {
		s.mustApply(t, newConfig)
		s.mustApply(t, oldConfig)
	}
	if reads, bad := stop(); bad != 0 || reads < 100 {
		t.Errorf("%d of %d reads saw something else", bad, reads)
	}
	// The control: the same reader must catch a writer that truncates and writes.
	stop = watch(s.config, oldConfig, newConfig)
	for range size(300, 5000) {
		must(t, os.WriteFile(s.config, []byte(newConfig), 0o640))
	}
	if reads, bad := stop(); bad == 0 {
		t.Errorf("the watcher saw nothing of a careless writer in %d reads", reads)
	}
}
