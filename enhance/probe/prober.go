// Package probe looks at one domain from outside and reports facts: what DNS says, which certificate each address
// serves and why it is bad, what HTTPS answers. It judges nothing; that is the work of package diagnose.
package probe

import (
	"cmp"
	"context"
	"crypto/x509"
	"fmt"
	"net/netip"
	"slices"
	"time"
)

// Config says how a Prober works. The zero value is usable: the system's resolvers and certificate authorities.
type Config struct {
	Resolvers []netip.AddrPort // empty: those of /etc/resolv.conf
	Expected  []netip.Addr     // the server's own addresses: these may be private
	RootCAs   *x509.CertPool   // nil: the system's
	HTTPSPort uint16           // 0: 443
	HTTPPort  uint16           // 0: 80
	DNSPort   uint16           // of the domains' own name servers; 0: 53
	Timeout   time.Duration    // for one address, half of it to reach it and half for its answer; 0: 10 s
	Now       func() time.Time // nil: time.Now
}

const defaultTimeout = 10 * time.Second

// Prober checks domains. Its methods may be called from many goroutines at once.
type Prober struct {
	resolver    *resolver
	parents     parents
	verifier    *verifier
	pulse       pulse
	expected    []netip.Addr
	loopback    bool // the resolvers were given, and one of them is on loopback
	https, http uint16
	authority   uint16 // the port of the domains' own name servers
	timeout     time.Duration
	now         func() time.Time
}

// Request is one domain to check.
type Request struct {
	Name     string
	Expected []netip.Addr // more addresses of the server, beside those of the Config
	// Previous holds the facts of an earlier check. What in them is still fresh is not asked again: DNS answers until
	// their TTL is over, a healthy endpoint for 15 minutes.
	Previous *Facts
}

// New makes a Prober. It fails when the system's resolvers or certificate authorities are wanted and cannot be read.
func New(c Config) (*Prober, error) {
	p := &Prober{
		expected:  slices.Clone(c.Expected),
		https:     cmp.Or(c.HTTPSPort, 443),
		http:      cmp.Or(c.HTTPPort, 80),
		authority: cmp.Or(c.DNSPort, 53),
		timeout:   cmp.Or(c.Timeout, defaultTimeout),
		now:       c.Now,
		loopback:  slices.ContainsFunc(c.Resolvers, func(r netip.AddrPort) bool { return r.Addr().Unmap().IsLoopback() }),
	}
	if p.now == nil {
		p.now = time.Now
	}
	servers := slices.Clone(c.Resolvers)
	if len(servers) == 0 {
		var err error
		if servers, err = systemResolvers(); err != nil {
			return nil, fmt.Errorf("finding the system's resolvers: %w", err)
		}
	}
	p.resolver = newResolver(servers)
	roots := c.RootCAs
	if roots == nil {
		var err error
		if roots, err = x509.SystemCertPool(); err != nil {
			return nil, fmt.Errorf("reading the system's certificate authorities: %w", err)
		}
	}
	p.verifier = newVerifier(roots)
	return p, nil
}

// Probe checks a name anew.
func (p *Prober) Probe(ctx context.Context, name string) Facts { return p.Do(ctx, Request{Name: name}) }

// Do checks what the request says: LookUp, and then Contact.
func (p *Prober) Do(ctx context.Context, r Request) Facts {
	f := p.LookUp(ctx, r)
	p.Contact(ctx, r, f)
	return *f
}

// LookUp asks DNS alone. It takes under four seconds, twice that where nobody answers, and returns at once when the
// context is done.
func (p *Prober) LookUp(ctx context.Context, r Request) *Facts {
	began := p.now()
	name, ascii, fault := Canonical(r.Name)
	f := &Facts{Name: name, ASCII: ascii, Fault: fault, CheckedAt: began}
	switch {
	case fault != "":
		return f
	case r.Previous != nil && r.Previous.DNS.fresh(began):
		f.DNS = r.Previous.DNS
	default:
		defer p.pulse.start()()
		f.DNS = p.lookUp(ctx, ascii, r.Previous)
		p.blame(ctx, &f.DNS)
	}
	f.Took = p.now().Sub(began)
	return f
}

// Contact adds to what LookUp found what the addresses serve, and where something is wrong, why. The addresses have the
// timeout for themselves, and finding out why as much again. It returns at once when the context is done.
func (p *Prober) Contact(ctx context.Context, r Request, f *Facts) {
	if f.Fault != "" {
		return
	}
	defer p.pulse.start()()
	began := p.now()
	if f.DNS.Status == Resolved {
		f.Endpoints = p.connectAll(ctx, f.ASCII, f.DNS.Addresses, r)
		p.blameLine(ctx, f.Endpoints)
	}
	within, cancel := context.WithTimeout(ctx, p.timeout)
	defer cancel()
	p.inquire(within, f, r)
	f.Took += p.now().Sub(began)
}

// Close gives back the sockets that wait for the next question.
func (p *Prober) Close() { p.resolver.sockets.closeIdle() }

// fresh reports whether the answers still hold.
func (d DNS) fresh(now time.Time) bool { return within(d.TTL, d.AskedAt, now) }

// within reports whether no more time has passed. It goes by the clock on the wall: the other one stands still while a
// machine sleeps. What the future says, by a clock that was set back since, does not count.
func within(limit time.Duration, since, now time.Time) bool {
	passed := now.Round(0).Sub(since.Round(0))
	return 0 <= passed && passed < limit
}

// handshakeAge is for how long a healthy endpoint is taken at its word.
const handshakeAge = 15 * time.Minute

// fresh reports whether the endpoint was healthy, and looked at not long ago.
func (e Endpoint) fresh(now time.Time) bool {
	healthy := e.Outcome == Answered && e.Certificate != nil && len(e.Certificate.Faults) == 0 &&
		e.HTTP != nil && e.HTTP.Status != 0 && e.HTTP.Status < 400
	return healthy && within(handshakeAge, e.At, now) && now.Add(handshakeAge).Before(e.Certificate.NotAfter)
}
