package monitor

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"net/netip"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"enhance-wizard/enhance/diagnose"
	"enhance-wizard/enhance/probe"
	"enhance-wizard/enhance/probetest"
	"enhance-wizard/enhance/probetest/steady"
)

// list is a source whose answer can be changed.
type list struct {
	mu      sync.Mutex
	domains []Domain
	err     error
	asked   int
}

func (l *list) Domains(context.Context) ([]Domain, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.asked++
	return append([]Domain(nil), l.domains...), l.err
}

func (l *list) set(err error, names ...string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.err, l.domains = err, nil
	for _, n := range names {
		l.domains = append(l.domains, Domain{Name: n, Panel: &diagnose.PanelRow{Mapped: true, Kind: "alias"}})
	}
}

// fleet is a farm, a prober that looks at it, and a source that names its domains.
type fleet struct {
	farm   *probetest.Farm
	prober *probe.Prober
	source *list
}

func startFleet(t testing.TB, names map[string]probetest.Kind, timeout time.Duration) fleet {
	t.Helper()
	if runtime.GOOS != "linux" {
		t.Skip("the farm needs all of 127.0.0.0/8, which only Linux gives to loopback")
	}
	farm, err := probetest.Start(probetest.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(farm.Close)
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(farm.CAPEM())
	prober, err := probe.New(probe.Config{
		Resolvers: []netip.AddrPort{farm.Resolver()}, Expected: farm.Expected(), RootCAs: roots,
		HTTPSPort: farm.HTTPSPort(), HTTPPort: farm.HTTPPort(), DNSPort: farm.DNSPort(), Timeout: timeout,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(prober.Close)
	f := fleet{farm: farm, prober: prober, source: &list{}}
	var all []string
	for name, kind := range names {
		farm.Add(name, kind)
		all = append(all, name)
	}
	f.source.set(nil, all...)
	return f
}

// watcher runs a monitor and keeps what it says.
type watcher struct {
	*Monitor
	t       testing.TB
	mu      sync.Mutex
	rows    map[string]Row
	sweeps  []Sweep
	errs    []error
	ok      int
	changed chan struct{}
	stop    context.CancelFunc
	ended   chan error
}

// impolite lets a monitor ask its source as often as it likes.
func impolite(m *Monitor) *Monitor {
	m.manners = manners{}
	return m
}

func watch(t testing.TB, m *Monitor) *watcher {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	w := &watcher{Monitor: m, t: t, rows: map[string]Row{}, changed: make(chan struct{}, 1), stop: cancel, ended: make(chan error, 1)}
	go func() { w.ended <- m.Run(ctx) }()
	go func() {
		for b := range m.Updates() {
			w.take(b)
		}
	}()
	t.Cleanup(cancel)
	return w
}

// end stops the monitor and waits until it has ended.
func (w *watcher) end() {
	w.stop()
	if err := <-w.ended; !errors.Is(err, context.Canceled) {
		w.t.Errorf("Run returned %v", err)
	}
}

func (w *watcher) take(b Batch) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, r := range b.Rows {
		w.rows[r.Name] = r
	}
	for _, n := range b.Removed {
		delete(w.rows, n)
	}
	if b.Sweep != nil {
		w.sweeps = append(w.sweeps, *b.Sweep)
	}
	if b.SourceErr != nil {
		w.errs = append(w.errs, b.SourceErr)
	}
	if b.SourceOK {
		w.ok++
	}
	select {
	case w.changed <- struct{}{}:
	default:
	}
}

// patience is how long a test waits for what has to come, on a busy machine.
const patience = time.Minute

// until waits until the rows are as wanted.
func (w *watcher) until(what string, wanted func() bool) {
	w.t.Helper()
	over := time.After(patience)
	for {
		w.mu.Lock()
		done := wanted()
		w.mu.Unlock()
		if done {
			return
		}
		select {
		case <-w.changed:
		case <-over:
			w.mu.Lock()
			defer w.mu.Unlock()
			w.t.Fatalf("%s: not within %v; sweeps %+v", what, patience, w.sweeps)
		}
	}
}

func (w *watcher) state(name string) diagnose.State { return w.rows[name].Verdict.State }

func (w *watcher) swept(number int) func() bool {
	return func() bool {
		return len(w.sweeps) > 0 && w.sweeps[len(w.sweeps)-1].Number >= number && !w.sweeps[len(w.sweeps)-1].Ended.IsZero()
	}
}

func TestHangingHostsDoNotHoldUpTheOthers(t *testing.T) {
	t.Parallel()
	steady.Run(t, func(t testing.TB) {
		names := map[string]probetest.Kind{}
		for i := range 40 {
			names[fmt.Sprintf("hang%d.test", i)] = probetest.Hang
			names[fmt.Sprintf("fine%d.test", i)] = probetest.Healthy
		}
		f := startFleet(t, names, 6*time.Second)
		began := time.Now()
		w := watch(t, New(Config{Source: f.source, Prober: f.prober, Expected: f.farm.Expected(), Concurrency: 16}))
		var allFine time.Duration
		w.until("the fine ones are judged", func() bool {
			fine := 0
			for name, r := range w.rows {
				if strings.HasPrefix(name, "fine") && r.Verdict.State == diagnose.Healthy {
					fine++
				}
			}
			allFine = time.Since(began)
			return fine == 40
		})
		w.mu.Lock()
		for name := range w.rows {
			if strings.HasPrefix(name, "hang") && w.state(name) == diagnose.Broken {
				t.Errorf("%s was judged before the fine ones, %v after the start: is it waited for?", name, allFine)
				break
			}
		}
		w.mu.Unlock()
		w.until("the sweep ends", w.swept(1))
		last := w.sweeps[len(w.sweeps)-1]
		if last.Counts[diagnose.Healthy] != 40 || last.Counts[diagnose.Broken] != 40 || last.Due != 80 || last.Total != 80 {
			t.Errorf("sweep %+v, want 40 healthy and 40 broken of 80", last)
		}
	})
}

func TestCancellingEndsAllWithinMilliseconds(t *testing.T) {
	steady.Run(t, func(t testing.TB) {
		before := runtime.NumGoroutine()
		names := map[string]probetest.Kind{}
		for i := range 200 {
			kinds := probetest.Kinds()
			names[fmt.Sprintf("d%d.test", i)] = kinds[i%len(kinds)]
		}
		f := startFleet(t, names, 10*time.Second)
		w := watch(t, New(Config{Source: f.source, Prober: f.prober, Expected: f.farm.Expected(), Concurrency: 32}))
		w.until("some rows are judged", func() bool {
			return len(w.rows) == 200
		})
		time.Sleep(300 * time.Millisecond) // let it be in the middle of all kinds of things
		began := time.Now()
		w.stop()
		if err := <-w.ended; !errors.Is(err, context.Canceled) {
			t.Errorf("Run returned %v", err)
		}
		if took := time.Since(began); took > 3*time.Second { // a probe's own time limit is longer
			t.Errorf("it took %v to end", took)
		}
		f.prober.Close()
		f.farm.Close()
		for end := time.Now().Add(patience); time.Now().Before(end); { // goroutines that have ended need a moment to be gone
			if runtime.NumGoroutine() <= before {
				return
			}
			time.Sleep(10 * time.Millisecond)
		}
		stacks := make([]byte, 1<<20)
		t.Errorf("%d goroutines before, %d after:\n%s", before, runtime.NumGoroutine(), stacks[:runtime.Stack(stacks, true)])
	})
}

func TestOnceEndsAfterOneSweep(t *testing.T) {
	t.Parallel()
	steady.Run(t, func(t testing.TB) {
		f := startFleet(t, map[string]probetest.Kind{"a.test": probetest.Healthy, "b.test": probetest.Expired}, 5*time.Second)
		m := New(Config{Source: f.source, Prober: f.prober, Expected: f.farm.Expected(), Once: true})
		w := watch(t, m)
		if err := <-w.ended; err != nil {
			t.Fatal(err)
		}
		w.until("all is delivered", w.swept(1))
		if w.state("a.test") != diagnose.Healthy || w.state("b.test") != diagnose.Broken {
			t.Errorf("rows %v", w.rows)
		}
	})
}

func TestOnceWithoutDomains(t *testing.T) {
	t.Parallel()
	steady.Run(t, func(t testing.TB) {
		f := startFleet(t, nil, 5*time.Second)
		w := watch(t, New(Config{Source: f.source, Prober: f.prober, Once: true}))
		if err := <-w.ended; err != nil {
			t.Fatal(err)
		}
		w.until("the sweep is told of", w.swept(1))
	})
}

func TestRefreshSeesWhatChanged(t *testing.T) {
	t.Parallel()
	steady.Run(t, func(t testing.TB) {
		f := startFleet(t, map[string]probetest.Kind{"a.test": probetest.Healthy, "b.test": probetest.Healthy}, 5*time.Second)
		w := watch(t, impolite(New(Config{Source: f.source, Prober: f.prober, Expected: f.farm.Expected()})))
		w.until("the first sweep", w.swept(1))
		w.mu.Lock()
		since, checked := w.rows["b.test"].Since, w.rows["b.test"].CheckedAt
		w.mu.Unlock()

		f.farm.Set("a.test", probetest.Expired)
		w.Refresh("a.test")
		w.Refresh("nobody.test")
		w.until("the change is seen", func() bool { return w.state("a.test") == diagnose.Broken })

		f.farm.Set("a.test", probetest.Healthy)
		f.farm.Set("b.test", probetest.NXDomain)
		w.RefreshAll()
		w.until("both changes are seen", func() bool {
			return w.state("a.test") == diagnose.Healthy && w.state("b.test") == diagnose.Broken
		})
		w.until("it was a sweep", w.swept(2))
		w.mu.Lock()
		defer w.mu.Unlock()
		if r := w.rows["b.test"]; !r.Since.After(since) || !r.CheckedAt.After(checked) || r.Checking {
			t.Errorf("since %v, before %v; checked %v, before %v; checking %v", r.Since, since, r.CheckedAt, checked, r.Checking)
		}
	})
}

func TestDomainsComeAndGo(t *testing.T) {
	t.Parallel()
	steady.Run(t, func(t testing.TB) {
		f := startFleet(t, map[string]probetest.Kind{"a.test": probetest.Healthy, "b.test": probetest.Healthy}, 5*time.Second)
		w := watch(t, impolite(New(Config{Source: f.source, Prober: f.prober, Expected: f.farm.Expected()})))
		w.until("the first sweep", w.swept(1))
		f.farm.Add("c.test", probetest.Healthy)
		f.source.set(nil, "b.test", "C.test.")
		w.RefreshAll()
		w.until("one has gone and one come", func() bool {
			_, gone := w.rows["a.test"]
			return !gone && w.state("c.test") == diagnose.Healthy
		})
	})
}

func TestSourceDownKeepsTheRows(t *testing.T) {
	t.Parallel()
	steady.Run(t, func(t testing.TB) {
		f := startFleet(t, map[string]probetest.Kind{"a.test": probetest.Healthy}, 5*time.Second)
		w := watch(t, impolite(New(Config{Source: f.source, Prober: f.prober, Expected: f.farm.Expected()})))
		w.until("the first sweep", w.swept(1))
		f.source.set(errors.New("panel gone"))
		w.RefreshAll()
		w.until("the row is stale", func() bool { return w.rows["a.test"].Stale && len(w.errs) == 1 })
		if w.state("a.test") != diagnose.Healthy {
			t.Errorf("state %s", w.state("a.test"))
		}
		f.source.set(nil, "a.test")
		w.RefreshAll()
		w.until("the row is no longer stale", func() bool { return !w.rows["a.test"].Stale && w.ok >= 2 })
	})
}

func TestResolverDownKeepsTheVerdicts(t *testing.T) {
	t.Parallel()
	steady.Run(t, func(t testing.TB) {
		f := startFleet(t, map[string]probetest.Kind{"a.test": probetest.Healthy, "b.test": probetest.Expired}, 5*time.Second)
		w := watch(t, impolite(New(Config{Source: f.source, Prober: f.prober, Expected: f.farm.Expected()})))
		w.until("the first sweep", w.swept(1))
		w.mu.Lock()
		checked := w.rows["a.test"].CheckedAt
		w.mu.Unlock()
		f.farm.SetResolving(false)
		f.farm.Add("new.test", probetest.Healthy)
		f.source.set(nil, "a.test", "b.test", "new.test")
		w.RefreshAll()
		w.until("the second sweep", w.swept(2))
		w.mu.Lock()
		a, b, fresh := w.rows["a.test"], w.rows["b.test"], w.rows["new.test"]
		blind := w.sweeps[len(w.sweeps)-1].Blind
		w.mu.Unlock()
		if blind.Domains != 3 || blind.Reason.Cause != diagnose.CauseDNSResolverDown {
			t.Errorf("%d blind for %q, want all three, also those whose last verdict stays", blind.Domains, blind.Reason.Cause)
		}
		if a.Verdict.State != diagnose.Healthy || b.Verdict.State != diagnose.Broken || !a.Stale || !b.Stale {
			t.Errorf("a %s stale %v, b %s stale %v: want the last verdicts, stale", a.Verdict.State, a.Stale, b.Verdict.State, b.Stale)
		}
		if !a.CheckedAt.Equal(checked) {
			t.Errorf("checked at %v, want the time of the facts that are shown, %v", a.CheckedAt, checked)
		}
		if fresh.Verdict.State != diagnose.Unknown || fresh.Verdict.Cause != diagnose.CauseDNSResolverDown {
			t.Errorf("new: %s %s, want unknown", fresh.Verdict.State, fresh.Verdict.Cause)
		}
		f.farm.SetResolving(true)
		time.Sleep(4 * time.Second) // what was found out about the resolver counts for 3 s
		w.RefreshAll()
		w.until("all is well again", func() bool {
			return w.state("new.test") == diagnose.Healthy && !w.rows["a.test"].Stale && !w.rows["b.test"].Stale
		})
	})
}

func TestStateSurvives(t *testing.T) {
	t.Parallel()
	steady.Run(t, func(t testing.TB) {
		f := startFleet(t, map[string]probetest.Kind{"a.test": probetest.Healthy, "b.test": probetest.SelfSigned}, 5*time.Second)
		var kept atomic.Value
		config := Config{
			Source: f.source, Prober: f.prober, Expected: f.farm.Expected(), Once: true,
			Save: func(state []byte) error { kept.Store(state); return nil },
		}
		w := watch(t, New(config))
		if err := <-w.ended; err != nil {
			t.Fatal(err)
		}
		w.until("all is delivered", w.swept(1))
		first := w.rows

		f.source.set(errors.New("panel gone"))
		f.farm.SetResolving(false)
		config.Load = func() ([]byte, error) { return kept.Load().([]byte), nil }
		again := watch(t, New(config))
		if err := <-again.ended; err != nil {
			t.Fatal(err)
		}
		again.until("all is delivered", again.swept(1))
		for name, was := range first {
			is := again.rows[name]
			if is.Verdict.State != was.Verdict.State || is.Verdict.Cause != was.Verdict.Cause || !is.Since.Equal(was.Since) ||
				!is.FirstSeen.Equal(was.FirstSeen) || !is.CheckedAt.Equal(was.CheckedAt) || !is.Stale {
				t.Errorf("%s was %s %s since %v, is %s %s since %v stale %v", name, was.Verdict.State, was.Verdict.Cause, was.Since,
					is.Verdict.State, is.Verdict.Cause, is.Since, is.Stale)
			}
		}
	})
}

func TestWatchingSomeKeepsTheStateOfTheOthers(t *testing.T) {
	t.Parallel()
	steady.Run(t, func(t testing.TB) {
		f := startFleet(t, map[string]probetest.Kind{"a.test": probetest.Healthy, "b.test": probetest.Expired}, 5*time.Second)
		var kept []byte
		config := Config{
			Source: f.source, Prober: f.prober, Expected: f.farm.Expected(),
			Load: func() ([]byte, error) { return kept, nil },
			Save: func(state []byte) error { kept = state; return nil },
		}
		first, err := Collect(t.Context(), config)
		if err != nil || len(first) != 2 {
			t.Fatalf("%d rows, error %v", len(first), err)
		}
		config.Only = []string{"a.test"}
		some, err := Collect(t.Context(), config)
		if err != nil || len(some) != 1 || some[0].Name != "a.test" {
			t.Fatalf("rows %v, error %v, want a.test alone", some, err)
		}
		config.Only = nil
		again, err := Collect(t.Context(), config)
		if err != nil || len(again) != 2 {
			t.Fatalf("%d rows, error %v", len(again), err)
		}
		for _, was := range first {
			i := slices.IndexFunc(again, func(r Row) bool { return r.Name == was.Name })
			if !again[i].Since.Equal(was.Since) {
				t.Errorf("%s holds since %v, before since %v", was.Name, again[i].Since, was.Since)
			}
		}
	})
}

func TestBrokenStateIsReported(t *testing.T) {
	t.Parallel()
	steady.Run(t, func(t testing.TB) {
		f := startFleet(t, nil, time.Second)
		m := New(Config{Source: f.source, Prober: f.prober, Once: true, Load: func() ([]byte, error) { return []byte("{"), nil }})
		seen := make(chan error, 1)
		go func() {
			var err error
			for b := range m.Updates() {
				err = errors.Join(err, b.StateErr)
			}
			seen <- err
		}()
		if err := m.Run(context.Background()); err != nil {
			t.Fatal(err)
		}
		if err := <-seen; err == nil {
			t.Error("nobody was told that the state is broken")
		}
	})
}
