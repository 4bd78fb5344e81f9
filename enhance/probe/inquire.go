package probe

import (
	"context"
	"net/netip"
	"reflect"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/miekg/dns"
)

// inquire asks what is asked only when something is wrong.
func (p *Prober) inquire(ctx context.Context, f *Facts, r Request) {
	if ctx.Err() != nil {
		return
	}
	var i Inquiry
	switch f.DNS.Status {
	case ServFail:
		i.Signatures = p.answersUnchecked(ctx, f.ASCII)
		if len(f.DNS.CNAME) == 0 {
			f.DNS.CNAME = p.aliases(ctx, f.ASCII)
		}
	case NXDomain:
		if len(f.DNS.CNAME) == 0 {
			i.Missing = p.highestMissing(ctx, f.ASCII)
		}
	case Resolved:
		switch {
		case slices.ContainsFunc(f.Endpoints, Endpoint.needsCertificate):
			p.inquireIssue(ctx, f, &i, r.Expected)
		case slices.ContainsFunc(f.Endpoints, Endpoint.willBeRenewed):
			p.inquireRenewal(ctx, f)
		}
	default:
	}
	var wait sync.WaitGroup
	if p.needsAuthority(f, r.Expected) && !i.Signatures {
		wait.Go(func() { i.Authority = p.askAuthorities(ctx, f.ASCII) })
		wait.Go(func() { i.Resolvers = p.askResolvers(ctx, f) })
	}
	if e := redirected(f, p.usualPorts()); e != nil {
		wait.Go(func() { i.Redirect = p.followRedirect(ctx, f.ASCII, *e, r.Previous) })
	}
	if at := p.serverBeside(f, r.Expected); at.IsValid() {
		wait.Go(func() { i.AtServer = p.connectBeside(ctx, f.ASCII, at, r.Previous) })
	}
	wait.Wait()
	if !reflect.ValueOf(i).IsZero() {
		f.Inquiry = &i
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

// willBeRenewed reports whether what this endpoint serves will be renewed by the authority that the panel asks.
func (e Endpoint) willBeRenewed() bool { return e.Certificate != nil && e.Certificate.OfLetsEncrypt() }

// OfLetsEncrypt reports whether Let's Encrypt issued the certificate, the authority that the panel asks.
func (c *Certificate) OfLetsEncrypt() bool {
	return strings.Contains(strings.ToLower(c.Organization), "let's encrypt")
}

// answersUnchecked asks whether there would be an answer without DNSSEC.
func (p *Prober) answersUnchecked(ctx context.Context, name string) bool {
	q := newQuery(name, dns.TypeA)
	q.disabled = true
	p.resolver.askTwice(ctx, q)
	return q.status().settled()
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
func (p *Prober) inquireIssue(ctx context.Context, f *Facts, i *Inquiry, expected []netip.Addr) {
	var wait sync.WaitGroup
	wait.Go(func() { f.DNS.CAA = p.governingCAA(ctx, f) })
	if !strings.HasPrefix(f.ASCII, "www.") {
		wait.Go(func() { i.WWW = p.lookUpWWW(ctx, "www."+f.ASCII) })
	}
	if f.ASCII != Registered(f.ASCII) && !strings.HasPrefix(f.ASCII, "www.") {
		wait.Go(func() { i.Parent = p.lookUpOther(ctx, parentOf(f.ASCII)) })
	}
	wait.Go(func() { i.ACME = p.challengeAll(ctx, f, expected) })
	wait.Wait()
}

// inquireRenewal looks for the CAA set that governs the next renewal. Most names share it with many others, so it is seldom
// asked for; that it could not be found says nothing yet about a certificate that is good.
func (p *Prober) inquireRenewal(ctx context.Context, f *Facts) {
	own := f.DNS.CAA
	if own.Status != NoData || own.Climbed {
		return
	}
	if set := p.climb(ctx, own, f.ASCII); set.Status.settled() {
		set.AskedAt = own.AskedAt
		f.DNS.CAA = set
	}
}

// governingCAA is the CAA set that governs the name as it is now: where no certificate is issued, the one of half an hour
// ago may be what was changed.
func (p *Prober) governingCAA(ctx context.Context, f *Facts) CAA {
	set := f.DNS.CAA
	if set.AskedAt.Before(f.CheckedAt) {
		set = p.askCAA(ctx, f.ASCII)
	}
	if set.Status == NoData {
		set = p.climb(ctx, set, f.ASCII)
	}
	return set
}

// lookUpWWW asks for the CAA set too: where the name is on the certificate, its set counts as well (RFC 8659, 3).
func (p *Prober) lookUpWWW(ctx context.Context, name string) *Lookup {
	var l *Lookup
	var caa CAA
	var wait sync.WaitGroup
	wait.Go(func() { caa = p.askCAA(ctx, name) })
	wait.Go(func() { l = p.lookUpOther(ctx, name) })
	wait.Wait()
	l.CAA = caa
	return l
}

func (p *Prober) lookUpOther(ctx context.Context, name string) *Lookup {
	a, aaaa := newQuery(name, dns.TypeA), newQuery(name, dns.TypeAAAA)
	p.resolver.askTwice(ctx, a, aaaa)
	d := DNS{A: a.status(), AAAA: aaaa.status(), Addresses: addresses(a, aaaa)}
	return &Lookup{Name: name, Status: whole(d), Addresses: d.Addresses, CNAME: chain(name, a, aaaa)}
}
