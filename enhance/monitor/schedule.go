package monitor

import (
	"time"

	"enhance-wizard/enhance/diagnose"
)

// blindInterval is the time until the next try when our own resolver or line has failed.
const blindInterval = 30 * time.Second

// join lets the sweep that runs wait for an entry.
func (l *loop) join(e *entry) {
	if l.sweep != nil && !e.inSweep {
		e.inSweep = true
		l.left++
		l.sweep.Due++
	}
}

// enqueue puts an entry into the sweep.
func (l *loop) enqueue(e *entry) {
	l.join(e)
	if e.place != atRest {
		return
	}
	e.place = queued
	if e.slowLookUp {
		l.queue.patient.push(e)
	} else {
		l.queue.usual.push(e)
	}
}

// hurry checks an entry before all others.
func (l *loop) hurry(e *entry) {
	if e.place == running {
		e.again = true
		return
	}
	e.anew, e.urgent, e.place = true, true, queued
	if !e.row.Checking {
		e.row.Checking = true
		l.out.row(e)
	}
	l.queue.urgent.push(e)
}

// grant does what was asked for from outside.
func (l *loop) grant(w wishes) {
	l.wished = l.wished || w.all
	for _, name := range w.names {
		if e, ok := l.rows[name]; ok {
			l.hurry(e)
		}
	}
	if len(w.names) > 0 {
		l.askSource(l.m.manners.wished)
	}
}

// wishedAt is when a sweep over everything that somebody wants may begin; zero when nobody does. Who leans on the key is not
// to have every domain asked as often as it can answer.
func (l *loop) wishedAt() time.Time {
	if !l.wished {
		return time.Time{}
	}
	return l.wishedLast.Add(l.m.manners.wished)
}

// startSweep begins a sweep over what is due; over everything, and anew, when that was asked for.
func (l *loop) startSweep(everything bool) {
	now := time.Now()
	l.nextAt = time.Time{}
	if l.sweep == nil {
		l.number++
		l.sweep = &Sweep{Number: l.number, Started: now}
		l.newSweep()
	}
	slack := l.m.config.Interval / 10 // rows checked by hand a little later than a sweep began are due in the next
	for _, e := range l.rows {
		if everything {
			e.anew = true
			e.again = e.again || e.place == running
		}
		if everything || reached(e.due, now.Add(slack)) {
			l.enqueue(e)
		}
	}
	age := l.m.manners.sweep
	if everything {
		age = l.m.manners.wished
	}
	l.askSource(age)
	l.announceSweep()
}

func (l *loop) announceSweep() {
	s := *l.sweep
	s.Silent = l.silentServers()
	s.Total = len(l.rows)
	s.Counts = l.counts()
	l.out.add(func(b *Batch) { b.Sweep = &s })
}

func (l *loop) leaveSweep(e *entry) {
	if e.inSweep && !e.again {
		e.inSweep = false
		l.left--
	}
}

// endSweep ends the sweep when nothing of it is left.
func (l *loop) endSweep() {
	if l.sweep == nil || l.left > 0 || l.source.asking {
		return
	}
	l.sweep.Ended, l.sweep.Blind = time.Now(), l.blind()
	if !l.m.config.Once {
		l.nextAt = l.sweep.Started.Add(l.m.config.Interval)
		if l.sweep.Blind.Domains > 0 {
			l.nextAt = l.sweep.Ended.Add(min(blindInterval, l.m.config.Interval))
		}
		if least := l.sweep.Ended.Add(time.Second); l.nextAt.Before(least) { // the sweep took longer than the interval
			l.nextAt = least
		}
	}
	l.sweep.Next = l.nextAt
	l.announceSweep()
	l.sweep = nil
	l.save()
}

// blind counts the domains that could not be judged, and takes the reason that most of them have.
func (l *loop) blind() Blind {
	var b Blind
	having := map[diagnose.Cause]int{}
	for _, e := range l.rows {
		if e.blind == nil {
			continue
		}
		b.Domains++
		having[e.blind.Cause]++
		if having[e.blind.Cause] > having[b.Reason.Cause] || b.Reason.Cause == "" {
			b.Reason = *e.blind
		}
	}
	return b
}

func (l *loop) counts() map[diagnose.State]int {
	counts := map[diagnose.State]int{}
	for _, e := range l.rows {
		if !e.row.CheckedAt.IsZero() {
			counts[e.row.Verdict.State]++
		}
	}
	return counts
}
