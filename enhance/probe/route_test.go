package probe

import (
	"net/netip"
	"testing"
)

func TestWhoIsToBlameForARoute(t *testing.T) {
	t.Parallel()
	var none netip.Addr
	ipv4, ipv6 := netip.MustParseAddr("203.0.113.10"), netip.MustParseAddr("2001:db8::10")
	own4, own6 := netip.MustParseAddr("192.168.1.2"), netip.MustParseAddr("2001:db8:1::2")
	inner6 := netip.MustParseAddr("fd00::2")
	for name, c := range map[string]struct {
		is              Outcome
		to, from, other netip.Addr
		want            Outcome
	}{
		"no IPv6":                             {NoRoute, ipv6, none, own4, NoFamily},
		"IPv6 within the house alone":         {ConnectTimeout, ipv6, inner6, own4, NoFamily},
		"no IPv4":                             {NoRoute, ipv4, none, own6, NoFamily},
		"no line":                             {NoRoute, ipv4, none, none, NoRoute},
		"no line for IPv6 either":             {NoRoute, ipv6, none, none, NoRoute},
		"a router says so":                    {NoRoute, ipv4, own4, none, Unreachable},
		"a router says so of IPv6":            {NoRoute, ipv6, own6, own4, Unreachable},
		"silence":                             {ConnectTimeout, ipv4, own4, own6, ConnectTimeout},
		"silence over IPv6":                   {ConnectTimeout, ipv6, own6, own4, ConnectTimeout},
		"silence of a neighbour, IPv6 inside": {ConnectTimeout, netip.MustParseAddr("fd00::3"), inner6, own4, ConnectTimeout},
	} {
		if got := routed(c.is, c.to, c.from, c.other); got != c.want {
			t.Errorf("%s: %s becomes %s, want %s", name, c.is, got, c.want)
		}
	}
}

func TestOwnRoutes(t *testing.T) {
	t.Parallel()
	loopback := netip.MustParseAddr("127.0.0.1")
	if from := sourceFor(t.Context(), loopback); from != loopback {
		t.Errorf("to %v from %v", loopback, from)
	}
}
