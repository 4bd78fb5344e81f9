//go:build !linux

package probetest

import (
	"errors"
	"fmt"
	"net/netip"
)

// Drop lets an address of loopback drop the packets of everybody who connects to it: only known on Linux.
func Drop() (netip.AddrPort, func(), error) { return drop(netip.AddrPort{}) }

func drop(at netip.AddrPort) (netip.AddrPort, func(), error) {
	return at, nil, fmt.Errorf("making a black hole: %w", errors.ErrUnsupported)
}
