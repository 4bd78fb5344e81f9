package monitor

import (
	"reflect"
	"slices"
	"time"

	"enhance-wizard/enhance/diagnose"
	"enhance-wizard/enhance/probe"
)

// entry is a row, and what the loop has to know about it beside.
type entry struct {
	row        Row
	loaded     bool              // the facts are an earlier run's
	blind      *diagnose.Finding // why the last check could not judge; nil when it could
	place      place
	urgent     bool // was asked for by hand
	anew       bool // the next check takes nothing from the last one
	again      bool // was asked for while a check was under way
	inSweep    bool
	slowLookUp bool // DNS hung the last time: goes into the slow lane at once
	slow       bool // its addresses did
	strikes    int  // checks in a row to which nothing answered
	looks      int  // checks in a row that were not believed
	lookAt     time.Time
	due        time.Time
}

// unseen are the facts of a domain that was not checked yet.
var unseen = &probe.Facts{}

// place is where an entry is on its way through the lanes.
type place int

const (
	atRest place = iota
	queued
	running
	resting // until the next look
)

// update takes over what the source says; it reports whether something changed.
func (e *entry) update(d Domain) bool {
	same := reflect.DeepEqual(e.row.Domain, d)
	e.row.Domain = d // also the same: what the source gives is shared between its domains, and what was loaded is not
	return !same
}

// judge makes the verdict anew from the facts and what the source says.
func (l *loop) judge(e *entry, facts *probe.Facts, firstSeen, now time.Time) (diagnose.Verdict, time.Time) {
	firstSeen = past(firstSeen, now)
	in := diagnose.Input{
		Facts: *facts, Panel: e.row.Domain.Panel, WordPress: e.row.Domain.WordPress,
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

// take takes over the facts of a check; it reports true when they are not to be believed yet, and another look is needed:
// when this machine was too busy to tell, and when a domain that was not broken gave no answer. Where our own
// resolver or line failed, the last verdict stays, as a stale one.
func (l *loop) take(e *entry, facts *probe.Facts, now time.Time) (again bool) {
	verdict, firstSeen := l.judge(e, facts, e.row.FirstSeen, now)
	e.blind = verdict.Blindness()
	known := !e.row.CheckedAt.IsZero() && !e.row.Verdict.Blind()
	was := e.row.Verdict.State
	fell := known && e.looks == 0 && was != diagnose.Broken && verdict.State != was && verdict.Fleeting()
	if busy := verdict.Overloaded(); (busy || fell) && e.looks < mostLooks && !e.again {
		return true
	}
	e.looks = 0
	if e.blind != nil && known {
		return false
	}
	e.loaded = false
	e.strike(facts)
	e.row.Facts, e.row.CheckedAt, e.row.FirstSeen = facts, facts.CheckedAt, firstSeen
	e.conclude(verdict, now)
	return false
}

// conclude takes over a verdict, and since when its state holds.
func (e *entry) conclude(v diagnose.Verdict, now time.Time) {
	if e.row.Since.IsZero() || e.row.Verdict.State != v.State {
		e.row.Since = now
	}
	e.row.Since = past(e.row.Since, now)
	e.row.Verdict = v
}

// strike counts checks in a row to which nothing answered.
func (e *entry) strike(f *probe.Facts) {
	none := f.DNS.Status == probe.Timeout || f.DNS.Status == probe.ServFail
	if none || slices.ContainsFunc(f.Endpoints, silent) {
		e.strikes++
	} else {
		e.strikes = 0
	}
}

// backOff is by how much the interval is stretched after so many strikes.
var backOff = []time.Duration{1, 1, 1, 2, 4}

// nextDue returns when the row is to be checked again.
func (e *entry) nextDue(now time.Time, interval time.Duration) time.Time {
	if e.blind != nil {
		return now
	}
	return now.Add(interval * backOff[min(e.strikes, len(backOff)-1)])
}

// refreshStale sets whether the row is stale; it reports whether that changed.
func (e *entry) refreshStale(sourceFailed bool) bool {
	was := e.row.Stale
	e.row.Stale = !e.row.CheckedAt.IsZero() && (e.loaded || e.blind != nil && !e.row.Verdict.Blind() || sourceFailed)
	return e.row.Stale != was
}
