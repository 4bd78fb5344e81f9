package probe

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"
)

// offer is what a TLS hello offers.
type offer struct {
	curves    []tls.CurveID
	suites    []uint16 // of TLS 1.2; nil: the usual ones
	protocols []string
}

// firstOffer is P-256, which every server has to have (RFC 8446, 9.1). It costs a third less here than X25519, and less
// than half of the post-quantum share, which makes the hello 1.2 kB longer besides; no secret is sent. A server that wants
// none of it is asked once more with what browsers offer beside it.
var (
	firstOffer = offer{
		curves: []tls.CurveID{tls.CurveP256, tls.CurveP384, tls.CurveP521}, protocols: []string{"http/1.1"},
	}
	secondOffer = offer{
		curves: []tls.CurveID{tls.X25519, tls.CurveP256}, suites: browserSuites(), protocols: []string{"http/1.1", "h2"},
	}
)

// browserSuites are the usual ones and those without forward secrecy, which Go no longer offers by itself.
func browserSuites() []uint16 {
	var ids []uint16
	for _, s := range tls.CipherSuites() {
		ids = append(ids, s.ID)
	}
	return append(ids, tls.TLS_RSA_WITH_AES_128_GCM_SHA256, tls.TLS_RSA_WITH_AES_256_GCM_SHA384,
		tls.TLS_RSA_WITH_AES_128_CBC_SHA, tls.TLS_RSA_WITH_AES_256_CBC_SHA)
}

// connectAll looks at what each address serves; at several of them at the same time.
func (p *Prober) connectAll(ctx context.Context, name string, addresses []netip.Addr, r Request) []Endpoint {
	endpoints := make([]Endpoint, len(addresses))
	chosen := choose(addresses)
	var wait sync.WaitGroup
	for i, a := range addresses {
		e := &endpoints[i]
		*e = Endpoint{Address: a, At: p.now()}
		switch known := previous(r.Previous, a); {
		case !p.mayConnect(a, r.Expected):
			e.Outcome = NotAllowed
		case !chosen[a]:
			e.Outcome = NotTried
		case known != nil && known.fresh(e.At):
			*e = *known
		case len(addresses) == 1:
			p.connect(ctx, name, e)
		default:
			wait.Go(func() { p.connect(ctx, name, e) })
		}
	}
	wait.Wait()
	return endpoints
}

func previous(f *Facts, a netip.Addr) *Endpoint {
	if f == nil {
		return nil
	}
	i := slices.IndexFunc(f.Endpoints, func(e Endpoint) bool { return e.Address == a })
	if i < 0 {
		return nil
	}
	return &f.Endpoints[i]
}

// connect fills in what one address serves: one connection, one handshake, one request.
func (p *Prober) connect(ctx context.Context, name string, e *Endpoint) {
	p.connectOffering(ctx, name, e, firstOffer)
	if e.Outcome != NoCertificate && e.Outcome != TLSFailed {
		return
	}
	again := Endpoint{Address: e.Address, At: e.At}
	if p.connectOffering(ctx, name, &again, secondOffer); again.Outcome == Answered {
		*e = again
	}
}

func (p *Prober) connectOffering(ctx context.Context, name string, e *Endpoint, what offer) {
	reach := time.Now().Add(p.timeout / 2)
	dialer := &net.Dialer{Deadline: reach, KeepAlive: -1}
	began := time.Now()
	c, err := dialer.DialContext(ctx, "tcp", netip.AddrPortFrom(e.Address, p.https).String())
	if err != nil {
		e.Outcome, e.Detail = whoseFault(ctx, dialOutcome(ctx, err), e.Address), err.Error()
		p.excuse(e, began)
		return
	}
	defer func() { _ = c.Close() }()
	defer context.AfterFunc(ctx, func() { _ = c.SetDeadline(time.Unix(1, 0)) })()
	e.Connected = time.Since(began)
	if err = c.SetDeadline(reach); err == nil {
		err = p.secure(ctx, c, name, e, what)
	}
	if err != nil {
		e.Outcome, e.Detail = handshakeOutcome(ctx, err), err.Error()
	}
	p.excuse(e, began)
}

// excuse takes back that nothing came in time where this machine was too busy to take it in.
func (p *Prober) excuse(e *Endpoint, began time.Time) {
	late := e.Outcome == ConnectTimeout || e.Outcome == Silent || e.HTTP != nil && e.HTTP.late
	if late && p.pulse.tooBusy(began, p.timeout/2) {
		e.Outcome, e.HTTP = Overloaded, nil
	}
}

