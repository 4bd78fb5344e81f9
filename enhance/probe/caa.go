package probe

import (
	"context"
	"strings"
	"sync"
	"time"

	"github.com/miekg/dns"
)

// criticalFlags are the critical flag (RFC 8659, 4.1), and the one that many set in its place: Let's Encrypt takes it for the
// same (Boulder, va/caa.go).
const criticalFlags = 128 | 1

// caaOf reads the answer to a CAA question. Where a CNAME led elsewhere, the set is that of its target (RFC 8659, 3).
func caaOf(name string, q *query, asked time.Time) CAA {
	c := CAA{Status: q.status(), Domain: name, AskedAt: asked}
	if c.Status != Resolved {
		return c
	}
	for _, rr := range q.reply.Answer {
		if r, ok := rr.(*dns.CAA); ok {
			c.Domain = plain(r.Hdr.Name)
			c.Records = append(c.Records, CAARecord{Critical: r.Flag&criticalFlags != 0, Tag: strings.ToLower(r.Tag), Value: r.Value})
		}
	}
	return c
}

// fresh reports whether the set still holds.
func (c CAA) fresh(now time.Time) bool {
	return (c.Status == Resolved || c.Status == NoData) && within(caaAge, c.AskedAt, now)
}

// askCAA asks for the set of a name now.
func (p *Prober) askCAA(ctx context.Context, name string) CAA {
	q, asked := newQuery(name, dns.TypeCAA), p.now()
	p.resolver.askTwice(ctx, q)
	return caaOf(name, q, asked)
}

// parents keeps the CAA sets of parents, which many names share.
type parents struct {
	mu   sync.Mutex
	sets map[string]parentSet
}

type parentSet struct {
	caa CAA
	ttl time.Duration
}

const mostParents = 4096

func (p *parents) get(name string, now time.Time) (CAA, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	s, ok := p.sets[name]
	return s.caa, ok && within(s.ttl, s.caa.AskedAt, now)
}

func (p *parents) put(name string, c CAA, ttl time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.sets == nil || len(p.sets) >= mostParents {
		p.sets = map[string]parentSet{}
	}
	p.sets[name] = parentSet{c, ttl}
}

// climb looks for the CAA set that governs a name: its own, or that of the nearest parent which has one.
func (p *Prober) climb(ctx context.Context, own CAA, name string) CAA {
	c := own
	for at := parentOf(name); at != "" && c.Status == NoData; at = parentOf(at) {
		c = p.parentCAA(ctx, at)
	}
	c.Climbed = true
	return c
}

func (p *Prober) parentCAA(ctx context.Context, name string) CAA {
	now := p.now()
	if c, ok := p.parents.get(name, now); ok {
		return c
	}
	q := newQuery(name, dns.TypeCAA)
	p.resolver.askTwice(ctx, q)
	c := caaOf(name, q, now)
	if c.Status == NXDomain { // a parent that does not exist has no set either
		c.Status = NoData
	}
	if c.Status == Resolved || c.Status == NoData {
		p.parents.put(name, c, shortest(q))
	}
	return c
}
