package paneltest_test

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"enhance-wizard/enhance/paneltest"
	"enhance-wizard/enhance/paneltest/contract"
)

const owner = "ownertoken0123456789"

// session asks a panel with a plain HTTP client.
type session struct {
	panel *paneltest.Panel
	http  *http.Client
}

func start(t *testing.T, o paneltest.Options) *session {
	t.Helper()
	if o.Check == nil {
		o.Check = contract.Check(t)
	}
	panel := paneltest.New(o)
	if err := panel.Start("127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(panel.Close)
	roots := x509.NewCertPool()
	if !roots.AppendCertsFromPEM(panel.CAPEM()) {
		t.Fatal("no authority")
	}
	transport := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots}, ForceAttemptHTTP2: true}
	t.Cleanup(transport.CloseIdleConnections)
	client := &http.Client{
		Transport:     transport,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return &session{panel: panel, http: client}
}

// ask returns status and body of a call with the owner's token.
func (s *session) ask(t *testing.T, method, path, body string) (int, string) {
	t.Helper()
	target := strings.TrimSuffix(s.panel.URL(), "/") + path
	request, err := http.NewRequestWithContext(t.Context(), method, target, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Contains([]string{"/version", "/status", "/client_ip"}, path) {
		request.Header.Set("Authorization", "Bearer "+owner)
	}
	if body != "" {
		request.Header.Set("Content-Type", "application/json")
	}
	response, err := s.http.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	content, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(content)
}

// field collects one field of the items of a listing.
func field(t *testing.T, body string, path ...string) []string {
	t.Helper()
	var listing struct{ Items []map[string]any }
	if err := json.Unmarshal([]byte(body), &listing); err != nil {
		t.Fatalf("%s: %v", body, err)
	}
	found := []string{}
	for _, item := range listing.Items {
		var value any = item
		for _, name := range path {
			value = value.(map[string]any)[name]
		}
		found = append(found, fmt.Sprint(value))
	}
	return found
}

func TestNoLibraryIsLinkedWithThePanel(t *testing.T) {
	t.Parallel()
	listing, err := exec.CommandContext(t.Context(), "go", "list", "-deps", "-f", "{{if not .Standard}}{{.ImportPath}}{{end}}", ".").Output()
	if err != nil {
		t.Fatalf("listing the dependencies: %v", err)
	}
	if got := strings.Fields(string(listing)); !slices.Equal(got, []string{"enhance-wizard/enhance/paneltest"}) {
		t.Errorf("the panel depends on %v", got)
	}
}

func TestListingsFilterSortAndPage(t *testing.T) {
	t.Parallel()
	s := start(t, paneltest.Options{})
	master := s.panel.AddOrg(paneltest.Org{Name: "master"})
	customer := s.panel.AddOrg(paneltest.Org{Name: "customer", ParentID: master})
	below := s.panel.AddOrg(paneltest.Org{Name: "below", ParentID: customer})
	server := s.panel.AddServer(paneltest.Server{Name: "one", Hostname: "one.example.net", IPs: []string{"203.0.113.1"}})
	s.panel.AddToken(paneltest.Token{Value: owner, OrgID: master, Roles: []string{"Owner"}})
	s.panel.AddWebsite(paneltest.Website{OrgID: master, ServerID: server, Domain: "m.example"})
	s.panel.AddWebsite(paneltest.Website{OrgID: customer, ServerID: server, Domain: "c.example", Kind: "staging"})
	s.panel.AddWebsite(paneltest.Website{OrgID: below, Domain: "b.example", Status: "deleted"})
	for query, want := range map[string][]string{
		"":                                             {"m.example"},
		"recursion=directCustomers":                    {"c.example"},
		"recursion=infinite":                           {"m.example", "c.example", "b.example"},
		"recursion=infinite&sortBy=domain":             {"b.example", "c.example", "m.example"},
		"recursion=infinite&sortOrder=desc":            {"b.example", "c.example", "m.example"},
		"recursion=infinite&kind=staging":              {"c.example"},
		"recursion=infinite&status=deleted":            {"b.example"},
		"recursion=infinite&showDeleted=false":         {"m.example", "c.example"},
		"recursion=infinite&servers=" + server:         {"m.example", "c.example"},
		"recursion=infinite&roles=email":               {},
		"recursion=infinite&offset=1&limit=1":          {"c.example"},
		"recursion=infinite&offset=9":                  {},
		"recursion=infinite&search=C.EXAMPLE":          {"c.example"},
		"recursion=infinite&roles=email%2Capplication": {"m.example", "c.example", "b.example"},
	} {
		status, body := s.ask(t, http.MethodGet, "/orgs/"+master+"/websites?"+query, "")
		if got := field(t, body, "domain", "domain"); status != 200 || !slices.Equal(got, want) {
			t.Errorf("%s: %d %v, want %v", query, status, got, want)
		}
	}
}

func TestAliasesAreShownWhenAskedFor(t *testing.T) {
	t.Parallel()
	s := start(t, paneltest.Options{})
	org := s.panel.AddOrg(paneltest.Org{Name: "master"})
	s.panel.AddToken(paneltest.Token{Value: owner, OrgID: org, Roles: []string{"SuperAdmin"}})
	website := s.panel.AddWebsite(paneltest.Website{OrgID: org, Domain: "m.example"})
	s.panel.AddMapping(website, paneltest.Mapping{Domain: "Alias.example"})
	for query, want := range map[string]bool{"": false, "?showAliases=true": true, "?search=alias": false} {
		_, body := s.ask(t, http.MethodGet, "/orgs/"+org+"/websites"+query, "")
		if got := strings.Contains(body, `"alias.example"`); got != want {
			t.Errorf("%q: the alias is shown: %t", query, got)
		}
	}
}

func TestCertificatesComeWhenTheyMay(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	allowed := false
	s := start(t, paneltest.Options{MayIssue: func(domain string) bool {
		mu.Lock()
		defer mu.Unlock()
		return allowed || domain == "m.example"
	}})
	org := s.panel.AddOrg(paneltest.Org{Name: "master"})
	s.panel.AddToken(paneltest.Token{Value: owner, OrgID: org, Roles: []string{"Owner"}})
	website := s.panel.AddWebsite(paneltest.Website{OrgID: org, Domain: "m.example"})
	domains := "/orgs/" + org + "/websites/" + website + "/domains"
	if status, body := s.ask(t, http.MethodPost, domains, `{"domain":"shop.example","kind":"addon"}`); status != 201 {
		t.Fatalf("%d %s", status, body)
	}
	issuers := func() []string {
		_, body := s.ask(t, http.MethodGet, domains+"?withSsl=true", "")
		return field(t, body, "cert", "issuer")
	}
	if got := issuers(); !slices.Equal(got, []string{"Let's Encrypt", "shop.example"}) {
		t.Errorf("issuers %v", got)
	}
	mu.Lock()
	allowed = true
	mu.Unlock()
	if got := issuers(); !slices.Equal(got, []string{"Let's Encrypt", "Let's Encrypt"}) {
		t.Errorf("issuers %v", got)
	}
	if _, body := s.ask(t, http.MethodGet, domains, ""); strings.Contains(body, "cert") {
		t.Errorf("certificates are shown without being asked for: %s", body)
	}
}

func TestWrongBodiesAreRefused(t *testing.T) {
	t.Parallel()
	s := start(t, paneltest.Options{Check: func(paneltest.Exchange) {}})
	org := s.panel.AddOrg(paneltest.Org{Name: "master"})
	s.panel.AddToken(paneltest.Token{Value: owner, OrgID: org, Roles: []string{"Owner"}})
	server := s.panel.AddServer(paneltest.Server{Hostname: "srv.example.net"})
	website := s.panel.AddWebsite(paneltest.Website{OrgID: org, Domain: "m.example"})
	domains, hostnames := "/orgs/"+org+"/websites/"+website+"/domains", "/servers/"+server+"/domains"
	for _, c := range []struct{ path, body, want string }{
		{hostnames, `{"domain":"a.example"}`, "deserialize"},
		{hostnames, `"srv.example.net"`, "already_exists"},
		{hostnames, `"nodots"`, "Invalid domain name"},
		{domains, `"a.example"`, "deserialize"},
		{domains, `{"domain":"a.example","kind":"primary"}`, "Invalid mapping kind"},
		{domains, `{"domain":"M.example"}`, "already_exists"},
		{domains, `{"domain":"srv.example.net"}`, "already_exists"},
		{domains, `{}`, "Invalid domain name"},
	} {
		if status, body := s.ask(t, http.MethodPost, c.path, c.body); status != 400 || !strings.Contains(body, c.want) {
			t.Errorf("%s: %d %s, want %s", c.body, status, body, c.want)
		}
	}
	if status, body := s.ask(t, http.MethodGet, "/servers/5", ""); status != 404 || !strings.HasPrefix(body, "UUID parsing failed") {
		t.Errorf("%d %s", status, body)
	}
}

func TestFaultsMatchAndEnd(t *testing.T) {
	t.Parallel()
	s := start(t, paneltest.Options{})
	status := func(path string) int {
		code, _ := s.ask(t, http.MethodGet, path, "")
		return code
	}
	removeAll := s.panel.Fault(paneltest.Match{}, paneltest.ServerError(500))
	s.panel.Fault(paneltest.Match{Path: "/version", Times: 1}, paneltest.ServerError(503))
	s.panel.Fault(paneltest.Match{Method: http.MethodPost}, paneltest.ServerError(504))
	for _, want := range []int{503, 500} {
		if got := status("/version"); got != want {
			t.Errorf("%d, want %d", got, want)
		}
	}
	if got := status("/status"); got != 500 {
		t.Errorf("%d", got)
	}
	removeAll()
	removeAll()
	if got := status("/version"); got != 200 {
		t.Errorf("%d after the fault was removed", got)
	}
	if code, _ := s.ask(t, http.MethodPost, "/servers/"+strings.Repeat("4", 8)+"-4444-4444-8444-444444444444/domains", `"a.example"`); code != 504 {
		t.Errorf("%d", code)
	}
	s.panel.Fault(paneltest.Match{Path: "/orgs/*/websites"}, paneltest.ServerError(500))
	if got := status("/status"); got != 200 {
		t.Errorf("%d: a fault for another path answered", got)
	}
}

func TestAClientThatLeavesGetsNoAnswer(t *testing.T) {
	t.Parallel()
	s := start(t, paneltest.Options{})
	s.panel.Fault(paneltest.Match{}, paneltest.Slow(time.Hour))
	roots := s.http.Transport.(*http.Transport).TLSClientConfig.RootCAs
	address, err := url.Parse(s.panel.URL())
	if err != nil {
		t.Fatal(err)
	}
	dialer := tls.Dialer{Config: &tls.Config{RootCAs: roots}}
	connection, err := dialer.DialContext(t.Context(), "tcp", address.Host)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = connection.Close() }()
	if _, err := io.WriteString(connection, "GET /api/version HTTP/1.1\r\nHost: panel\r\n\r\n"); err != nil {
		t.Fatal(err)
	}
	if err := connection.(*tls.Conn).CloseWrite(); err != nil {
		t.Fatal(err)
	}
	if answer, err := io.ReadAll(connection); len(answer) > 0 {
		t.Errorf("%q, %v", answer, err)
	}
}

