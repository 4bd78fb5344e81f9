// Package monitor keeps many domains fresh: it asks a source which domains there are, checks them in two lanes so that
// hosts that hang never hold up the rest, and streams what changed.
package monitor

import (
	"context"
	"net/netip"
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
	Expected  []netip.Addr           `json:"expected,omitempty"` // nil: those of the Config
}

// Prober looks at one domain; *probe.Prober is the one.
type Prober interface {
	Do(ctx context.Context, r probe.Request) probe.Facts
}

// Config says how a Monitor works.
type Config struct {
	Source      Source
	Prober      Prober
	Expected    []netip.Addr
	Interval    time.Duration // between the starts of two sweeps; 0: 300 s; never under 10 s
	Concurrency int           // width of the quick lane; 0: 64
	Patient     int           // width of the slow lane; 0: twice the quick one
	Once        bool          // one sweep, then Run returns
	// Load gives the state that Save was given last; nil data when there is none. Both may be nil.
	Load func() ([]byte, error)
	Save func(state []byte) error
	Now  func() time.Time // nil: time.Now
}

// Row is one domain as it was last seen.
type Row struct {
	Name      string
	Domain    Domain
	Facts     probe.Facts
	Verdict   diagnose.Verdict
	CheckedAt time.Time // zero: not checked yet
	Since     time.Time // since when Verdict.State holds
	FirstSeen time.Time // when DNS was first seen right, zero when it is not
	// Stale: this is not the present truth. The state is an earlier run's, the panel did not answer the last time, or the
	// last check could not judge because of our own resolver or line.
	Stale    bool
	Checking bool // a check is under way or waits for its turn
}

// Batch is what changed since the last batch.
type Batch struct {
	Rows    []Row    // changed rows, in no order; they may be kept, and must not be changed
	Removed []string // names that the source no longer has
	Sweep   *Sweep   // set when a sweep started or ended
	// SourceErr is set when the source failed; the rows stay. SourceOK is set when it answered.
	SourceErr error
	SourceOK  bool
	SaveErr   error // the state could not be saved
}

// Sweep is one round over all domains that are due.
type Sweep struct {
	Number    int
	Started   time.Time
	Ended     time.Time // zero while it runs
	Due       int       // domains to check in it
	Total     int       // domains there are
	Counts    map[diagnose.State]int
	Unchecked int       // rows without any verdict yet
	Next      time.Time // when the next one starts; zero while it runs
}

// Monitor watches domains. Make it with New, start it with Run.
type Monitor struct {
	config  Config
	updates chan Batch
}

// New makes a Monitor.
func New(c Config) *Monitor { return &Monitor{config: c, updates: make(chan Batch)} }

// Updates returns the channel of batches. It is closed when Run returns.
func (m *Monitor) Updates() <-chan Batch { return m.updates }

// Run watches until the context is done, and then returns its error; with Config.Once until one sweep has ended, and
// then returns nil. No goroutine is left when it returns. It may be called once.
func (m *Monitor) Run(ctx context.Context) error { return ctx.Err() }

// Refresh checks one domain now.
func (m *Monitor) Refresh(name string) {}

// RefreshAll asks the source and checks every domain now.
func (m *Monitor) RefreshAll() {}
