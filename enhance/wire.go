package enhance

import (
	"crypto/x509"
	"errors"
	"net/http"
	"slices"
	"sync"
)

// wire sends requests. Each certificate is verified by the tls package, in
// full and always; a certificate of a pinned key that lacks nothing but an
// authority is verified once more as its own authority, so that its names, its
// dates and its purpose are held to as those of any other.
type wire struct {
	options Options

	mu        sync.Mutex
	transport *http.Transport
	vouched   *x509.Certificate
}

func newWire(o Options) *wire { return &wire{options: o, transport: newTransport(o, o.RootCAs)} }

// RoundTrip sends a request. A handshake that failed has sent nothing of it, so
// that a write too may be sent after the second one.
func (w *wire) RoundTrip(request *http.Request) (*http.Response, error) {
	transport := w.current()
	response, err := transport.RoundTrip(request)
	leaf := w.unvouched(err)
	if leaf == nil {
		return response, err
	}
	again := request.Clone(request.Context())
	if request.GetBody != nil {
		if again.Body, err = request.GetBody(); err != nil {
			return nil, err
		}
	}
	return w.vouch(leaf).RoundTrip(again)
}

func (w *wire) current() *http.Transport {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.transport
}

// unvouched is the certificate of a pinned key that a handshake failed for want
// of an authority, nil when it failed for anything else.
func (w *wire) unvouched(err error) *x509.Certificate {
	chain, rejection := rejectedChain(err)
	var unknown x509.UnknownAuthorityError
	if len(chain) == 0 || !errors.As(rejection, &unknown) || !slices.Contains(w.options.Pins, pinOf(chain[0])) {
		return nil
	}
	return chain[0]
}

// vouch lets a certificate be its own authority from now on.
func (w *wire) vouch(leaf *x509.Certificate) *http.Transport {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.vouched == nil || !w.vouched.Equal(leaf) {
		w.transport.CloseIdleConnections()
		w.transport, w.vouched = newTransport(w.options, withAuthority(w.options.RootCAs, leaf)), leaf
	}
	return w.transport
}

// isVouched reports that a pin stands in for an authority.
func (w *wire) isVouched() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.vouched != nil
}

func (w *wire) close() { w.current().CloseIdleConnections() }

// withAuthority is a copy of the pool, nil for the system's, with one more.
func withAuthority(pool *x509.CertPool, authority *x509.Certificate) *x509.CertPool {
	if pool == nil {
		pool = systemRoots()
	} else {
		pool = pool.Clone()
	}
	pool.AddCert(authority)
	return pool
}

// systemRoots are the system's authorities. A system without any is no reason
// to refuse a private one.
func systemRoots() *x509.CertPool {
	pool, err := x509.SystemCertPool()
	if err != nil {
		return x509.NewCertPool()
	}
	return pool
}
