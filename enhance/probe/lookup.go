package probe

import (
	"context"
	"net/netip"
	"slices"
	"strings"
	"time"

	"github.com/miekg/dns"
)

const (
	longestTTL  = time.Hour        // a record that holds longer is asked for again all the same
	negativeTTL = 60 * time.Second // for an answer that does not say how long it holds
)

// caaAge is for how long a CAA set is taken at its word: it says something about the next certificate, and nothing about
// whether the domain works.
const caaAge = 30 * time.Minute

// lookUp asks for the addresses and the CAA set of a name, all at once. A CAA set that was asked for not long ago is not
// asked for again.
func (p *Prober) lookUp(ctx context.Context, name string, before *Facts) DNS {
	a, aaaa, caa := newQuery(name, dns.TypeA), newQuery(name, dns.TypeAAAA), newQuery(name, dns.TypeCAA)
	questions := []*query{a, aaaa}
	asked, began := p.now(), time.Now()
	known := before != nil && before.DNS.CAA.fresh(asked)
	if !known {
		questions = append(questions, caa)
	}
	p.resolver.askTwice(ctx, questions...)
	d := DNS{
		A: a.status(), AAAA: aaaa.status(), CNAME: chain(name, a, aaaa), Resolver: a.from, Detail: a.detail(), AskedAt: asked,
	}
	if known {
		d.CAA = before.DNS.CAA
	} else {
		d.CAA = caaOf(name, caa, asked)
	}
	d.Addresses = addresses(a, aaaa)
	d.Status = whole(d)
	if (d.Status == Timeout || d.A == Timeout || d.AAAA == Timeout) && p.pulse.tooBusy(began, patience) {
		d.Status = TooBusy
	}
	if d.Status.settled() {
		d.TTL, d.Keeps = shortest(questions...), keeps(d.Addresses, a, aaaa)
	}
	return d
}

// settled reports whether the status is what DNS says, rather than that DNS says nothing.
func (s Status) settled() bool { return s == Resolved || s == NoData || s == NXDomain }

// blame finds out whose fault it is that there is no answer: the name's, or that of our own resolver or line.
func (p *Prober) blame(ctx context.Context, d *DNS) {
	if d.Status.settled() || d.Status == TooBusy || p.resolver.works(ctx) {
		return
	}
	if ctx.Err() != nil {
		d.Status = NotAsked
		return
	}
	d.Status, d.Resolver = ResolverDown, p.resolver.servers[0]
}

// whole sums up the two questions for addresses.
func whole(d DNS) Status {
	switch {
	case len(d.Addresses) > 0:
		return Resolved
	case d.A == NXDomain || d.AAAA == NXDomain:
		return NXDomain
	case d.A == NoData:
		return d.AAAA // NoData, or why it is not known whether there is an address
	default:
		return d.A
	}
}

func addresses(questions ...*query) []netip.Addr {
	var found []netip.Addr
	for _, q := range questions {
		if q.reply == nil {
			continue
		}
		for _, rr := range q.reply.Answer {
			var a netip.Addr
			switch rr := rr.(type) {
			case *dns.A:
				a, _ = netip.AddrFromSlice(rr.A.To4())
			case *dns.AAAA:
				a, _ = netip.AddrFromSlice(rr.AAAA.To16())
			}
			if a.IsValid() && !slices.Contains(found, a) {
				found = append(found, a)
			}
		}
	}
	return found
}

func plain(name string) string { return strings.ToLower(strings.TrimSuffix(name, ".")) }

// shortest returns for how long all of the answers hold.
func shortest(questions ...*query) time.Duration {
	ttl := longestTTL
	for _, q := range questions {
		if q.reply == nil {
			continue
		}
		if len(q.reply.Answer) == 0 {
			ttl = min(ttl, negative(q.reply))
		}
		for _, rr := range q.reply.Answer {
			ttl = min(ttl, time.Duration(rr.Header().Ttl)*time.Second)
		}
	}
	return ttl
}

// keeps returns for how long a resolver may keep what it says of the addresses: the longest of its answers that has some,
// or, where none has, that there are none.
func keeps(found []netip.Addr, questions ...*query) time.Duration {
	var longest time.Duration
	for _, q := range questions {
		if q.reply == nil {
			continue
		}
		for _, rr := range q.reply.Answer {
			longest = max(longest, time.Duration(rr.Header().Ttl)*time.Second)
		}
		if len(found) == 0 {
			longest = max(longest, negative(q.reply))
		}
	}
	return longest
}

// negative returns for how long the absence of records holds (RFC 2308, 5).
func negative(reply *dns.Msg) time.Duration {
	for _, rr := range reply.Ns {
		if soa, ok := rr.(*dns.SOA); ok {
			return time.Duration(min(soa.Hdr.Ttl, soa.Minttl)) * time.Second
		}
	}
	return negativeTTL
}
