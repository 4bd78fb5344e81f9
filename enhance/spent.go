package enhance

import (
	"context"
	"sync/atomic"
	"time"
)

// Spent adds up how long requests were under way, from the first byte sent to
// the last one read. The wait for their turn, which a [Client] keeps between its
// requests, is not in it. It is safe for concurrent use.
type Spent struct{ total atomic.Int64 }

// Duration is the sum so far.
func (s *Spent) Duration() time.Duration { return time.Duration(s.total.Load()) }

type spentKey struct{}

// WithSpent makes every call with the context add its requests to spent.
func WithSpent(ctx context.Context, spent *Spent) context.Context {
	return context.WithValue(ctx, spentKey{}, spent)
}

// spend books the time since a request began.
func spend(ctx context.Context, began time.Time) {
	if spent, ok := ctx.Value(spentKey{}).(*Spent); ok {
		spent.total.Add(int64(time.Since(began)))
	}
}
