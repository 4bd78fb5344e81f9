package enhance

import (
	"context"
	"fmt"
	"sync"
	"time"

	"golang.org/x/sync/semaphore"
	"golang.org/x/time/rate"
)

// The panel documents no limits. These are the practice of its other clients.
const (
	maxPerSecond = 5
	maxInFlight  = 2
	// maxPause bounds how long one answer can silence the client.
	maxPause = 5 * time.Minute
)

// gate keeps a client polite: few requests at once, few a second, and none
// while the panel has asked for a pause.
type gate struct {
	slots *semaphore.Weighted
	rate  *rate.Limiter

	mu          sync.Mutex
	pausedUntil time.Time
}

func newGate() *gate {
	return &gate{slots: semaphore.NewWeighted(maxInFlight), rate: rate.NewLimiter(maxPerSecond, 1)}
}

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

// turn waits until the next request may be sent. It fails with a
// [*pausedError] when that is further away than patience.
func (g *gate) turn(ctx context.Context, patience time.Duration) error {
	g.mu.Lock()
	remaining := time.Until(g.pausedUntil)
	g.mu.Unlock()
	if remaining > patience {
		return &pausedError{remaining: remaining}
	}
	if remaining > 0 {
		timer := time.NewTimer(remaining)
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return g.rate.Wait(ctx)
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
