package monitor

import (
	"context"
	"slices"
	"sync"
	"time"

	"enhance-wizard/enhance/probe"
)

const (
	firstLimit    = 500 * time.Millisecond
	shortestLimit = 400 * time.Millisecond
	longestLimit  = 2 * time.Second
	samples       = 128
)

// lanes are where checks run. A check starts in the quick lane; when it takes longer than most do it goes on in the slow
// one, and its place in the quick lane is free for the next. Nothing is broken off and begun again for that.
type lanes struct {
	prober     Prober
	quickWidth int
	slowWidth  int
	quick      int // places taken
	slow       int
	starts     []*check // those in the quick lane, in the order in which they started; finished ones are still among them
	limit      time.Duration
	took       []time.Duration // the last ones that finished in the quick lane
	next       int             // where the next sample goes

	workers int
	jobs    chan *check
	results chan *check
}

// check is one check under way.
type check struct {
	entry   *entry
	request probe.Request
	started time.Time
	slow    bool
	done    bool
	facts   probe.Facts
}

func newLanes(c Config) lanes {
	return lanes{
		prober: c.Prober, quickWidth: c.Concurrency, slowWidth: c.Patient, limit: firstLimit,
		jobs: make(chan *check), results: make(chan *check),
	}
}

// room reports whether an entry could start now.
func (l *lanes) room(e *entry) bool {
	if e.slow {
		return l.slow < l.slowWidth
	}
	return l.quick < l.quickWidth
}

// start begins a check. There is always a worker for it: one that waits, or a new one.
func (l *lanes) start(ctx context.Context, wait *sync.WaitGroup, c *check) {
	c.started = time.Now()
	c.slow = c.entry.slow
	if c.slow {
		l.slow++
	} else {
		l.quick++
		l.starts = append(l.starts, c)
	}
	if busy := l.quick + l.slow; busy > l.workers {
		l.workers++
		wait.Go(func() { l.work(ctx) })
	}
	select {
	case l.jobs <- c:
	case <-ctx.Done():
	}
}

// work checks one domain after the other. Workers are kept, since their grown stacks are worth keeping.
func (l *lanes) work(ctx context.Context) {
	for {
		select {
		case c := <-l.jobs:
			c.facts = l.prober.Do(ctx, c.request)
			select {
			case l.results <- c:
			case <-ctx.Done():
				return
			}
		case <-ctx.Done():
			return
		}
	}
}

// finish gives back the place of a check.
func (l *lanes) finish(c *check) {
	c.done = true
	if c.slow {
		l.slow--
	} else {
		l.quick--
		l.learn(time.Since(c.started))
	}
	c.entry.slow = time.Since(c.started) > l.limit
}

// learn adjusts the limit to what checks take here: four times the time in which 95 of 100 are done.
func (l *lanes) learn(took time.Duration) {
	if len(l.took) < samples {
		l.took = append(l.took, took)
		return
	}
	l.took[l.next] = took
	l.next = (l.next + 1) % samples
	if l.next == 0 {
		sorted := slices.Sorted(slices.Values(l.took))
		l.limit = min(max(4*sorted[samples*95/100], shortestLimit), longestLimit)
	}
}

// overtake moves checks that take too long into the slow lane as far as there is room, and returns when to look again;
// zero when there is nothing to look for.
func (l *lanes) overtake(now time.Time) time.Time {
	for len(l.starts) > 0 {
		first := l.starts[0]
		if !first.done {
			late := first.started.Add(l.limit)
			if now.Before(late) {
				return late
			}
			if l.slow >= l.slowWidth {
				return now.Add(shortestLimit / 4)
			}
			first.slow = true
			l.quick--
			l.slow++
		}
		l.starts[0] = nil
		l.starts = l.starts[1:]
	}
	return time.Time{}
}
