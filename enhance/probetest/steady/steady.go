// Package steady is for tests of what has limits of time, against servers of their own. A process that is given no
// processor for a while misses such limits, and so do its servers: what went wrong then says nothing.
package steady

import (
	"testing"
	"time"
)

const (
	// Pause is a standstill after which nothing is believed: half of the shortest limit of the package probe.
	Pause = 200 * time.Millisecond

	patience = 5 * time.Minute
	beat     = 10 * time.Millisecond
)

// Run runs a test until it passes, or fails while the machine ran all the time. It gives up on a machine that stands
// still again and again.
func Run(t testing.TB, test func(t testing.TB)) {
	t.Helper()
	for end := time.Now().Add(patience); ; {
		a := &attempt{TB: t}
		stop := Watch()
		a.run(test)
		stood := max(stop(), a.stood)
		switch {
		case a.skipped != "":
			t.Skip(a.skipped)
			return
		case len(a.wrong) == 0:
			return
		case stood < Pause || time.Now().After(end):
			for _, wrong := range a.wrong {
				t.Error(wrong)
			}
			return
		}
		t.Logf("once more, since this machine stood still for %v: %q", stood.Round(time.Millisecond), a.wrong)
	}
}

// Watch begins to watch how long this process stands still; the function that it returns ends that, and tells the
// longest time.
func Watch() (stop func() time.Duration) {
	ended, longest := make(chan struct{}), make(chan time.Duration)
	began := time.Now()
	go func() {
		var most time.Duration
		for ; ; began = time.Now() {
			timer := time.NewTimer(beat)
			select {
			case <-timer.C:
				most = max(most, time.Since(began)-beat)
			case <-ended:
				timer.Stop()
				longest <- max(most, time.Since(began)-beat)
				return
			}
		}
	}()
	return func() time.Duration {
		close(ended)
		return <-longest
	}
}

// Stood tells a test that runs under [Run] how long a process stood still that it depends on.
func Stood(t testing.TB, still time.Duration) {
	if a, ok := t.(*attempt); ok {
		a.mu.Lock()
		defer a.mu.Unlock()
		a.stood = max(a.stood, still)
	}
}
