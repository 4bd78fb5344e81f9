package enhance_test

import (
	"crypto/sha256"
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"enhance-wizard/enhance"
	"enhance-wizard/enhance/paneltest"
)

// must returns what a fixture makes, or ends the test.
func must[T any](t testing.TB) func(value T, err error) T {
	return func(value T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
}

func TestCertificatesThatAreNotAccepted(t *testing.T) {
	t.Parallel()
	trusted := must[*paneltest.Authority](t)(paneltest.NewAuthority("trusted authority"))
	foreign := must[*paneltest.Authority](t)(paneltest.NewAuthority("foreign authority"))
	certificate := must[tls.Certificate](t)
	now := time.Now()
	here, elsewhere := []string{"127.0.0.1", "panel.example"}, []string{"other.example"}
	past := paneltest.CertificateRequest{Names: here, NotBefore: now.AddDate(0, -4, 0), NotAfter: now.AddDate(0, -1, 0)}
	future := paneltest.CertificateRequest{Names: here, NotBefore: now.AddDate(0, 1, 0), NotAfter: now.AddDate(0, 4, 0)}
	for name, c := range map[string]struct {
		shown  tls.Certificate
		cause  enhance.Cause
		issuer string
	}{
		"self-signed":             {certificate(paneltest.SelfSigned(paneltest.CertificateRequest{Names: here})), enhance.TLSSelfSigned, "CN=127.0.0.1"},
		"self-signed, wrong name": {certificate(paneltest.SelfSigned(paneltest.CertificateRequest{Names: elsewhere})), enhance.TLSSelfSigned, "CN=other.example"},
		"self-signed, expired":    {certificate(paneltest.SelfSigned(past)), enhance.TLSSelfSigned, "CN=127.0.0.1"},
		"unknown authority":       {certificate(foreign.Issue(paneltest.CertificateRequest{Names: here})), enhance.TLSUnknownAuthority, "CN=foreign authority"},
		"unknown, wrong name":     {certificate(foreign.Issue(paneltest.CertificateRequest{Names: elsewhere})), enhance.TLSUnknownAuthority, "CN=foreign authority"},
		"expired":                 {certificate(trusted.Issue(past)), enhance.TLSExpired, "CN=trusted authority"},
		"not yet valid":           {certificate(trusted.Issue(future)), enhance.TLSNotYetValid, "CN=trusted authority"},
		"wrong name":              {certificate(trusted.Issue(paneltest.CertificateRequest{Names: elsewhere})), enhance.TLSWrongName, "CN=trusted authority"},
		"no name at all":          {certificate(trusted.Issue(paneltest.CertificateRequest{})), enhance.TLSWrongName, "CN=trusted authority"},
		"accepted, to be sure":    {certificate(trusted.Issue(paneltest.CertificateRequest{Names: here})), "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var requests atomic.Int32
			server := serveTLS(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				requests.Add(1)
				_, _ = io.WriteString(w, "[]")
			}), &tls.Config{Certificates: []tls.Certificate{c.shown}})
			client := connect(t, enhance.Options{
				BaseURL: address(t, server.URL), Token: token(t, masterToken), RootCAs: pool(t, trusted.PEM()),
			})
			_, err := client.Servers(background(t))
			if c.cause == "" {
				if err != nil || requests.Load() != 1 {
					t.Fatalf("%d requests, %v", requests.Load(), err)
				}
				return
			}
			failure := wantError(t, err, c.cause)
			if requests.Load() != 0 || !failure.Unreachable() {
				t.Errorf("%d requests were sent, unreachable %t", requests.Load(), failure.Unreachable())
			}
			facts, leaf := failure.Certificate, c.shown.Leaf
			if facts == nil || facts.Issuer != c.issuer || !facts.NotAfter.Equal(leaf.NotAfter) || !facts.NotBefore.Equal(leaf.NotBefore) {
				t.Fatalf("certificate %+v", facts)
			}
			if want := fmt.Sprintf("%x", sha256.Sum256(leaf.Raw)); strings.ToLower(strings.ReplaceAll(facts.Fingerprint, ":", "")) != want {
				t.Errorf("fingerprint %s, want %s", facts.Fingerprint, want)
			}
			if want := len(leaf.DNSNames) + len(leaf.IPAddresses); len(facts.Names) != want {
				t.Errorf("names %v", facts.Names)
			}
		})
	}
}

