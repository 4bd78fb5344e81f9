package enhance_test

import (
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"

	"enhance-wizard/enhance"
	"enhance-wizard/enhance/paneltest"
)

func TestPublicCallsCarryNoToken(t *testing.T) {
	t.Parallel()
	panel := newPanel(t, paneltest.Options{Version: "12.25.5"})
	client := newClient(t, panel, masterToken)
	ctx := background(t)
	if version, err := client.Version(ctx); err != nil || version != "12.25.5" {
		t.Errorf("Version() = %q, %v", version, err)
	}
	if status, err := client.Status(ctx); err != nil || status != enhance.StatusReady {
		t.Errorf("Status() = %q, %v", status, err)
	}
	panel.SetStatus("initialisingServers")
	if status, err := client.Status(ctx); err != nil || status != enhance.StatusInitialisingServers {
		t.Errorf("Status() = %q, %v", status, err)
	}
	if seen, err := client.ClientIP(ctx); err != nil || seen != netip.MustParseAddr("127.0.0.1") {
		t.Errorf("ClientIP() = %s, %v", seen, err)
	}
	for _, request := range panel.Requests() {
		if request.Authorized {
			t.Errorf("%s carried the token", request.Path)
		}
	}
}

func TestBareStringsAreReadWithAndWithoutQuotes(t *testing.T) {
	t.Parallel()
	panel := newPanel(t, paneltest.Options{})
	client := newClient(t, panel, "")
	for _, body := range []string{`"ready"`, `ready`, " \"ready\"\n", "\uFEFF\"ready\"", "ready\r\n"} {
		panel.Fault(paneltest.Match{Path: "/status", Times: 1}, paneltest.Answer(200, "application/json", body))
		if status, err := client.Status(background(t)); err != nil || status != enhance.StatusReady {
			t.Errorf("%q: %q, %v", body, status, err)
		}
	}
}

func TestWhatIsNoBareStringIsUnexpected(t *testing.T) {
	t.Parallel()
	panel := newPanel(t, paneltest.Options{})
	client := newClient(t, panel, "")
	for _, body := range []string{``, `null`, `{"version":"1"}`, `["12"]`, `two words`, `""`, strings.Repeat("9", 500), "a\x1b[2Jb"} {
		panel.Fault(paneltest.Match{Path: "/version", Times: 1}, paneltest.Answer(200, "text/plain", body))
		_, err := client.Version(background(t))
		wantError(t, err, enhance.UnexpectedAnswer)
	}
	panel.Fault(paneltest.Match{Path: "/client_ip"}, paneltest.Answer(200, "application/json", `"somewhere"`))
	_, err := client.ClientIP(background(t))
	wantError(t, err, enhance.UnexpectedAnswer)
}

func TestContactTellsEachStep(t *testing.T) {
	t.Parallel()
	overHTTP2(t, func(t testing.TB) {
		panel := newPanel(t, paneltest.Options{HTTP2: true})
		client := newClient(t, panel, masterToken, func(o *enhance.Options) {
			o.BaseURL = address(t, strings.Replace(panel.URL(), "127.0.0.1", "localhost", 1))
		})
		for range 2 { // the second must not reuse the connection of the first
			began := time.Now()
			contact, err := client.Contact(background(t))
			if err != nil {
				t.Fatal(err)
			}
			if contact.Version != "12.23.0" || contact.Protocol != "h2" || contact.TLSVersion != "TLS 1.3" || contact.Proxy != "" {
				t.Errorf("contact %+v", contact)
			}
			if len(contact.Addresses) == 0 || !contact.Remote.Addr().IsLoopback() {
				t.Errorf("addresses %v, remote %s", contact.Addresses, contact.Remote)
			}
			if took := time.Since(began); contact.Connect <= 0 || contact.TLS <= 0 || contact.Answer <= 0 ||
				contact.Connect+contact.TLS+contact.Answer > took {
				t.Errorf("times %s, %s, %s of %s", contact.Connect, contact.TLS, contact.Answer, took)
			}
			if off := time.Since(contact.Date); off < 0 || off > time.Minute {
				t.Errorf("date %s", contact.Date)
			}
			facts := contact.Certificate
			if facts == nil || facts.Subject != "CN=127.0.0.1" || facts.Issuer != "CN=Panel test authority" || len(facts.Fingerprint) != 95 {
				t.Errorf("certificate %+v", facts)
			}
		}
	})
}

func TestContactDoesWithoutADate(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header()["Date"] = nil // the server writes none then
		_, _ = io.WriteString(w, `"12.0.0"`)
	}))
	t.Cleanup(server.Close)
	contact, err := connect(t, enhance.Options{BaseURL: address(t, server.URL)}).Contact(background(t))
	if err != nil || contact.Version != "12.0.0" || !contact.Date.IsZero() {
		t.Errorf("%+v, %v", contact, err)
	}
}

func TestContactKeepsTheStepsBeforeAFailure(t *testing.T) {
	t.Parallel()
	panel := newPanel(t, paneltest.Options{})
	panel.Fault(paneltest.Match{}, paneltest.HTML(200))
	contact, err := newClient(t, panel, "").Contact(background(t))
	wantError(t, err, enhance.HTML)
	if contact.Certificate == nil || contact.Connect <= 0 || contact.Version != "" {
		t.Errorf("contact %+v", contact)
	}
}

func TestPlainHTTPOnLoopback(t *testing.T) {
	t.Parallel()
	client := plainServer(t)
	if version, err := client.Version(background(t)); err != nil || version != "12.0.0" {
		t.Errorf("Version() = %q, %v", version, err)
	}
}

// A panel is updated now and then. The connection that is kept is dead then,
// which must not look like a failure.
func TestARestartOfThePanelIsNotNoticed(t *testing.T) {
	t.Parallel()
	overHTTP2(t, func(t testing.TB) {
		panel := newPanel(t, paneltest.Options{HTTP2: true})
		// The panel comes back on another port, as somebody else could take its own
		// meanwhile. This one leads there, and its connections end with the panel's.
		front := listen(t, func(connection net.Conn) {
			inner, err := net.Dial("tcp", address(t, panel.URL()).Host())
			if err != nil {
				return
			}
			go func() {
				_, _ = io.Copy(inner, connection)
				_ = inner.Close()
			}()
			_, _ = io.Copy(connection, inner)
		})
		client := newClient(t, panel, "", func(o *enhance.Options) { o.BaseURL = address(t, "https://"+front+"/api") })
		for range 3 {
			if _, err := client.Version(background(t)); err != nil {
				t.Fatal(err)
			}
			panel.Close()
			if err := panel.Start("127.0.0.1:0"); err != nil {
				t.Fatal(err)
			}
		}
	})
}
