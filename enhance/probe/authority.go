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
// than the server's, or none, it may hold an old answer; when it fails, one of them may not serve the zone.
func (p *Prober) needsAuthority(f *Facts, expected []netip.Addr) bool {
	ours := p.ours(expected)
	switch f.DNS.Status {
	case Resolved:
		strange := func(a netip.Addr) bool { return Foreign(ours, a) && !IsCloudflare(a) }
		return len(ours) > 0 && len(f.DNS.CNAME) == 0 && slices.ContainsFunc(f.DNS.Addresses, strange)
	case ServFail:
		return true
	case NXDomain, NoData:
		return len(ours) > 0
	default:
		return false
	}
}

// ours are the server's addresses.
func (p *Prober) ours(expected []netip.Addr) []netip.Addr {
	return append(slices.Clone(expected), p.expected...)
}

// askResolvers asks each of the configured resolvers for the addresses; what the first one said is known.
func (p *Prober) askResolvers(ctx context.Context, f *Facts) []ResolverAnswer {
	answers := []ResolverAnswer{{f.DNS.Resolver, f.DNS.Status, f.DNS.Addresses, f.DNS.Keeps}}
	for _, server := range p.resolver.servers {
		if server != f.DNS.Resolver && len(answers) < mostAuthorities {
			answers = append(answers, ResolverAnswer{Resolver: server})
		}
	}
	var wait sync.WaitGroup
	for i := range answers[1:] {
		wait.Go(func() {
			to := &answers[i+1]
			a, aaaa := newQuery(f.ASCII, dns.TypeA), newQuery(f.ASCII, dns.TypeAAAA)
			d := p.askDirectly(ctx, to.Resolver, a, aaaa)
			to.Status, to.Addresses, to.Keeps = d.Status, d.Addresses, keeps(d.Addresses, a, aaaa)
		})
	}
	wait.Wait()
	return answers
}

// askDirectly asks one server, and no other, for the addresses.
func (p *Prober) askDirectly(ctx context.Context, server netip.AddrPort, a, aaaa *query) DNS {
	direct := newResolver([]netip.AddrPort{server})
	defer direct.sockets.closeIdle()
	_ = direct.ask(ctx, a, aaaa) // unanswered is a Timeout
	d := DNS{A: a.status(), AAAA: aaaa.status(), Addresses: addresses(a, aaaa)}
	d.Status = whole(d)
	return d
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
			servers = serversIn(q.reply.Answer)
		}
		if len(servers) > 0 {
			return servers
		}
		if at == top {
			return p.delegated(ctx, at, q.status())
		}
	}
	return nil
}

// delegated asks the zone above which name servers a domain has. A resolver does not say so where none of them answers.
func (p *Prober) delegated(ctx context.Context, domain string, status Status) []string {
	if status != ServFail && status != Timeout || parentOf(domain) == "" {
		return nil
	}
	for _, server := range p.nameServers(ctx, parentOf(domain)) {
		addresses := p.lookUpOther(ctx, server).Addresses
		i := slices.IndexFunc(addresses, func(a netip.Addr) bool { return p.mayConnect(a, nil) })
		if i < 0 {
			continue
		}
		q := newQuery(domain, dns.TypeNS)
		q.authority = true
		direct := newResolver([]netip.AddrPort{netip.AddrPortFrom(addresses[i], p.authority)})
		_ = direct.ask(ctx, q) // without an answer there is another server
		direct.sockets.closeIdle()
		if q.reply != nil {
			if servers := serversIn(append(q.reply.Answer, q.reply.Ns...)); len(servers) > 0 {
				return servers
			}
		}
	}
	return nil
}

func serversIn(records []dns.RR) []string {
	var servers []string
	for _, rr := range records {
		if ns, ok := rr.(*dns.NS); ok && len(servers) < mostAuthorities {
			servers = append(servers, plain(ns.Ns))
		}
	}
	return servers
}

// askAuthority asks one name server for the addresses.
func (p *Prober) askAuthority(ctx context.Context, name string, to *Authority) {
	a, aaaa := newQuery(name, dns.TypeA), newQuery(name, dns.TypeAAAA)
	a.authority, aaaa.authority = true, true
	d := p.askDirectly(ctx, netip.AddrPortFrom(to.Address, p.authority), a, aaaa)
	to.Status, to.Addresses = d.Status, d.Addresses
}
