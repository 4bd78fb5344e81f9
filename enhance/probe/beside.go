package probe

import (
	"context"
	"net/netip"
	"slices"
)

// serverBeside returns the address of the server where DNS does not lead to it, or not yet: what would visitors be served
// there once it does? It is the zero address when DNS leads to the server or to a proxy, and when the server is not known.
func (p *Prober) serverBeside(f *Facts, expected []netip.Addr) netip.Addr {
	ours := p.ours(expected)
	there := func(a netip.Addr) bool { return !Foreign(ours, a) || IsCloudflare(a) }
	proxied := func(e Endpoint) bool { return e.HTTP != nil && e.HTTP.Proxy != "" }
	switch f.DNS.Status {
	case Resolved:
		if slices.ContainsFunc(f.DNS.Addresses, there) || slices.ContainsFunc(f.Endpoints, proxied) {
			return netip.Addr{}
		}
	case NXDomain, NoData:
	default:
		return netip.Addr{}
	}
	best := []func(netip.Addr) bool{
		func(a netip.Addr) bool { return a.Is4() && IsPublic(a) }, IsPublic, netip.Addr.Is4, netip.Addr.IsValid,
	}
	for _, good := range best {
		if i := slices.IndexFunc(ours, good); i >= 0 {
			return ours[i]
		}
	}
	return netip.Addr{}
}

// connectBeside asks the server for the name at its own address, as a visitor would whose DNS leads there.
func (p *Prober) connectBeside(ctx context.Context, name string, at netip.Addr, before *Facts) *Endpoint {
	e := &Endpoint{Address: at, At: p.now()}
	if before != nil && before.Inquiry != nil {
		if known := before.Inquiry.AtServer; known != nil && known.Address == at && known.fresh(e.At) {
			return known
		}
	}
	p.connect(ctx, name, e)
	return e
}
