package contract_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"enhance-wizard/enhance"
)

const (
	org     enhance.ID = "22222222-2222-4222-8222-222222222222"
	server  enhance.ID = "44444444-4444-4444-8444-444444444444"
	website enhance.ID = "66666666-6666-4666-8666-666666666666"
	domain  enhance.ID = "77777777-7777-4777-8777-777777777777"
)

// prism is a panel that another tool makes of the specification alone, behind
// TLS. It says of every request whether the specification allows it.
type prism struct {
	tls *httptest.Server

	mu       sync.Mutex
	verdicts []string
}

func startPrism(t *testing.T) *prism {
	t.Helper()
	command, err := exec.LookPath("prism")
	if err != nil {
		t.Skip("prism is not installed: npm install --global @stoplight/prism-cli@5.14.2")
	}
	specification, err := filepath.Abs("testdata/enhance-openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := free.Addr().String()
	_ = free.Close()
	_, port, _ := net.SplitHostPort(address)
	mock := exec.CommandContext(t.Context(), command, "mock", "--port", port, specification)
	if err := mock.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = mock.Wait() })
	awaitPort(t, address)

	p := &prism{}
	proxy := &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(&url.URL{Scheme: "http", Host: address})
			r.Out.URL.Path = strings.TrimPrefix(r.In.URL.Path, "/api")
		},
		ModifyResponse: p.judge,
	}
	p.tls = httptest.NewTLSServer(proxy)
	t.Cleanup(p.tls.Close)
	return p
}

