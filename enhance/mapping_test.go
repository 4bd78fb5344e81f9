package enhance_test

import (
	"net/http"
	"sync"
	"testing"
	"time"

	"enhance-wizard/enhance"
	"enhance-wizard/enhance/paneltest"
)

// clock is a panel's clock that a test sets.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

func named(t testing.TB, mappings []enhance.Mapping, name string) enhance.Mapping {
	t.Helper()
	for _, mapping := range mappings {
		if mapping.Name == name {
			return mapping
		}
	}
	t.Fatalf("%s is not among %+v", name, mappings)
	return enhance.Mapping{}
}

func TestADomainFromAddingToRemoving(t *testing.T) {
	t.Parallel()
	time0 := time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC)
	now := &clock{now: time0}
	panel := newPanel(t, paneltest.Options{Now: now.Now, IssueAfter: 5 * time.Minute})
	client := newClient(t, panel, customerToken)
	ctx := background(t)

	id, err := client.AddMapping(ctx, customerOrg, network, "shop.example")
	if err != nil || id == "" {
		t.Fatalf("AddMapping() = %q, %v", id, err)
	}
	mappings, err := client.Mappings(ctx, customerOrg, network)
	if err != nil || len(mappings) != 3 {
		t.Fatalf("%+v, %v", mappings, err)
	}
	wantEqual(t, named(t, mappings, "shop.example"), enhance.Mapping{
		ID: id, WebsiteID: network, Name: "shop.example", Kind: enhance.MappingAlias, DocumentRoot: "public_html", Cloudflare: "Disconnected",
		Certificate: &enhance.StoredCertificate{
			CommonName: "shop.example", Issuer: "shop.example", Names: []string{"shop.example", "www.shop.example"},
			NotBefore: time.Date(1975, 1, 1, 0, 0, 0, 0, time.UTC), NotAfter: time.Date(4096, 1, 1, 0, 0, 0, 0, time.UTC), Placeholder: true,
		},
	})
	if preview := named(t, mappings, "network-abcd.site.example"); preview.Kind != enhance.MappingPreview || preview.Certificate != nil {
		t.Errorf("preview %+v", preview)
	}

	now.advance(6 * time.Minute)
	if mappings, err = client.Mappings(ctx, customerOrg, network); err != nil {
		t.Fatal(err)
	}
	wantEqual(t, named(t, mappings, "shop.example").Certificate, &enhance.StoredCertificate{
		CommonName: "shop.example", Issuer: "Let's Encrypt", Names: []string{"shop.example", "www.shop.example"},
		NotBefore: time0.Add(5 * time.Minute), NotAfter: time0.Add(5 * time.Minute).Add(90 * 24 * time.Hour),
	})

	if err := client.RemoveMapping(ctx, customerOrg, network, id); err != nil {
		t.Fatal(err)
	}
	if left := panel.Mappings(string(network)); len(left) != 2 {
		t.Errorf("the panel still has %+v", left)
	}
	wantError(t, client.RemoveMapping(ctx, customerOrg, network, id), enhance.NotFound)
}

func TestWhatThePanelRefusesAboutDomains(t *testing.T) {
	t.Parallel()
	panel := newPanel(t, paneltest.Options{})
	client := newClient(t, panel, customerToken)
	ctx := background(t)
	_, err := client.AddMapping(ctx, customerOrg, network, "network.example")
	wantError(t, err, enhance.Conflict)
	_, err = client.AddMapping(ctx, customerOrg, network, "-bad.example")
	if failure := wantError(t, err, enhance.InvalidRequest); failure.Message != "Invalid domain name" || failure.Call != "POST /orgs/{org_id}/websites/{website_id}/domains" {
		t.Errorf("%+v", failure)
	}
	primary := panel.Mappings(string(network))[0]
	wantError(t, client.RemoveMapping(ctx, customerOrg, network, enhance.ID(primary.ID)), enhance.InvalidRequest)
	_, err = client.Mappings(ctx, customerOrg, nowhere)
	wantError(t, err, enhance.NotFound)
	_, err = client.Mappings(ctx, masterOrg, network)
	wantError(t, err, enhance.Forbidden)

	conflicting := newPanel(t, paneltest.Options{DuplicateStatus: 409})
	_, err = newClient(t, conflicting, customerToken).AddMapping(ctx, customerOrg, network, "network.example")
	if failure := wantError(t, err, enhance.Conflict); failure.Status != 409 {
		t.Errorf("%+v", failure)
	}
}

