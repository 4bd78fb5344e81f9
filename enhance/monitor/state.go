package monitor

import (
	"encoding/json"
	"fmt"
	"time"

	"enhance-wizard/enhance/probe"
)

// stateVersion changes when an older program's state can no longer be read.
const stateVersion = 1

// state is what is kept between two runs. Verdicts are not in it: they follow from the facts.
type state struct {
	Version int      `json:"version"`
	Rows    []record `json:"rows"`
}

type record struct {
	Domain    Domain      `json:"domain"`
	Facts     probe.Facts `json:"facts"`
	Since     time.Time   `json:"since"`
	FirstSeen time.Time   `json:"first_seen,omitzero"`
}

// load shows what an earlier run saw, until it is checked anew.
func (l *loop) load() {
	if l.m.config.Load == nil {
		return
	}
	data, err := l.m.config.Load()
	var s state
	if err == nil && len(data) > 0 {
		err = json.Unmarshal(data, &s)
	}
	if err != nil {
		l.out.add(func(b *Batch) { b.StateErr = fmt.Errorf("loading the last state: %w", err) })
		return
	}
	if s.Version != stateVersion {
		return
	}
	for _, r := range s.Rows {
		l.restore(r)
	}
}

func (l *loop) restore(r record) {
	name := r.Domain.Name
	if !l.watches(name) {
		l.others = append(l.others, r)
		return
	}
	if name == "" || r.Facts.CheckedAt.IsZero() || l.rows[name] != nil {
		return
	}
	e := &entry{loaded: true, row: Row{
		Name: name, Domain: r.Domain, Facts: r.Facts, CheckedAt: r.Facts.CheckedAt, Since: r.Since, FirstSeen: r.FirstSeen,
	}}
	e.row.Verdict, _ = l.judge(e, r.Facts, r.FirstSeen, r.Facts.CheckedAt)
	e.refreshStale(false)
	l.rows[name] = e
	l.out.row(e)
}

// save hands the state out, in a goroutine of its own: with many rows that takes a while. Rows are copied first, and what
// they point to does not change.
func (l *loop) save() {
	if l.m.config.Save == nil || l.busySaving {
		return
	}
	s := state{Version: stateVersion, Rows: make([]record, 0, len(l.rows)+len(l.others))}
	s.Rows = append(s.Rows, l.others...)
	for _, e := range l.rows {
		if e.row.CheckedAt.IsZero() || e.row.Verdict.Blind() {
			continue
		}
		s.Rows = append(s.Rows, record{e.row.Domain, e.row.Facts, e.row.Since, e.row.FirstSeen})
	}
	l.busySaving = true
	l.wait.Go(func() {
		data, err := json.Marshal(s)
		if err == nil {
			err = l.m.config.Save(data)
		}
		l.saving <- err // there is room: one save at a time
	})
}

func (l *loop) saved(err error) {
	l.busySaving = false
	if err != nil {
		l.out.add(func(b *Batch) { b.StateErr = fmt.Errorf("saving the state: %w", err) })
	}
}
