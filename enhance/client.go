package enhance

import (
	"crypto/x509"
	"log/slog"
	"net"
	"net/url"
	"time"
)

// Options are what a [Client] is made from.
type Options struct {
	// BaseURL is required.
	BaseURL BaseURL
	// Token is sent as the bearer of every call that needs one. Without it no
	// Authorization header is ever sent.
	Token Token
	// RootCAs are the trusted authorities, nil for the system's. See [LoadRootCAs].
	RootCAs *x509.CertPool
	// Pins, if any, are the keys of which the panel's must be one, whoever
	// signed its certificate. That key also stands in for an authority, since a
	// person who compared it knows more than an authority does: a self-signed
	// certificate, or one of an unknown authority, is accepted with it. For the
	// names, the dates and the purpose of the certificate it does not. Without TLS
	// there is no key to show, so that no call is sent then.
	Pins []Pin
	// Timeouts, where zero, are those of [DefaultTimeouts].
	Timeouts Timeouts
	// UserAgent is sent with every request, "enhance-wizard" when empty.
	UserAgent string
	// Resolver looks up the panel's host, nil for the system's.
	Resolver *net.Resolver
	// Proxy chooses the proxy, nil for the environment's HTTPS_PROXY and
	// NO_PROXY. It is not asked for plain http, which never leaves the machine.
	Proxy func(*url.URL) (*url.URL, error)
	// Logger, if any, gets one debug line for each request: call, status and
	// time, never a header or a body.
	Logger *slog.Logger
}

// Timeouts bound one call.
type Timeouts struct {
	// Dial covers name and connection, TLS the handshake, Header the wait for
	// the answer's first line.
	Dial, TLS, Header time.Duration
	// Total covers one request from its turn to the last byte, with the pauses
	// that the panel asked for.
	Total time.Duration
	// Issue is what Header and Total are for calls about a new certificate.
	Issue time.Duration
}

// DefaultTimeouts are the limits that a person in front of a screen can bear.
func DefaultTimeouts() Timeouts {
	return Timeouts{
		Dial: 5 * time.Second, TLS: 5 * time.Second, Header: 10 * time.Second, Total: 20 * time.Second, Issue: 2 * time.Minute,
	}
}

func (t Timeouts) orDefault() Timeouts {
	standard := DefaultTimeouts()
	for _, field := range []struct{ value, standard *time.Duration }{
		{&t.Dial, &standard.Dial},
		{&t.TLS, &standard.TLS},
		{&t.Header, &standard.Header},
		{&t.Total, &standard.Total},
		{&t.Issue, &standard.Issue},
	} {
		if *field.value <= 0 {
			*field.value = *field.standard
		}
	}
	return t
}

const defaultUserAgent = "enhance-wizard"

// Client asks one panel with one token. It is safe for concurrent use, sends at
// most five requests in any second and has at most two under way. Every error of
// its calls is an [*Error]. A panel of the old generation is only read: a write is
// refused with [PanelTooOld], and nothing is sent.
type Client struct {
	options Options
	redact  redactor
	wire    *wire
	gate    *gate
	version *versionMemory
}

// New returns a client. It contacts nothing.
func New(o Options) *Client {
	o.Timeouts = o.Timeouts.orDefault()
	if o.UserAgent == "" {
		o.UserAgent = defaultUserAgent
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	o.Proxy = proxyFunc(o)
	return &Client{options: o, redact: newRedactor(o.Token), wire: newWire(o), gate: newGate(), version: &versionMemory{}}
}

// WithToken returns a client of the same panel with another token, or without
// one. The two share their connections and their limits, so that together they
// ask the panel no more than one would.
func (c *Client) WithToken(token Token) *Client {
	other := *c
	other.options.Token, other.redact = token, newRedactor(token)
	return &other
}

// BaseURL is the address the client was made for.
func (c *Client) BaseURL() BaseURL { return c.options.BaseURL }

// Proxy is the host:port of the proxy that calls go through, "" when there is
// none. It never holds the proxy's user name and password.
func (c *Client) Proxy() string {
	proxy, err := c.options.Proxy(&url.URL{Scheme: c.options.BaseURL.scheme, Host: c.options.BaseURL.Host()})
	if err != nil || proxy == nil {
		return ""
	}
	return proxy.Host
}

// Close ends idle connections. Calls under way are not interrupted.
func (c *Client) Close() { c.wire.close() }
