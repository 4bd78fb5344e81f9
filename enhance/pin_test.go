package enhance_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"enhance-wizard/enhance"
	"enhance-wizard/enhance/paneltest"
)

// pinOf works the pin out as `openssl x509 -pubkey | openssl pkey -pubin
// -outform der | openssl dgst -sha256` does.
func pinOf(t testing.TB, shown tls.Certificate) enhance.Pin {
	t.Helper()
	der, err := x509.MarshalPKIXPublicKey(shown.Leaf.PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	return sha256.Sum256(der)
}

func TestPinsAreReadInTheFormsOfOtherTools(t *testing.T) {
	t.Parallel()
	sum := sha256.Sum256([]byte("a key"))
	plain := hex.EncodeToString(sum[:])
	var colons []string
	for i := 0; i < len(plain); i += 2 {
		colons = append(colons, strings.ToUpper(plain[i:i+2]))
	}
	for _, text := range []string{
		"sha256:" + plain, "SHA256:" + strings.ToUpper(plain), " sha256: " + plain + "\n", "sha256:" + strings.Join(colons, ":"),
		"sha256//" + base64.StdEncoding.EncodeToString(sum[:]), "sha256:" + base64.RawStdEncoding.EncodeToString(sum[:]),
	} {
		pin, err := enhance.ParsePin(text)
		if err != nil || pin != enhance.Pin(sum) || pin.String() != "sha256:"+plain {
			t.Errorf("%q: %s, %v", text, pin, err)
		}
	}
	for text, want := range map[string]enhance.PinReason{
		"": enhance.PinEmpty, plain: enhance.PinAlgorithm, "sha1:" + plain[:40]: enhance.PinAlgorithm, "sha": enhance.PinAlgorithm,
		"sha256": enhance.PinMalformed, "sha256:": enhance.PinMalformed, "sha256/" + plain: enhance.PinMalformed, "sha256:" + plain[2:]: enhance.PinMalformed,
		"sha256:" + plain + "00": enhance.PinMalformed, "sha256:" + strings.Repeat("zz", 32): enhance.PinMalformed,
	} {
		_, err := enhance.ParsePin(text)
		var wrong *enhance.PinError
		if !errors.As(err, &wrong) || wrong.Reason != want {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

// A pin says which key it must be, and stands in for an authority. For names
// and dates it does not.
func TestPinnedKeys(t *testing.T) {
	t.Parallel()
	trusted := must[*paneltest.Authority](t)(paneltest.NewAuthority("trusted authority"))
	foreign := must[*paneltest.Authority](t)(paneltest.NewAuthority("foreign authority"))
	here := paneltest.CertificateRequest{Names: []string{"127.0.0.1"}}
	issue := func(authority *paneltest.Authority, r paneltest.CertificateRequest) tls.Certificate {
		return must[tls.Certificate](t)(authority.Issue(r))
	}
	panel, rotated, unknown := issue(trusted, here), issue(trusted, here), issue(foreign, here)
	elsewhere := issue(trusted, paneltest.CertificateRequest{Names: []string{"other.example"}})
	self, stray := selfSigned(t, here), selfSigned(t, paneltest.CertificateRequest{Names: []string{"other.example"}})
	old := selfSigned(t, paneltest.CertificateRequest{Names: []string{"127.0.0.1"}, NotBefore: time.Now().AddDate(0, -2, 0), NotAfter: time.Now().AddDate(0, -1, 0)})
	for name, c := range map[string]struct {
		shown tls.Certificate
		pins  []enhance.Pin
		cause enhance.Cause
	}{
		"no pin":                              {shown: panel},
		"the pinned key":                      {shown: panel, pins: []enhance.Pin{pinOf(t, panel)}},
		"another key":                         {shown: rotated, pins: []enhance.Pin{pinOf(t, panel)}, cause: enhance.TLSPinMismatch},
		"the next key, pinned beside":         {shown: rotated, pins: []enhance.Pin{pinOf(t, panel), pinOf(t, rotated)}},
		"pinned, of an unknown authority":     {shown: unknown, pins: []enhance.Pin{pinOf(t, unknown)}},
		"pinned, self-signed":                 {shown: self, pins: []enhance.Pin{pinOf(t, self)}},
		"pinned, self-signed, next key":       {shown: self, pins: []enhance.Pin{pinOf(t, panel)}, cause: enhance.TLSPinMismatch},
		"pinned, unknown, next key":           {shown: unknown, pins: []enhance.Pin{pinOf(t, self)}, cause: enhance.TLSPinMismatch},
		"pinned, self-signed, expired":        {shown: old, pins: []enhance.Pin{pinOf(t, old)}, cause: enhance.TLSExpired},
		"pinned, self-signed, wrong name":     {shown: stray, pins: []enhance.Pin{pinOf(t, stray)}, cause: enhance.TLSWrongName},
		"pinned, for another name":            {shown: elsewhere, pins: []enhance.Pin{pinOf(t, elsewhere)}, cause: enhance.TLSWrongName},
		"a pin that no key has, wrong name":   {shown: elsewhere, pins: []enhance.Pin{{}}, cause: enhance.TLSWrongName},
		"a pin that no key has, trusted name": {shown: panel, pins: []enhance.Pin{{}}, cause: enhance.TLSPinMismatch},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var requests atomic.Int32
			server := serveTLS(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				requests.Add(1)
				_, _ = io.WriteString(w, "[]")
			}), &tls.Config{Certificates: []tls.Certificate{c.shown}})
			client := connect(t, enhance.Options{
				BaseURL: address(t, server.URL), Token: token(t, masterToken), RootCAs: pool(t, trusted.PEM()), Pins: c.pins,
			})
			_, err := client.Servers(background(t))
			if c.cause == "" {
				if err != nil {
					t.Error(err)
				}
				return
			}
			failure := wantError(t, err, c.cause)
			if requests.Load() != 0 || !failure.Unreachable() {
				t.Errorf("%d requests were sent, unreachable %t", requests.Load(), failure.Unreachable())
			}
			if failure.Certificate == nil || failure.Certificate.Pin != pinOf(t, c.shown) {
				t.Errorf("what was shown: %+v", failure.Certificate)
			}
			if c.cause == enhance.TLSPinMismatch && !slices.Equal(failure.Pinned, c.pins) {
				t.Errorf("what was pinned: %v", failure.Pinned)
			}
		})
	}
}

