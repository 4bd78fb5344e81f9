package monitor

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"enhance-wizard/enhance/diagnose"
	"enhance-wizard/enhance/probe"
)

// These tests run in a bubble, where hours pass in no time; sockets do not live there, so that facts are made here.

var address = netip.MustParseAddr("203.0.113.10")

// script is a prober that says what it is told, and keeps what it was asked.
type script struct {
	mu        sync.Mutex
	facts     map[string]func() probe.Facts
	asked     map[string][]time.Time
	anew      map[string]int // requests without previous facts
	contacted map[string]int
	most      int // at the same time
	now       int
	hold      map[string]time.Duration
}

func newScript() *script {
	return &script{
		facts: map[string]func() probe.Facts{}, asked: map[string][]time.Time{}, anew: map[string]int{}, contacted: map[string]int{}, hold: map[string]time.Duration{},
	}
}

func (s *script) LookUp(ctx context.Context, r probe.Request) *probe.Facts {
	s.mu.Lock()
	s.asked[r.Name] = append(s.asked[r.Name], time.Now())
	if r.Previous == nil {
		s.anew[r.Name]++
	}
	facts := s.facts[r.Name]
	s.mu.Unlock()
	s.pass(ctx, 10*time.Millisecond)
	f := fine(r.Name)
	if facts != nil {
		f = facts()
	}
	return &f
}

func (s *script) Contact(ctx context.Context, r probe.Request, f *probe.Facts) {
	s.mu.Lock()
	s.contacted[r.Name]++
	hold, facts := s.hold[r.Name], s.facts[r.Name]
	s.mu.Unlock()
	s.pass(ctx, max(hold, time.Millisecond))
	if facts != nil {
		f.Endpoints = facts().Endpoints
	}
	for i := range f.Endpoints {
		f.Endpoints[i].At = time.Now()
	}
}

// pass lets time pass, and counts for how many at once.
func (s *script) pass(ctx context.Context, hold time.Duration) {
	s.mu.Lock()
	s.now++
	s.most = max(s.most, s.now)
	s.mu.Unlock()
	select {
	case <-time.After(hold):
	case <-ctx.Done():
	}
	s.mu.Lock()
	s.now--
	s.mu.Unlock()
}

func fine(name string) probe.Facts {
	now := time.Now()
	return probe.Facts{
		Name: name, ASCII: name, CheckedAt: now,
		DNS: probe.DNS{Status: probe.Resolved, A: probe.Resolved, AAAA: probe.NoData, Addresses: []netip.Addr{address}, AskedAt: now},
		Endpoints: []probe.Endpoint{{
			Address: address, Outcome: probe.Answered, At: now, HTTP: &probe.HTTP{Status: 200},
			Certificate: &probe.Certificate{NotBefore: now.Add(-time.Hour), NotAfter: now.Add(1000 * time.Hour)},
		}},
	}
}

// at is a domain that is fine, on an address of its own.
func at(name string, a netip.Addr) func() probe.Facts {
	return func() probe.Facts {
		f := fine(name)
		f.DNS.Addresses[0], f.Endpoints[0].Address = a, a
		return f
	}
}

func failing(name string, s probe.Status) probe.Facts {
	return probe.Facts{Name: name, ASCII: name, CheckedAt: time.Now(), DNS: probe.DNS{Status: s}}
}

func (s *script) times(name string) []time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]time.Time(nil), s.asked[name]...)
}

func gaps(times []time.Time) []time.Duration {
	var out []time.Duration
	for i := 1; i < len(times); i++ {
		out = append(out, times[i].Sub(times[i-1]).Round(time.Second))
	}
	return out
}