func TestMappingsOfOldPanels(t *testing.T) {
	t.Parallel()
	panel := newPanel(t, paneltest.Options{})
	panel.Fault(paneltest.Match{Method: "GET", Path: "/orgs/*/websites/*/domains"}, paneltest.Answer(200, "application/json", `{"items":[
		{"domain":"old.example","domainId":"77777777-7777-4777-8777-777777777777","mappingKind":"secondary","certs":[
			{"id":"1","commonName":"old.example","issuer":"Let's Encrypt","validFrom":"2023-01-01","validTo":"2023-04-01","enabled":false},
			{"id":"2","commonName":"old.example","issuer":"Let's Encrypt","validFrom":"2023-03-01","validTo":"2023-06-01","enabled":true},
			{"id":"3","commonName":"old.example","issuer":"old.example","validFrom":"2020-01-01","validTo":"2033-06-01","enabled":false}]},
		{"domain":"odd.example","id":"78787878-7878-4878-8878-787878787878","mappingKind":null,"cert":"none","certs":null},
		{"domain":"rfc.example","domainId":"79797979-7979-4979-8979-797979797979","cert":{"cn":"rfc.example","issuer":"Example CA",
			"issued":"2026-01-01T00:00:00+01:00","expires":"whenever","sans":null,"key":"-----BEGIN PRIVATE KEY-----"}}]}`))
	mappings, err := newClient(t, panel, customerToken).Mappings(background(t), customerOrg, network)
	if err != nil {
		t.Fatal(err)
	}
	wantEqual(t, mappings, []enhance.Mapping{
		{
			ID: "77777777-7777-4777-8777-777777777777", WebsiteID: network, Name: "old.example", Kind: enhance.MappingSecondary,
			Certificate: &enhance.StoredCertificate{
				CommonName: "old.example", Issuer: "Let's Encrypt", Names: []string{},
				NotBefore: time.Date(2023, 3, 1, 0, 0, 0, 0, time.UTC), NotAfter: time.Date(2023, 6, 1, 0, 0, 0, 0, time.UTC),
			},
		},
		{ID: "78787878-7878-4878-8878-787878787878", WebsiteID: network, Name: "odd.example"},
		{
			ID: "79797979-7979-4979-8979-797979797979", WebsiteID: network, Name: "rfc.example",
			Certificate: &enhance.StoredCertificate{
				CommonName: "rfc.example", Issuer: "Example CA", Names: []string{}, NotBefore: time.Date(2025, 12, 31, 23, 0, 0, 0, time.UTC),
			},
		},
	})
}

func TestHostnamesOfAServer(t *testing.T) {
	t.Parallel()
	panel := newPanel(t, paneltest.Options{})
	client := newClient(t, panel, masterToken)
	ctx := background(t)
	id, err := client.AddServerDomain(ctx, mainServer, "mail.example.net")
	if err != nil || id == "" {
		t.Fatalf("AddServerDomain() = %q, %v", id, err)
	}
	for _, request := range panel.Requests() {
		if request.Method == http.MethodPost && request.Body != `"mail.example.net"` {
			t.Errorf("the body is %s", request.Body)
		}
	}
	hostnames, err := client.ServerDomains(ctx, mainServer)
	if err != nil || hostnames.WebsiteID == "" || len(hostnames.Names) != 2 {
		t.Fatalf("%+v, %v", hostnames, err)
	}
	wantEqual(t, hostnames.Names[1], enhance.ServerHostname{ID: id, Name: "mail.example.net"})
	if !hostnames.Names[0].Primary || hostnames.Names[0].Name != "srv1.example.net" {
		t.Errorf("%+v", hostnames.Names[0])
	}
	if err := client.RemoveServerDomain(ctx, mainServer, id); err != nil {
		t.Fatal(err)
	}
	if hostnames, err = client.ServerDomains(ctx, mainServer); err != nil || len(hostnames.Names) != 1 {
		t.Errorf("%+v, %v", hostnames, err)
	}
}

