package demo_test

import (
	"crypto/x509"
	"errors"
	"net/netip"
	"os"
	"testing"

	"enhance-wizard/enhance"
	"enhance-wizard/enhance/diagnose"
	"enhance-wizard/enhance/monitor"
	"enhance-wizard/enhance/probe"
	"enhance-wizard/wizard/demo"
	"enhance-wizard/wizard/inventory"
)

// panelOf is the demo's panel, as the program asks it.
func panelOf(t *testing.T, scene *demo.Scene, roots *x509.CertPool) *inventory.Panel {
	t.Helper()
	base, err := enhance.ParseBaseURL(scene.URL(), enhance.URLOptions{})
	if err != nil {
		t.Fatal(err)
	}
	token, err := enhance.ParseToken(demo.Token)
	if err != nil {
		t.Fatal(err)
	}
	client := enhance.New(enhance.Options{BaseURL: base, Token: token, RootCAs: roots})
	t.Cleanup(client.Close)
	orgs, err := client.Memberships(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	websites, err := client.Websites(t.Context(), orgs[0].OrgID, enhance.WebsiteQuery{})
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range websites {
		if w.Domain == "network.example" {
			return &inventory.Panel{Client: client, Org: orgs[0].OrgID, Website: w.ID, Expected: scene.Addresses()}
		}
	}
	t.Fatal("the network's website is missing")
	return nil
}

// TestDomainThatGetsACertificateIsWell holds the demo to what a panel does: a
// certificate that it got is served, and a domain that it cannot get one for
// stays ill.
func TestDomainThatGetsACertificateIsWell(t *testing.T) {
	scene, err := demo.Start()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = scene.Close() })
	authorities, err := os.ReadFile(scene.CAFile())
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(authorities)
	panel := panelOf(t, scene, roots)

	issue := func(name string) error {
		_, err := panel.Issue(t.Context(), name, func(inventory.IssueStep) {})
		return err
	}
	for _, name := range []string{"kayak-tours.example", "farm-shop.example", "language-lab.example"} {
		if err := issue(name); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, why := range map[string]string{
		"dance-school.example":  "CAA record for dance-school.example prevents issuance",
		"express-print.example": "The domain does not resolve to this server",
	} {
		var cannot *inventory.CannotIssueError
		if err := issue(name); !errors.As(err, &cannot) || cannot.Reason != why {
			t.Errorf("%s: %v, want %q", name, err, why)
		}
	}

	prober, err := probe.New(probe.Config{
		Resolvers: []netip.AddrPort{scene.Resolver()}, Expected: scene.Addresses(), RootCAs: roots, HTTPSPort: scene.HTTPSPort(), HTTPPort: scene.HTTPPort(),
	})
	if err != nil {
		t.Fatal(err)
	}
	rows, err := monitor.Collect(t.Context(), monitor.Config{Source: panel, Prober: prober})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]diagnose.State{
		"kayak-tours.example": diagnose.Healthy, "farm-shop.example": diagnose.Healthy,
		"language-lab.example": diagnose.Broken, // its server answers 500 all the same
		"dance-school.example": diagnose.Broken, "express-print.example": diagnose.Broken,
	}
	for _, r := range rows {
		if state, asked := want[r.Name]; asked && r.Verdict.State != state {
			t.Errorf("%s is %s (%s), want %s", r.Name, r.Verdict.State, r.Verdict.Cause, state)
		}
	}
}
