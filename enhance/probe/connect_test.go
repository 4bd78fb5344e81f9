package probe

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"io"
	"math/big"
	"net"
	"net/netip"
	"testing"
	"time"

	"enhance-wizard/enhance/probetest/steady"
)

// serveTLS answers connections on loopback, each in a goroutine, and returns a prober of that port.
func serveTLS(t testing.TB, config *tls.Config, limit time.Duration, serve func(net.Conn)) *Prober {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "shop.example"}, DNSNames: []string{"shop.example"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	config.Certificates = []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}
	l, err := tls.Listen("tcp4", "127.0.0.1:0", config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer func() { _ = c.Close() }()
				if c.(*tls.Conn).HandshakeContext(context.Background()) == nil {
					serve(c)
				}
			}()
		}
	}()
	resolver := netip.MustParseAddrPort("127.0.0.1:53") // not asked
	p, err := New(Config{
		Resolvers: []netip.AddrPort{resolver}, RootCAs: x509.NewCertPool(), Timeout: limit,
		HTTPSPort: uint16(l.Addr().(*net.TCPAddr).Port),
	})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func lookAt(t testing.TB, p *Prober) Endpoint {
	t.Helper()
	e := Endpoint{Address: netip.MustParseAddr("127.0.0.1"), At: time.Now()}
	p.connect(t.Context(), "shop.example", &e)
	return e
}

func TestServerThatWantsToKnowWhoAsks(t *testing.T) {
	t.Parallel()
	answer := func(text string) func(net.Conn) {
		return func(c net.Conn) { _, _ = io.WriteString(c, text) }
	}
	for name, c := range map[string]struct {
		version  uint16
		auth     tls.ClientAuthType
		answer   string
		identity bool
		status   int
	}{
		"TLS 1.2":         {tls.VersionTLS12, tls.RequireAnyClientCert, "", true, 0},
		"TLS 1.3":         {tls.VersionTLS13, tls.RequireAnyClientCert, "", true, 0},
		"nginx says so":   {tls.VersionTLS13, tls.RequestClientCert, "HTTP/1.1 400 Bad Request\r\n\r\n", true, 400},
		"lets us in":      {tls.VersionTLS13, tls.RequestClientCert, "HTTP/1.1 200 OK\r\n\r\n", false, 200},
		"does not ask":    {tls.VersionTLS13, tls.NoClientCert, "HTTP/1.1 403 Forbidden\r\n\r\n", false, 403},
		"hangs up anyway": {tls.VersionTLS13, tls.NoClientCert, "", false, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := lookAt(t, serveTLS(t, &tls.Config{MinVersion: tls.VersionTLS12, MaxVersion: c.version, ClientAuth: c.auth}, 2*time.Minute, answer(c.answer)))
			if e.Outcome != Answered || e.Certificate == nil || e.HTTP == nil || e.HTTP.Identity != c.identity || e.HTTP.Status != c.status {
				t.Errorf("%+v, HTTP %+v", e, e.HTTP)
			}
		})
	}
}

// TestDripIsCutOff: a byte now and then would keep a check busy for ever, if each one were waited for anew.
func TestDripIsCutOff(t *testing.T) {
	t.Parallel()
	drip := func(c net.Conn) {
		for _, b := range []byte("HTTP/1.1 200 OK\r\nX: " + string(make([]byte, 1000))) {
			if _, err := c.Write([]byte{b}); err != nil {
				return
			}
			time.Sleep(100 * time.Millisecond)
		}
	}
	steady.Run(t, func(t testing.TB) {
		began := time.Now()
		e := lookAt(t, serveTLS(t, &tls.Config{MinVersion: tls.VersionTLS12}, 2*time.Second, drip))
		if e.HTTP == nil || e.HTTP.Status != 0 || !e.HTTP.late {
			t.Errorf("%+v, HTTP %+v", e, e.HTTP)
		}
		if took := time.Since(began); took > time.Minute { // all of it would take longer
			t.Errorf("took %v, with a limit of two seconds", took)
		}
	})
}
