package text

import (
	"crypto/x509"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"enhance-wizard/enhance"
)

// The errors above are made by hand; these come from real connections.
func TestWhatTheClientMeetsIsExplained(t *testing.T) {
	answer := func(status int, contentType, body string) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", contentType)
			w.WriteHeader(status)
			_, _ = w.Write([]byte(body))
		})
	}
	redirect := http.RedirectHandler("https://elsewhere.example/api/version", http.StatusFound)
	for name, test := range map[string]struct {
		handler  http.Handler
		distrust bool
		call     func(*testing.T, *enhance.Client) error
		what     string
	}{
		"a web page": {
			handler: answer(http.StatusOK, "text/html", "<html><title>Log in</title></html>"), call: version,
			what: "HOST answers with a web page, not with the API of a panel.",
		},
		"a certificate that nobody vouches for": {
			handler: answer(http.StatusOK, "application/json", `"12.23.0"`), distrust: true, call: version,
			what: "HOST shows a self-signed certificate: nobody vouches that this is your panel. WordPress will refuse it too.",
		},
		"a redirect": {
			handler: redirect, call: version,
			what: "HOST sends the request on to https://elsewhere.example/api/version. It was not followed: the token goes only to the address that you give.",
		},
		"a role that is too small": {
			handler: answer(http.StatusForbidden, "application/json", `{"code":"unauthorized","message":"Only a reseller or the MO may perform this operation"}`),
			call:    servers,
			what:    "The panel refuses this token (403): Only a reseller or the MO may perform this operation",
		},
		"a panel that drives the terminal": {
			handler: answer(http.StatusBadRequest, "application/json", `{"code":"invalid_argument","message":"\u001b]52;c;AAAA\u0007\u202e"}`),
			call:    servers,
			what:    "The panel does not accept the request: \uFFFD]52;c;AAAA\uFFFD\uFFFD",
		},
		"an error of the panel": {
			handler: answer(http.StatusBadGateway, "text/html", "<h1>502</h1>"), call: servers,
			what: "The panel failed with an error of its own (502).",
		},
	} {
		t.Run(name, func(t *testing.T) {
			server := httptest.NewUnstartedServer(test.handler)
			server.Config.ErrorLog = log.New(io.Discard, "", 0)
			server.StartTLS()
			defer server.Close()
			roots := x509.NewCertPool()
			if !test.distrust {
				roots.AddCert(server.Certificate())
			}
			host := server.Listener.Addr().String()
			err := test.call(t, client(t, host, roots))
			if got, want := Explain(err).What, strings.ReplaceAll(test.what, "HOST", host); got != want {
				t.Errorf("%v\n%q\nwant\n%q", err, got, want)
			}
		})
	}
}

func TestAClosedPortIsExplained(t *testing.T) {
	const host = "127.0.0.1:1" // of a service that nobody runs, and not among the ports that others are given
	got := Explain(version(t, client(t, host, nil))).What
	if want := host + " refuses the connection: nothing listens on that port."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func client(t *testing.T, host string, roots *x509.CertPool) *enhance.Client {
	t.Helper()
	base, err := enhance.ParseBaseURL("https://"+host, enhance.URLOptions{})
	if err != nil {
		t.Fatal(err)
	}
	token, err := enhance.ParseToken("a-token-of-this-test")
	if err != nil {
		t.Fatal(err)
	}
	c := enhance.New(enhance.Options{
		BaseURL: base, Token: token, RootCAs: roots, Timeouts: enhance.Timeouts{TLS: time.Minute, Header: time.Minute, Total: time.Minute},
	})
	t.Cleanup(c.Close)
	return c
}

func version(t *testing.T, c *enhance.Client) error {
	_, err := c.Version(t.Context())
	return err
}

func servers(t *testing.T, c *enhance.Client) error {
	_, err := c.Servers(t.Context())
	return err
}
