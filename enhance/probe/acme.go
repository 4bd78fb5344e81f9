package probe

import (
	"context"
	"crypto/rand"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"
)

const (
	challengePath    = "/.well-known/acme-challenge/"
	challengeTimeout = 4 * time.Second
	mostHops         = 10 // as Let's Encrypt (https://letsencrypt.org/docs/challenge-types/)
)

// challengeAll asks the server's addresses for a token that does not exist. Addresses of other servers are of no
// interest: that DNS leads there is the finding.
func (p *Prober) challengeAll(ctx context.Context, f *Facts, expected []netip.Addr) []ACME {
	ours := p.ours(expected)
	var answers []ACME
	for _, e := range f.Endpoints {
		if e.Outcome != NotAllowed && e.Outcome != NotTried && (len(ours) == 0 || !Foreign(ours, e.Address)) {
			answers = append(answers, ACME{Address: e.Address, Port: p.http})
		}
	}
	var wait sync.WaitGroup
	for i := range answers {
		wait.Go(func() { p.challenge(ctx, f.ASCII, &answers[i]) })
	}
	wait.Wait()
	return slices.DeleteFunc(answers, func(a ACME) bool { return a.Outcome == "" })
}

// errRedirect ends a chain of redirects that Let's Encrypt would not follow, or not with success.
type errRedirect struct {
	outcome ACMEOutcome
	to      string
}

func (e *errRedirect) Error() string { return string(e.outcome) + " to " + e.to }

// challenge asks one address, and follows redirects as far as they stay on the site.
func (p *Prober) challenge(ctx context.Context, name string, a *ACME) {
	ctx, cancel := context.WithTimeout(ctx, challengeTimeout)
	defer cancel()
	began := time.Now()
	client := &http.Client{
		Transport:     p.pinned(a.Address),
		CheckRedirect: func(to *http.Request, via []*http.Request) error { return p.judgeHop(name, to.URL, via) },
	}
	at := "http://" + hostHeader(name, p.http, 80) + challengePath + strings.ToLower(rand.Text())
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, at, http.NoBody)
	if err != nil {
		a.Outcome, a.Detail = ACMEFailed, err.Error()
		return
	}
	request.Header.Set("User-Agent", userAgent)
	answer, err := client.Do(request)
	if answer != nil {
		defer func() { _ = answer.Body.Close() }()
		a.Status = answer.StatusCode
	}
	if err != nil {
		a.fail(err)
		if a.Outcome == ACMETimeout && p.pulse.tooBusy(began, challengeTimeout) {
			a.Outcome = "" // it says nothing
		}
		return
	}
	body, _ := io.ReadAll(io.LimitReader(answer.Body, pageLimit)) // what can be read is enough
	a.Outcome = judgeAnswer(answer, string(body))
}

// pinned connects to one address, whatever the name.
func (p *Prober) pinned(address netip.Addr) *http.Transport {
	return &http.Transport{
		DialContext: func(ctx context.Context, network, hostport string) (net.Conn, error) {
			_, port, err := net.SplitHostPort(hostport)
			if err != nil {
				return nil, err
			}
			return new(net.Dialer).DialContext(ctx, network, net.JoinHostPort(address.String(), port))
		},
		TLSClientConfig: &tls.Config{
			InsecureSkipVerify: true, //nolint:gosec // Let's Encrypt does not verify here either: there is no certificate yet
			MinVersion:         tls.VersionTLS12,
		},
		DisableKeepAlives:      true,
		MaxResponseHeaderBytes: headLimit,
	}
}

// judgeHop follows a redirect on the same site, on the ports that Let's Encrypt allows.
func (p *Prober) judgeHop(name string, to *url.URL, via []*http.Request) error {
	visited := func(r *http.Request) bool { return r.URL.String() == to.String() }
	switch {
	case to.Scheme != "https" && to.Scheme != "http":
		return &errRedirect{ACMERedirectOther, to.String()}
	case !sameSite(to.Hostname(), name):
		return &errRedirect{ACMERedirectHost, to.String()}
	case !slices.Contains(p.usualPorts(), to.Port()):
		return &errRedirect{ACMERedirectPort, to.String()}
	case len(via) > mostHops, slices.ContainsFunc(via, visited):
		return &errRedirect{ACMERedirectLoop, to.String()}
	}
	return nil
}

// fail classifies why there is no answer.
func (a *ACME) fail(err error) {
	var redirect *errRedirect
	a.Outcome = ACMEFailed
	switch {
	case errors.As(err, &redirect):
		a.Outcome, a.Location = redirect.outcome, short(redirect.to)
		return
	case errors.Is(err, syscall.ECONNREFUSED):
		a.Outcome = ACMERefused
	case isTimeout(err), errors.Is(err, context.DeadlineExceeded):
		a.Outcome = ACMETimeout
	case strings.Contains(err.Error(), `malformed HTTP response "\x15\x03`): // a TLS alert
		a.Outcome = ACMESpeaksTLS
	}
	a.Detail = err.Error()
}

// judgeAnswer says what an answer means for the challenge. 404 is the right one: no such token.
func judgeAnswer(answer *http.Response, body string) ACMEOutcome {
	status := answer.StatusCode
	words := strings.ToLower(body)
	missing := status == http.StatusNotFound || status == http.StatusGone || status == http.StatusBadRequest
	closed := status >= http.StatusBadRequest && status < http.StatusInternalServerError && !missing
	switch {
	case answer.Header.Get("Cf-Mitigated") == "challenge",
		(closed || status >= 500) && (strings.Contains(words, "captcha") || strings.Contains(words, "just a moment")):
		return ACMEChallenge
	case status == http.StatusBadRequest && (strings.Contains(words, "https port") || strings.Contains(words, "https server")):
		return ACMESpeaksTLS
	case closed, status >= 500:
		return ACMEBlocked
	default:
		return ACMEOpen
	}
}
