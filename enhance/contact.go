package enhance

import (
	"context"
	"crypto/tls"
	"net/http/httptrace"
	"net/netip"
	"slices"
	"sync"
	"time"
)

// Contact is what was learnt on the way to a panel. What was not reached is
// zero.
type Contact struct {
	// Addresses are what the host resolved to, empty when it is an address
	// itself or when a proxy resolves it.
	Addresses []netip.Addr
	// Remote is the other end of the connection, which is the proxy when there is one.
	Remote netip.AddrPort
	// Proxy is the host:port of the proxy, "" without one.
	Proxy string
	// TLSVersion is as in "TLS 1.3", Protocol "h2" or "http/1.1".
	TLSVersion, Protocol string
	// Certificate is what the server showed and was accepted.
	Certificate *TLSFacts
	// ByPin says that no authority vouches for the certificate, only a pin of
	// [Options.Pins]. Other programs of this machine, PHP among them, do not
	// accept it then.
	ByPin bool
	// DNS, Connect, TLS and Answer are how long each step took.
	DNS, Connect, TLS, Answer time.Duration
	// Version is the panel's.
	Version string
	// Date is the panel's clock, to the second, when it answered (RFC 9110
	// section 6.6.1); zero when the answer does not tell.
	Date time.Time
}

// Contact calls GET /version on a connection of its own, without the token, and
// says what it saw at each step. Together with an error it returns the steps
// that were taken.
func (c *Client) Contact(ctx context.Context) (Contact, error) {
	fresh := *c
	fresh.wire = newWire(c.options)
	defer fresh.Close()
	recorder := &contactRecorder{contact: Contact{Proxy: c.Proxy()}}
	version, date, err := fresh.datedVersion(httptrace.WithClientTrace(ctx, recorder.trace()))
	recorder.mu.Lock()
	defer recorder.mu.Unlock()
	recorder.contact.Version, recorder.contact.Date = version, date
	recorder.contact.ByPin = fresh.wire.isVouched()
	return recorder.contact, err
}

// contactRecorder listens to one request. Connections are made by goroutines
// that can outlive it.
type contactRecorder struct {
	mu                                      sync.Mutex
	contact                                 Contact
	dnsBegan, connectBegan, tlsBegan, ready time.Time
}

func (r *contactRecorder) trace() *httptrace.ClientTrace {
	return &httptrace.ClientTrace{
		DNSStart:          func(httptrace.DNSStartInfo) { r.record(func() { r.dnsBegan = time.Now() }) },
		DNSDone:           func(info httptrace.DNSDoneInfo) { r.record(func() { r.resolved(info) }) },
		ConnectStart:      func(string, string) { r.record(r.connecting) },
		ConnectDone:       func(_, address string, err error) { r.record(func() { r.connected(address, err) }) },
		TLSHandshakeStart: func() { r.record(func() { r.tlsBegan = time.Now() }) },
		TLSHandshakeDone:  func(state tls.ConnectionState, err error) { r.record(func() { r.shook(state, err) }) },
		// An answer can be read before the writer is told that the request was written.
		GotConn:              func(httptrace.GotConnInfo) { r.record(func() { r.ready = time.Now() }) },
		GotFirstResponseByte: func() { r.record(func() { r.contact.Answer = time.Since(r.ready) }) },
	}
}

func (r *contactRecorder) record(step func()) {
	r.mu.Lock()
	defer r.mu.Unlock()
	step()
}

// connecting keeps the first time of a connection: several addresses can be tried
// at once.
func (r *contactRecorder) connecting() {
	if r.connectBegan.IsZero() {
		r.connectBegan = time.Now()
	}
}

func (r *contactRecorder) resolved(info httptrace.DNSDoneInfo) {
	r.contact.DNS = time.Since(r.dnsBegan)
	for _, found := range info.Addrs {
		if address, ok := netip.AddrFromSlice(found.IP); ok && !slices.Contains(r.contact.Addresses, address.Unmap()) {
			r.contact.Addresses = append(r.contact.Addresses, address.Unmap())
		}
	}
}

func (r *contactRecorder) connected(address string, err error) {
	remote, parseErr := netip.ParseAddrPort(address)
	if err == nil && parseErr == nil {
		r.contact.Connect, r.contact.Remote = time.Since(r.connectBegan), remote
		r.connectBegan = time.Time{} // a pinned key takes a second handshake, on a connection of its own
	}
}

func (r *contactRecorder) shook(state tls.ConnectionState, err error) {
	r.contact.TLS = time.Since(r.tlsBegan)
	if err == nil {
		r.contact.Certificate = tlsFacts(state.PeerCertificates)
		r.contact.TLSVersion, r.contact.Protocol = tls.VersionName(state.Version), state.NegotiatedProtocol
	}
}
