package monitor

import (
	"container/heap"
	"context"
	"sync"
	"time"

	"enhance-wizard/enhance/probe"
)

// lanes are where checks run. A check starts in the quick lane; when it takes longer than most do it goes on in the slow
// one, and its place in the quick lane is free for the next. Nothing is broken off and begun again for that.
//
// A check has two stages: first DNS, then the addresses. DNS runs ahead in places of its own, so that which addresses the
// names have is known early: names on an address that hangs can then begin their long wait at once. The places for DNS are
// as many as those in the quick lane: where processors are scarce each gets its share, and DNS takes a fraction of the time.
type lanes struct {
	prober     Prober
	quickWidth int
	slowWidth  int
	quick      int // places taken
	slow       int
	lookups    int     // places taken by those that look up, outside of the quick lane
	looking    pace95  // how long lookups take
	starts     overdue // checks that are not in the slow lane, and finished ones

	workers int
	jobs    chan *check
	results chan *check
}

// check is one check under way.
type check struct {
	entry   *entry
	request probe.Request
	facts   *probe.Facts
	servers []*server // those of its addresses; known once it is looked up
	started time.Time // of the stage
	lookUp  bool      // the stage: DNS, or the addresses
	slow    bool      // the lane
	urgent  bool
	scout   bool // asks a server that does not answer whether it does by now
	done    bool // the stage
}

func newLanes(c Config) lanes {
	return lanes{
		prober: c.Prober, quickWidth: c.Concurrency, slowWidth: c.Patient,
		jobs: make(chan *check), results: make(chan *check),
	}
}

// take takes the place that a check needs, and give gives it back.
func (l *lanes) take(c *check) { *l.places(c)++ }
func (l *lanes) give(c *check) { *l.places(c)-- }

func (l *lanes) places(c *check) *int {
	switch {
	case c.slow:
		return &l.slow
	case c.lookUp:
		return &l.lookups
	default:
		return &l.quick
	}
}

// start begins a stage of a check, which may hold its place in the quick lane for as long as the limit. There is always a
// worker for it: one that waits, or a new one.
func (l *lanes) start(ctx context.Context, wait *sync.WaitGroup, c *check, limit time.Duration) {
	c.started, c.done = time.Now(), false
	l.take(c)
	if !c.slow {
		heap.Push(&l.starts, overdueCheck{c, c.started.Add(limit), c.lookUp})
	}
	if busy := l.quick + l.slow + l.lookups; busy > l.workers {
		l.workers++
		wait.Go(func() { l.work(ctx) })
	}
	select {
	case l.jobs <- c:
	case <-ctx.Done():
	}
}

// work does one stage after the other. Workers are kept, since their grown stacks are worth keeping.
func (l *lanes) work(ctx context.Context) {
	for {
		select {
		case c := <-l.jobs:
			if c.lookUp {
				c.facts = l.prober.LookUp(ctx, c.request)
			} else {
				l.prober.Contact(ctx, c.request, c.facts)
			}
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

// leave gives back the place of a check whose stage has ended.
func (l *lanes) leave(c *check) {
	l.give(c)
	c.done = true
}

// overtake moves checks that take too long into the slow lane as far as there is room, and returns when to look again;
// zero when there is nothing to look for.
func (l *lanes) overtake(now time.Time) time.Time {
	for len(l.starts) > 0 {
		first := l.starts[0]
		c := first.check
		if !c.done && c.lookUp == first.lookUp {
			if now.Before(first.late) {
				return first.late
			}
			if l.slow >= l.slowWidth {
				return now.Add(shortestLimit / 4)
			}
			l.give(c)
			c.slow = true
			l.take(c)
			for _, s := range c.servers {
				s.overdue++
			}
		}
		heap.Pop(&l.starts)
	}
	return time.Time{}
}

// overdue is a heap of checks by the time at which they have taken too long.
type overdue []overdueCheck

// overdueCheck is a stage of a check: by the time that it is looked at, the check may have come to the next one.
type overdueCheck struct {
	check  *check
	late   time.Time
	lookUp bool
}

func (o overdue) Len() int           { return len(o) }
func (o overdue) Less(i, j int) bool { return o[i].late.Before(o[j].late) }
func (o overdue) Swap(i, j int)      { o[i], o[j] = o[j], o[i] }

// Push implements heap.Interface.
func (o *overdue) Push(x any) { *o = append(*o, x.(overdueCheck)) }

// Pop implements heap.Interface.
func (o *overdue) Pop() any {
	last := len(*o) - 1
	x := (*o)[last]
	(*o)[last] = overdueCheck{}
	*o = (*o)[:last]
	return x
}
