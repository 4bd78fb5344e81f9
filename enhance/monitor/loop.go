package monitor

import (
	"context"
	"net/netip"
	"sync"
	"time"
)

// loop is the one goroutine that owns all rows. Workers and the source hand it what they found.
type loop struct {
	m          *Monitor
	ctx        context.Context
	wait       sync.WaitGroup
	rows       map[string]*entry
	only       map[string]bool   // nil: all names
	others     []record          // what is kept of the names that are not watched
	gone       map[string]record // what was seen of names that the source no longer has
	queue      queues[*entry]    // entries that wait to be looked up
	contacts   queues[*check]    // checks that wait to contact their addresses
	later      []*entry          // wait for another look
	lanes      lanes
	servers    map[netip.Addr]*server
	holding    []*server // those that hold checks up
	out        outbox
	source     source
	sweep      *Sweep // the one that runs
	left       int    // checks that it waits for
	number     int
	nextAt     time.Time // when the next sweep starts; zero: none
	wished     bool      // somebody wants a sweep over everything
	wishedLast time.Time // when the last one of these began
	saving     chan error
	busySaving bool
}

func newLoop(ctx context.Context, m *Monitor) *loop {
	l := &loop{
		m: m, ctx: ctx, rows: map[string]*entry{}, gone: map[string]record{}, lanes: newLanes(m.config),
		servers: map[netip.Addr]*server{},
		out:     outbox{changed: map[*entry]bool{}},
		source:  source{from: m.config.Source, answers: make(chan answer, 1)},
		saving:  make(chan error, 1), wishedLast: time.Unix(0, 0), // long ago
	}
	for _, name := range m.config.Only {
		if l.only == nil {
			l.only = map[string]bool{}
		}
		l.only[name] = true
	}
	return l
}

func (l *loop) watches(name string) bool { return l.only == nil || l.only[name] }

func (l *loop) expected(e *entry) []netip.Addr {
	if len(e.row.Domain.Expected) > 0 {
		return e.row.Domain.Expected
	}
	return l.m.config.Expected
}

// run handles one event after the other.
func (l *loop) run() error {
	l.load()
	l.startSweep(false)
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		l.lanes.overtake(time.Now())
		l.fill()
		l.endSweep()
		if l.finished() {
			return l.deliverRest()
		}
		timer.Reset(l.sleep(time.Now()))
		var updates chan<- Batch
		var batch Batch
		if l.out.ready != nil {
			updates, batch = l.m.updates, *l.out.ready
		}
		select {
		case <-l.ctx.Done():
			return l.ctx.Err()
		case <-timer.C:
			l.tick(time.Now())
		case c := <-l.lanes.results:
			l.staged(c)
		case a := <-l.source.answers:
			l.takeSource(a)
		case err := <-l.saving:
			l.saved(err)
		case <-l.m.wake:
			l.grant(l.m.takeWishes())
		case updates <- batch:
			l.out.delivered(time.Now())
		}
	}
}

// sleep returns for how long nothing has to be done unless something happens.
func (l *loop) sleep(now time.Time) time.Duration {
	wake := now.Add(lookUpAtLeast)
	for _, at := range []time.Time{l.lanes.overtake(now), l.scout(now), l.nextLook(now), l.out.due(), l.nextAt, l.wishedAt()} {
		if !at.IsZero() && at.Before(wake) {
			wake = at
		}
	}
	return max(wake.Sub(now), 0)
}

// tick does what time has come for.
func (l *loop) tick(now time.Time) {
	if at := l.out.due(); !at.IsZero() && !now.Before(at) {
		l.out.seal()
	}
	if at := l.wishedAt(); !at.IsZero() && reached(at, now) {
		l.wished, l.wishedLast = false, now
		l.startSweep(true)
	}
	if !l.nextAt.IsZero() && reached(l.nextAt, now) {
		l.startSweep(false)
	}
}

// finished reports whether the one sweep that was wanted is over and saved.
func (l *loop) finished() bool {
	return l.m.config.Once && l.sweep == nil && l.number > 0 && !l.busySaving
}

// deliverRest waits for the reader to take what is left.
func (l *loop) deliverRest() error {
	for l.out.ready != nil || l.out.some {
		if l.out.ready == nil {
			l.out.seal()
		}
		select {
		case l.m.updates <- *l.out.ready:
			l.out.delivered(time.Now())
		case <-l.ctx.Done():
			return l.ctx.Err()
		}
	}
	return nil
}
