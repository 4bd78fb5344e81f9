package enhance

import (
	"fmt"
	"net/netip"
	"slices"
	"syscall"
)

// blockedPrefixes are where no panel can be, but where a cloud keeps the
// credentials of its machines, or a name could make us talk to ourselves.
// Private networks are not among them: panels do live there.
var blockedPrefixes = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"),          // this network, RFC 1122
	netip.MustParsePrefix("169.254.0.0/16"),     // link-local and cloud metadata, RFC 3927
	netip.MustParsePrefix("100.100.100.200/32"), // metadata of Alibaba Cloud
	netip.MustParsePrefix("224.0.0.0/3"),        // multicast, reserved, broadcast
	netip.MustParsePrefix("::/128"),
	netip.MustParsePrefix("fe80::/10"),
	netip.MustParsePrefix("ff00::/8"),
	netip.MustParsePrefix("fd00:ec2::254/128"), // metadata of AWS over IPv6
}

// nat64 carries an IPv4 address in its last four bytes, RFC 6052.
var nat64 = netip.MustParsePrefix("64:ff9b::/96")

// metadataNames stand for a metadata service whatever resolves them, which is
// the proxy when there is one.
var metadataNames = []string{
	"metadata", "metadata.google.internal", "metadata.goog", "instance-data", "instance-data.ec2.internal",
}

func isBlockedAddress(address netip.Addr) bool {
	address = address.Unmap().WithZone("")
	if nat64.Contains(address) {
		bytes := address.As16()
		address = netip.AddrFrom4([4]byte(bytes[12:]))
	}
	return slices.ContainsFunc(blockedPrefixes, func(p netip.Prefix) bool { return p.Contains(address) })
}

// isBlockedHost judges a host as it was typed. It is not enough by itself:
// names are judged again by what they resolve to.
func isBlockedHost(hostname string) bool {
	if address, err := netip.ParseAddr(hostname); err == nil {
		return isBlockedAddress(address)
	}
	return slices.Contains(metadataNames, hostname)
}

// blockedError says that a host leads to an address that is never contacted.
type blockedError struct{ target string }

func (e *blockedError) Error() string { return fmt.Sprintf("%s is never contacted", e.target) }

// addressControl judges each address after names are resolved and before a
// packet is sent, so that a name cannot change its mind in between.
func addressControl(loopbackOnly bool) func(network, address string, _ syscall.RawConn) error {
	return func(_, address string, _ syscall.RawConn) error {
		target, err := netip.ParseAddrPort(address)
		if err != nil || isBlockedAddress(target.Addr()) || loopbackOnly && !target.Addr().Unmap().IsLoopback() {
			return &blockedError{target: address}
		}
		return nil
	}
}