func selfSigned(t testing.TB, r paneltest.CertificateRequest) tls.Certificate {
	t.Helper()
	return must[tls.Certificate](t)(paneltest.SelfSigned(r))
}

// What a face shows to have it compared: the key, and whether to pin it would do.
func TestACertificateThatLacksOnlyAnAuthorityCanBePinned(t *testing.T) {
	t.Parallel()
	here := []string{"127.0.0.1"}
	foreign := must[*paneltest.Authority](t)(paneltest.NewAuthority("foreign authority"))
	now := time.Now()
	for name, c := range map[string]struct {
		shown       tls.Certificate
		cause, flaw enhance.Cause
	}{
		"self-signed":             {selfSigned(t, paneltest.CertificateRequest{Names: here}), enhance.TLSSelfSigned, ""},
		"unknown authority":       {must[tls.Certificate](t)(foreign.Issue(paneltest.CertificateRequest{Names: here})), enhance.TLSUnknownAuthority, ""},
		"self-signed, wrong name": {selfSigned(t, paneltest.CertificateRequest{Names: []string{"other.example"}}), enhance.TLSSelfSigned, enhance.TLSWrongName},
		"self-signed, expired": {
			selfSigned(t, paneltest.CertificateRequest{Names: here, NotBefore: now.AddDate(0, -2, 0), NotAfter: now.AddDate(0, -1, 0)}),
			enhance.TLSSelfSigned, enhance.TLSExpired,
		},
		"self-signed, early": {
			selfSigned(t, paneltest.CertificateRequest{Names: here, NotBefore: now.AddDate(0, 1, 0), NotAfter: now.AddDate(0, 2, 0)}),
			enhance.TLSSelfSigned, enhance.TLSNotYetValid,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var requests atomic.Int32
			server := serveTLS(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				requests.Add(1)
				_, _ = io.Copy(io.Discard, r.Body)
				_, _ = io.WriteString(w, `"1.0.0"`)
			}), &tls.Config{Certificates: []tls.Certificate{c.shown}})
			options := enhance.Options{BaseURL: address(t, server.URL), Token: token(t, masterToken)}
			client := connect(t, options)
			_, err := client.Version(background(t))
			failure := wantError(t, err, c.cause)
			if failure.Flaw != c.flaw || failure.Pinnable != (c.flaw == "") || failure.Certificate.Pin != pinOf(t, c.shown) || requests.Load() != 0 {
				t.Fatalf("pinnable %t, flaw %q, %d requests, %+v", failure.Pinnable, failure.Flaw, requests.Load(), failure.Certificate)
			}
			if c.flaw != "" {
				return
			}
			options.Pins = []enhance.Pin{failure.Certificate.Pin}
			pinned := connect(t, options)
			contact, err := pinned.Contact(background(t))
			if err != nil || !contact.ByPin || contact.Certificate.Pin != pinOf(t, c.shown) || contact.TLS <= 0 {
				t.Errorf("%+v, %v", contact, err)
			}
			// A write whose first handshake failed is sent once, with its body.
			if _, err := pinned.AddMapping(background(t), customerOrg, network, "shop.example"); err != nil || requests.Load() != 2 {
				t.Errorf("%d requests, %v", requests.Load(), err)
			}
		})
	}
}

func TestAnAuthorityIsToldFromAPin(t *testing.T) {
	t.Parallel()
	panel := newPanel(t, paneltest.Options{})
	contact, err := newClient(t, panel, "").Contact(background(t))
	if err != nil || contact.ByPin {
		t.Fatalf("%+v, %v", contact, err)
	}
	pins := func(o *enhance.Options) { o.Pins = []enhance.Pin{contact.Certificate.Pin} }
	if contact, err := newClient(t, panel, "", pins).Contact(background(t)); err != nil || contact.ByPin {
		t.Errorf("%+v, %v", contact, err)
	}
}

