package probe

import (
	"net/netip"
	"slices"
)

// carrierGrade is the shared address space of RFC 6598, which netip does not count as private.
var carrierGrade = netip.MustParsePrefix("100.64.0.0/10")

// IsPublic reports whether an address belongs to the public internet.
func IsPublic(address netip.Addr) bool {
	a := address.Unmap()
	return a.IsGlobalUnicast() && !a.IsPrivate() && !carrierGrade.Contains(a)
}

// mayConnect is the rule of politeness: what DNS of a stranger says must not send us into our own network. Loopback
// is open to those who named a resolver on loopback: it is their own farm.
func (p *Prober) mayConnect(address netip.Addr, expected []netip.Addr) bool {
	switch {
	case IsPublic(address), slices.Contains(expected, address), slices.Contains(p.expected, address):
		return true
	default:
		return p.loopback && address.Unmap().IsLoopback()
	}
}

const mostAddresses = 6

// choose returns which addresses to connect to: no more than mostAddresses, and of both families when there are both.
func choose(addresses []netip.Addr) map[netip.Addr]bool {
	chosen := make(map[netip.Addr]bool, len(addresses))
	take := func(most int, fits func(netip.Addr) bool) {
		for _, a := range addresses {
			if len(chosen) < most && fits(a) {
				chosen[a] = true
			}
		}
	}
	take(mostAddresses/2, func(a netip.Addr) bool { return a.Is4() })
	take(mostAddresses, func(a netip.Addr) bool { return !a.Is4() })
	take(mostAddresses, func(netip.Addr) bool { return true })
	return chosen
}
