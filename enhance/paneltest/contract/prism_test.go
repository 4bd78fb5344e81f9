package contract_test

import (
	"bufio"
	"context"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os/exec"
	"path/filepath"
	"regexp"
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
	mock := exec.CommandContext(t.Context(), command, "mock", "--port", "0", specification)
	output, err := mock.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := mock.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = mock.Wait() })
	address := awaitAddress(t, output)

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

var listening = regexp.MustCompile(`listening on http://(\S+:\d+)`)

// awaitAddress reads what prism says until it names the address that it was given.
func awaitAddress(t *testing.T, output io.Reader) (address string) {
	t.Helper()
	found := make(chan string, 1)
	go func() {
		for lines := bufio.NewScanner(output); lines.Scan(); { // to the end: a full pipe would hold it up
			if said := listening.FindStringSubmatch(lines.Text()); said != nil {
				found <- said[1]
			}
		}
		close(found)
	}()
	select {
	case address, ok := <-found:
		if !ok {
			t.Fatal("prism ended before it listened")
		}
		return address
	case <-time.After(patience):
		t.Fatalf("prism does not listen after %s", patience)
		return ""
	}
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
		ctx, cancel := context.WithTimeout(t.Context(), patience)
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
