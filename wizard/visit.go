package wizard

import (
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"time"
)

const (
	// visitTime bounds one request to the site, visitDial the way to it.
	visitTime = 10 * time.Second
	visitDial = 3 * time.Second
	// visitBody is as much of the page as is read.
	visitBody = 64 << 10
)

// WebServers are the ways by which this machine's own web server may be
// reached, the likeliest first.
func WebServers(own []netip.Addr) []string {
	var all []string
	for _, a := range append(own[:len(own):len(own)], netip.MustParseAddr("127.0.0.1")) {
		all = append(all, "https://"+net.JoinHostPort(a.String(), "443"))
	}
	for _, a := range append(own[:len(own):len(own)], netip.MustParseAddr("127.0.0.1")) {
		all = append(all, "http://"+net.JoinHostPort(a.String(), "80"))
	}
	return all
}

// SiteBrokeError says that the site answered before the change and no longer
// after it, so that the old file was put back.
type SiteBrokeError struct {
	Domain string
	// Before and After are HTTP statuses; After is 0 when no answer came.
	Before, After int
	Err           error
}

func (e *SiteBrokeError) Error() string {
	return fmt.Sprintf("visiting %s: status %d before the change, %d after it", e.Domain, e.Before, e.After)
}

func (e *SiteBrokeError) Unwrap() error { return e.Err }

// visit is a way to the site by which it answered without an error.
type visit struct {
	server, domain string
	status         int
}

// firstVisit finds a way to the site; ok is false when it does not answer, or
// answers with an error already, so that nothing can be told from it later.
func firstVisit(ctx context.Context, servers []string, domain string) (v visit, ok bool) {
	if domain == "" {
		return visit{}, false
	}
	for _, server := range servers {
		answer, err := VisitSite(ctx, http.MethodGet, server, domain)
		if err == nil {
			return visit{server: server, domain: domain, status: answer.Status}, works(answer.Status)
		}
	}
	return visit{}, false
}

// again asks by the same way. It does not end with the program: what was
// written has to be judged.
func (v visit) again(ctx context.Context) error {
	answer, err := VisitSite(context.WithoutCancel(ctx), http.MethodGet, v.server, v.domain)
	if err != nil || !works(answer.Status) {
		return &SiteBrokeError{Domain: v.domain, Before: v.status, After: answer.Status, Err: err}
	}
	return nil
}

func works(status int) bool { return status < http.StatusInternalServerError }

// SiteAnswer is what is looked at of a site's answer: its status, and what the
// web server calls itself.
type SiteAnswer struct {
	Status int
	Server string
}

// VisitSite asks a web server of this machine, one of [WebServers], for the
// start page of domain. Nothing secret is sent, no redirect is followed and
// nothing of the page counts, so that the certificate does not matter: it may
// not have been issued yet.
func VisitSite(ctx context.Context, method, server, domain string) (SiteAnswer, error) {
	ctx, cancel := context.WithTimeout(ctx, visitTime)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, method, server+"/", nil)
	if err != nil {
		return SiteAnswer{}, fmt.Errorf("visiting the site: %w", err)
	}
	request.Host = domain
	transport := &http.Transport{
		DialContext:       (&net.Dialer{Timeout: visitDial}).DialContext,
		TLSClientConfig:   &tls.Config{ServerName: domain, InsecureSkipVerify: true}, //nolint:gosec // see above
		DisableKeepAlives: true,
	}
	response, err := transport.RoundTrip(request)
	if err != nil {
		return SiteAnswer{}, fmt.Errorf("visiting the site: %w", err)
	}
	defer func() { _ = response.Body.Close() }()
	_, _ = io.CopyN(io.Discard, response.Body, visitBody)
	return SiteAnswer{Status: response.StatusCode, Server: response.Header.Get("Server")}, nil
}
