package probe

import (
	"context"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/miekg/dns"
)

// inquire asks what is asked only when something is wrong.
func (p *Prober) inquire(ctx context.Context, f *Facts, expected []netip.Addr) {
	if ctx.Err() != nil {
		return
	}
	switch f.DNS.Status {
	case ServFail:
		f.Inquiry = &Inquiry{Signatures: p.answersUnchecked(ctx, f.ASCII)}
	case NXDomain:
		f.Inquiry = &Inquiry{Missing: p.highestMissing(ctx, f.ASCII)}
	case Resolved:
		if slices.ContainsFunc(f.Endpoints, Endpoint.needsCertificate) {
			f.Inquiry = p.inquireIssue(ctx, f, expected)
		}
	default:
	}
	if p.needsAuthority(f, expected) && (f.Inquiry == nil || !f.Inquiry.Signatures) {
		if f.Inquiry == nil {
			f.Inquiry = &Inquiry{}
		}
		f.Inquiry.Authority = p.askAuthorities(ctx, f.ASCII)
	}
}

// Renewal reports whether a certificate should have been renewed by now: when fewer than ten days are left, or a sixth of
// its lifetime where that is less. The panel renews by itself before that.
func (c *Certificate) Renewal(now time.Time) bool {
	return c.NotAfter.Sub(now) < min(10*24*time.Hour, c.NotAfter.Sub(c.NotBefore)/6)
}

// needsCertificate reports whether a new certificate has to be issued for what this endpoint serves.
func (e Endpoint) needsCertificate() bool {
	switch e.Outcome {
	case Answered:
		return e.Certificate != nil && (len(e.Certificate.Faults) > 0 || e.Certificate.Renewal(e.At))
	case NoCertificate:
		return true
	default:
		return false
	}
}

// answersUnchecked asks whether there would be an answer without DNSSEC.
func (p *Prober) answersUnchecked(ctx context.Context, name string) bool {
	q := newQuery(name, dns.TypeA)
	q.disabled = true
	p.resolver.askTwice(ctx, q)
	return q.status() == Resolved || q.status() == NoData
}

// highestMissing climbs from a name that does not exist to the highest one that does not either, at most to the domain
// that was registered.
func (p *Prober) highestMissing(ctx context.Context, name string) string {
	top := Registered(name)
	for missing := name; ; {
		parent := parentOf(missing)
		if missing == top || parent == "" {
			return missing
		}
		q := newQuery(parent, dns.TypeA)
		p.resolver.askTwice(ctx, q)
		if q.status() != NXDomain {
			return missing
		}
		missing = parent
	}
}

// inquireIssue looks for what keeps a certificate from being issued.
func (p *Prober) inquireIssue(ctx context.Context, f *Facts, expected []netip.Addr) *Inquiry {
	i := &Inquiry{}
	var wait sync.WaitGroup
	if f.DNS.CAA.Status == NoData && !f.DNS.CAA.Climbed {
		wait.Go(func() { f.DNS.CAA = p.climb(ctx, f.DNS.CAA, f.ASCII) })
	}
	if !strings.HasPrefix(f.ASCII, "www.") {
		wait.Go(func() { i.WWW = p.lookUpOther(ctx, "www."+f.ASCII) })
	}
	if f.ASCII != Registered(f.ASCII) && !strings.HasPrefix(f.ASCII, "www.") {
		wait.Go(func() { i.Parent = p.lookUpOther(ctx, parentOf(f.ASCII)) })
	}
	wait.Go(func() { i.ACME = p.challengeAll(ctx, f, expected) })
	wait.Wait()
	return i
}

func (p *Prober) lookUpOther(ctx context.Context, name string) *Lookup {
	a, aaaa := newQuery(name, dns.TypeA), newQuery(name, dns.TypeAAAA)
	p.resolver.askTwice(ctx, a, aaaa)
	d := DNS{A: a.status(), AAAA: aaaa.status(), Addresses: addresses(a, aaaa)}
	return &Lookup{Name: name, Status: whole(d), Addresses: d.Addresses}
}
