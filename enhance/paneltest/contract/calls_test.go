package contract_test

import (
	"context"
	"crypto/x509"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"enhance-wizard/enhance"
	"enhance-wizard/enhance/paneltest"
	"enhance-wizard/enhance/paneltest/contract"
)

const (
	org     enhance.ID = "22222222-2222-4222-8222-222222222222"
	server  enhance.ID = "44444444-4444-4444-8444-444444444444"
	website enhance.ID = "66666666-6666-4666-8666-666666666666"
	domain  enhance.ID = "77777777-7777-4777-8777-777777777777"
	host    enhance.ID = "88888888-8888-4888-8888-888888888888"
)

// patience bounds what would hang, on a busy machine too.
const patience = 2 * time.Minute

// call drives one method of the client. A method can have several.
type call struct {
	method string
	ask    func(ctx context.Context, c *enhance.Client) error
	// falsy calls have a body that prism takes for none: its validator looks
	// whether the value is true (checkRequiredBodyIsProvided in prism-http 5.14.2).
	falsy bool
}

// calls are all reads and writes of the client, those that take away last.
var calls = slices.Concat([]call{
	{method: "Version", ask: func(ctx context.Context, c *enhance.Client) error { _, err := c.Version(ctx); return err }},
	{method: "Status", ask: func(ctx context.Context, c *enhance.Client) error { _, err := c.Status(ctx); return err }},
	{method: "ClientIP", ask: func(ctx context.Context, c *enhance.Client) error { _, err := c.ClientIP(ctx); return err }},
	{method: "Contact", ask: func(ctx context.Context, c *enhance.Client) error { _, err := c.Contact(ctx); return err }},
	{method: "Writable", ask: func(ctx context.Context, c *enhance.Client) error { return c.Writable(ctx) }},
	{method: "Memberships", ask: func(ctx context.Context, c *enhance.Client) error { _, err := c.Memberships(ctx); return err }},
	{method: "Organisation", ask: func(ctx context.Context, c *enhance.Client) error { _, err := c.Organisation(ctx, org); return err }},
	{method: "AccessTokens", ask: func(ctx context.Context, c *enhance.Client) error { _, err := c.AccessTokens(ctx, org); return err }},
	{method: "OwnToken", ask: func(ctx context.Context, c *enhance.Client) error { _, err := c.OwnToken(ctx, org, nil); return err }},
	{method: "CheckDomain", ask: func(ctx context.Context, c *enhance.Client) error {
		_, _, err := c.CheckDomain(ctx, org, "free.example")
		return err
	}},
}, serverCalls, websiteCalls, domainCalls)

var serverCalls = []call{
	{method: "Servers", ask: func(ctx context.Context, c *enhance.Client) error { _, err := c.Servers(ctx); return err }},
	{method: "Server", ask: func(ctx context.Context, c *enhance.Client) error { _, err := c.Server(ctx, server); return err }},
	{method: "ServerStatus", ask: func(ctx context.Context, c *enhance.Client) error { _, err := c.ServerStatus(ctx, server); return err }},
	{method: "ServerDomains", ask: func(ctx context.Context, c *enhance.Client) error { _, err := c.ServerDomains(ctx, server); return err }},
	{method: "AddServerDomain", ask: func(ctx context.Context, c *enhance.Client) error {
		_, err := c.AddServerDomain(ctx, server, "srv2.example.net")
		return err
	}},
	{method: "RemoveServerDomain", ask: func(ctx context.Context, c *enhance.Client) error {
		return c.RemoveServerDomain(ctx, server, host)
	}},
}

var websiteCalls = []call{
	{method: "Websites", ask: func(ctx context.Context, c *enhance.Client) error {
		_, err := c.Websites(ctx, org, enhance.WebsiteQuery{})
		return err
	}},
	{method: "Websites", ask: func(ctx context.Context, c *enhance.Client) error {
		_, err := c.Websites(ctx, org, enhance.WebsiteQuery{Server: server, Recursive: true, Search: "shop"})
		return err
	}},
	{method: "Website", ask: func(ctx context.Context, c *enhance.Client) error { _, err := c.Website(ctx, org, website); return err }},
	{method: "Mappings", ask: func(ctx context.Context, c *enhance.Client) error {
		_, err := c.Mappings(ctx, org, website)
		return err
	}},
	{method: "AddMapping", ask: func(ctx context.Context, c *enhance.Client) error {
		_, err := c.AddMapping(ctx, org, website, "shop.example")
		return err
	}},
	{method: "RestartPHP", ask: func(ctx context.Context, c *enhance.Client) error { return c.RestartPHP(ctx, website) }},
}

var domainCalls = []call{
	{method: "DNSStatus", ask: func(ctx context.Context, c *enhance.Client) error {
		_, err := c.DNSStatus(ctx, org, website, domain)
		return err
	}},
	{method: "Preflight", ask: func(ctx context.Context, c *enhance.Client) error { _, err := c.Preflight(ctx, domain); return err }},
	{method: "IssueCertificate", ask: func(ctx context.Context, c *enhance.Client) error { return c.IssueCertificate(ctx, domain) }},
	{method: "Certificate", ask: func(ctx context.Context, c *enhance.Client) error { _, err := c.Certificate(ctx, domain); return err }},
	{method: "ForceHTTPS", ask: func(ctx context.Context, c *enhance.Client) error { return c.ForceHTTPS(ctx, domain, true) }},
	{method: "ForceHTTPS", falsy: true, ask: func(ctx context.Context, c *enhance.Client) error {
		return c.ForceHTTPS(ctx, domain, false)
	}},
	{method: "RemoveMapping", ask: func(ctx context.Context, c *enhance.Client) error { return c.RemoveMapping(ctx, org, website, domain) }},
}

