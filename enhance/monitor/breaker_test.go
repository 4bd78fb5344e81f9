package monitor

import (
	"fmt"
	"net/netip"
	"testing"
	"testing/synctest"
	"time"

	"enhance-wizard/enhance/diagnose"
	"enhance-wizard/enhance/probe"
)

var deadAddress = netip.MustParseAddr("203.0.113.66")

const hangs = 5 * time.Second

// dead lets a name be on a server that accepts and never answers.
func (s *script) dead(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.hold[name] = hangs
	s.facts[name] = func() probe.Facts {
		f := outcomeOf(name, probe.Silent)()
		f.DNS.Addresses[0], f.Endpoints[0].Address = deadAddress, deadAddress
		return f
	}
}

// alive lets it be on the same server, which answers for it.
func (s *script) alive(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.hold, name)
	s.facts[name] = at(name, deadAddress)
}

func (s *script) contactsOf(names []string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for _, name := range names {
		n += s.contacted[name]
	}
	return n
}

func named(format string, n int) []string {
	names := make([]string, n)
	for i := range names {
		names[i] = fmt.Sprintf(format, i)
	}
	return names
}

func (w *watcher) lastSweep() Sweep {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.sweeps[len(w.sweeps)-1]
}

// causes counts the rows by cause, "" for healthy ones.
func (w *watcher) causes(names []string) map[diagnose.Cause]int {
	w.mu.Lock()
	defer w.mu.Unlock()
	counts := map[diagnose.Cause]int{}
	for _, name := range names {
		counts[w.rows[name].Verdict.Cause]++
	}
	return counts
}

func TestServerThatAnswersNobodyIsSpared(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s, source := newScript(), &list{}
		down, up := named("down%d.test", 1000), named("up%d.test", 100)
		for _, name := range down {
			s.dead(name)
		}
		source.set(nil, append(append([]string{}, down...), up...)...)
		w := watch(t, New(Config{Source: source, Prober: s, Interval: 5 * time.Minute, Concurrency: 16, Patient: 40}))
		time.Sleep(time.Minute)
		sweep := w.lastSweep()
		if took := sweep.Ended.Sub(sweep.Started); sweep.Ended.IsZero() || took > 30*time.Second {
			t.Errorf("the sweep took %v; asking all of them would take %v", took, 1000/40*hangs)
		}
		if n := s.contactsOf(down); n > 120 {
			t.Errorf("%d names were asked on a server that answers nobody", n)
		}
		if want := []SilentServer{{deadAddress, sweep.Silent[0].Asked, 1000 - sweep.Silent[0].Asked}}; len(sweep.Silent) != 1 || sweep.Silent[0] != want[0] {
			t.Errorf("the sweep tells of %+v, want %+v", sweep.Silent, want)
		}
		causes := w.causes(down)
		if n := causes[diagnose.CauseServerSilent]; n != sweep.Silent[0].Spared || n+causes[diagnose.CauseHTTPSSilent] != 1000 {
			t.Errorf("causes %v", causes)
		}
		if healthy := w.causes(up)[""]; healthy != 100 {
			t.Errorf("%d of 100 domains on another server are healthy", healthy)
		}

		before := s.contactsOf(down)
		time.Sleep(5 * time.Minute) // the next sweep
		if n := s.contactsOf(down) - before; n > 60 {
			t.Errorf("%d names were asked in the second sweep", n)
		}
		for _, name := range down {
			s.alive(name)
		}
		time.Sleep(20 * time.Minute) // names that did not answer for long are asked less often
		if healthy := w.causes(down)[""]; healthy != 1000 || len(w.lastSweep().Silent) != 0 {
			t.Errorf("when it answers again: %d of 1000 healthy, silent %v", healthy, w.lastSweep().Silent)
		}
		w.end()
	})
}

func TestServerThatComesBackDuringASweepIsAsked(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s, source := newScript(), &list{}
		names := named("d%d.test", 1000)
		for _, name := range names {
			s.dead(name)
		}
		source.set(nil, names...)
		w := watch(t, New(Config{Source: source, Prober: s, Interval: time.Hour, Concurrency: 16, Patient: 40}))
		time.Sleep(8 * time.Second) // the breaker is open, and scouts are under way
		for _, name := range names {
			s.alive(name)
		}
		time.Sleep(time.Minute)
		if n := w.causes(names)[""]; n < 900 {
			t.Errorf("%d of 1000 healthy: %v", n, w.causes(names))
		}
		w.end()
	})
}

// TestServerThatAnswersSomeIsNeverGivenUp holds that no domain is called broken for its neighbours, however many of them
// hang.
func TestServerThatAnswersSomeIsNeverGivenUp(t *testing.T) {
	t.Parallel()
	for _, every := range []int{2, 3, 5, 10} {
		t.Run(fmt.Sprintf("one of %d answers", every), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s, source := newScript(), &list{}
				names := named("d%d.test", 600)
				var fine []string
				for i, name := range names {
					if i%every == 0 {
						s.alive(name)
						fine = append(fine, name)
					} else {
						s.dead(name)
					}
				}
				source.set(nil, names...)
				w := watch(t, New(Config{Source: source, Prober: s, Concurrency: 16, Patient: 40, Once: true}))
				if err := <-w.ended; err != nil {
					t.Error(err)
				}
				synctest.Wait()
				if causes := w.causes(fine); causes[""] != len(fine) {
					t.Errorf("of %d domains that answer: %v", len(fine), causes)
				}
			})
		})
	}
}

func TestNameAskedForByHandIsAskedInAnyCase(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s, source := newScript(), &list{}
		names := named("d%d.test", 500)
		for _, name := range names {
			s.dead(name)
		}
		source.set(nil, names...)
		w := watch(t, New(Config{Source: source, Prober: s, Interval: time.Hour, Concurrency: 16, Patient: 40}))
		time.Sleep(time.Minute)
		spared := ""
		for _, name := range names {
			if w.row(name).Verdict.Cause == diagnose.CauseServerSilent {
				spared = name
			}
		}
		s.alive(spared)
		w.Refresh(spared)
		time.Sleep(time.Second)
		if r := w.row(spared); r.Verdict.State != diagnose.Healthy {
			t.Errorf("%s: %s (%s)", spared, r.Verdict.State, r.Verdict.Cause)
		}
		w.end()
	})
}
