package probe

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
)

// sameSite reports whether two hosts differ by www. at most.
func sameSite(a, b string) bool {
	bare := func(host string) string { return strings.TrimPrefix(strings.ToLower(host), "www.") }
	return bare(a) == bare(b)
}

// usualPorts are those of a website, as they stand in its addresses.
func (p *Prober) usualPorts() []string {
	return []string{"", "80", "443", strconv.Itoa(int(p.http)), strconv.Itoa(int(p.https))}
}

// redirected returns the endpoint whose front page sends visitors to its own site: to another scheme, to or from www, to a page
// of it, or to itself. Nil: there is none.
func redirected(f *Facts, ports []string) *Endpoint {
	i := slices.IndexFunc(f.Endpoints, func(e Endpoint) bool {
		if e.Outcome != Answered || e.HTTP == nil || e.HTTP.Location == "" || e.HTTP.Status/100 != 3 {
			return false
		}
		to, err := url.Parse(e.HTTP.Location)
		return err == nil && (to.Host == "" || sameSite(to.Hostname(), f.ASCII) && slices.Contains(ports, to.Port()))
	})
	if i < 0 {
		return nil
	}
	return &f.Endpoints[i]
}

// followRedirect goes where a visitor is sent, with cookies as a browser, as long as that is on the same site.
func (p *Prober) followRedirect(ctx context.Context, name string, e Endpoint, before *Facts) *Redirect {
	if before != nil && before.Inquiry != nil && before.Inquiry.Redirect != nil {
		if known := before.Inquiry.Redirect; known.At.Equal(e.At) && known.Trouble == "" {
			return known
		}
	}
	r, met := &Redirect{At: e.At}, new(met)
	defer func() { r.Trouble = met.trouble() }()
	jar, err := cookiejar.New(nil)
	if err != nil {
		return nil
	}
	client := &http.Client{
		Transport: p.visiting(name, e.Address, met), Jar: jar,
		CheckRedirect: func(to *http.Request, via []*http.Request) error { return p.judgeVisit(r, name, to, via) },
	}
	at := "https://" + hostHeader(name, p.https, 443) + "/"
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, at, http.NoBody)
	if err != nil {
		return nil
	}
	request.Header.Set("User-Agent", userAgent)
	answer, err := client.Do(request)
	if err != nil {
		return r // how far it came is all that is known
	}
	_ = answer.Body.Close()
	if !r.Loop && answer.StatusCode/100 != 3 {
		r.Status = answer.StatusCode
	}
	return r
}

// met is what was met at another name. A connection that nobody waits for any longer may still find something.
type met struct {
	what atomic.Pointer[RedirectTrouble]
}

func (m *met) note(t RedirectTrouble) { m.what.CompareAndSwap(nil, &t) }

func (m *met) trouble() RedirectTrouble {
	if t := m.what.Load(); t != nil {
		return *t
	}
	return ""
}

// judgeVisit notes a redirect, and says whether to follow it. To come to a page for the second time is not yet a loop: a
// cookie may have been set there. For the third time it is.
func (p *Prober) judgeVisit(r *Redirect, name string, to *http.Request, via []*http.Request) error {
	r.Hops = append(r.Hops, short(to.URL.String()))
	times := 0
	for _, v := range via {
		if v.URL.String() == to.URL.String() {
			times++
		}
	}
	r.Loop = times > 1 || len(via) > mostHops
	if r.Loop || !sameSite(to.URL.Hostname(), name) || !slices.Contains(p.usualPorts(), to.URL.Port()) {
		return http.ErrUseLastResponse
	}
	return nil
}

// visiting connects to the address that was looked at, and for other names to where DNS leads.
func (p *Prober) visiting(name string, address netip.Addr, met *met) *http.Transport {
	return &http.Transport{
		DialContext: func(ctx context.Context, network, hostport string) (net.Conn, error) {
			host, port, err := net.SplitHostPort(hostport)
			if err != nil {
				return nil, err
			}
			if strings.EqualFold(host, name) {
				return new(net.Dialer).DialContext(ctx, network, net.JoinHostPort(address.String(), port))
			}
			return p.dialOther(ctx, network, host, port, address, met)
		},
		TLSClientConfig: &tls.Config{
			InsecureSkipVerify: true, //nolint:gosec // VerifyConnection verifies; nothing secret is sent whatever the outcome
			MinVersion:         tls.VersionTLS12,
			VerifyConnection: func(s tls.ConnectionState) error {
				if strings.EqualFold(s.ServerName, name) {
					return nil // the domain's own is judged elsewhere
				}
				warns := func(f CertificateFault) bool { return f != IncompleteChain } // which browsers cope with
				if slices.ContainsFunc(p.verifier.examine(s.PeerCertificates, s.ServerName, p.now()).Faults, warns) {
					met.note(RedirectUntrusted)
				}
				return nil
			},
		},
		DisableKeepAlives:      true,
		MaxResponseHeaderBytes: headLimit,
	}
}

// dialOther connects to a name beside the domain: at the address that was looked at where it has that one too.
func (p *Prober) dialOther(
	ctx context.Context, network, host, port string, address netip.Addr, met *met,
) (net.Conn, error) {
	l := p.lookUpOther(ctx, strings.ToLower(host))
	i := slices.IndexFunc(l.Addresses, func(a netip.Addr) bool { return a == address || p.mayConnect(a, nil) })
	if i < 0 {
		if l.Status == NXDomain || l.Status == NoData {
			met.note(RedirectUnresolved)
		}
		return nil, &net.AddrError{Err: "no address to connect to", Addr: host}
	}
	c, err := new(net.Dialer).DialContext(ctx, network, net.JoinHostPort(l.Addresses[i].String(), port))
	if errors.Is(err, syscall.ECONNREFUSED) {
		met.note(RedirectRefused)
	}
	return c, err
}
