package enhance

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"time"

	"golang.org/x/net/http/httpproxy"
)

const (
	maxHeaderBytes  = 64 << 10
	idleConnTimeout = 30 * time.Second
)

// newTransport builds the wire. Calls use it directly and not through an
// http.Client: so no redirect can be followed and no cookie kept.
func newTransport(o Options, roots *x509.CertPool) *http.Transport {
	dialer := &net.Dialer{
		Timeout:  o.Timeouts.Dial,
		Resolver: o.Resolver,
		Control:  addressControl(o.BaseURL.scheme == "http"),
	}
	return &http.Transport{
		DialContext: dialer.DialContext,
		Proxy: func(r *http.Request) (*url.URL, error) {
			proxy, err := o.Proxy(r.URL)
			if err != nil {
				// The text of the error may hold the proxy's password.
				return nil, &proxyError{reason: "its address is malformed"}
			}
			return proxy, nil
		},
		OnProxyConnectResponse: func(_ context.Context, _ *url.URL, _ *http.Request, r *http.Response) error {
			if r.StatusCode != http.StatusOK {
				return &proxyError{reason: fmt.Sprintf("it answered status %d", r.StatusCode)}
			}
			return nil
		},
		TLSClientConfig: &tls.Config{
			MinVersion: tls.VersionTLS12, RootCAs: roots, VerifyConnection: pinned(o.BaseURL.Hostname(), o.Pins),
		},
		TLSHandshakeTimeout:    o.Timeouts.TLS,
		ResponseHeaderTimeout:  o.Timeouts.Header,
		MaxResponseHeaderBytes: maxHeaderBytes,
		MaxConnsPerHost:        maxInFlight,
		IdleConnTimeout:        idleConnTimeout,
		// A small answer that unpacks to a huge one is not worth the saving.
		DisableCompression: true,
		ForceAttemptHTTP2:  true,
	}
}

// proxyFunc is the caller's choice or the environment's, read now rather than
// once for the process as net/http does. Plain http is for loopback, and a
// proxy would take it, and the token in it, off the machine.
func proxyFunc(o Options) func(*url.URL) (*url.URL, error) {
	switch {
	case o.BaseURL.scheme == "http":
		return func(*url.URL) (*url.URL, error) { return nil, nil }
	case o.Proxy != nil:
		return o.Proxy
	default:
		return httpproxy.FromEnvironment().ProxyFunc()
	}
}

// proxyError says that the proxy, not the panel, stood in the way.
type proxyError struct{ reason string }

func (e *proxyError) Error() string { return "using the proxy: " + e.reason }
