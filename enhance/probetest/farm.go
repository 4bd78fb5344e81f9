// Package probetest is a farm of domains whose truth is known: a DNS server and web servers on loopback, whose names
// are healthy or ill on purpose, each in its own way.
package probetest

import (
	"net/netip"
	"time"
)

// Options say how a farm is started. The zero value is usable.
type Options struct {
	RoundTrip time.Duration // pretended: DNS answers one later, a TLS handshake two
}

// Farm answers for the names that were added. Its methods may be called from many goroutines.
type Farm struct{}

// Start starts a farm on addresses within 127.0.0.0/8 and on ports that are free.
func Start(o Options) (*Farm, error) { return &Farm{}, nil }

// Add lets the farm answer for a name, and for the name with www. in front.
func (f *Farm) Add(name string, kind Kind) {}

// Set changes what a name is; it gets a new certificate.
func (f *Farm) Set(name string, kind Kind) {}

// Remove lets a name be unknown again.
func (f *Farm) Remove(name string) {}

// Resolver returns where the DNS server listens.
func (f *Farm) Resolver() netip.AddrPort { return netip.AddrPort{} }

// HTTPSPort returns the port that stands for 443.
func (f *Farm) HTTPSPort() uint16 { return 0 }

// HTTPPort returns the port that stands for 80.
func (f *Farm) HTTPPort() uint16 { return 0 }

// Expected returns the addresses that a right domain may have.
func (f *Farm) Expected() []netip.Addr { return nil }

// CAPEM returns the root certificate to trust.
func (f *Farm) CAPEM() []byte { return nil }

// SetResolving switches the DNS server off (it no longer answers anything) and on again.
func (f *Farm) SetResolving(on bool) {}

// Close ends all that was started, and returns when it has ended.
func (f *Farm) Close() {}
