package monitor

import (
	"reflect"
	"time"

	"enhance-wizard/enhance/diagnose"
	"enhance-wizard/enhance/probe"
)

// entry is a row, and what the loop has to know about it beside.
type entry struct {
	row     Row
	loaded  bool // the facts are an earlier run's
	blind   bool // the last check could not judge
	place   place
	anew    bool // the next check takes nothing from the last one
	again   bool // was asked for while a check was under way
	inSweep bool
	slow    bool // hung the last time: goes into the slow lane at once
	strikes int  // checks in a row to which nothing answered
	due     time.Time
}

// place is where an entry is on its way through the lanes.
type place int

const (
	atRest place = iota
	queued
	running
)

// update takes over what the source says; it reports whether something changed.
func (e *entry) update(d Domain) bool {
	if reflect.DeepEqual(e.row.Domain, d) {
		return false
	}
	e.row.Domain = d
	return true
}

// judge makes the verdict anew from the facts and what the source says.
func (l *loop) judge(e *entry, facts probe.Facts, firstSeen, now time.Time) (diagnose.Verdict, time.Time) {
	in := diagnose.Input{
		Facts: facts, Panel: e.row.Domain.Panel, WordPress: e.row.Domain.WordPress,
		Expected: l.expected(e), Now: now, FirstSeen: firstSeen,
	}
	v := diagnose.Diagnose(in)
	right := v.DNS == diagnose.DNSOK || v.DNS == diagnose.DNSProxied
	switch {
	case v.Blind():
		return v, firstSeen
	case !right:
		return v, time.Time{}
	case firstSeen.IsZero():
		in.FirstSeen = now
		return diagnose.Diagnose(in), now
	default:
		return v, firstSeen
	}
}

// take takes over the facts of a check. Where our own resolver or line failed, the last verdict stays, as a stale one.
func (l *loop) take(e *entry, facts probe.Facts, now time.Time) {
	verdict, firstSeen := l.judge(e, facts, e.row.FirstSeen, now)
	e.blind = verdict.Blind()
	known := !e.row.CheckedAt.IsZero() && !e.row.Verdict.Blind()
	if e.blind && known {
		return
	}
	e.loaded = false
	e.strike(facts)
	e.row.Facts, e.row.CheckedAt, e.row.FirstSeen = facts, facts.CheckedAt, firstSeen
	e.conclude(verdict, now)
}

// conclude takes over a verdict, and since when its state holds.
func (e *entry) conclude(v diagnose.Verdict, now time.Time) {
	if e.row.Since.IsZero() || e.row.Verdict.State != v.State {
		e.row.Since = now
	}
	e.row.Verdict = v
}

// strike counts checks in a row to which nothing answered.
func (e *entry) strike(f probe.Facts) {
	silent := f.DNS.Status == probe.Timeout || f.DNS.Status == probe.ServFail
	for _, at := range f.Endpoints {
		silent = silent || at.Outcome == probe.ConnectTimeout || at.Outcome == probe.Silent
	}
	if silent {
		e.strikes++
	} else {
		e.strikes = 0
	}
}

// backOff is by how much the interval is stretched after so many strikes.
var backOff = []time.Duration{1, 1, 1, 2, 4}

// nextDue returns when the row is to be checked again.
func (e *entry) nextDue(now time.Time, interval time.Duration) time.Time {
	if e.blind {
		return now
	}
	return now.Add(interval * backOff[min(e.strikes, len(backOff)-1)])
}

// refreshStale sets whether the row is stale; it reports whether that changed.
func (e *entry) refreshStale(sourceFailed bool) bool {
	was := e.row.Stale
	e.row.Stale = !e.row.CheckedAt.IsZero() && (e.loaded || e.blind && !e.row.Verdict.Blind() || sourceFailed)
	return e.row.Stale != was
}