// secure does the handshake with our own verification, which keeps its outcome instead of ending the handshake, so that
// a bad certificate has a date and an issuer too. On the same connection it then asks for the page.
func (p *Prober) secure(ctx context.Context, c net.Conn, name string, e *Endpoint, what offer) error {
	began, identity := time.Now(), false
	t := tls.Client(&corked{Conn: c}, &tls.Config{
		ServerName:         name,
		InsecureSkipVerify: true, //nolint:gosec // VerifyConnection verifies; nothing secret is sent whatever the outcome
		CurvePreferences:   what.curves,
		CipherSuites:       what.suites,
		NextProtos:         what.protocols,
		MinVersion:         tls.VersionTLS12,
		GetClientCertificate: func(*tls.CertificateRequestInfo) (*tls.Certificate, error) {
			identity = true
			return new(tls.Certificate), nil // none
		},
		VerifyConnection: func(s tls.ConnectionState) error {
			e.Certificate = p.verifier.examine(s.PeerCertificates, name, p.now())
			return nil
		},
	})
	// A context that can be cancelled would cost a goroutine; the connection's deadline does the same.
	err := t.HandshakeContext(context.WithoutCancel(ctx))
	var network *net.OpError
	if identity && errors.As(err, &network) && network.Op == remoteError { // all was well until we had nothing to show
		e.Outcome, e.HTTP = Answered, &HTTP{Identity: true, Detail: err.Error()}
		return nil
	}
	if err != nil {
		e.Certificate = nil
		return err
	}
	e.Secured = time.Since(began)
	e.Outcome, e.TLS = Answered, tls.VersionName(t.ConnectionState().Version)
	if err := c.SetDeadline(time.Now().Add(p.timeout / 2)); err != nil || ctx.Err() != nil {
		return err
	}
	if t.ConnectionState().NegotiatedProtocol == "h2" {
		return nil // the server speaks nothing else, and its certificate is known
	}
	e.HTTP = get(t, hostHeader(name, p.https, 443), p.now)
	h := e.HTTP
	refuses := h.Status == http.StatusBadRequest || h.Status == http.StatusForbidden
	h.Identity = identity && (h.Status == 0 && !h.late || refuses)
	return nil
}

// dialOutcome classifies why no connection came about.
func dialOutcome(ctx context.Context, err error) Outcome {
	is := func(errs ...error) bool {
		return slices.ContainsFunc(errs, func(e error) bool { return errors.Is(err, e) })
	}
	switch {
	case errors.Is(ctx.Err(), context.Canceled):
		return Interrupted
	case is(syscall.ECONNREFUSED):
		return ConnectRefused
	case is(syscall.ENETUNREACH, syscall.ENETDOWN, syscall.EAFNOSUPPORT, syscall.EADDRNOTAVAIL):
		return NoRoute
	case is(syscall.EHOSTUNREACH, syscall.EHOSTDOWN):
		return Unreachable
	case is(syscall.EMFILE, syscall.ENFILE, syscall.ENOBUFS, syscall.ENOMEM, syscall.EPERM, syscall.EACCES):
		return LocalFailure
	case is(syscall.ECONNRESET):
		return Closed
	default:
		return ConnectTimeout
	}
}

// remoteError is what crypto/tls calls an alert of the other side.
const remoteError = "remote error"

// handshakeOutcome classifies why no handshake came about.
func handshakeOutcome(ctx context.Context, err error) Outcome {
	var record tls.RecordHeaderError
	var network *net.OpError
	switch {
	case errors.Is(ctx.Err(), context.Canceled):
		return Interrupted
	case isTimeout(err):
		return Silent
	case errors.As(err, &record):
		return NotTLS
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF),
		errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE):
		return Closed
	case errors.As(err, &network) && network.Op == remoteError && refusesName(network.Err.Error()):
		return NoCertificate
	default:
		return TLSFailed
	}
}

// refusesName reports whether an alert is one that servers without a certificate for the name send: RFC 6066 asks for
// unrecognized_name, and common servers send one of the other two. The type of alerts is not exported.
func refusesName(alert string) bool {
	return slices.ContainsFunc([]string{"unrecognized name", "handshake failure", "internal error"}, func(text string) bool {
		return strings.HasSuffix(alert, text)
	})
}
