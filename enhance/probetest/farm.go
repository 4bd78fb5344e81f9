// Package probetest is a farm of domains whose truth is known: a DNS server and web servers on loopback, whose names
// are healthy or ill on purpose, each in its own way. It needs a system on which all of 127.0.0.0/8 is loopback (Linux).
package probetest

import (
	"fmt"
	"math/rand/v2"
	"net"
	"net/netip"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// Options say how a farm is started. The zero value is usable.
type Options struct {
	RoundTrip time.Duration // pretended: DNS answers one later, a TLS handshake two
	// Loss is how many of 100 packets a bad line loses: as many DNS questions stay without an answer, and as many
	// connections are answered a second late, which is what TCP takes to send again (RFC 6298, 2).
	Loss int
}

// The farm's addresses. Those of the panel's servers are the expected ones, the ill ones among them included.
var (
	panelAddresses   = []netip.Addr{netip.MustParseAddr("127.20.0.1"), netip.MustParseAddr("127.20.0.2")}
	loopback         = netip.MustParseAddr("127.0.0.1")
	noHTTPAddress    = netip.MustParseAddr("127.20.0.3")
	silentAddress    = netip.MustParseAddr("127.20.0.4")
	blackholeAddress = netip.MustParseAddr("127.20.0.5")
	refusingAddress  = netip.MustParseAddr("127.20.0.6")
	otherAddress     = netip.MustParseAddr("127.20.0.90")
	authorityAddress = netip.MustParseAddr("127.20.0.80")
	secondAuthority  = netip.MustParseAddr("127.20.0.81")
	proxyAddress     = netip.MustParseAddr("127.20.0.91")
	privateAddress   = netip.MustParseAddr("10.255.255.1")
	// An IPv4-mapped address cannot leave loopback, and differs from every A.
	otherIPv6 = netip.MustParseAddr("::ffff:127.20.0.90")
	panelIPv6 = netip.MustParseAddr("::ffff:127.20.0.1")
)

// Farm answers for the names that were added. Its methods may be called from many goroutines.
type Farm struct {
	options            Options
	names              names
	trusted, untrusted *authority
	unknown            *site // whose certificate a name is served that nobody added
	resolver           netip.AddrPort
	authorityPort      uint16
	https, http        uint16
	resolving          atomic.Bool
	stats              counters

	closing chan struct{}
	once    sync.Once
	closers []func()
	wait    sync.WaitGroup
	conns   sync.Map // net.Conn: open connections
}

// Start starts a farm on addresses within 127.0.0.0/8 and on ports that are free.
func Start(o Options) (*Farm, error) {
	f := &Farm{
		options: o,
		names:   names{sites: map[string]*site{}, children: map[string]map[string]*site{}},
		closing: make(chan struct{}),
	}
	f.resolving.Store(true)
	for _, start := range []func() error{f.startAuthorities, f.startDNS, f.startWeb} {
		if err := start(); err != nil {
			f.Close()
			return nil, fmt.Errorf("starting the farm: %w", err)
		}
	}
	return f, nil
}

func (f *Farm) startAuthorities() (err error) {
	if f.trusted, err = newAuthority("Farm"); err != nil {
		return err
	}
	r, _ := recipeOf(SelfSigned)
	f.unknown = &site{name: unknownName, recipe: r}
	f.untrusted, err = newAuthority("Unknown Farm")
	return err
}

// Add lets the farm answer for a name, and for the name with www. in front. It reports false for an unknown kind.
func (f *Farm) Add(name string, kind Kind) bool {
	r, ok := recipeOf(kind)
	if ok {
		f.names.put(name, r)
	}
	return ok
}

// Set changes what a name is; it gets a new certificate. It reports false for an unknown kind.
func (f *Farm) Set(name string, kind Kind) bool { return f.Add(name, kind) }

// Remove lets a name be unknown again.
func (f *Farm) Remove(name string) { f.names.remove(name) }

// Resolver returns where the DNS server listens.
func (f *Farm) Resolver() netip.AddrPort { return f.resolver }

// DNSPort returns the port of the name servers that the farm's zones name.
func (f *Farm) DNSPort() uint16 { return f.authorityPort }

// HTTPSPort returns the port that stands for 443.
func (f *Farm) HTTPSPort() uint16 { return f.https }

// HTTPPort returns the port that stands for 80.
func (f *Farm) HTTPPort() uint16 { return f.http }

// Expected returns the addresses that a right domain may have.
func (f *Farm) Expected() []netip.Addr {
	return append(slices.Clone(panelAddresses), panelIPv6, noHTTPAddress, silentAddress, blackholeAddress, refusingAddress)
}

// CAPEM returns the root certificate to trust.
func (f *Farm) CAPEM() []byte { return f.trusted.pem() }

// SetResolving switches the DNS server off (it no longer answers anything) and on again.
func (f *Farm) SetResolving(on bool) { f.resolving.Store(on) }

// Close ends all that was started, and returns when it has ended.
func (f *Farm) Close() {
	f.once.Do(func() {
		close(f.closing)
		for _, c := range f.closers {
			c()
		}
		f.conns.Range(func(conn, _ any) bool {
			_ = conn.(net.Conn).Close()
			return true
		})
		f.wait.Wait()
	})
}

// pause waits for some round trips; it reports false when the farm closes meanwhile.
func (f *Farm) pause(trips int) bool {
	if f.options.RoundTrip == 0 {
		return true
	}
	timer := time.NewTimer(time.Duration(trips) * f.options.RoundTrip)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-f.closing:
		return false
	}
}

// loses reports whether the line loses the next packet.
func (f *Farm) loses() bool {
	return f.options.Loss > 0 && rand.IntN(100) < f.options.Loss //nolint:gosec // nothing secret hangs on it
}

const sendAgain = time.Second

// linger waits as long as a packet takes that has to be sent again, when the line loses it.
func (f *Farm) linger() bool {
	if !f.loses() {
		return true
	}
	select {
	case <-time.After(sendAgain):
		return true
	case <-f.closing:
		return false
	}
}

type counters struct{ questions, dropped, connections, handshakes, requests, challenges atomic.Int64 }

// Stats is what the farm was asked so far.
type Stats struct {
	Questions   int64 // DNS questions
	Dropped     int64 // of these, left without an answer
	Connections int64 // TCP connections to an HTTPS port
	Handshakes  int64 // TLS handshakes that were finished
	Requests    int64 // HTTPS requests
	Challenges  int64 // requests for an ACME token
}

// Stats returns what the farm was asked so far.
func (f *Farm) Stats() Stats {
	return Stats{
		Questions: f.stats.questions.Load(), Dropped: f.stats.dropped.Load(), Connections: f.stats.connections.Load(),
		Handshakes: f.stats.handshakes.Load(), Requests: f.stats.requests.Load(), Challenges: f.stats.challenges.Load(),
	}
}
