package paneltest

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"sync"
	"time"
)

const (
	defaultVersion    = "12.23.0"
	headerReadTimeout = time.Minute
)

// Panel is a panel that can be started. Its methods are safe for concurrent use.
type Panel struct {
	options Options

	began time.Time

	mu       sync.Mutex
	status   string
	version  string
	orgs     []Org
	servers  []*serverState
	websites []*websiteState
	tokens   map[string]Token
	faults   []*activeFault
	requests []Request

	authority *Authority
	server    *http.Server
	address   string
}

// New returns a panel that is ready and empty.
func New(o Options) *Panel {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.MayIssue == nil {
		o.MayIssue = func(string) bool { return true }
	}
	if o.DuplicateStatus == 0 {
		o.DuplicateStatus = http.StatusBadRequest
	}
	version := o.Version
	if version == "" {
		version = defaultVersion
		if o.Old {
			version = defaultOldVersion
		}
	}
	return &Panel{
		options: o, began: o.Now(), status: "ready", version: version, tokens: map[string]Token{}, authority: o.Authority,
	}
}

// Start listens on addr, as in "127.0.0.1:0".
func (p *Panel) Start(addr string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.server != nil {
		return errors.New("starting the panel: it is running")
	}
	if p.authority == nil {
		authority, err := NewAuthority("Panel test authority")
		if err != nil {
			return fmt.Errorf("starting the panel: %w", err)
		}
		p.authority = authority
	}
	certificate, err := p.certificate()
	if err != nil {
		return fmt.Errorf("starting the panel: %w", err)
	}
	listener, err := (&net.ListenConfig{}).Listen(context.Background(), "tcp", addr)
	if err != nil {
		return fmt.Errorf("starting the panel: %w", err)
	}
	p.address = listener.Addr().String()
	var protocols http.Protocols
	protocols.SetHTTP1(true)
	protocols.SetHTTP2(p.options.HTTP2)
	p.server = &http.Server{
		Protocols:         &protocols,
		Handler:           p.handler(),
		TLSConfig:         &tls.Config{MinVersion: tls.VersionTLS12, Certificates: []tls.Certificate{certificate}},
		ReadHeaderTimeout: headerReadTimeout,
		// A client that does not trust the authority is no news.
		ErrorLog: log.New(io.Discard, "", 0),
	}
	server := p.server
	go func() { _ = server.ServeTLS(listener, "", "") }()
	return nil
}

// certificate is the one to show.
func (p *Panel) certificate() (tls.Certificate, error) {
	if p.options.Certificate != nil {
		return *p.options.Certificate, nil
	}
	names := append([]string{"127.0.0.1", "::1", "localhost"}, p.options.Names...)
	return p.authority.Issue(CertificateRequest{Names: names})
}

// Close stops the panel and cuts what is under way. Its state is kept.
func (p *Panel) Close() {
	p.mu.Lock()
	server := p.server
	p.server = nil
	p.mu.Unlock()
	if server != nil {
		_ = server.Close()
	}
}

// URL is the base of the API, "https://127.0.0.1:PORT/api/", once started.
func (p *Panel) URL() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return "https://" + p.address + "/api/"
}

// CAPEM is the certificate of the panel's authority, nil before the start.
func (p *Panel) CAPEM() []byte {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.authority == nil {
		return nil
	}
	return p.authority.PEM()
}

// SetStatus sets what GET /status answers: ready, initialising, updating or
// initialisingServers.
func (p *Panel) SetStatus(status string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.status = status
}

// SetVersion sets what GET /version answers.
func (p *Panel) SetVersion(version string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.version = version
}

// Requests returns what reached the panel so far, in order.
func (p *Panel) Requests() []Request {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]Request(nil), p.requests...)
}