// A panel that renews a self-signed certificate with its key is still known.
func TestAPinnedPanelMayRenewItsCertificate(t *testing.T) {
	t.Parallel()
	key := must[*ecdsa.PrivateKey](t)(ecdsa.GenerateKey(elliptic.P256(), rand.Reader))
	first, second := signedBy(t, key), signedBy(t, key)
	var shown atomic.Pointer[tls.Certificate]
	shown.Store(&first)
	server := serveTLS(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, `"1.0.0"`) }),
		&tls.Config{GetConfigForClient: func(*tls.ClientHelloInfo) (*tls.Config, error) {
			return &tls.Config{Certificates: []tls.Certificate{*shown.Load()}}, nil
		}})
	client := connect(t, enhance.Options{BaseURL: address(t, server.URL), Pins: []enhance.Pin{pinOf(t, first)}})
	for _, next := range []*tls.Certificate{&first, &second} {
		shown.Store(next)
		client.Close() // so that the next call shakes hands again
		if _, err := client.Version(background(t)); err != nil {
			t.Error(err)
		}
	}
}

// signedBy makes a self-signed certificate of a key.
func signedBy(t testing.TB, key *ecdsa.PrivateKey) tls.Certificate {
	t.Helper()
	template := *selfSigned(t, paneltest.CertificateRequest{Names: []string{"127.0.0.1"}}).Leaf
	template.PublicKey = &key.PublicKey
	der := must[[]byte](t)(x509.CreateCertificate(rand.Reader, &template, &template, &key.PublicKey, key))
	leaf := must[*x509.Certificate](t)(x509.ParseCertificate(der))
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key, Leaf: leaf}
}

// A renewed certificate keeps its pin with its key. Authority.Issue makes a new
// key each time, so the certificate is signed here.
func TestARenewedCertificateWithItsKeyKeepsThePin(t *testing.T) {
	t.Parallel()
	key := must[*ecdsa.PrivateKey](t)(ecdsa.GenerateKey(elliptic.P256(), rand.Reader))
	roots := x509.NewCertPool()
	renewed := func() tls.Certificate {
		shown := signedBy(t, key)
		roots.AddCert(shown.Leaf)
		return shown
	}
	pin := pinOf(t, renewed())
	server := serveTLS(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, `"1.0.0"`) }),
		&tls.Config{Certificates: []tls.Certificate{renewed()}})
	client := connect(t, enhance.Options{BaseURL: address(t, server.URL), RootCAs: roots, Pins: []enhance.Pin{pin}})
	if _, err := client.Version(background(t)); err != nil {
		t.Error(err)
	}
}

// The handshake with an https proxy comes first, and its key is not the panel's.
func TestAnHTTPSProxyHasAKeyOfItsOwn(t *testing.T) {
	t.Parallel()
	authority := must[*paneltest.Authority](t)(paneltest.NewAuthority("trusted authority"))
	panel := newPanel(t, paneltest.Options{Names: []string{"panel.example"}, Authority: authority})
	plain, tunnels := newProxy(t, http.StatusOK, address(t, panel.URL()).Host())
	shown := must[tls.Certificate](t)(authority.Issue(paneltest.CertificateRequest{Names: []string{"127.0.0.1"}}))
	secured := listen(t, func(connection net.Conn) {
		outer := tls.Server(connection, &tls.Config{Certificates: []tls.Certificate{shown}})
		inner, err := net.Dial("tcp", plain)
		if err != nil {
			return
		}
		defer func() { _ = inner.Close() }()
		go func() { _, _ = io.Copy(inner, outer) }()
		_, _ = io.Copy(outer, inner)
	})
	served := must[*tls.Conn](t)(tls.Dial("tcp", address(t, panel.URL()).Host(), &tls.Config{RootCAs: pool(t, authority.PEM())}))
	key := sha256.Sum256(served.ConnectionState().PeerCertificates[0].RawSubjectPublicKeyInfo)
	_ = served.Close()
	for pin, cause := range map[enhance.Pin]enhance.Cause{key: "", pinOf(t, shown): enhance.TLSPinMismatch} {
		client := newClient(t, panel, masterToken, func(o *enhance.Options) {
			o.BaseURL, o.Pins = address(t, "https://panel.example/api"), []enhance.Pin{pin}
			o.Proxy = func(*url.URL) (*url.URL, error) { return url.Parse("https://" + secured) }
		})
		_, err := client.Servers(background(t))
		if cause != "" {
			wantError(t, err, cause)
		} else if err != nil || tunnels.Load() == 0 {
			t.Errorf("%d tunnels, %v", tunnels.Load(), err)
		}
	}
}

func TestAPinIsNotForgottenWithoutTLS(t *testing.T) {
	t.Parallel()
	client := connect(t, enhance.Options{BaseURL: address(t, "http://127.0.0.1:1/api"), Pins: []enhance.Pin{{}}})
	_, err := client.Version(background(t))
	wantError(t, err, enhance.TLSPinMismatch)
}
