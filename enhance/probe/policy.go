package probe

import (
	"net/netip"
	"slices"
)

// reserved are the ranges that netip calls global, and in which no public host is (IANA's special-purpose registries).
var reserved = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"),     // this network
	netip.MustParsePrefix("100.64.0.0/10"), // carriers' own (RFC 6598)
	netip.MustParsePrefix("192.0.0.0/24"),  // protocols
	netip.MustParsePrefix("198.18.0.0/15"), // benchmarks
	netip.MustParsePrefix("240.0.0.0/4"),   // never given out
	netip.MustParsePrefix("::/96"),         // IPv4-compatible, abandoned
	netip.MustParsePrefix("64:ff9b:1::/48"),
	netip.MustParsePrefix("100::/64"),  // discarded
	netip.MustParsePrefix("fec0::/10"), // site-local, abandoned
}

var (
	nat64  = netip.MustParsePrefix("64:ff9b::/96") // RFC 6052
	sixTo4 = netip.MustParsePrefix("2002::/16")    // RFC 3056
)

// IsPublic reports whether an address belongs to the public internet. An IPv6 address that stands for an IPv4 one is as
// public as that.
func IsPublic(address netip.Addr) bool {
	a := untranslated(address).Unmap()
	if sixTo4.Contains(a) {
		bytes := a.As16()
		a = netip.AddrFrom4([4]byte(bytes[2:6]))
	}
	inside := func(p netip.Prefix) bool { return p.Contains(a) }
	return a.IsGlobalUnicast() && !a.IsPrivate() && !slices.ContainsFunc(reserved, inside)
}

// Translated reports whether an IPv6 address stands for an IPv4 one, in a network without IPv4: no record says so, the
// resolver makes it up (DNS64, RFC 6147).
func Translated(a netip.Addr) bool { return nat64.Contains(a) }

// untranslated returns the IPv4 address behind a translated one, and others as they are.
func untranslated(a netip.Addr) netip.Addr {
	if !Translated(a) {
		return a
	}
	bytes := a.As16()
	return netip.AddrFrom4([4]byte(bytes[12:]))
}

// Among reports whether an address is one of the others, or a translation of one.
func Among(others []netip.Addr, a netip.Addr) bool {
	return slices.Contains(others, a) || slices.Contains(others, untranslated(a))
}

// Foreign reports whether an address is none of the server's, as far as can be told. Where the server's are not known, or
// all private since it stands behind a translation of addresses, every public one may be its own.
func Foreign(servers []netip.Addr, a netip.Addr) bool {
	if Among(servers, a) {
		return false
	}
	return slices.ContainsFunc(servers, IsPublic) || !IsPublic(a)
}

// mayConnect is the rule of politeness: what DNS of a stranger says must not send us into our own network. Loopback
// is open to those who named a resolver on loopback: it is their own farm.
func (p *Prober) mayConnect(address netip.Addr, expected []netip.Addr) bool {
	switch {
	case IsPublic(address), Among(expected, address), Among(p.expected, address):
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