func TestRequestsAreWrittenDown(t *testing.T) {
	t.Parallel()
	s := start(t, paneltest.Options{})
	s.ask(t, http.MethodGet, "/version", "")
	s.ask(t, http.MethodGet, "/servers?limit=1", "")
	requests := s.panel.Requests()
	if len(requests) != 2 {
		t.Fatalf("%+v", requests)
	}
	if first := requests[0]; first.Method != http.MethodGet || first.Path != "/version" || first.Authorized || first.At.IsZero() {
		t.Errorf("%+v", first)
	}
	if second := requests[1]; second.Path != "/servers" || second.Query != "limit=1" || !second.Authorized {
		t.Errorf("%+v", second)
	}
}

func TestThePanelCanBeClosedAndStartedAgain(t *testing.T) {
	t.Parallel()
	s := start(t, paneltest.Options{Check: func(paneltest.Exchange) {}})
	if err := s.panel.Start("127.0.0.1:0"); err == nil {
		t.Error("it was started twice")
	}
	s.panel.Fault(paneltest.Match{}, paneltest.Slow(time.Hour))
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		request, _ := http.NewRequestWithContext(context.Background(), http.MethodGet, s.panel.URL()+"version", nil)
		if response, err := s.http.Do(request); err == nil {
			_ = response.Body.Close()
			t.Error("a call outlived the panel")
		}
	}()
	for len(s.panel.Requests()) == 0 {
		time.Sleep(time.Millisecond)
	}
	s.panel.Close()
	s.panel.Close()
	<-ended
	if err := s.panel.Start("127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
}

func TestIDsAreUUIDs(t *testing.T) {
	t.Parallel()
	form := regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
	panel := paneltest.New(paneltest.Options{})
	seen := map[string]bool{}
	for range 100 {
		id := panel.AddOrg(paneltest.Org{})
		if !form.MatchString(id) || seen[id] {
			t.Fatalf("id %q, seen %t", id, seen[id])
		}
		seen[id] = true
	}
}

func TestAMappingNeedsItsWebsite(t *testing.T) {
	t.Parallel()
	defer func() {
		if recover() == nil {
			t.Error("a mapping was added to nothing")
		}
	}()
	paneltest.New(paneltest.Options{}).AddMapping("nowhere", paneltest.Mapping{Domain: "a.example"})
}
