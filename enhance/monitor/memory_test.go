package monitor

import (
	"context"
	"errors"
	"maps"
	"net/netip"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"enhance-wizard/enhance/diagnose"
	"enhance-wizard/enhance/probe"
)

// TestTimesAreReached cannot have the two clocks of a time disagree: the package time makes no such times. A time without
// the machine's clock stands for one from before a sleep.
func TestTimesAreReached(t *testing.T) {
	t.Parallel()
	now := time.Now()
	for name, c := range map[string]struct {
		at   time.Time
		want bool
	}{
		"a moment ago":  {now.Add(-time.Second), true},
		"now":           {now, true},
		"in a while":    {now.Add(time.Minute), false},
		"slept through": {now.Round(0).Add(-3 * time.Hour), true},
		"still to come": {now.Round(0).Add(3 * time.Hour), false},
	} {
		if got := reached(c.at, now); got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

// TestFutureIsNotBelieved: a state that was written while the clock was wrong would else say "since" in the future, and a
// placeholder would be young for years.
func TestFutureIsNotBelieved(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		future := time.Now().Add(1000 * time.Hour)
		facts := fine("a.test")
		facts.CheckedAt = future
		state, err := writeState([]record{{
			Domain: Domain{Name: "a.test", Panel: &diagnose.PanelRow{Mapped: true, Kind: "alias"}}, Facts: &facts, Since: future, FirstSeen: future,
		}})
		if err != nil {
			t.Fatal(err)
		}
		for what, facts := range map[string]func() probe.Facts{
			"checked anew":     nil,
			"not to be judged": func() probe.Facts { return failing("a.test", probe.ResolverDown) },
		} {
			s, source := newScript(), &list{}
			source.set(nil, "a.test")
			s.say("a.test", facts)
			w := watch(t, New(Config{Source: source, Prober: s, Load: func() ([]byte, error) { return state, nil }}))
			time.Sleep(time.Minute)
			r, now := w.row("a.test"), time.Now()
			if r.Since.After(now) || r.FirstSeen.After(now) || r.CheckedAt.After(now) || r.Since.IsZero() {
				t.Errorf("%s: now is %v, since %v, DNS right since %v, checked at %v", what, now, r.Since, r.FirstSeen, r.CheckedAt)
			}
			w.end()
		}
	})
}

// shelf is where a state is kept.
type shelf struct {
	mu    sync.Mutex
	state []byte
}

func (s *shelf) save(state []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.state = state
	return nil
}

func (s *shelf) load() ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.state, nil
}

func (w *watcher) names() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Sorted(maps.Keys(w.rows))
}

// TestForgetfulSourceLosesNothing: a panel can answer for a moment that it has no domains.
func TestForgetfulSourceLosesNothing(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s, source := newScript(), &list{}
		source.set(nil, "a.test", "b.test")
		s.say("a.test", func() probe.Facts { return failing("a.test", probe.NXDomain) })
		var kept shelf
		config := Config{Source: source, Prober: s, Interval: time.Minute, Save: kept.save, Load: kept.load}
		w := watch(t, New(config))
		time.Sleep(90 * time.Second)
		before := w.row("a.test")
		source.set(nil)
		time.Sleep(time.Minute)
		if names := w.names(); len(names) != 0 {
			t.Errorf("%v while the source has none", names)
		}
		source.set(nil, "a.test", "b.test")
		time.Sleep(time.Minute)
		if after := w.row("a.test"); !after.Since.Equal(before.Since) || after.Verdict.State != diagnose.Broken || after.Stale {
			t.Errorf("%s since %v, stale %v; before since %v", after.Verdict.State, after.Since, after.Stale, before.Since)
		}
		source.set(nil, "b.test")
		time.Sleep(time.Minute)
		w.end()

		source.set(errors.New("panel gone")) // and over a restart
		w = watch(t, New(config))
		time.Sleep(30 * time.Second)
		if names := w.names(); !slices.Equal(names, []string{"b.test"}) {
			t.Errorf("%v, want what was there last", names)
		}
		source.set(nil, "a.test", "b.test")
		w.RefreshAll()
		time.Sleep(30 * time.Second)
		if after := w.row("a.test"); !after.Since.Equal(before.Since) {
			t.Errorf("after a restart since %v, before since %v", after.Since, before.Since)
		}
		w.end()
	})
}

