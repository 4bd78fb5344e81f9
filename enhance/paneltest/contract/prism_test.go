package contract_test

import (
	"context"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"enhance-wizard/enhance"
)

// prism is a panel that another tool makes of the specification alone, behind
// TLS. It says of every request whether the specification allows it.
type prism struct {
	tls *httptest.Server

	mu       sync.Mutex
	verdicts []string
	asked    []string
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
	address, port := freeAddress(t)
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

// freeAddress is below the ports that the system hands out, so that no test which
// begins to listen meanwhile is given it.
func freeAddress(t *testing.T) (address, port string) {
	t.Helper()
	for range 100 {
		port = strconv.Itoa(20000 + rand.IntN(10000))
		address = net.JoinHostPort("127.0.0.1", port)
		if free, err := net.Listen("tcp", address); err == nil {
			_ = free.Close()
			return address, port
		}
	}
	t.Fatal("no port is free")
	return "", ""
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
	p.asked = append(p.asked, call)
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

// routes are what the client asked for so far, as the specification writes it.
func (p *prism) routes() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	var routes []string
	for _, call := range p.asked {
		routes = append(routes, routeOf(call))
	}
	return routes
}

func (p *prism) client(t *testing.T) *enhance.Client {
	t.Helper()
	authority := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: p.tls.Certificate().Raw})
	return clientOf(t, p.tls.URL, "prism-token-0123456789", authority)
}

func TestAMockOfTheSpecificationAcceptsEveryCall(t *testing.T) {
	p := startPrism(t)
	client := p.client(t)
	for _, call := range calls {
		if call.falsy {
			continue
		}
		ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
		err := call.ask(ctx, client)
		cancel()
		for _, verdict := range p.taken() {
			t.Errorf("%s: %s", call.method, verdict)
		}
		if err != nil && !isMadeUp(call.method, err) {
			t.Errorf("%s: %v", call.method, err)
		}
	}
	wantEveryRoute(t, p.routes())
}

// isMadeUp knows the answers in which the mock gives a word for an address, or
// leaves out an id. No panel does, and the client does not take them.
func isMadeUp(method string, err error) bool {
	var e *enhance.Error
	return (method == "ClientIP" || method == "ServerDomains") && errors.As(err, &e) && e.Cause == enhance.UnexpectedAnswer
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
