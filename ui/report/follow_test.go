package report_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"enhance-wizard/enhance/monitor"
	"enhance-wizard/enhance/probe"
	"enhance-wizard/ui/report"
)

// list is a source whose answer can be changed.
type list struct {
	mu    sync.Mutex
	names []string
	err   error
}

func (l *list) Domains(context.Context) ([]monitor.Domain, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	var domains []monitor.Domain
	for _, name := range l.names {
		domains = append(domains, monitor.Domain{Name: name})
	}
	return domains, l.err
}

func (l *list) set(err error, names ...string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.names, l.err = names, err
}

// slow takes a second for each check, and finds that the name does not exist.
type slow struct{}

func (slow) LookUp(ctx context.Context, r probe.Request) *probe.Facts {
	select {
	case <-time.After(time.Second):
	case <-ctx.Done():
	}
	return &probe.Facts{Name: r.Name, ASCII: r.Name, CheckedAt: time.Now(), DNS: probe.DNS{Status: probe.NXDomain}}
}

func (slow) Contact(context.Context, probe.Request, *probe.Facts) {}

// heard is what a Follower told.
type heard struct {
	rounds   []report.Round
	progress [][2]int
	troubles []error
}

func (h *heard) follower(c monitor.Config) report.Follower {
	return report.Follower{
		Config:       c,
		Each:         func(r report.Round) error { h.rounds = append(h.rounds, r); return nil },
		Progress:     func(done, total int) { h.progress = append(h.progress, [2]int{done, total}) },
		SourceFailed: func(err error) { h.troubles = append(h.troubles, err) },
		StateFailed:  func(err error) { h.troubles = append(h.troubles, err) },
	}
}

var errSource, errState = errors.New("panel gone"), errors.New("disk full")

func TestOneRoundEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var h heard
		err := h.follower(monitor.Config{
			Once: true, Source: &list{names: []string{"a.test", "b.test", "c.test"}}, Prober: slow{}, Concurrency: 1, Patient: 1,
			Save: func([]byte) error { return errState },
		}).Run(t.Context())
		if err != nil || len(h.rounds) != 1 || len(h.rounds[0].Rows) != 3 {
			t.Fatalf("error %v, rounds %v", err, h.rounds)
		}
		if took := h.rounds[0].Ended.Sub(h.rounds[0].Began); took < time.Second {
			t.Errorf("the round took %v", took)
		}
		if !slices.Contains(h.progress, [2]int{0, 3}) || !slices.ContainsFunc(h.progress, func(p [2]int) bool { return p[0] > 0 && p[1] == 3 }) {
			t.Errorf("progress %v", h.progress)
		}
		if len(h.troubles) != 1 || !errors.Is(h.troubles[0], errState) {
			t.Errorf("troubles %v, want that the state was not kept", h.troubles)
		}
	})
}

func TestRoundsFollowUntilTheEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var h heard
		source := &list{names: []string{"a.test", "b.test"}}
		ctx, stop := context.WithCancel(t.Context())
		f := h.follower(monitor.Config{Source: source, Prober: slow{}, Interval: 20 * time.Second})
		f.Each = func(r report.Round) error {
			h.rounds = append(h.rounds, r)
			switch len(h.rounds) {
			case 1:
				source.set(errSource)
			case 2:
				source.set(nil, "b.test")
			case 3:
				stop()
			}
			return nil
		}
		if err := f.Run(ctx); !errors.Is(err, context.Canceled) {
			t.Errorf("error %v", err)
		}
		if len(h.rounds) != 3 || len(h.rounds[1].Rows) != 2 || !h.rounds[1].Rows[0].Stale || len(h.rounds[2].Rows) != 1 {
			t.Errorf("rounds %v", h.rounds)
		}
		if len(h.troubles) != 1 || !errors.Is(h.troubles[0], errSource) {
			t.Errorf("troubles %v", h.troubles)
		}
	})
}

func TestWithoutAnAnswerOfTheSourceThereIsNoRound(t *testing.T) {
	for _, once := range []bool{true, false} {
		synctest.Test(t, func(t *testing.T) {
			var h heard
			err := h.follower(monitor.Config{Once: once, Source: &list{err: errSource}, Prober: slow{}}).Run(t.Context())
			if !errors.Is(err, errSource) || len(h.rounds) != 0 {
				t.Errorf("once %v: error %v, rounds %v", once, err, h.rounds)
			}
		})
	}
}

func TestAnErrorOfTheReaderEndsAll(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var h heard
		f := h.follower(monitor.Config{Source: &list{names: []string{"a.test"}}, Prober: slow{}})
		f.Each = func(report.Round) error { return errFull }
		if err := f.Run(t.Context()); !errors.Is(err, errFull) {
			t.Errorf("error %v", err)
		}
	})
}