func TestWhatIsLongGoneIsForgotten(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s, source := newScript(), &list{}
		source.set(nil, "a.test", "b.test")
		var kept shelf
		w := watch(t, New(Config{Source: source, Prober: s, Interval: time.Hour, Save: kept.save}))
		time.Sleep(time.Minute)
		source.set(nil, "b.test")
		names := func() (names []string) {
			state, _ := kept.load()
			if err := readState(state, func(r record) { names = append(names, r.Domain.Name) }); err != nil {
				t.Fatal(err)
			}
			return names
		}
		time.Sleep(2 * time.Hour)
		if got := names(); len(got) != 2 {
			t.Errorf("%v in the state after two hours, want what has gone among them", got)
		}
		time.Sleep(goneAge)
		if got := names(); len(got) != 1 {
			t.Errorf("%v in the state after a day, want b.test alone", got)
		}
		w.end()
	})
}

// TestRenewedCertificateIsLookedAtBeforeItIsMissed: the panel says at once that it has a new one, and what was seen of the
// web server is older than that.
func TestRenewedCertificateIsLookedAtBeforeItIsMissed(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s, source := newScript(), &list{}
		ends := time.Now().Add(1000 * time.Hour)
		has := func(until time.Time) {
			source.mu.Lock()
			defer source.mu.Unlock()
			source.domains = []Domain{{Name: "a.test", Panel: &diagnose.PanelRow{
				Mapped: true, Certificate: &diagnose.StoredCertificate{NotAfter: until},
			}}}
		}
		serves := func(until time.Time) {
			s.say("a.test", func() probe.Facts {
				f := fine("a.test")
				f.Endpoints[0].Certificate.NotAfter = until
				return f
			})
		}
		has(ends)
		serves(ends)
		m := New(Config{Source: source, Prober: s, Interval: time.Minute, Expected: []netip.Addr{address}})
		ctx := t.Context()
		seen := make(chan Row, 1000)
		go func() {
			for b := range m.Updates() {
				for _, r := range b.Rows {
					seen <- r
				}
			}
		}()
		go func() { _ = m.Run(ctx) }()
		time.Sleep(90 * time.Second)
		renewed := ends.Add(2000 * time.Hour)
		has(renewed)
		serves(renewed)
		time.Sleep(5 * time.Minute)
		s.mu.Lock()
		anew := s.anew["a.test"]
		s.mu.Unlock()
		for len(seen) > 0 {
			if r := <-seen; r.Verdict.Has(diagnose.CauseCertificateStored) {
				t.Fatalf("%s: %s", r.Verdict.State, r.Verdict.Cause)
			}
		}
		if anew != 2 {
			t.Errorf("%d checks took nothing from before, want the first and the one after the renewal", anew)
		}
		has(renewed.Add(time.Hour)) // this one the web server does not load
		time.Sleep(2 * time.Minute)
		var last Row
		for len(seen) > 0 {
			last = <-seen
		}
		if last.Verdict.Cause != diagnose.CauseCertificateStored {
			t.Errorf("the web server serves the old one: %s %s", last.Verdict.State, last.Verdict.Cause)
		}
	})
}

// lateSource is a source that takes its time.
type lateSource struct{ *list }

func (s lateSource) Domains(ctx context.Context) ([]Domain, error) {
	time.Sleep(2 * time.Second)
	return s.list.Domains(ctx)
}

func TestOneSweepWaitsForWhatIsLookedAtAgain(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		row := func(until time.Time) Domain {
			return Domain{Name: "a.test", Panel: &diagnose.PanelRow{
				Mapped: true, Certificate: &diagnose.StoredCertificate{NotAfter: until},
			}}
		}
		facts := fine("a.test")
		ends := facts.Endpoints[0].Certificate.NotAfter
		state, err := writeState([]record{{Domain: row(ends), Facts: &facts, Since: time.Now()}})
		if err != nil {
			t.Fatal(err)
		}
		s, source := newScript(), &list{domains: []Domain{row(ends.Add(time.Hour))}}
		rows, err := Collect(t.Context(), Config{
			Source: lateSource{source}, Prober: s, Expected: []netip.Addr{address}, Load: func() ([]byte, error) { return state, nil },
		})
		if err != nil || len(rows) != 1 || rows[0].Checking || rows[0].Verdict.Cause != diagnose.CauseCertificateStored {
			t.Errorf("%+v, error %v", rows, err)
		}
	})
}

func TestLeaningOnTheKeyIsNoAttack(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s, source := newScript(), &list{}
		source.set(nil, "a.test")
		m := New(Config{Source: source, Prober: s})
		w := watch(t, m)
		time.Sleep(time.Minute)
		before := len(s.times("a.test"))
		for range 300 {
			m.RefreshAll()
			time.Sleep(30 * time.Millisecond)
		}
		last := time.Now()
		time.Sleep(10 * time.Second)
		times := s.times("a.test")
		if n := len(times) - before; n < 2 || n > 5 {
			t.Errorf("%d checks in nine seconds", n)
		}
		if times[len(times)-1].Before(last.Add(-time.Second)) {
			t.Error("the last wish was lost")
		}
		w.end()
	})
}