func TestSweepsKeepTheInterval(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s, source := newScript(), &list{}
		source.set(nil, "a.test", "b.test")
		w := watch(t, New(Config{Source: source, Prober: s, Interval: time.Minute}))
		time.Sleep(10*time.Minute + time.Second)
		w.end()
		for _, gap := range gaps(s.times("a.test")) {
			if gap != time.Minute {
				t.Errorf("gaps %v, want a minute each", gaps(s.times("a.test")))
				break
			}
		}
		if n := len(s.times("a.test")); n != 11 {
			t.Errorf("%d checks in ten minutes", n)
		}
		if s.anew["a.test"] != 1 {
			t.Errorf("%d checks took nothing from the one before, want the first alone", s.anew["a.test"])
		}
	})
}

func TestIntervalIsNeverTooShort(t *testing.T) {
	t.Parallel()
	for given, want := range map[time.Duration]time.Duration{0: 300 * time.Second, time.Second: 10 * time.Second, time.Minute: time.Minute} {
		if got := New(Config{Interval: given}).config.Interval; got != want {
			t.Errorf("interval %v becomes %v, want %v", given, got, want)
		}
	}
}

func TestSourceIsAskedPolitely(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s, source := newScript(), &list{}
		source.set(nil, "a.test")
		m := New(Config{Source: source, Prober: s, Interval: time.Minute})
		w := watch(t, m)
		for range 100 { // somebody leans on the key
			m.RefreshAll()
			time.Sleep(100 * time.Millisecond)
		}
		w.end()
		if source.asked > 5 {
			t.Errorf("asked %d times within 10 seconds", source.asked)
		}
	})
}

func TestSilentDomainsAreAskedLessOften(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s, source := newScript(), &list{}
		source.set(nil, "dead.test", "fine.test")
		s.facts["dead.test"] = func() probe.Facts { return failing("dead.test", probe.Timeout) }
		w := watch(t, New(Config{Source: source, Prober: s, Interval: time.Minute}))
		time.Sleep(30*time.Minute + time.Second)
		want := []time.Duration{time.Minute, time.Minute, 2 * time.Minute, 4 * time.Minute, 4 * time.Minute}
		got := gaps(s.times("dead.test"))
		if len(got) < len(want) || fmt.Sprint(got[:len(want)]) != fmt.Sprint(want) {
			t.Errorf("gaps %v, want %v and so on", got, want)
		}
		s.mu.Lock()
		s.facts["dead.test"] = nil
		s.mu.Unlock()
		w.Refresh("dead.test")
		time.Sleep(5 * time.Minute)
		after := s.times("dead.test")
		if last := gaps(after[len(after)-3:]); last[1] != time.Minute {
			t.Errorf("after it came back: gaps %v, want a minute again", last)
		}
		w.end()
	})
}

func TestLanesHaveTheirWidth(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s, source := newScript(), &list{}
		var names []string
		for i := range 200 {
			names = append(names, fmt.Sprintf("d%d.test", i))
			s.hold[names[i]] = 5 * time.Second
			s.facts[names[i]] = at(names[i], netip.AddrFrom4([4]byte{203, 0, 113, byte(i)}))
		}
		source.set(nil, names...)
		w := watch(t, New(Config{Source: source, Prober: s, Concurrency: 4, Patient: 10, Once: true}))
		if err := <-w.ended; err != nil {
			t.Error(err)
		}
		if s.most != 14 {
			t.Errorf("%d at the same time, want 4 and 10", s.most)
		}
	})
}

func TestHungDomainsGoStraightIntoTheSlowLane(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s, source := newScript(), &list{}
		var names []string
		for i := range 40 {
			names = append(names, fmt.Sprintf("d%d.test", i))
			if i < 20 {
				s.hold[names[i]] = 5 * time.Second
			}
		}
		source.set(nil, names...)
		w := watch(t, New(Config{Source: source, Prober: s, Interval: time.Minute, Concurrency: 1, Patient: 20}))
		time.Sleep(59 * time.Second)
		second := time.Now().Add(time.Second)
		time.Sleep(5 * time.Second)
		for _, name := range names[20:] {
			times := s.times(name)
			if late := times[len(times)-1].Sub(second); len(times) < 2 || late > 400*time.Millisecond {
				t.Errorf("%s was begun %v after the second sweep: hanging ones held it up", name, late)
				break
			}
		}
		w.end()
	})
}

