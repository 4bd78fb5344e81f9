package wizard

import (
	"net"
	"net/netip"
)

// OwnAddresses are this machine's addresses, loopback and link-local ones left
// out: they tell which of the panel's servers this is.
func OwnAddresses() []netip.Addr {
	all, err := net.InterfaceAddrs()
	if err != nil {
		return nil
	}
	var own []netip.Addr
	for _, a := range all {
		prefix, err := netip.ParsePrefix(a.String())
		if err != nil {
			continue
		}
		if addr := prefix.Addr().Unmap(); !addr.IsLoopback() && !addr.IsLinkLocalUnicast() {
			own = append(own, addr)
		}
	}
	return own
}
