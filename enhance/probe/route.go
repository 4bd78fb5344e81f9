package probe

import (
	"context"
	"net"
	"net/netip"
	"slices"
)

// Addresses to ask the routing table about; nothing is sent there. They are the root name server "a".
var (
	somewhereIPv4 = netip.MustParseAddr("198.41.0.4")
	somewhereIPv6 = netip.MustParseAddr("2001:503:ba3e::2:30")
)

// whoseFault tells a destination that cannot be reached from a machine that has no way there.
func whoseFault(ctx context.Context, o Outcome, a netip.Addr) Outcome {
	if o != NoRoute && o != ConnectTimeout && o != Unreachable {
		return o
	}
	other := somewhereIPv4
	if a.Unmap().Is4() {
		other = somewhereIPv6
	}
	return routed(o, a, sourceFor(ctx, a), sourceFor(ctx, other))
}

// routed judges an outcome by the address from which this machine would send to a, and by that from which it would send
// to the other family; both are invalid where there is no route.
func routed(o Outcome, a, from, other netip.Addr) Outcome {
	inner := !a.Unmap().Is4() && IsPublic(a) && !IsPublic(from) // IPv6 within one's own network alone, as in containers
	switch {
	case (!from.IsValid() || inner) && other.IsValid():
		return NoFamily
	case o == NoRoute && from.IsValid():
		return Unreachable // it was a router on the way that said so
	default:
		return o
	}
}

// sourceFor returns the address from which this machine would send to another one; none where it has no route.
func sourceFor(ctx context.Context, to netip.Addr) netip.Addr {
	c, err := new(net.Dialer).DialContext(ctx, "udp", netip.AddrPortFrom(to, 443).String()) // sends nothing
	if err != nil {
		return netip.Addr{}
	}
	defer func() { _ = c.Close() }()
	from, err := netip.ParseAddrPort(c.LocalAddr().String())
	if err != nil {
		return netip.Addr{}
	}
	return from.Addr()
}

// blameLine finds out whose fault it is that no address sent anything back: what DNS says may have been known from before,
// so that nothing has shown yet that this machine's line stands.
func (p *Prober) blameLine(ctx context.Context, endpoints []Endpoint) {
	lost := func(e Endpoint) bool { return e.Outcome == ConnectTimeout || e.Outcome == Unreachable }
	apart := func(e Endpoint) bool {
		return lost(e) || e.Outcome == NoRoute || e.Outcome == NoFamily || e.Outcome == NotAllowed || e.Outcome == NotTried
	}
	if !slices.ContainsFunc(endpoints, lost) || slices.ContainsFunc(endpoints, func(e Endpoint) bool { return !apart(e) }) {
		return
	}
	if p.resolver.works(ctx) {
		return
	}
	outcome := NoRoute
	if ctx.Err() != nil {
		outcome = Interrupted
	}
	for i := range endpoints {
		if lost(endpoints[i]) {
			endpoints[i].Outcome = outcome
		}
	}
}