func TestSinceHoldsWhileTheStateDoes(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s, source := newScript(), &list{}
		source.set(nil, "a.test")
		w := watch(t, New(Config{Source: source, Prober: s, Interval: time.Minute, Expected: []netip.Addr{address}}))
		say := func(status probe.Status) time.Time {
			s.mu.Lock()
			defer s.mu.Unlock()
			s.facts["a.test"] = func() probe.Facts { return failing("a.test", status) }
			return time.Now()
		}
		row := func() Row {
			w.mu.Lock()
			defer w.mu.Unlock()
			return w.rows["a.test"]
		}
		time.Sleep(150 * time.Second)
		healthy := row()
		if healthy.Verdict.State != diagnose.Healthy || healthy.FirstSeen.IsZero() || time.Since(healthy.Since) < 2*time.Minute {
			t.Errorf("%s since %v, DNS right since %v", healthy.Verdict.State, healthy.Since, healthy.FirstSeen)
		}
		changed := say(probe.NXDomain)
		time.Sleep(2 * time.Minute)
		say(probe.ServFail)
		time.Sleep(5 * time.Minute)
		broken := row()
		if broken.Verdict.Cause != diagnose.CauseDNSServFail || broken.Since.Sub(changed) > time.Minute || !broken.FirstSeen.IsZero() {
			t.Errorf("%s since %v, changed at %v", broken.Verdict.Cause, broken.Since, changed)
		}
		w.end()
	})
}

func TestBlindnessIsRetriedSoon(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s, source := newScript(), &list{}
		source.set(nil, "a.test")
		s.facts["a.test"] = func() probe.Facts { return failing("a.test", probe.ResolverDown) }
		w := watch(t, New(Config{Source: source, Prober: s}))
		time.Sleep(2 * time.Minute)
		for _, gap := range gaps(s.times("a.test")) {
			if gap != blindInterval {
				t.Errorf("gaps %v, want %v", gaps(s.times("a.test")), blindInterval)
				break
			}
		}
		w.end()
	})
}

// A name that can never be checked is not blindness: the panel is not asked more often for it.
func TestAWildcardIsNotRetriedSoon(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s, source := newScript(), &list{}
		source.set(nil, "*.a.test")
		s.facts["*.a.test"] = func() probe.Facts {
			return probe.Facts{Name: "*.a.test", CheckedAt: time.Now(), Fault: probe.NameWildcard}
		}
		w := watch(t, New(Config{Source: source, Prober: s}))
		time.Sleep(defaultInterval + defaultInterval/2)
		if n := len(s.times("*.a.test")); n != 2 {
			t.Errorf("%d checks in one interval and a half, want 2", n)
		}
		w.end()
		w.mu.Lock()
		defer w.mu.Unlock()
		if b := w.sweeps[len(w.sweeps)-1].Blind; b.Domains != 0 {
			t.Errorf("%d domains are blind", b.Domains)
		}
	})
}

func TestSlowReaderHoldsUpNothing(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s, source := newScript(), &list{}
		source.set(nil, "a.test", "b.test")
		m := New(Config{Source: source, Prober: s, Interval: time.Minute})
		ctx, cancel := context.WithCancel(context.Background())
		ended := make(chan error)
		go func() { ended <- m.Run(ctx) }()
		time.Sleep(10 * time.Minute) // nobody reads
		if n := len(s.times("a.test")); n < 10 {
			t.Errorf("%d checks in ten minutes", n)
		}
		<-m.Updates()
		b := <-m.Updates()
		if len(b.Rows) != 2 || b.Sweep == nil || b.Sweep.Number < 10 {
			t.Errorf("the second batch has %d rows and sweep %+v; want all that was missed in one", len(b.Rows), b.Sweep)
		}
		cancel()
		if err := <-ended; !errors.Is(err, context.Canceled) {
			t.Errorf("Run returned %v", err)
		}
	})
}
