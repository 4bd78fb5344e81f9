package report

import (
	"context"
	"time"

	"enhance-wizard/enhance/monitor"
)

// Follower runs a monitor and gives every round when it has ended.
type Follower struct {
	Config       monitor.Config // Once: one round alone
	Site         Site
	Each         func(Round) error     // an error ends all
	Progress     func(done, total int) // of the round that runs; called every now and then
	SourceFailed func(error)           // and had answered before: what is known from then is checked
	StateFailed  func(error)           // since when the domains are as they are was not known, or is not kept
}

// Run follows until the context is done, Each fails, the source fails before it ever answered, or, with Config.Once, one
// round has ended.
func (f Follower) Run(ctx context.Context) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	m := monitor.New(f.Config)
	ended := make(chan error, 1)
	go func() { ended <- m.Run(ctx) }()
	seen := following{Follower: f, rows: map[string]*monitor.Row{}, done: map[string]bool{}}
	var failed error
	for batch := range m.Updates() {
		if failed != nil {
			continue // until the monitor has ended
		}
		if failed = seen.take(batch); failed != nil {
			stop()
		}
	}
	if err := <-ended; failed == nil {
		failed = err
	}
	return failed
}

// following is what a Follower has gathered so far.
type following struct {
	Follower
	rows     map[string]*monitor.Row
	done     map[string]bool // checked in the round that runs
	began    time.Time
	answered bool // the source
}

func (f *following) take(batch monitor.Batch) error {
	if err := f.troubles(batch); err != nil {
		return err
	}
	if s := batch.Sweep; s != nil && s.Started != f.began {
		f.began = s.Started
		clear(f.done)
	}
	for i := range batch.Rows {
		row := &batch.Rows[i]
		if known := f.rows[row.Name]; known != nil {
			*known = *row
		} else {
			kept := *row // alone, so that it does not keep the whole batch
			f.rows[row.Name] = &kept
		}
		if !row.Checking && !row.CheckedAt.Before(f.began) {
			f.done[row.Name] = true
		}
	}
	for _, name := range batch.Removed {
		delete(f.rows, name)
		delete(f.done, name)
	}
	if batch.Sweep == nil || batch.Sweep.Ended.IsZero() {
		f.Progress(len(f.done), len(f.rows))
		return nil
	}
	return f.Each(f.round(*batch.Sweep))
}

func (f *following) troubles(batch monitor.Batch) error {
	f.answered = f.answered || batch.SourceOK
	if batch.SourceErr != nil {
		if f.Config.Once || !f.answered {
			return batch.SourceErr
		}
		f.SourceFailed(batch.SourceErr)
	}
	if batch.StateErr != nil {
		f.StateFailed(batch.StateErr)
	}
	return nil
}

func (f *following) round(s monitor.Sweep) Round {
	r := Round{
		Site: f.Site, Began: s.Started, Ended: s.Ended, Rows: make([]monitor.Row, 0, len(f.rows)),
		Silent: s.Silent, Blind: s.Blind,
	}
	for _, row := range f.rows {
		if row.Verdict.State != "" {
			r.Rows = append(r.Rows, *row)
		}
	}
	return r
}
