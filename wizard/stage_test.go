package wizard_test

import (
	"crypto/x509"
	"net/netip"
	"path/filepath"
	"testing"
	"time"

	"enhance-wizard/enhance"
	"enhance-wizard/enhance/paneltest"
	"enhance-wizard/enhance/paneltest/contract"
	"enhance-wizard/wizard"
	"enhance-wizard/wpconfig/network/networktest"
)

const (
	mainDomain  = "network.example"
	goodToken   = "good-token-0123456789"
	orgToken    = "customer-token-0123456789"
	siteAddress = "203.0.113.10"
)

// stage is a panel and a WordPress to set up: real sockets, real files.
type stage struct {
	t       *testing.T
	panel   *paneltest.Panel
	address string // where it listens
	root    string
	state   string
	roots   *x509.CertPool
	org     string
	server  string
	website string
}

func newStage(t *testing.T) *stage {
	t.Helper()
	s := &stage{t: t, address: "127.0.0.1:0", state: filepath.Join(t.TempDir(), "state")}
	s.start(paneltest.Options{})
	s.roots = x509.NewCertPool()
	s.roots.AppendCertsFromPEM(s.panel.CAPEM())
	s.makeSite(networktest.Options{MainDomain: mainDomain, Subdomains: true, PluginVersion: "2.4.12"})
	return s
}

// start puts a panel on the stage, in the place of one that is there.
func (s *stage) start(o paneltest.Options) {
	s.t.Helper()
	if s.panel != nil {
		s.panel.Close()
	}
	if !o.Old { // whose answers are not those of the specification at hand
		o.Check = contract.Check(s.t)
	}
	s.panel = paneltest.New(o)
	s.org = s.panel.AddOrg(paneltest.Org{Name: "Example Hosting"})
	customer := s.panel.AddOrg(paneltest.Org{Name: "Customer", ParentID: s.org})
	s.panel.AddServer(paneltest.Server{Name: "mail1", Hostname: "mail1.example", IPs: []string{"203.0.113.20"}})
	s.server = s.panel.AddServer(paneltest.Server{Name: "web1", Hostname: "web1.example", IPs: []string{siteAddress}})
	s.panel.AddWebsite(paneltest.Website{OrgID: customer, ServerID: s.server, Domain: "other.example"})
	s.website = s.panel.AddWebsite(paneltest.Website{OrgID: s.org, ServerID: s.server, Domain: mainDomain})
	s.panel.AddToken(paneltest.Token{Value: goodToken, OrgID: s.org, Roles: []string{"SuperAdmin"}})
	s.panel.AddToken(paneltest.Token{Value: orgToken, OrgID: customer, Roles: []string{"SuperAdmin"}})
	if err := s.panel.Start(s.address); err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(s.panel.Close)
}

func (s *stage) makeSite(o networktest.Options) {
	s.t.Helper()
	s.root = s.t.TempDir()
	if err := networktest.Make(s.root, o); err != nil {
		s.t.Fatal(err)
	}
}

func (s *stage) options() wizard.Options {
	return wizard.Options{
		RootCAs: s.roots, StateDir: s.state, Addresses: []netip.Addr{netip.MustParseAddr(siteAddress)},
		Timeouts: enhance.Timeouts{TLS: time.Minute, Header: time.Minute, Total: time.Minute}, // many tests run at once
		Flags:    map[wizard.Field]string{},
	}
}

func (s *stage) found() wizard.Found {
	s.t.Helper()
	found := wizard.Discover(wizard.Where{Root: s.root})
	if found.Err != nil {
		s.t.Fatal(found.Err)
	}
	return found
}

// remembering is a set-up on a machine that remembers an earlier one.
func (s *stage) remembering(m wizard.Memory) *wizard.Session {
	s.t.Helper()
	o := s.options()
	for _, text := range m.Pins {
		pin, err := enhance.ParsePin(text)
		if err != nil {
			s.t.Fatal(err)
		}
		o.Pins = append(o.Pins, pin)
	}
	o.PinHost = m.PinHost
	session := wizard.New(o, s.found())
	session.Type(wizard.URL, s.panel.URL())
	session.Type(wizard.Token, goodToken)
	return session
}

// session is a set-up with URL and token typed, its checks not yet run.
func (s *stage) session() *wizard.Session {
	session := wizard.New(s.options(), s.found())
	session.Type(wizard.URL, s.panel.URL())
	session.Type(wizard.Token, goodToken)
	return session
}

func settle(t *testing.T, session *wizard.Session) {
	t.Helper()
	if err := wizard.Settle(t.Context(), session, nil); err != nil {
		t.Fatal(err)
	}
}

// advance settles the checks and goes on to the review.
func advance(t *testing.T, session *wizard.Session) {
	t.Helper()
	settle(t, session)
	for session.Step() != wizard.Reviewing {
		if session.Step() == wizard.Connection {
			runTest(t, session)
		}
		if err := session.Next(); err != nil {
			t.Fatalf("leaving step %d: %v (%+v)", session.Step(), err, session.Missing())
		}
	}
}

func runTest(t *testing.T, session *wizard.Session) *wizard.Report {
	t.Helper()
	test, report := session.Test(), &wizard.Report{}
	for test.Run(t.Context(), report) {
	}
	if !session.TakeReport(test, report) {
		t.Fatal("the report was not taken")
	}
	return report
}

func plan(t *testing.T, session *wizard.Session) wizard.Review {
	t.Helper()
	planner := session.Planner()
	review := planner.Run(t.Context())
	if !session.TakeReview(planner, review) {
		t.Fatal("the review was not taken")
	}
	return review
}
