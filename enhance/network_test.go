package enhance_test

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"os/exec"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/miekg/dns"

	"enhance-wizard/enhance"
	"enhance-wizard/enhance/probetest"
)

// plainServer is a client of a server without TLS.
func plainServer(t testing.TB) *enhance.Client {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, `"12.0.0"`) }))
	t.Cleanup(server.Close)
	return connect(t, enhance.Options{BaseURL: address(t, server.URL)})
}

// resolver asks a DNS server of this test, which answers every question with
// the code and the records, or not at all when the code is below zero.
func resolver(t testing.TB, code int, records ...string) *net.Resolver {
	t.Helper()
	socket := must[net.PacketConn](t)(net.ListenPacket("udp", "127.0.0.1:0"))
	server := &dns.Server{PacketConn: socket, Handler: dns.HandlerFunc(func(w dns.ResponseWriter, question *dns.Msg) {
		if code < 0 {
			return
		}
		answer := new(dns.Msg).SetRcode(question, code)
		answer.RecursionAvailable = true
		for _, text := range records {
			record, err := dns.NewRR(question.Question[0].Name + " 60 IN " + text)
			if err == nil && record.Header().Rrtype == question.Question[0].Qtype {
				answer.Answer = append(answer.Answer, record)
			}
		}
		_ = w.WriteMsg(answer)
	})}
	go func() { _ = server.ActivateAndServe() }()
	t.Cleanup(func() { _ = server.Shutdown() })
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "udp", socket.LocalAddr().String())
	}}
}

func TestNamesThatLeadNowhere(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		resolver *net.Resolver
		url      string
		cause    enhance.Cause
	}{
		"no such host":           {resolver(t, dns.RcodeNameError), "https://panel.example", enhance.HostNotFound},
		"no address":             {resolver(t, dns.RcodeSuccess), "https://panel.example", enhance.HostNotFound},
		"resolver fails":         {resolver(t, dns.RcodeServerFailure), "https://panel.example", enhance.ResolverFailed},
		"resolver is silent":     {resolver(t, -1), "https://panel.example", enhance.ResolverFailed},
		"metadata behind a name": {resolver(t, dns.RcodeSuccess, "A 169.254.169.254"), "https://panel.example", enhance.AddressBlocked},
		"metadata, mapped":       {resolver(t, dns.RcodeSuccess, "AAAA ::ffff:169.254.169.254"), "https://panel.example", enhance.AddressBlocked},
		"metadata, translated":   {resolver(t, dns.RcodeSuccess, "AAAA 64:ff9b::a9fe:a9fe"), "https://panel.example", enhance.AddressBlocked},
		"link-local":             {resolver(t, dns.RcodeSuccess, "AAAA fe80::1"), "https://panel.example", enhance.AddressBlocked},
		"unspecified":            {resolver(t, dns.RcodeSuccess, "A 0.0.0.0"), "https://panel.example", enhance.AddressBlocked},
		"http, not loopback":     {resolver(t, dns.RcodeSuccess, "A 203.0.113.9"), "http://panel.localhost", enhance.AddressBlocked},
		"metadata itself":        {nil, "https://169.254.169.254", enhance.AddressBlocked},
		"metadata of AWS, IPv6":  {nil, "https://[fd00:ec2::254]", enhance.AddressBlocked},
		"metadata by name":       {nil, "https://metadata.google.internal", enhance.AddressBlocked},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			options := enhance.Options{BaseURL: address(t, c.url), Token: token(t, masterToken), Resolver: c.resolver}
			if name == "resolver is silent" {
				options.Timeouts.Dial = time.Second
			}
			client := connect(t, options)
			_, err := client.Servers(background(t))
			if failure := wantError(t, err, c.cause); !failure.Unreachable() || failure.Host != client.BaseURL().Host() {
				t.Errorf("%+v", failure)
			}
		})
	}
}

// closedPort is an address that refuses connections. It is bound until the test
// ends, so that nobody else begins to listen there.
func closedPort(t testing.TB) string {
	t.Helper()
	socket := must[int](t)(syscall.Socket(syscall.AF_INET, syscall.SOCK_STREAM, 0))
	t.Cleanup(func() { _ = syscall.Close(socket) })
	if err := syscall.Bind(socket, &syscall.SockaddrInet4{Addr: [4]byte{127, 0, 0, 1}}); err != nil {
		t.Fatal(err)
	}
	bound := must[syscall.Sockaddr](t)(syscall.Getsockname(socket)).(*syscall.SockaddrInet4)
	return netip.AddrPortFrom(netip.AddrFrom4(bound.Addr), uint16(bound.Port)).String()
}

func TestAClosedPortIsRefused(t *testing.T) {
	t.Parallel()
	client := connect(t, enhance.Options{BaseURL: address(t, "https://"+closedPort(t))})
	_, err := client.Version(background(t))
	if failure := wantError(t, err, enhance.ConnectionRefused); !failure.Unreachable() || failure.Call != "GET /version" {
		t.Errorf("%+v", failure)
	}
}

