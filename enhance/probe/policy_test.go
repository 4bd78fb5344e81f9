package probe

import (
	"net/netip"
	"testing"
)

func TestConnectsOnlyWhereItShould(t *testing.T) {
	t.Parallel()
	ours := netip.MustParseAddr("10.1.1.1")
	strict := &Prober{expected: []netip.Addr{ours}}
	farm := &Prober{loopback: true}
	for _, c := range []struct {
		address      string
		strict, farm bool
	}{
		{"203.0.113.10", true, true},
		{"2a01:4f8::1", true, true},
		{"10.1.1.1", true, false}, // named as the server's own
		{"10.1.1.2", false, false},
		{"192.168.1.1", false, false},
		{"172.16.0.1", false, false},
		{"100.64.0.1", false, false},
		{"169.254.169.254", false, false}, // where clouds keep their secrets
		{"fe80::1", false, false},
		{"fd00::1", false, false},
		{"0.0.0.0", false, false},
		{"::", false, false},
		{"224.0.0.1", false, false},
		{"255.255.255.255", false, false},
		{"127.0.0.1", false, true},
		{"::1", false, true},
		{"::ffff:127.0.0.1", false, true},
		{"::ffff:10.1.1.2", false, false},
		{"0.1.2.3", false, false},
		{"198.18.0.1", false, false},
		{"240.0.0.1", false, false},
		{"ff02::1", false, false},
		{"fec0::1", false, false},
		{"::7f00:1", false, false},            // ::127.0.0.1
		{"64:ff9b::203.0.113.10", true, true}, // an IPv4 address, translated
		{"64:ff9b::10.1.1.1", true, false},    // the server's own
		{"64:ff9b::10.1.1.2", false, false},   // a private one, translated
		{"64:ff9b::127.0.0.1", false, false},  //
		{"64:ff9b:1::1", false, false},        // translated by somebody's own rules
		{"2002:cb00:710a::1", true, true},     // 6to4 of 203.0.113.10
		{"2002:7f00:1::1", false, false},      // 6to4 of 127.0.0.1
		{"2002:a9fe:a9fe::1", false, false},   // 6to4 of 169.254.169.254
	} {
		a := netip.MustParseAddr(c.address)
		if got := strict.mayConnect(a, nil); got != c.strict {
			t.Errorf("%s: connects %v, want %v", a, got, c.strict)
		}
		if got := farm.mayConnect(a, nil); got != c.farm {
			t.Errorf("%s with a resolver on loopback: connects %v, want %v", a, got, c.farm)
		}
		if !strict.mayConnect(a, []netip.Addr{a}) {
			t.Errorf("%s: does not connect, though the request expects it", a)
		}
	}
}

func TestForeignAddresses(t *testing.T) {
	t.Parallel()
	list := func(all ...string) (addresses []netip.Addr) {
		for _, a := range all {
			addresses = append(addresses, netip.MustParseAddr(a))
		}
		return addresses
	}
	for _, c := range []struct {
		servers []netip.Addr
		address string
		foreign bool
	}{
		{list("203.0.113.10"), "203.0.113.10", false},
		{list("203.0.113.10"), "64:ff9b::203.0.113.10", false},
		{list("203.0.113.10"), "64:ff9b::203.0.113.11", true},
		{list("203.0.113.10"), "198.51.100.7", true},
		{list("203.0.113.10", "10.0.0.5"), "10.0.0.5", false},
		{list("203.0.113.10", "10.0.0.5"), "198.51.100.7", true},
		{list("10.0.0.5"), "198.51.100.7", false}, // behind a translation of addresses: it may be
		{list("10.0.0.5"), "10.0.0.6", true},
		{nil, "198.51.100.7", false},
		{nil, "192.168.1.1", true},
	} {
		if got := Foreign(c.servers, netip.MustParseAddr(c.address)); got != c.foreign {
			t.Errorf("%s, where the server has %v: foreign %v, want %v", c.address, c.servers, got, c.foreign)
		}
	}
}

func TestChoiceHoldsBothFamilies(t *testing.T) {
	t.Parallel()
	var many []netip.Addr
	for i := range 10 {
		many = append(many, netip.AddrFrom4([4]byte{203, 0, 113, byte(i)}))
	}
	for i := range 10 {
		many = append(many, netip.AddrFrom16([16]byte{0x20, 1, 15: byte(i)}))
	}
	chosen, ipv4 := choose(many), 0
	for a := range chosen {
		if a.Is4() {
			ipv4++
		}
	}
	if len(chosen) != mostAddresses || ipv4 != mostAddresses/2 {
		t.Errorf("%d chosen, %d of them IPv4", len(chosen), ipv4)
	}
	if only := choose(many[:10]); len(only) != mostAddresses {
		t.Errorf("%d of ten IPv4 addresses chosen", len(only))
	}
}

func TestCloudflareRanges(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]bool{
		"104.16.0.1": true, "172.71.255.255": true, "172.72.0.0": false, "2606:4700::1": true, "::ffff:104.16.0.1": true,
		"203.0.113.1": false, "2001:db8::1": false,
	} {
		if got := IsCloudflare(netip.MustParseAddr(address)); got != want {
			t.Errorf("%s: %v, want %v", address, got, want)
		}
	}
}
