// Package probe looks at one domain from outside and reports facts: what DNS says, which certificate each address
// serves and why it is bad, what HTTPS answers. It judges nothing; that is the work of package diagnose.
package probe

import (
	"context"
	"crypto/x509"
	"net/netip"
	"time"
)

// Config says how a Prober works. The zero value is usable: the system's resolvers and certificate authorities.
type Config struct {
	Resolvers []netip.AddrPort // empty: those of /etc/resolv.conf
	Expected  []netip.Addr     // the server's own addresses: these may be private
	RootCAs   *x509.CertPool   // nil: the system's
	HTTPSPort uint16           // 0: 443
	HTTPPort  uint16           // 0: 80
	Timeout   time.Duration    // for one domain in all; 0: 10 s
	Now       func() time.Time // nil: time.Now
}

// Prober checks domains. Its methods may be called from many goroutines at once.
type Prober struct{}

// Request is one domain to check.
type Request struct {
	Name     string
	Expected []netip.Addr // more addresses of the server, beside those of the Config
	// Previous holds the facts of an earlier check. What in them is still fresh is not asked again: DNS answers until
	// their TTL is over, a healthy endpoint for 15 minutes.
	Previous *Facts
}

// New makes a Prober.
func New(c Config) (*Prober, error) { return &Prober{}, nil }

// Probe checks a name anew.
func (p *Prober) Probe(ctx context.Context, name string) Facts { return p.Do(ctx, Request{Name: name}) }

// Do checks what the request says.
func (p *Prober) Do(ctx context.Context, r Request) Facts { return Facts{Name: r.Name} }

// Close gives back the sockets that wait for the next question.
func (p *Prober) Close() {}
