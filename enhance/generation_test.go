package enhance_test

import (
	"context"
	"testing"
	"time"

	"enhance-wizard/enhance"
	"enhance-wizard/enhance/paneltest"
	"enhance-wizard/enhance/paneltest/contract"
)

func TestVersionsTellTheGeneration(t *testing.T) {
	t.Parallel()
	for version, want := range map[string]enhance.Generation{
		"7.3.0": enhance.GenerationOld, "8.1.0": enhance.GenerationOld, "9.4.0": enhance.GenerationOld, "9.4.0-beta.2": enhance.GenerationOld,
		"v9.1.1+build": enhance.GenerationOld, "9.4.1": enhance.GenerationPresent, "9.9.0": enhance.GenerationPresent,
		"10.0.0": enhance.GenerationPresent, "12.25.5": enhance.GenerationPresent, "100.0.0": enhance.GenerationPresent,
		"1.0.0-alpha.35": enhance.GenerationUnknown, "": enhance.GenerationUnknown, "nightly": enhance.GenerationUnknown,
		"12": enhance.GenerationUnknown, "8.1": enhance.GenerationUnknown, "8.1.x": enhance.GenerationUnknown, "8.-1.0": enhance.GenerationUnknown,
		"8.1.0.1": enhance.GenerationUnknown, "99999999999.0.0": enhance.GenerationUnknown,
	} {
		if got := enhance.GenerationOf(version); got != want {
			t.Errorf("%q: %s, want %s", version, got, want)
		}
	}
}

func TestAVersionThatIsNoneIsNoError(t *testing.T) {
	t.Parallel()
	panel := newPanel(t, paneltest.Options{})
	client := newClient(t, panel, customerToken)
	for body, want := range map[string]string{
		`"12.25.5 (build 7, nightly)"`: "12.25.5 (build 7, nightly)", `"{dev}"`: "{dev}", `nightly`: "nightly", `"zwölf"`: "zwölf",
	} {
		remove := panel.Fault(paneltest.Match{Path: "/version"}, paneltest.Answer(200, "application/json", body))
		version, err := client.Version(background(t))
		if err != nil || version != want {
			t.Errorf("%s: %q, %v", body, version, err)
		}
		remove()
	}
	for body, cause := range map[string]enhance.Cause{
		`<html>`: enhance.HTML, `{"version":"12.0.0"}`: enhance.UnexpectedAnswer, `["12.0.0"]`: enhance.UnexpectedAnswer, `""`: enhance.UnexpectedAnswer,
		`null`: enhance.UnexpectedAnswer, `it works`: enhance.UnexpectedAnswer, `"\u001b[2J"`: enhance.UnexpectedAnswer, `"12`: enhance.NotJSON,
	} {
		remove := panel.Fault(paneltest.Match{Path: "/version"}, paneltest.Answer(200, "application/json", body))
		_, err := client.Version(background(t))
		wantError(t, err, cause)
		remove()
	}
}

// oldPanel is a panel of the old generation; requests to it are held to the
// specification all the same.
func oldPanel(t testing.TB) *paneltest.Panel {
	t.Helper()
	return newPanel(t, paneltest.Options{Old: true, Check: contract.CheckRequests(t)})
}

// writes are all calls that change something.
var writes = map[string]func(context.Context, *enhance.Client) error{
	"AddMapping": func(ctx context.Context, c *enhance.Client) error {
		_, err := c.AddMapping(ctx, customerOrg, network, "shop.example")
		return err
	},
	"RemoveMapping": func(ctx context.Context, c *enhance.Client) error {
		return c.RemoveMapping(ctx, customerOrg, network, blog)
	},
	"AddServerDomain": func(ctx context.Context, c *enhance.Client) error {
		_, err := c.AddServerDomain(ctx, mainServer, "srv9.example.net")
		return err
	},
	"RemoveServerDomain": func(ctx context.Context, c *enhance.Client) error { return c.RemoveServerDomain(ctx, mainServer, blog) },
	"IssueCertificate":   func(ctx context.Context, c *enhance.Client) error { return c.IssueCertificate(ctx, blog) },
	"ForceHTTPS":         func(ctx context.Context, c *enhance.Client) error { return c.ForceHTTPS(ctx, blog, true) },
	"RestartPHP":         func(ctx context.Context, c *enhance.Client) error { return c.RestartPHP(ctx, network) },
}

func TestOldPanelsAreNeverChanged(t *testing.T) {
	t.Parallel()
	for name, write := range writes {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			panel := oldPanel(t)
			client := newClient(t, panel, masterToken)
			for range 2 {
				failure := wantError(t, write(background(t), client), enhance.PanelTooOld)
				if failure.Version != "9.4.0" || failure.Status != 0 || failure.Unreachable() || failure.Refused() {
					t.Errorf("%+v", failure)
				}
			}
			for _, request := range panel.Requests() {
				if request.Path != "/version" || request.Authorized {
					t.Errorf("it was asked %+v", request)
				}
			}
		})
	}
}

