package monitor

import (
	"strings"
	"time"

	"enhance-wizard/enhance/diagnose"
)

// source is the Source and what became of asking it.
type source struct {
	from    Source
	answers chan answer
	asking  bool
	asked   time.Time
	failed  bool // the last time
}

type answer struct {
	domains []Domain
	err     error
}

// askSource asks the source, unless it was asked not longer ago than age.
func (l *loop) askSource(age time.Duration) {
	if l.source.asking || time.Since(l.source.asked) < age {
		return
	}
	l.source.asking, l.source.asked = true, time.Now()
	l.wait.Go(func() {
		domains, err := l.source.from.Domains(l.ctx)
		l.source.answers <- answer{domains, err} // there is room: it is asked once at a time
	})
}

// takeSource takes over which domains there are. When the source failed, those it named before stay.
func (l *loop) takeSource(a answer) {
	l.source.asking = false
	l.source.failed = a.err != nil
	if a.err != nil {
		l.out.add(func(b *Batch) { b.SourceErr, b.SourceOK = a.err, false })
	} else {
		l.out.add(func(b *Batch) { b.SourceErr, b.SourceOK = nil, true })
		l.takeDomains(a.domains)
	}
	for _, e := range l.rows {
		if e.refreshStale(l.source.failed) {
			l.out.row(e)
		}
	}
}

func (l *loop) takeDomains(domains []Domain) {
	named := make(map[string]bool, len(domains))
	for _, d := range domains {
		d.Name = strings.ToLower(strings.TrimSuffix(d.Name, "."))
		if d.Name == "" || named[d.Name] || !l.watches(d.Name) {
			continue
		}
		named[d.Name] = true
		l.takeDomain(d)
	}
	for name, e := range l.rows {
		if !named[name] {
			l.drop(e)
		}
	}
}

func (l *loop) takeDomain(d Domain) {
	e, known := l.rows[d.Name]
	if !known {
		e = &entry{row: Row{Name: d.Name, Domain: d, Facts: unseen}}
		if r, ok := l.gone[d.Name]; ok { // a panel can forget its domains for a moment, or somebody adds them again
			delete(l.gone, d.Name)
			r.Domain = d
			e = l.entryOf(r)
		}
		l.rows[d.Name] = e
		l.out.row(e)
		l.enqueueNew(e)
		return
	}
	if e.update(d) {
		l.rejudge(e)
		l.out.row(e)
	}
}

// rejudge judges the facts that are there with what panel and WordPress say now. Where the panel has a new certificate the
// one that was served is an old story, and is looked at again before anything is said of it.
func (l *loop) rejudge(e *entry) {
	if e.row.CheckedAt.IsZero() {
		return
	}
	now := time.Now()
	verdict, firstSeen := l.judge(e, e.row.Facts, e.row.FirstSeen, now)
	if verdict.Has(diagnose.CauseCertificateStored) && !e.row.Verdict.Has(diagnose.CauseCertificateStored) {
		l.join(e)
		l.hurry(e)
		return
	}
	e.row.FirstSeen = firstSeen
	e.conclude(verdict, now)
}

// enqueueNew puts an entry that has just come into the sweep; into one of its own when none runs.
func (l *loop) enqueueNew(e *entry) {
	if l.sweep == nil {
		l.hurry(e)
		return
	}
	l.enqueue(e)
}

func (l *loop) drop(e *entry) {
	delete(l.rows, e.row.Name)
	l.out.remove(e)
	if r, worth := e.record(); worth {
		r.Gone = true
		l.gone[e.row.Name] = r
	}
	if e.place != running { // a check under way ends by itself
		e.place, e.again = atRest, false
		l.leaveSweep(e)
	}
	e.again = false
}