func awaitPort(t *testing.T, address string) {
	t.Helper()
	for range 300 {
		connection, err := net.DialTimeout("tcp", address, time.Second)
		if err == nil {
			_ = connection.Close()
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatal("prism does not listen after 30 s")
}

// violation is one entry of the header in which prism lists them.
type violation struct {
	Location []string `json:"location"`
	Message  string   `json:"message"`
}

// judge writes down what prism found wrong with a request. What it finds wrong
// with its own answers is left out: the specification requires fields that it
// does not define.
func (p *prism) judge(response *http.Response) error {
	var violations []violation
	if list := response.Header.Get("Sl-Violations"); list != "" {
		if err := json.Unmarshal([]byte(list), &violations); err != nil {
			return fmt.Errorf("reading prism's verdict: %w", err)
		}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	call := response.Request.Method + " " + response.Request.URL.Path
	if response.StatusCode >= http.StatusBadRequest {
		p.verdicts = append(p.verdicts, fmt.Sprintf("%s is answered with %d", call, response.StatusCode))
	}
	for _, v := range violations {
		if len(v.Location) == 0 || v.Location[0] != "response" {
			p.verdicts = append(p.verdicts, fmt.Sprintf("%s: %v: %s", call, v.Location, v.Message))
		}
	}
	return nil
}

func (p *prism) taken() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	verdicts := p.verdicts
	p.verdicts = nil
	return verdicts
}

func (p *prism) client(t *testing.T) *enhance.Client {
	t.Helper()
	base, err := enhance.ParseBaseURL(p.tls.URL, enhance.URLOptions{})
	if err != nil {
		t.Fatal(err)
	}
	token, err := enhance.ParseToken("prism-token-0123456789")
	if err != nil {
		t.Fatal(err)
	}
	roots := p.tls.Client().Transport.(*http.Transport).TLSClientConfig.RootCAs
	client := enhance.New(enhance.Options{BaseURL: base, Token: token, RootCAs: roots})
	t.Cleanup(client.Close)
	return client
}

// calls are all reads and writes of the client.
var calls = map[string]func(context.Context, *enhance.Client) error{
	"version":       func(ctx context.Context, c *enhance.Client) error { _, err := c.Version(ctx); return err },
	"status":        func(ctx context.Context, c *enhance.Client) error { _, err := c.Status(ctx); return err },
	"client ip":     func(ctx context.Context, c *enhance.Client) error { _, err := c.ClientIP(ctx); return err },
	"contact":       func(ctx context.Context, c *enhance.Client) error { _, err := c.Contact(ctx); return err },
	"memberships":   func(ctx context.Context, c *enhance.Client) error { _, err := c.Memberships(ctx); return err },
	"organisation":  func(ctx context.Context, c *enhance.Client) error { _, err := c.Organisation(ctx, org); return err },
	"access tokens": func(ctx context.Context, c *enhance.Client) error { _, err := c.AccessTokens(ctx, org); return err },
	"servers":       func(ctx context.Context, c *enhance.Client) error { _, err := c.Servers(ctx); return err },
	"server":        func(ctx context.Context, c *enhance.Client) error { _, err := c.Server(ctx, server); return err },
	"server status": func(ctx context.Context, c *enhance.Client) error { _, err := c.ServerStatus(ctx, server); return err },
	"host names":    func(ctx context.Context, c *enhance.Client) error { _, err := c.ServerDomains(ctx, server); return err },
	"add host name": func(ctx context.Context, c *enhance.Client) error {
		_, err := c.AddServerDomain(ctx, server, "srv2.example.net")
		return err
	},
	"remove host name": func(ctx context.Context, c *enhance.Client) error { return c.RemoveServerDomain(ctx, server, domain) },
	"websites": func(ctx context.Context, c *enhance.Client) error {
		_, err := c.Websites(ctx, org, enhance.WebsiteQuery{})
		return err
	},
	"websites of a server": func(ctx context.Context, c *enhance.Client) error {
		_, err := c.Websites(ctx, org, enhance.WebsiteQuery{Server: server, Recursive: true, Search: "shop"})
		return err
	},
	"website": func(ctx context.Context, c *enhance.Client) error { _, err := c.Website(ctx, org, website); return err },
	"mappings": func(ctx context.Context, c *enhance.Client) error {
		_, err := c.Mappings(ctx, org, website)
		return err
	},
	"add mapping": func(ctx context.Context, c *enhance.Client) error {
		_, err := c.AddMapping(ctx, org, website, "shop.example")
		return err
	},
	"remove mapping": func(ctx context.Context, c *enhance.Client) error { return c.RemoveMapping(ctx, org, website, domain) },
	"check name": func(ctx context.Context, c *enhance.Client) error {
		_, _, err := c.CheckDomain(ctx, org, "shop.example")
		return err
	},
	"dns status": func(ctx context.Context, c *enhance.Client) error {
		_, err := c.DNSStatus(ctx, org, website, domain)
		return err
	},
	"preflight":   func(ctx context.Context, c *enhance.Client) error { _, err := c.Preflight(ctx, domain); return err },
	"issue":       func(ctx context.Context, c *enhance.Client) error { return c.IssueCertificate(ctx, domain) },
	"certificate": func(ctx context.Context, c *enhance.Client) error { _, err := c.Certificate(ctx, domain); return err },
}

func TestAMockOfTheSpecificationAcceptsEveryCall(t *testing.T) {
	p := startPrism(t)
	client := p.client(t)
	for name, ask := range calls {
		ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
		err := ask(ctx, client)
		cancel()
		for _, verdict := range p.taken() {
			t.Errorf("%s: %s", name, verdict)
		}
		if err != nil && !isMadeUp(name, err) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// isMadeUp knows the answers in which the mock gives a word for an address, or
// leaves out an id. No panel does, and the client does not take them.
func isMadeUp(name string, err error) bool {
	var e *enhance.Error
	return (name == "client ip" || name == "host names") && errors.As(err, &e) && e.Cause == enhance.UnexpectedAnswer
}

// A judge that lets everything pass proves nothing.
func TestAMockOfTheSpecificationRefusesWhatIsWrong(t *testing.T) {
	p := startPrism(t)
	for name, path := range map[string]string{
		"an unknown path": "/api/nonsense", "a malformed id": "/api/servers/5", "a limit that is no number": "/api/servers?limit=many",
	} {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, p.tls.URL+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Authorization", "Bearer prism-token-0123456789")
		response, err := p.tls.Client().Do(request)
		if err != nil {
			t.Fatal(err)
		}
		_ = response.Body.Close()
		if len(p.taken()) == 0 {
			t.Errorf("%s was accepted with %d", name, response.StatusCode)
		}
	}
}
