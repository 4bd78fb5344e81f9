package enhance_test

import (
	"fmt"
	"net/http"
	"testing"

	"enhance-wizard/enhance"
	"enhance-wizard/enhance/paneltest"
)

func TestHTTPSIsForcedAndNot(t *testing.T) {
	t.Parallel()
	panel := newPanel(t, paneltest.Options{})
	domain := enhance.ID(panel.AddMapping(string(network), paneltest.Mapping{Domain: "shop.example"}))
	client := newClient(t, panel, customerToken)
	forced := func() bool {
		for _, mapping := range panel.Mappings(string(network)) {
			if mapping.Domain == "shop.example" {
				return mapping.ForceHTTPS
			}
		}
		t.Fatal("the domain is gone")
		return false
	}
	for _, on := range []bool{true, true, false} {
		if err := client.ForceHTTPS(background(t), domain, on); err != nil || forced() != on {
			t.Errorf("%t: %t, %v", on, forced(), err)
		}
	}
	for _, request := range panel.Requests() {
		if request.Method == http.MethodPut && request.Body != "true" && request.Body != "false" {
			t.Errorf("body %q", request.Body)
		}
	}
	wantError(t, client.ForceHTTPS(background(t), nowhere, true), enhance.NotFound)
	wantError(t, client.ForceHTTPS(background(t), "5", true), enhance.MalformedID)
}

func TestPHPIsRestartedOnce(t *testing.T) {
	t.Parallel()
	panel := newPanel(t, paneltest.Options{})
	client := newClient(t, panel, customerToken)
	if err := client.RestartPHP(background(t), network); err != nil || panel.Restarts(string(network)) != 1 {
		t.Errorf("%d restarts, %v", panel.Restarts(string(network)), err)
	}
	wantError(t, client.RestartPHP(background(t), blog), enhance.Forbidden)
	wantError(t, client.RestartPHP(background(t), nowhere), enhance.Forbidden)
}

func TestTheNamesOfAnOrganisation(t *testing.T) {
	t.Parallel()
	panel := newPanel(t, paneltest.Options{})
	panel.AddWebsite(paneltest.Website{OrgID: string(customerOrg), Domain: "gone.example", Status: enhance.WebsiteDeleted})
	ctx := background(t)
	domains, err := newClient(t, panel, customerToken).Domains(ctx, customerOrg)
	if err != nil || len(domains) != 3 {
		t.Fatalf("%+v, %v", domains, err)
	}
	for i, want := range []string{"gone.example", "network-abcd.site.example", "network.example"} {
		if got := domains[i]; got.Name != want || got.ID == "" || got.OrgID != customerOrg || got.Cloudflare != "Disconnected" {
			t.Errorf("%+v, want %s", got, want)
		}
	}
	_, err = newClient(t, panel, customerToken).Domains(ctx, masterOrg)
	wantError(t, err, enhance.Forbidden)
}

func TestHundredsOfNamesAreReadPageByPage(t *testing.T) {
	t.Parallel()
	const count = 801
	panel := newPanel(t, paneltest.Options{})
	for i := range count {
		panel.AddMapping(string(blog), paneltest.Mapping{Domain: fmt.Sprintf("shop%d.example", i)})
	}
	domains, err := newClient(t, panel, masterToken).Domains(background(t), masterOrg)
	if err != nil || len(domains) != count+1 || len(panel.Requests()) != 4 {
		t.Fatalf("%d domains in %d requests, %v", len(domains), len(panel.Requests()), err)
	}
	seen := map[enhance.ID]bool{}
	for _, domain := range domains {
		if seen[domain.ID] {
			t.Errorf("%s is there twice", domain.Name)
		}
		seen[domain.ID] = true
	}
}
