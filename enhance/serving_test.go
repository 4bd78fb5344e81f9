package enhance_test

import (
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
