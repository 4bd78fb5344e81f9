package enhance_test

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"enhance-wizard/enhance"
	"enhance-wizard/enhance/paneltest"
	"enhance-wizard/enhance/paneltest/contract"
	"enhance-wizard/enhance/probetest/steady"
)

// Values of the panel in the tests.
const (
	masterToken   = "Master+token/with=all-the._~characters"
	customerToken = "customertoken0123456789abcdef"

	masterOrg   enhance.ID = "22222222-2222-4222-8222-222222222222"
	customerOrg enhance.ID = "33333333-3333-4333-8333-333333333333"
	mainServer  enhance.ID = "44444444-4444-4444-8444-444444444444"
	otherServer enhance.ID = "45454545-4545-4545-8545-454545454545"
	network     enhance.ID = "66666666-6666-4666-8666-666666666666"
	blog        enhance.ID = "67676767-6767-4767-8767-676767676767"
	nowhere     enhance.ID = "99999999-9999-4999-8999-999999999999"
)

// newPanel starts a panel with two organisations, two servers and two websites.
// Everything that is said to it and by it is held to the specification.
func newPanel(t testing.TB, o paneltest.Options) *paneltest.Panel {
	t.Helper()
	if o.Check == nil {
		o.Check = contract.Check(t)
	}
	panel := paneltest.New(o)
	panel.AddOrg(paneltest.Org{ID: string(masterOrg), Name: "Example Hosting"})
	panel.AddOrg(paneltest.Org{ID: string(customerOrg), Name: "Customer", ParentID: string(masterOrg)})
	panel.AddServer(paneltest.Server{
		ID: string(mainServer), Name: "main", Hostname: "srv1.example.net", IPs: []string{"203.0.113.10", "203.0.113.11"},
		IPv6: "2001:db8::1", ControlPanel: true,
	})
	panel.AddServer(paneltest.Server{
		ID: string(otherServer), Name: "mail", Hostname: "srv2.example.net", IPs: []string{"203.0.113.20"}, NoApplication: true,
	})
	panel.AddWebsite(paneltest.Website{
		ID: string(network), OrgID: string(customerOrg), ServerID: string(mainServer), Domain: "network.example",
		Preview: "network-abcd.site.example", UnixUser: "netwo1", Plan: "Clients Normal",
	})
	panel.AddWebsite(paneltest.Website{
		ID: string(blog), OrgID: string(masterOrg), ServerID: string(otherServer), Domain: "blog.example", Kind: "staging",
	})
	panel.AddToken(paneltest.Token{Value: masterToken, OrgID: string(masterOrg), Roles: []string{"SuperAdmin"}})
	panel.AddToken(paneltest.Token{Value: customerToken, OrgID: string(customerOrg), Roles: []string{"Owner"}})
	if err := panel.Start("127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(panel.Close)
	return panel
}

func token(t testing.TB, raw string) enhance.Token {
	t.Helper()
	if raw == "" {
		return enhance.Token{}
	}
	parsed, err := enhance.ParseToken(raw)
	if err != nil {
		t.Fatal(err)
	}
	return parsed
}

func address(t testing.TB, raw string) enhance.BaseURL {
	t.Helper()
	base, err := enhance.ParseBaseURL(raw, enhance.URLOptions{AllowHTTP: true})
	if err != nil {
		t.Fatal(err)
	}
	return base
}

func pool(t testing.TB, pem []byte) *x509.CertPool {
	t.Helper()
	roots := x509.NewCertPool()
	if !roots.AppendCertsFromPEM(pem) {
		t.Fatal("no certificate")
	}
	return roots
}

// newClient is a client of the panel with a token, with changes to its options.
func newClient(t testing.TB, panel *paneltest.Panel, raw string, changes ...func(*enhance.Options)) *enhance.Client {
	t.Helper()
	options := enhance.Options{BaseURL: address(t, panel.URL()), Token: token(t, raw), RootCAs: pool(t, panel.CAPEM())}
	for _, change := range changes {
		change(&options)
	}
	return connect(t, options)
}

// overHTTP2 runs a test whose panel speaks HTTP/2, as real ones do. Go's server
// ends such a connection when the client's first frame does not come within two
// seconds, as happens where the machine stands still.
func overHTTP2(t testing.TB, test func(t testing.TB)) {
	t.Helper()
	steady.Run(t, test)
}

// newHostile is a client of a server that is no panel, over TLS that it trusts.
// Without protocols it is HTTP/1.1.
func newHostile(t testing.TB, handler http.Handler, protocols ...string) *enhance.Client {
	t.Helper()
	authority, err := paneltest.NewAuthority("hostile test authority")
	if err != nil {
		t.Fatal(err)
	}
	certificate, err := authority.Issue(paneltest.CertificateRequest{Names: []string{"127.0.0.1"}})
	if err != nil {
		t.Fatal(err)
	}
	server := serveTLS(t, handler, &tls.Config{Certificates: []tls.Certificate{certificate}, NextProtos: protocols})
	options := enhance.Options{
		BaseURL: address(t, server.URL), Token: token(t, masterToken), RootCAs: pool(t, authority.PEM()),
	}
	return connect(t, options)
}

func serveTLS(t testing.TB, handler http.Handler, config *tls.Config) *httptest.Server {
	t.Helper()
	server := httptest.NewUnstartedServer(handler)
	server.TLS = config
	server.EnableHTTP2 = slices.Contains(config.NextProtos, "h2")
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.StartTLS()
	t.Cleanup(func() {
		server.CloseClientConnections()
		server.Close()
	})
	return server
}

// wantError checks cause and form of an error, and that no secret is in it.
func wantError(t testing.TB, err error, cause enhance.Cause) enhance.Error {
	t.Helper()
	var failure *enhance.Error
	if !errors.As(err, &failure) {
		t.Fatalf("error %v (%T), want an *enhance.Error with cause %s", err, err, cause)
	}
	if failure.Cause != cause {
		t.Fatalf("cause %s, want %s: %v", failure.Cause, cause, err)
	}
	if failure.Call == "" || failure.Host == "" {
		t.Errorf("call %q on host %q: one is missing", failure.Call, failure.Host)
	}
	for _, format := range []string{"%v", "%+v", "%#v", "%q"} {
		for _, secret := range []string{masterToken, customerToken} {
			if text := fmt.Sprintf(format, err); strings.Contains(text, secret) {
				t.Errorf("the token is in %s of the error: %s", format, text)
			}
		}
	}
	return *failure
}

// patience bounds what would hang. A machine may stand still for seconds, so that
// it is far more than any answer takes.
const patience = time.Minute

// connect makes a client that is closed with the test. It is patient where it is
// given no limits: only those that are to run out should be short.
func connect(t testing.TB, o enhance.Options) *enhance.Client {
	t.Helper()
	limits := &o.Timeouts
	for _, limit := range []*time.Duration{&limits.Dial, &limits.TLS, &limits.Header, &limits.Total, &limits.Issue} {
		if *limit == 0 {
			*limit = patience
		}
	}
	client := enhance.New(o)
	t.Cleanup(client.Close)
	return client
}

// background lasts longer than all the limits of a patient client.
func background(t testing.TB) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 3*patience)
	t.Cleanup(cancel)
	return ctx
}

// await waits for what has to come.
func await(t testing.TB, what string, come func() bool) {
	t.Helper()
	for end := time.Now().Add(patience); !come(); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%s: not within %s", what, patience)
		}
	}
}