// routes are what the client has to have asked for after all calls. A call that
// is taken out of the list above shows here.
var routes = []string{
	"GET /version", "GET /status", "GET /client_ip", "GET /login/memberships",
	"GET /orgs/{org_id}", "GET /orgs/{org_id}/access_tokens", "POST /orgs/{org_id}/domains/check",
	"GET /servers", "GET /servers/{server_id}", "GET /servers/{server_id}/status",
	"GET /servers/{server_id}/domains", "POST /servers/{server_id}/domains", "DELETE /servers/{server_id}/domains/{domain_id}",
	"GET /orgs/{org_id}/websites", "GET /orgs/{org_id}/websites/{website_id}",
	"GET /orgs/{org_id}/websites/{website_id}/domains", "POST /orgs/{org_id}/websites/{website_id}/domains",
	"DELETE /orgs/{org_id}/websites/{website_id}/domains/{domain_id}",
	"GET /orgs/{org_id}/websites/{website_id}/domains/{domain_id}/dns-status",
	"POST /v2/domains/{domain_id}/letsencrypt_preflight", "POST /v2/domains/{domain_id}/letsencrypt",
	"GET /v2/domains/{domain_id}/ssl", "PUT /v2/domains/{domain_id}/ssl/force_ssl",
	"POST /v2/websites/{website_id}/restart_php",
}

// routeOf writes a call as the specification does.
func routeOf(call string) string {
	return strings.NewReplacer(
		string(org), "{org_id}", string(server), "{server_id}", string(website), "{website_id}",
		string(domain), "{domain_id}", string(host), "{domain_id}",
	).Replace(call)
}

func wantEveryRoute(t *testing.T, asked []string) {
	t.Helper()
	for _, route := range routes {
		if !slices.Contains(asked, route) {
			t.Errorf("%s was never asked for", route)
		}
	}
	for _, route := range asked {
		if !slices.Contains(routes, route) {
			t.Errorf("%s is not among the calls that are known", route)
		}
	}
}

func clientOf(t *testing.T, url, secret string, authority []byte) *enhance.Client {
	t.Helper()
	base, err := enhance.ParseBaseURL(url, enhance.URLOptions{})
	if err != nil {
		t.Fatal(err)
	}
	token, err := enhance.ParseToken(secret)
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	if !roots.AppendCertsFromPEM(authority) {
		t.Fatal("no authority")
	}
	client := enhance.New(enhance.Options{BaseURL: base, Token: token, RootCAs: roots, Timeouts: enhance.Timeouts{
		Dial: patience, TLS: patience, Header: patience, Total: patience, Issue: patience,
	}})
	t.Cleanup(client.Close)
	return client
}

// A method that is added to the client has to be added to the calls.
func TestEveryCallOfTheClientIsDriven(t *testing.T) {
	client := reflect.TypeFor[*enhance.Client]()
	waits := reflect.TypeFor[context.Context]()
	driven := map[string]bool{}
	for _, call := range calls {
		driven[call.method] = true
		if _, found := client.MethodByName(call.method); !found {
			t.Errorf("the client has no %s", call.method)
		}
	}
	for i := range client.NumMethod() {
		method := client.Method(i)
		if method.Type.NumIn() > 1 && method.Type.In(1) == waits && !driven[method.Name] {
			t.Errorf("%s is held to nothing", method.Name)
		}
	}
}

func TestThePanelOfTheTestsAnswersEveryCall(t *testing.T) {
	panel := paneltest.New(paneltest.Options{Check: contract.Check(t), IssueAfter: time.Hour})
	panel.AddOrg(paneltest.Org{ID: string(org), Name: "Example Hosting"})
	panel.AddServer(paneltest.Server{ID: string(server), Name: "web1", Hostname: "srv1.example.net", HostnameID: string(host), IPs: []string{"203.0.113.10"}})
	panel.AddWebsite(paneltest.Website{ID: string(website), OrgID: string(org), ServerID: string(server), Domain: "network.example"})
	panel.AddMapping(string(website), paneltest.Mapping{ID: string(domain), Domain: "mapped.example"})
	const secret = "contract-token-0123456789"
	panel.AddToken(paneltest.Token{Value: secret, OrgID: string(org), Roles: []string{"Owner"}})
	if err := panel.Start("127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(panel.Close)
	client := clientOf(t, panel.URL(), secret, panel.CAPEM())
	for _, call := range calls {
		ctx, cancel := context.WithTimeout(t.Context(), patience)
		if err := call.ask(ctx, client); err != nil {
			t.Errorf("%s: %v", call.method, err)
		}
		cancel()
	}
	var asked []string
	for _, request := range panel.Requests() {
		asked = append(asked, routeOf(request.Method+" "+request.Path))
	}
	wantEveryRoute(t, asked)
}