func TestTheSystemsAuthoritiesAreTheDefault(t *testing.T) {
	t.Parallel()
	panel := newPanel(t, paneltest.Options{})
	client := newClient(t, panel, masterToken, func(o *enhance.Options) { o.RootCAs = nil })
	_, err := client.Version(background(t))
	wantError(t, err, enhance.TLSUnknownAuthority)
}

func TestOldTLSIsRefused(t *testing.T) {
	t.Parallel()
	authority := must[*paneltest.Authority](t)(paneltest.NewAuthority("trusted authority"))
	shown := must[tls.Certificate](t)(authority.Issue(paneltest.CertificateRequest{Names: []string{"127.0.0.1"}}))
	for version, want := range map[uint16]enhance.Cause{tls.VersionTLS10: enhance.TLSFailed, tls.VersionTLS11: enhance.TLSFailed, tls.VersionTLS12: ""} {
		server := serveTLS(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, `"1.0.0"`) }),
			&tls.Config{Certificates: []tls.Certificate{shown}, MinVersion: tls.VersionTLS10, MaxVersion: version})
		client := connect(t, enhance.Options{BaseURL: address(t, server.URL), RootCAs: pool(t, authority.PEM())})
		_, err := client.Version(background(t))
		if want == "" && err != nil {
			t.Errorf("%s: %v", tls.VersionName(version), err)
		} else if want != "" {
			wantError(t, err, want)
		}
	}
}

// listen accepts connections and gives each to serve, until the test ends.
func listen(t testing.TB, serve func(net.Conn)) string {
	t.Helper()
	listener := must[net.Listener](t)(net.Listen("tcp", "127.0.0.1:0"))
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			connection, err := listener.Accept()
			if err != nil {
				return
			}
			go func() {
				defer func() { _ = connection.Close() }()
				serve(connection)
			}()
		}
	}()
	return listener.Addr().String()
}

func TestPortsThatSpeakNoTLS(t *testing.T) {
	t.Parallel()
	say := func(words string) func(net.Conn) {
		return func(connection net.Conn) {
			_, _ = io.ReadFull(connection, make([]byte, 5))
			_, _ = io.WriteString(connection, words)
			_, _ = io.Copy(io.Discard, connection)
		}
	}
	for name, c := range map[string]struct {
		serve func(net.Conn)
		cause enhance.Cause
	}{
		"http":    {say("HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\n\r\nClient sent an HTTP request to an HTTPS server"), enhance.TLSNotSpoken},
		"ssh":     {say("SSH-2.0-OpenSSH_9.6\r\n"), enhance.TLSNotSpoken},
		"silence": {func(connection net.Conn) { _, _ = io.Copy(io.Discard, connection) }, enhance.Timeout},
		"hang-up": {func(net.Conn) {}, enhance.ConnectionFailed},
		"alert":   {say("\x15\x03\x03\x00\x02\x02\x28"), enhance.TLSFailed},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			options := enhance.Options{BaseURL: address(t, "https://"+listen(t, c.serve)), Token: token(t, masterToken)}
			if c.cause == enhance.Timeout {
				options.Timeouts.TLS = time.Second
			}
			client := connect(t, options)
			_, err := client.Servers(background(t))
			if failure := wantError(t, err, c.cause); !failure.Unreachable() || failure.Status != 0 {
				t.Errorf("%+v", failure)
			}
		})
	}
}

// newRawServer is a client of a server that answers every request over TLS with
// exactly these bytes, and then ends the connection.
func newRawServer(t testing.TB, answer string) *enhance.Client {
	t.Helper()
	authority := must[*paneltest.Authority](t)(paneltest.NewAuthority("trusted authority"))
	shown := must[tls.Certificate](t)(authority.Issue(paneltest.CertificateRequest{Names: []string{"127.0.0.1"}}))
	target := listen(t, func(connection net.Conn) {
		secured := tls.Server(connection, &tls.Config{Certificates: []tls.Certificate{shown}})
		_, _ = secured.Read(make([]byte, 4096))
		_, _ = io.WriteString(secured, answer)
		_ = secured.CloseWrite()
		_, _ = io.Copy(io.Discard, connection)
	})
	return connect(t, enhance.Options{
		BaseURL: address(t, "https://"+target), Token: token(t, masterToken), RootCAs: pool(t, authority.PEM()),
	})
}
