package contract

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"enhance-wizard/enhance/paneltest"
)

const (
	org     = "22222222-2222-4222-8222-222222222222"
	server  = "44444444-4444-4444-8444-444444444444"
	website = "66666666-6666-4666-8666-666666666666"
	domain  = "77777777-7777-4777-8777-777777777777"
)

type exchangeCase struct {
	method, path, body string
	public             bool
	status             int
	answer             string
	text               bool
	faulted            bool
	wantError          string
}

func (c exchangeCase) exchange() paneltest.Exchange {
	request := httptest.NewRequest(c.method, "https://panel.example/api"+c.path, strings.NewReader(c.body))
	if c.body != "" {
		request.Header.Set("Content-Type", "application/json")
	}
	if !c.public {
		request.Header.Set("Authorization", "Bearer sometoken")
	}
	contentType := "application/json"
	if c.text {
		contentType = "text/plain"
	}
	return paneltest.Exchange{
		Request: request, RequestBody: []byte(c.body), Status: c.status, Body: []byte(c.answer), Faulted: c.faulted,
		Header: http.Header{"Content-Type": {contentType}},
	}
}

const mapping = `{"domainId":"` + domain + `","websiteId":"` + website + `","domain":"shop.example","documentRoot":"public_html",` +
	`"mappingKind":"alias","cloudflareStatus":"Disconnected"}`

// A checker that cannot fail proves nothing: each rule is broken once.
func TestEveryBreachIsFound(t *testing.T) {
	domains := "/orgs/" + org + "/websites/" + website + "/domains"
	hostnames := "/servers/" + server + "/domains"
	for name, c := range map[string]exchangeCase{
		"unknown path":           {method: "GET", path: "/nonsense", status: 200, answer: `""`, wantError: "finding the call"},
		"unknown method":         {method: "PUT", path: "/servers", status: 200, answer: `{}`, wantError: "finding the call"},
		"malformed id":           {method: "GET", path: "/servers/5", status: 200, answer: `{}`, wantError: "server_id"},
		"undeclared query":       {method: "GET", path: "/servers?page=2", status: 200, answer: `{"items":[],"total":0}`, wantError: "not declared"},
		"query of a wrong type":  {method: "GET", path: "/servers?limit=many", status: 200, answer: `{"items":[],"total":0}`, wantError: "limit"},
		"no credential":          {method: "GET", path: "/servers", public: true, status: 200, answer: `{"items":[],"total":0}`, wantError: "bearer"},
		"credential in public":   {method: "GET", path: "/version", status: 200, answer: `"12.23.0"`, wantError: "credential"},
		"object for a string":    {method: "POST", path: hostnames, body: `{"domain":"a.example"}`, status: 201, answer: `{"websiteId":"` + website + `","domainId":"` + domain + `"}`, wantError: "value must be a string"},
		"body that is missing":   {method: "POST", path: domains, status: 201, answer: `{"id":"` + domain + `"}`, wantError: "request body"},
		"body without its field": {method: "POST", path: domains, body: `{"name":"a.example"}`, status: 201, answer: `{"id":"` + domain + `"}`, wantError: `"domain" is missing`},
		"no domain name":         {method: "POST", path: domains, body: `{"domain":"a b"}`, status: 201, answer: `{"id":"` + domain + `"}`, wantError: "domain"},
		"field that is missing":  {method: "GET", path: domains, status: 200, answer: `{"items":[{"domain":"a.example"}]}`, wantError: "missing"},
		"word not in the list":   {method: "GET", path: domains, status: 200, answer: `{"items":[` + strings.Replace(mapping, "alias", "friend", 1) + `]}`, wantError: "mappingKind"},
		"id that is none":        {method: "GET", path: domains, status: 200, answer: `{"items":[` + strings.Replace(mapping, domain, "5", 1) + `]}`, wantError: "domainId"},
		"undeclared status":      {method: "GET", path: "/servers", status: 206, answer: `{"items":[],"total":0}`, wantError: "status"},
		"wrong content type":     {method: "GET", path: "/version", public: true, text: true, status: 200, answer: `"12.23.0"`, wantError: "Content-Type"},
		"no version":             {method: "GET", path: "/version", public: true, status: 200, answer: `"twelve"`, wantError: "semver"},
		"no address":             {method: "GET", path: "/client_ip", public: true, status: 200, answer: `"here"`, wantError: "ip"},
		"unknown panel status":   {method: "GET", path: "/status", public: true, status: 200, answer: `"fine"`, wantError: "enum"},
		"refusal without code":   {method: "GET", path: "/servers", status: 403, answer: `{"message":"no"}`, wantError: "no code"},
		"bad request of a fault": {method: "GET", path: "/nonsense", faulted: true, wantError: "finding the call"},
	} {
		t.Run(name, func(t *testing.T) {
			router, err := load()
			if err != nil {
				t.Fatal(err)
			}
			err = validate(router, c.exchange())
			if err == nil {
				t.Fatal("the breach was not found")
			}
			if !strings.Contains(err.Error(), c.wantError) {
				t.Errorf("error %q does not speak of %q", err, c.wantError)
			}
		})
	}
}

func TestWhatIsRightPasses(t *testing.T) {
	domains := "/orgs/" + org + "/websites/" + website + "/domains"
	for name, c := range map[string]exchangeCase{
		"public call":     {method: "GET", path: "/version", public: true, status: 200, answer: `"1.0.0-alpha.35"`},
		"listing":         {method: "GET", path: domains + "?withSsl=true", status: 200, answer: `{"items":[` + mapping + `]}`},
		"bare string":     {method: "POST", path: "/servers/" + server + "/domains", body: `"srv2.example.net"`, status: 201, answer: `{"websiteId":"` + website + `","domainId":"` + domain + `"}`},
		"refusal":         {method: "GET", path: "/servers", status: 403, answer: `{"code":"only_mo_allowed"}`},
		"refusal in text": {method: "GET", path: "/servers", status: 404, text: true, answer: `UUID parsing failed`},
		"nothing":         {method: "DELETE", path: domains + "/" + domain, status: 204},
		"fault":           {method: "GET", path: "/servers", faulted: true},
	} {
		t.Run(name, func(t *testing.T) {
			router, err := load()
			if err != nil {
				t.Fatal(err)
			}
			if err := validate(router, c.exchange()); err != nil {
				t.Error(err)
			}
		})
	}
}

// reporter is a test that may fail.
type reporter struct {
	testing.TB
	failed bool
}

func (r *reporter) Helper()               {}
func (r *reporter) Errorf(string, ...any) { r.failed = true }

func TestCheckFailsTheTest(t *testing.T) {
	report := &reporter{TB: t}
	check := Check(report)
	check(exchangeCase{method: "GET", path: "/status", public: true, status: 200, answer: `"ready"`}.exchange())
	if report.failed {
		t.Fatal("a right exchange failed the test")
	}
	check(exchangeCase{method: "GET", path: "/status", public: true, status: 200, answer: `"fine"`}.exchange())
	if !report.failed {
		t.Error("a wrong exchange did not fail the test")
	}
}

func TestTheRequestCanBeReadAfterwards(t *testing.T) {
	exchange := exchangeCase{method: "POST", path: "/servers/" + server + "/domains", body: `"a.example"`, faulted: true}.exchange()
	Check(t)(exchange)
	body, err := io.ReadAll(exchange.Request.Body)
	if err != nil || string(body) != `"a.example"` {
		t.Errorf("body %q, %v", body, err)
	}
	if !strings.HasPrefix(exchange.Request.URL.Path, "/api/") {
		t.Errorf("path %s", exchange.Request.URL.Path)
	}
}