func TestHostnamesInOtherShapes(t *testing.T) {
	t.Parallel()
	panel := newPanel(t, paneltest.Options{})
	client := newClient(t, panel, masterToken)
	name := enhance.ServerHostname{ID: "77777777-7777-4777-8777-777777777777", Name: "srv1.example.net"}
	for body, want := range map[string]enhance.ServerHostnames{
		`[{"domainId":"77777777-7777-4777-8777-777777777777","domain":"srv1.example.net"}]`:     {Names: []enhance.ServerHostname{name}},
		`{"items":[{"id":"77777777-7777-4777-8777-777777777777","domain":"srv1.example.net"}]}`: {Names: []enhance.ServerHostname{name}, Foreign: true},
		`{"websiteId":"66666666-6666-4666-8666-666666666666","domains":[]}`:                     {WebsiteID: network, Names: []enhance.ServerHostname{}},
		`{"domains":null}`: {Names: []enhance.ServerHostname{}},
		`null`:             {Names: []enhance.ServerHostname{}},
		`[]`:               {Names: []enhance.ServerHostname{}},
	} {
		panel.Fault(paneltest.Match{Path: "/servers/*/domains", Times: 1}, paneltest.Answer(200, "application/json", body))
		got, err := client.ServerDomains(background(t), mainServer)
		if err != nil {
			t.Errorf("%s: %v", body, err)
			continue
		}
		wantEqual(t, got, want)
	}
}

// A success of a write need not be JSON: what was confirmed is done.
func TestAWriteIsDoneWhenItIsConfirmed(t *testing.T) {
	t.Parallel()
	panel := newPanel(t, paneltest.Options{})
	client := newClient(t, panel, masterToken)
	for body, want := range map[string]enhance.ID{
		``: "", `ok`: "", `{"id":`: "", `{"id":5}`: "", `null`: "",
		`{"id":"77777777-7777-4777-8777-777777777777"}`:                       "77777777-7777-4777-8777-777777777777",
		`{"websiteId":"5","domainId":"77777777-7777-4777-8777-777777777777"}`: "77777777-7777-4777-8777-777777777777",
	} {
		panel.Fault(paneltest.Match{Method: "POST", Times: 1}, paneltest.Answer(200, "application/json", body))
		if id, err := client.AddMapping(background(t), customerOrg, network, "a.example"); err != nil || id != want {
			t.Errorf("%s: %q, %v", body, id, err)
		}
	}
	panel.Fault(paneltest.Match{Method: "POST"}, paneltest.HTML(200))
	_, err := client.AddMapping(background(t), customerOrg, network, "a.example")
	wantError(t, err, enhance.HTML)
}

func TestMalformedIDsNeverLeave(t *testing.T) {
	t.Parallel()
	panel := newPanel(t, paneltest.Options{})
	client := newClient(t, panel, masterToken)
	ctx := background(t)
	for _, id := range []enhance.ID{"", "5", "../servers", "44444444-4444-4444-8444-44444444444G", "44444444-4444-4444-8444-44444444444A"} {
		_, err := client.Server(ctx, id)
		wantError(t, err, enhance.MalformedID)
		_, err = client.Websites(ctx, id, enhance.WebsiteQuery{})
		wantError(t, err, enhance.MalformedID)
		wantError(t, client.RemoveMapping(ctx, customerOrg, network, id), enhance.MalformedID)
		if id != "" {
			_, err = client.Websites(ctx, masterOrg, enhance.WebsiteQuery{Server: id})
			wantError(t, err, enhance.MalformedID)
		}
	}
	if requests := panel.Requests(); len(requests) != 0 {
		t.Errorf("the panel got %+v", requests)
	}
}