// A firewall that drops packets answers no SYN.
func TestAPortThatDropsPacketsTimesOut(t *testing.T) {
	t.Parallel()
	at, stop, err := probetest.Drop()
	if errors.Is(err, errors.ErrUnsupported) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	_, err = connect(t, enhance.Options{
		BaseURL:  address(t, "https://"+at.String()),
		Timeouts: enhance.Timeouts{Dial: time.Second},
	}).Version(background(t))
	wantError(t, err, enhance.ConnectTimeout)
}

func TestAnAddressWithoutARouteIsUnreachable(t *testing.T) {
	t.Parallel()
	if os.Getenv(withoutNetwork) == "" {
		runWithoutNetwork(t)
		return
	}
	_, err := connect(t, enhance.Options{BaseURL: address(t, "https://[2001:db8::1]")}).Version(background(t))
	wantError(t, err, enhance.NetworkUnreachable)
}

// withoutNetwork marks the run of a test in a network of its own, which has no
// route to anywhere.
const withoutNetwork = "ENHANCE_TEST_WITHOUT_NETWORK"

func runWithoutNetwork(t testing.TB) {
	t.Helper()
	unshare, err := exec.LookPath("unshare")
	if err != nil {
		t.Skip("needs unshare of util-linux")
	}
	arguments := []string{"--net"}
	if os.Geteuid() != 0 {
		arguments = append(arguments, "--map-root-user")
	}
	if err := exec.CommandContext(t.Context(), unshare, append(arguments, "true")...).Run(); err != nil {
		t.Skip("this machine gives no user a network of its own")
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	command := exec.CommandContext(t.Context(), unshare, append(arguments, self, "-test.v", "-test.run", "^"+t.Name()+"$")...)
	command.Env = append(os.Environ(), withoutNetwork+"=1")
	out, err := command.CombinedOutput()
	if err != nil || !strings.Contains(string(out), "--- PASS: "+t.Name()) {
		t.Errorf("%v: %s", err, out)
	}
}

func TestACallEndsWithItsContext(t *testing.T) {
	t.Parallel()
	overHTTP2(t, func(t testing.TB) {
		arrived := make(chan struct{}, 1)
		client := newHostile(t, http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
			arrived <- struct{}{}
			<-r.Context().Done()
			panic(http.ErrAbortHandler) // to return would be an answer
		}), "h2")
		ctx, cancel := context.WithCancel(background(t))
		go func() {
			<-arrived
			cancel()
		}()
		began := time.Now()
		_, err := client.Version(ctx)
		if failure := wantError(t, err, enhance.Cancelled); failure.Unreachable() || time.Since(began) > patience/2 {
			t.Errorf("%+v after %s", failure, time.Since(began))
		}
		_, err = client.Version(ctx)
		wantError(t, err, enhance.Cancelled)

		hurried, cancelHurried := context.WithTimeout(background(t), 50*time.Millisecond)
		defer cancelHurried()
		_, err = client.Version(hurried)
		wantError(t, err, enhance.Timeout)
	})
}

// A panel that is about to restart ends its connections in good order (GOAWAY of
// HTTP/2): neither a read nor a write notices.
func TestAConnectionThatThePanelEndsIsNotNoticed(t *testing.T) {
	t.Parallel()
	overHTTP2(t, func(t testing.TB) {
		var protocols sync.Map
		client := newHostile(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			protocols.Store(r.Proto, true)
			w.Header().Set("Connection", "close")
			_, _ = io.WriteString(w, `"12.0.0"`)
		}), "h2")
		for range 2 {
			if _, err := client.Version(background(t)); err != nil {
				t.Error(err)
			}
			if _, err := client.AddMapping(background(t), customerOrg, network, "shop.example"); err != nil {
				t.Error(err)
			}
		}
		if _, spoken := protocols.Load("HTTP/2.0"); !spoken {
			t.Error("HTTP/2 was not spoken")
		}
	})
}

// A read may be sent again by the transport when a kept connection proves dead;
// a write may not, since it could have been done.
func TestNoWriteIsSentTwice(t *testing.T) {
	t.Parallel()
	overHTTP2(t, func(t testing.TB) {
		var writes atomic.Int32
		client := newHostile(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Method == http.MethodGet {
				_, _ = io.WriteString(w, `"1.0.0"`)
				return
			}
			writes.Add(1)
			panic(http.ErrAbortHandler)
		}), "h2")
		ctx := background(t)
		for want := int32(1); want <= 3; want += 2 {
			if _, err := client.Version(ctx); err != nil { // a connection to keep
				t.Fatal(err)
			}
			_, err := client.AddMapping(ctx, customerOrg, network, "shop.example")
			wantError(t, err, enhance.ConnectionFailed)
			if _, err := client.Version(ctx); err != nil {
				t.Fatal(err)
			}
			wantError(t, client.RemoveMapping(ctx, customerOrg, network, blog), enhance.ConnectionFailed)
			if got := writes.Load(); got != want+1 {
				t.Fatalf("%d writes arrived, want %d", got, want+1)
			}
		}
	})
}
