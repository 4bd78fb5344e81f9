package enhance_test

import (
	"bufio"
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"

	"enhance-wizard/enhance"
	"enhance-wizard/enhance/paneltest"
)

// newProxy is an HTTP proxy that knows CONNECT only, and leads every name to
// one place. It answers with the status in place of a tunnel unless that is 200.
func newProxy(t testing.TB, status int, place string) (address string, tunnels *atomic.Int32) {
	t.Helper()
	tunnels = &atomic.Int32{}
	address = listen(t, func(connection net.Conn) {
		reader := bufio.NewReader(connection)
		request, err := http.ReadRequest(reader)
		if err != nil || request.Method != http.MethodConnect {
			return
		}
		if status != http.StatusOK {
			_, _ = fmt.Fprintf(connection, "HTTP/1.1 %d %s\r\n\r\n", status, http.StatusText(status))
			return
		}
		inner, err := net.Dial("tcp", place)
		if err != nil {
			return
		}
		defer func() { _ = inner.Close() }()
		tunnels.Add(1)
		_, _ = io.WriteString(connection, "HTTP/1.1 200 Connection established\r\n\r\n")
		go func() { _, _ = io.Copy(inner, reader) }()
		_, _ = io.Copy(connection, inner)
	})
	return address, tunnels
}

func through(t testing.TB, proxy string) func(*enhance.Options) {
	t.Helper()
	return func(o *enhance.Options) {
		o.BaseURL = address(t, "https://panel.example/api")
		o.Proxy = func(*url.URL) (*url.URL, error) { return url.Parse("http://me:proxysecret@" + proxy) }
	}
}

func TestACallGoesThroughTheProxy(t *testing.T) {
	t.Parallel()
	panel := newPanel(t, paneltest.Options{Names: []string{"panel.example"}})
	proxy, tunnels := newProxy(t, 200, address(t, panel.URL()).Host())
	client := newClient(t, panel, masterToken, through(t, proxy))
	if _, err := client.Servers(background(t)); err != nil || tunnels.Load() != 1 {
		t.Fatalf("%d tunnels, %v", tunnels.Load(), err)
	}
	if client.Proxy() != proxy {
		t.Errorf("Proxy() = %q, want %q without the password", client.Proxy(), proxy)
	}
	contact, err := client.Contact(background(t))
	if err != nil || contact.Proxy != proxy || len(contact.Addresses) != 0 || contact.Remote.String() != proxy {
		t.Errorf("%+v, %v", contact, err)
	}
}

func TestAPinnedPanelIsReachedThroughAProxy(t *testing.T) {
	t.Parallel()
	shown := selfSigned(t, paneltest.CertificateRequest{Names: []string{"panel.example"}})
	panel := newPanel(t, paneltest.Options{Certificate: &shown})
	proxy, tunnels := newProxy(t, 200, address(t, panel.URL()).Host())
	for pin, cause := range map[enhance.Pin]enhance.Cause{pinOf(t, shown): "", {}: enhance.TLSPinMismatch} {
		client := newClient(t, panel, masterToken, through(t, proxy), func(o *enhance.Options) { o.Pins = []enhance.Pin{pin} })
		_, err := client.Servers(background(t))
		if cause != "" {
			wantError(t, err, cause)
		} else if err != nil || tunnels.Load() == 0 {
			t.Errorf("%d tunnels, %v", tunnels.Load(), err)
		}
	}
	if requests := panel.Requests(); len(requests) != 1 {
		t.Errorf("requests %+v", requests)
	}
}

func TestAProxyThatFails(t *testing.T) {
	t.Parallel()
	panel := newPanel(t, paneltest.Options{Names: []string{"panel.example"}})
	needsPassword, _ := newProxy(t, 407, "")
	forbids, _ := newProxy(t, 403, "")
	for name, change := range map[string]func(*enhance.Options){
		"closed":         through(t, closedPort(t)),
		"wants password": through(t, needsPassword),
		"forbids":        through(t, forbids),
		"malformed": func(o *enhance.Options) {
			o.Proxy = func(*url.URL) (*url.URL, error) { return nil, fmt.Errorf("parsing me:proxysecret@proxy") }
		},
	} {
		client := newClient(t, panel, masterToken, change)
		_, err := client.Servers(background(t))
		if failure := wantError(t, err, enhance.ProxyFailed); !failure.Unreachable() || strings.Contains(err.Error(), "proxysecret") {
			t.Errorf("%s: %v", name, err)
		}
	}
	// What nobody vouches for is the proxy: there is no key of the panel to pin.
	unknown := selfSigned(t, paneltest.CertificateRequest{Names: []string{"127.0.0.1"}})
	secured := listen(t, func(connection net.Conn) {
		_ = tls.Server(connection, &tls.Config{Certificates: []tls.Certificate{unknown}}).Handshake()
	})
	for _, pins := range [][]enhance.Pin{nil, {pinOf(t, unknown)}} {
		client := newClient(t, panel, masterToken, through(t, ""), func(o *enhance.Options) {
			o.Pins, o.Proxy = pins, func(*url.URL) (*url.URL, error) { return url.Parse("https://me:proxysecret@" + secured) }
		})
		_, err := client.Servers(background(t))
		if failure := wantError(t, err, enhance.ProxyFailed); failure.Pinnable || failure.Certificate != nil || strings.Contains(err.Error(), "proxysecret") {
			t.Errorf("%+v", failure)
		}
	}
	// The proxy works, what is behind it does not.
	foreign := newPanel(t, paneltest.Options{Names: []string{"panel.example"}})
	works, _ := newProxy(t, 200, address(t, foreign.URL()).Host())
	_, err := newClient(t, panel, masterToken, through(t, works)).Servers(background(t))
	wantError(t, err, enhance.TLSUnknownAuthority)
}

func TestTheEnvironmentNamesTheProxy(t *testing.T) {
	t.Setenv("HTTPS_PROXY", "http://me:proxysecret@proxy.example:3128")
	t.Setenv("NO_PROXY", "inside.example")
	for raw, want := range map[string]string{
		"https://panel.example":        "proxy.example:3128",
		"https://panel.inside.example": "",
		"https://127.0.0.1":            "",
		"http://127.0.0.1":             "",
	} {
		if got := enhance.New(enhance.Options{BaseURL: address(t, raw)}).Proxy(); got != want {
			t.Errorf("%s: proxy %q, want %q", raw, got, want)
		}
	}
}

func TestPlainHTTPNeverGoesThroughAProxy(t *testing.T) {
	t.Parallel()
	client := enhance.New(enhance.Options{
		BaseURL: address(t, "http://127.0.0.1:9"),
		Proxy:   func(*url.URL) (*url.URL, error) { return url.Parse("http://proxy.example:3128") },
	})
	if client.Proxy() != "" {
		t.Errorf("Proxy() = %q", client.Proxy())
	}
}