// A write is not sent where no panel answers, and it is sent to a panel that only
// keeps its version to itself.
func TestAWriteNeedsAPanelNotItsVersion(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		fault paneltest.Fault
		cause enhance.Cause
	}{
		"a page":         {paneltest.HTML(200), enhance.HTML},
		"a redirect":     {paneltest.Redirect(302, "https://evil.example/"), enhance.Redirect},
		"an error":       {paneltest.ServerError(500), enhance.ServerError},
		"a rate limit":   {paneltest.RateLimited(time.Hour), enhance.RateLimited},
		"forbidden":      {paneltest.Forbidden(), ""},
		"no such call":   {paneltest.Answer(404, "text/plain", ""), ""},
		"no version":     {paneltest.Answer(200, "application/json", `"nightly"`), ""},
		"the spec's own": {paneltest.Answer(200, "application/json", `"1.0.0-alpha.35"`), ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			panel := newPanel(t, paneltest.Options{})
			panel.Fault(paneltest.Match{Path: "/version"}, c.fault)
			_, err := newClient(t, panel, customerToken).AddMapping(background(t), customerOrg, network, "shop.example")
			if sent := posts(panel, "/domains"); c.cause == "" && (err != nil || sent != 1) {
				t.Errorf("%d writes, %v", sent, err)
			} else if c.cause != "" {
				wantError(t, err, c.cause)
				if sent != 0 {
					t.Errorf("%d writes", sent)
				}
			}
		})
	}
}

func TestOldPanelsAreRead(t *testing.T) {
	t.Parallel()
	panel := oldPanel(t)
	ctx := background(t)
	shop := panel.AddMapping(string(network), paneltest.Mapping{Domain: "shop.example", Certificate: &paneltest.Certificate{
		CommonName: "shop.example", Issuer: "Let's Encrypt",
		NotBefore: time.Date(2023, 3, 1, 0, 0, 0, 0, time.UTC), NotAfter: time.Date(2023, 5, 30, 0, 0, 0, 0, time.UTC),
	}})
	client := newClient(t, panel, masterToken)

	mappings, err := client.Mappings(ctx, customerOrg, network)
	if err != nil {
		t.Fatal(err)
	}
	wantEqual(t, named(t, mappings, "shop.example"), enhance.Mapping{
		ID: enhance.ID(shop), WebsiteID: network, Name: "shop.example", Kind: enhance.MappingSecondary, DocumentRoot: "public_html",
		Certificate: &enhance.StoredCertificate{
			CommonName: "shop.example", Issuer: "Let's Encrypt", Names: []string{},
			NotBefore: time.Date(2023, 3, 1, 0, 0, 0, 0, time.UTC), NotAfter: time.Date(2023, 5, 30, 0, 0, 0, 0, time.UTC),
		},
	})
	if kind := named(t, mappings, "network.example").Kind; kind != enhance.MappingPrimary {
		t.Errorf("kind %s", kind)
	}
	hostnames, err := client.ServerDomains(ctx, mainServer)
	if err != nil || len(hostnames.Names) != 1 || hostnames.Names[0].Name != "srv1.example.net" || hostnames.WebsiteID != "" {
		t.Errorf("%+v, %v", hostnames, err)
	}
	own, err := client.OwnToken(ctx, masterOrg, nil)
	if err != nil || own == nil || own.Name != "" || len(own.AllowedIPs) != 0 {
		t.Errorf("%+v, %v", own, err)
	}
	servers, err := client.Servers(ctx)
	if err != nil || len(servers) != 2 || !servers[0].Application {
		t.Errorf("%+v, %v", servers, err)
	}
	// What such a panel does not have is told from what a domain does not have.
	_, err = client.Certificate(ctx, enhance.ID(shop))
	wantError(t, err, enhance.RouteMissing)
	_, err = client.Preflight(ctx, enhance.ID(shop))
	wantError(t, err, enhance.RouteMissing)
}

func TestAnUpdatedPanelTakesWrites(t *testing.T) {
	t.Parallel()
	panel := newPanel(t, paneltest.Options{Version: "9.4.0"})
	client := newClient(t, panel, customerToken)
	_, err := client.AddMapping(background(t), customerOrg, network, "shop.example")
	wantError(t, err, enhance.PanelTooOld)
	panel.SetVersion("12.23.0")
	if _, err := client.AddMapping(background(t), customerOrg, network, "shop.example"); err != nil {
		t.Error(err)
	}
}
