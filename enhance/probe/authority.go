package probe

import (
	"context"
	"net/netip"
	"slices"
	"sync"

	"github.com/miekg/dns"
)

const mostAuthorities = 3

// needsAuthority reports whether the name's own name servers are worth asking: when the resolver gives other addresses
// than the server's, it may hold an old answer; when it gives none, one of them may not serve the zone.
func (p *Prober) needsAuthority(f *Facts, expected []netip.Addr) bool {
	ours := append(slices.Clone(expected), p.expected...)
	switch f.DNS.Status {
	case Resolved:
		strange := func(a netip.Addr) bool { return !slices.Contains(ours, a) && !IsCloudflare(a) }
		return len(ours) > 0 && len(f.DNS.CNAME) == 0 && slices.ContainsFunc(f.DNS.Addresses, strange)
	case ServFail:
		return true
	default:
		return false
	}
}

// askAuthorities asks the name servers of the zone that the name lies in, past the resolver.
func (p *Prober) askAuthorities(ctx context.Context, name string) []Authority {
	var answers []Authority
	for _, server := range p.nameServers(ctx, name) {
		l := p.lookUpOther(ctx, server)
		i := slices.IndexFunc(l.Addresses, func(a netip.Addr) bool { return p.mayConnect(a, nil) })
		if i >= 0 {
			answers = append(answers, Authority{Server: server, Address: l.Addresses[i]})
		}
	}
	var wait sync.WaitGroup
	for i := range answers {
		wait.Go(func() { p.askAuthority(ctx, name, &answers[i]) })
	}
	wait.Wait()
	return answers
}

// nameServers climbs to the zone that the name lies in.
func (p *Prober) nameServers(ctx context.Context, name string) []string {
	top := Registered(name)
	for at := name; at != ""; at = parentOf(at) {
		q := newQuery(at, dns.TypeNS)
		p.resolver.askTwice(ctx, q)
		var servers []string
		if q.status() == Resolved {
			for _, rr := range q.reply.Answer {
				if ns, ok := rr.(*dns.NS); ok && len(servers) < mostAuthorities {
					servers = append(servers, plain(ns.Ns))
				}
			}
		}
		if len(servers) > 0 || at == top {
			return servers
		}
	}
	return nil
}

// askAuthority asks one name server for the addresses.
func (p *Prober) askAuthority(ctx context.Context, name string, to *Authority) {
	a, aaaa := newQuery(name, dns.TypeA), newQuery(name, dns.TypeAAAA)
	a.authority, aaaa.authority = true, true
	direct := newResolver([]netip.AddrPort{netip.AddrPortFrom(to.Address, p.authority)})
	defer direct.sockets.closeIdle()
	_ = direct.ask(ctx, a, aaaa) // unanswered is a Timeout
	d := DNS{A: a.status(), AAAA: aaaa.status(), Addresses: addresses(a, aaaa)}
	to.Status, to.Addresses = whole(d), d.Addresses
}
