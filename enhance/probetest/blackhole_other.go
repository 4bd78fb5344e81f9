//go:build !linux

package probetest

import (
	"errors"
	"net/netip"
)

func blackhole(netip.AddrPort) (func(), error) {
	return nil, errors.New("making a black hole: only known on Linux")
}
