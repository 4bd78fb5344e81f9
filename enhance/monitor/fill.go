package monitor

import (
	"slices"
	"time"

	"enhance-wizard/enhance/diagnose"
	"enhance-wizard/enhance/probe"
)

// fill starts what waits as long as there is room: first what was asked for by hand, then what can wait in the slow lane,
// then the rest.
func (l *loop) fill() {
	quick := func() bool { return l.ctx.Err() == nil && l.lanes.quick < l.lanes.quickWidth }
	slow := func() bool { return l.ctx.Err() == nil && l.lanes.slow < l.lanes.slowWidth }
	ahead := func() bool { return l.ctx.Err() == nil && l.lanes.lookups < l.lanes.quickWidth }

	l.contactNext(&l.contacts.urgent, quick)
	l.contactNext(&l.contacts.patient, slow)
	l.contactNext(&l.contacts.usual, quick)
	l.lookUpNext(&l.queue.urgent, ahead)
	l.lookUpNext(&l.queue.patient, slow)
	l.lookUpNext(&l.queue.usual, ahead)
}

func (l *loop) lookUpNext(q *queue[*entry], room func() bool) {
	for q.len() > 0 && room() {
		if e := q.pop(); e.place == queued { // else removed, or started from another queue
			l.begin(e)
		}
	}
}

func (l *loop) contactNext(q *queue[*check], room func() bool) {
	for q.len() > 0 && room() {
		c := q.pop()
		for _, s := range c.servers {
			s.breaker.waiting--
		}
		switch now := time.Now(); {
		case l.spare(c, now):
		case !c.urgent && !c.slow && l.hangs(c): // it has shown that since the check was put here
			c.slow = true
			l.await(c)
		default:
			l.contact(c)
		}
	}
}

// begin starts the check of an entry.
func (l *loop) begin(e *entry) {
	e.place, e.row.Checking = running, true
	c := &check{
		entry: e, lookUp: true, slow: e.slowLookUp && !e.anew, urgent: e.urgent,
		request: probe.Request{Name: e.row.Name, Expected: e.row.Domain.Expected},
	}
	if !e.anew && !e.loaded && !e.row.CheckedAt.IsZero() && !e.row.Verdict.Has(diagnose.CauseCertificateStored) {
		c.request.Previous = e.row.Facts
	}
	e.anew, e.urgent = false, false
	l.lanes.start(l.ctx, &l.wait, c, l.limitOf(c))
}

// staged takes over a stage of a check.
func (l *loop) staged(c *check) {
	l.lanes.leave(c)
	e := c.entry
	late := time.Since(c.started) > l.limitOf(c)
	switch {
	case c.lookUp && l.rows[e.row.Name] != e: // removed meanwhile
		l.leaveSweep(e)
	case c.lookUp:
		l.lanes.looking.learn(time.Since(c.started))
		e.slowLookUp = late
		c.lookUp = false
		c.servers = l.serversOf(c.facts)
		c.slow = e.slow && !c.urgent || !c.urgent && l.hangs(c)
		l.await(c)
	default:
		e.slow = late
		for _, endpoint := range c.facts.Endpoints {
			if s := l.servers[endpoint.Address]; s != nil {
				s.learn(endpoint, c.started)
				if c.scout && silent(endpoint) {
					s.breaker.scouts++
				}
			}
		}
		l.conclude(c)
	}
}

// hangs reports whether one of the addresses of a check keeps everybody waiting.
func (l *loop) hangs(c *check) bool {
	return slices.ContainsFunc(c.servers, (*server).hangs)
}

// await lets a check wait for its turn to contact its addresses.
func (l *loop) await(c *check) {
	for _, s := range c.servers {
		s.breaker.waiting++
	}
	switch {
	case c.urgent:
		l.contacts.urgent.push(c)
	case c.slow:
		l.contacts.patient.push(c)
	default:
		l.contacts.usual.push(c)
	}
}

// contact starts the second stage of a check.
func (l *loop) contact(c *check) {
	l.lanes.start(l.ctx, &l.wait, c, l.limitOf(c))
}

// conclude takes over the result of a check.
func (l *loop) conclude(c *check) {
	e := c.entry
	e.place, e.row.Checking = atRest, false
	if l.rows[e.row.Name] != e { // removed meanwhile
		l.leaveSweep(e)
		return
	}
	now := time.Now()
	if l.take(e, c.facts, now) {
		l.lookAgain(e, now)
		return
	}
	e.due = e.nextDue(now, l.m.config.Interval)
	if e.inSweep { // counted from its start: how long a sweep takes is to move nothing out of the next one
		e.due = e.nextDue(l.sweep.Started, l.m.config.Interval)
	}
	e.refreshStale(l.source.failed)
	l.out.row(e)
	l.leaveSweep(e)
	if e.again {
		e.again = false
		l.hurry(e)
	}
}
