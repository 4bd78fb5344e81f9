package probe

import (
	"context"
	"crypto/rand"
	"strings"
	"time"

	"github.com/miekg/dns"
)

// canaryAge is for how long the last answer about the resolver itself counts.
const canaryAge = 3 * time.Second

// canary tells a resolver that is down, or has no line, from name servers that are.
type canary struct {
	turn  chan struct{} // held by the one who asks
	at    time.Time
	alive bool
}

// works reports whether the resolver can resolve anything: it asks for a name that nobody can have in a cache. Any
// answer from the root or below counts, and NXDOMAIN is the one to expect.
func (r *resolver) works(ctx context.Context) bool {
	select {
	case r.canary.turn <- struct{}{}:
		defer func() { <-r.canary.turn }()
	case <-ctx.Done():
		return false
	}
	if time.Since(r.canary.at) < canaryAge {
		return r.canary.alive
	}
	q := newQuery(strings.ToLower(rand.Text())+".com", dns.TypeA)
	_ = r.ask(ctx, q) // what went wrong shows in the status
	if ctx.Err() != nil {
		return false
	}
	switch q.status() {
	case Resolved, NoData, NXDomain:
		r.canary.alive = true
	default:
		r.canary.alive = false
	}
	r.canary.at = time.Now()
	return r.canary.alive
}
