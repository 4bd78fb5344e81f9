// Package monitor keeps many domains fresh: it asks a source which domains there are, checks them in two lanes so that
// hosts that hang never hold up the rest, and streams what changed. It believes no timeout of a domain that was healthy at
// once, and spares a server that answers nobody.
package monitor

import (
	"context"
	"net/netip"
	"sync"
	"time"

	"enhance-wizard/enhance/diagnose"
	"enhance-wizard/enhance/probe"
)

// Source says which domains there are. Domains must return soon after its context is done.
type Source interface {
	Domains(ctx context.Context) ([]Domain, error)
}

// Domain is one domain to watch, with what panel and WordPress know of it.
type Domain struct {
	Name      string                 `json:"name"`
	Panel     *diagnose.PanelRow     `json:"panel,omitempty"`
	WordPress *diagnose.WordPressRow `json:"wordpress,omitempty"`
	Expected  []netip.Addr           `json:"expected,omitempty"` // the server's addresses; empty: those of the Config
}

// Prober looks at one domain; *probe.Prober is the one. LookUp asks DNS, and Contact adds what the addresses serve. Both
// must return soon after their context is done.
type Prober interface {
	LookUp(ctx context.Context, r probe.Request) *probe.Facts
	Contact(ctx context.Context, r probe.Request, f *probe.Facts)
}

// Config says how a Monitor works. Source and Prober are needed.
type Config struct {
	Source      Source
	Prober      Prober
	Expected    []netip.Addr
	Interval    time.Duration // between the starts of two sweeps; 0: 300 s; never under 10 s
	Concurrency int           // width of the quick lane; as many look names up ahead of it; 0: 64
	Patient     int           // width of the slow lane; 0: twice that of the quick one, and at least 128
	Once        bool          // one sweep, and then Run returns
	// Only are the names to watch, in lower case and without the dot at the end; empty: all that the Source names. What is
	// kept of the others stays as it is.
	Only []string
	// Load gives the state that Save was given last, nil when there is none. Save is called when a sweep has ended, and
	// never twice at once. Both may be nil.
	Load func() ([]byte, error)
	Save func(state []byte) error
}

const (
	defaultInterval    = 300 * time.Second
	shortestInterval   = 10 * time.Second
	defaultConcurrency = 64
	narrowestPatient   = 128
)

// Monitor watches domains. Make it with New, start it with Run.
type Monitor struct {
	config  Config
	updates chan Batch
	wake    chan struct{} // says that wishes were added
	manners manners

	mu     sync.Mutex
	wishes wishes
}

// manners are how old the source's last answer must be for it to be asked again.
type manners struct {
	sweep  time.Duration // for a sweep
	wished time.Duration // when someone asks by hand
}

// wishes are what was asked for from outside, and not yet begun.
type wishes struct {
	all   bool
	names []string
}

// New makes a Monitor.
func New(c Config) *Monitor {
	if c.Interval == 0 {
		c.Interval = defaultInterval
	}
	c.Interval = max(c.Interval, shortestInterval)
	if c.Concurrency <= 0 {
		c.Concurrency = defaultConcurrency
	}
	if c.Patient <= 0 {
		c.Patient = max(c.Concurrency*2, narrowestPatient)
	}
	return &Monitor{
		config: c, updates: make(chan Batch), wake: make(chan struct{}, 1),
		manners: manners{sweep: min(30*time.Second, c.Interval/2), wished: 3 * time.Second},
	}
}

// Updates returns the channel of batches. It is closed when Run returns. A slow reader holds up nothing: what it has not
// taken yet is merged.
func (m *Monitor) Updates() <-chan Batch { return m.updates }

// Run watches until the context is done, and then returns its error; with Config.Once until one sweep has ended, and
// then returns nil. No goroutine is left when it returns. It may be called once.
func (m *Monitor) Run(ctx context.Context) error {
	defer close(m.updates)
	ctx, stop := context.WithCancel(ctx)
	l := newLoop(ctx, m)
	err := l.run()
	stop()
	l.wait.Wait()
	return err
}

// Refresh checks one domain anew, before all others. A name that the monitor does not have is ignored.
func (m *Monitor) Refresh(name string) {
	m.wish(func(w *wishes) { w.names = append(w.names, name) })
}

// RefreshAll asks the source and checks every domain anew.
func (m *Monitor) RefreshAll() {
	m.wish(func(w *wishes) { w.all = true })
}

func (m *Monitor) wish(add func(*wishes)) {
	m.mu.Lock()
	add(&m.wishes)
	m.mu.Unlock()
	select {
	case m.wake <- struct{}{}:
	default: // it will see this one too
	}
}

func (m *Monitor) takeWishes() wishes {
	m.mu.Lock()
	defer m.mu.Unlock()
	w := m.wishes
	m.wishes = wishes{}
	return w
}
