package main

import (
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/hex"
	"net/http"
	"net/url"
	"os"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"enhance-wizard/enhance/paneltest"
)

// obstacle gives the panel's website a domain that gets no certificate: obstacle NAME REASON.
func obstacle(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: obstacle NAME REASON")
	}
	panel := ts.Value(panelKey{}).(*paneltest.Panel)
	panel.AddMapping(scriptWebsite, paneltest.Mapping{Domain: args[0], NoCertificate: true, Obstacle: args[1]})
}

// dnsStatus has the panel see a domain's DNS otherwise: dnsstatus NAME STATUS.
func dnsStatus(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: dnsstatus NAME STATUS")
	}
	panel := ts.Value(panelKey{}).(*paneltest.Panel)
	panel.RemoveMapping(scriptWebsite, args[0])
	panel.AddMapping(scriptWebsite, paneltest.Mapping{Domain: args[0], NoCertificate: true, DNSStatus: args[1]})
}

// restart ends the panel and starts another in its place, which shows another key: restart.
func restart(ts *testscript.TestScript, _ bool, _ []string) {
	panel := ts.Value(panelKey{}).(*paneltest.Panel)
	address := hostOf(ts, panel)
	panel.Close()
	ts.Check(panel.Start(address))
}

// oldPanel puts a panel of the old generation in the place of the script's: oldpanel.
func oldPanel(ts *testscript.TestScript, _ bool, _ []string) {
	panel := paneltest.New(paneltest.Options{Old: true})
	populate(panel)
	ts.Check(panel.Start("127.0.0.1:0"))
	ts.Defer(panel.Close)
	ts.Check(os.WriteFile(ts.MkAbs("ca.pem"), panel.CAPEM(), 0o600))
	ts.Setenv("PANEL", panel.URL())
	ts.Setenv("WU_ENHANCE_API_URL", panel.URL())
	ts.Defer(func() {
		for _, request := range panel.Requests() {
			if request.Method != http.MethodGet && !strings.HasSuffix(request.Path, "/domains/check") {
				ts.Fatalf("the old panel was to be changed: %+v", request)
			}
		}
	})
}

// keyPin puts the pin of the key that the panel shows into a variable: pin VARIABLE.
func keyPin(ts *testscript.TestScript, _ bool, args []string) {
	panel := ts.Value(panelKey{}).(*paneltest.Panel)
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(panel.CAPEM())
	connection, err := tls.Dial("tcp", hostOf(ts, panel), &tls.Config{RootCAs: roots})
	ts.Check(err)
	defer func() { _ = connection.Close() }()
	sum := sha256.Sum256(connection.ConnectionState().PeerCertificates[0].RawSubjectPublicKeyInfo)
	ts.Setenv(args[0], "sha256:"+strings.ToUpper(hex.EncodeToString(sum[:])))
}

func hostOf(ts *testscript.TestScript, panel *paneltest.Panel) string {
	address, err := url.Parse(panel.URL())
	ts.Check(err)
	return address.Host
}
