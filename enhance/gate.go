package enhance

import (
	"context"
	"fmt"
	"sync"
	"time"

	"golang.org/x/sync/semaphore"
)

// The panel documents no limits. These are the practice of its other clients.
const (
	maxPerSecond = 5
	maxInFlight  = 2
	// window is a second and a little: no two requests are equally long on their
	// way, and the panel counts when they arrive.
	window = 1050 * time.Millisecond
	// maxPause bounds how long one answer can silence the client.
	maxPause = 5 * time.Minute
)

// gate keeps clients polite to one panel: few requests at once, few in any
// second, and none while the panel has asked for a pause. The first few are not
// held back.
type gate struct {
	slots *semaphore.Weighted

	mu          sync.Mutex
	pausedUntil time.Time
	// sent holds when the last requests were sent, or let go on their way.
	sent [maxPerSecond]time.Time
	// underWay says whose request may still be written.
	underWay [maxPerSecond]bool
}

func newGate() *gate { return &gate{slots: semaphore.NewWeighted(maxInFlight)} }

// pausedError says that the panel asked for a pause longer than a call may wait.
type pausedError struct{ remaining time.Duration }

func (e *pausedError) Error() string {
	return fmt.Sprintf("the panel asked for a pause of another %s", e.remaining.Round(time.Second))
}

// enter waits for one of the slots, which leave gives back.
func (g *gate) enter(ctx context.Context) (leave func(), err error) {
	if err := g.slots.Acquire(ctx, 1); err != nil {
		return nil, err
	}
	return func() { g.slots.Release(1) }, nil
}

// turn waits until the next request may be sent. It fails with a [*pausedError]
// when a pause ends further away than patience.
func (g *gate) turn(ctx context.Context, patience time.Duration) (*passage, error) {
	for {
		passage, remaining, isPause := g.take()
		if passage != nil {
			return passage, nil
		}
		if isPause && remaining > patience {
			return nil, &pausedError{remaining: remaining}
		}
		timer := time.NewTimer(remaining)
		select {
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
			return nil, ctx.Err()
		}
	}
}

// take lets a request go now, in the place of the oldest, or says how long none
// may, and whether the panel wanted it so.
func (g *gate) take() (p *passage, remaining time.Duration, isPause bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	now := time.Now()
	if remaining := g.pausedUntil.Sub(now); remaining > 0 {
		return nil, remaining, true
	}
	place := -1
	for i := range g.sent {
		if !g.underWay[i] && (place < 0 || g.sent[i].Before(g.sent[place])) {
			place = i
		}
	}
	if place < 0 { // no place comes back before a request ends
		return nil, window, false
	}
	if remaining := window - now.Sub(g.sent[place]); remaining > 0 {
		return nil, remaining, false
	}
	g.sent[place], g.underWay[place] = now, true
	return &passage{gate: g, place: place}, 0, false
}

// passage is one request's leave to go. Nobody else gets its place before end.
type passage struct {
	gate  *gate
	place int
}

// written is to be called when the request is written, each time if the transport
// writes it twice: a connection is made before, which takes its time, and what
// counts is when the panel is asked.
func (p *passage) written() {
	p.gate.mu.Lock()
	defer p.gate.mu.Unlock()
	if p.gate.underWay[p.place] {
		p.gate.sent[p.place] = time.Now()
	}
}

// end is to be called when the request is over, sent or not.
func (p *passage) end() {
	p.gate.mu.Lock()
	defer p.gate.mu.Unlock()
	p.gate.underWay[p.place] = false
}

// pause holds back every request of the client for d.
func (g *gate) pause(d time.Duration) {
	until := time.Now().Add(min(d, maxPause))
	g.mu.Lock()
	defer g.mu.Unlock()
	if until.After(g.pausedUntil) {
		g.pausedUntil = until
	}
}
