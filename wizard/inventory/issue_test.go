package inventory_test

import (
	"crypto/x509"
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"enhance-wizard/enhance"
	"enhance-wizard/enhance/paneltest"
	"enhance-wizard/enhance/paneltest/contract"
	"enhance-wizard/wizard/inventory"
)

const issuePath = "/v2/domains/*/letsencrypt"

// issuing is a panel with one website, and what lists its domains.
func issuing(t *testing.T) (*paneltest.Panel, *inventory.Panel) {
	t.Helper()
	return issuingAt(t, paneltest.Options{Check: contract.Check(t), IssueAfter: time.Hour})
}

func issuingAt(t *testing.T, o paneltest.Options) (*paneltest.Panel, *inventory.Panel) {
	t.Helper()
	panel := paneltest.New(o)
	org := panel.AddOrg(paneltest.Org{Name: "Example Hosting"})
	website := panel.AddWebsite(paneltest.Website{OrgID: org, Domain: "network.example"})
	panel.AddToken(paneltest.Token{Value: "issuing-token", OrgID: org, Roles: []string{"SuperAdmin"}})
	panel.AddMapping(website, paneltest.Mapping{Domain: "shop.example"})
	panel.AddMapping(website, paneltest.Mapping{Domain: "stuck.example", Obstacle: "DNS problem: NXDOMAIN"})
	panel.AddMapping(website, paneltest.Mapping{Domain: "old.example", Certificate: &paneltest.Certificate{
		CommonName: "old.example", Issuer: "Let's Encrypt", Names: []string{"old.example"},
		NotBefore: time.Now().AddDate(0, -2, 0), NotAfter: time.Now().AddDate(0, 1, 0),
	}})
	if err := panel.Start("127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(panel.Close)
	patient := enhance.Timeouts{TLS: time.Minute, Header: time.Minute, Total: time.Minute} // others run meanwhile
	return panel, &inventory.Panel{Client: clientOf(t, panel, patient), Org: enhance.ID(org), Website: enhance.ID(website)}
}

// hasten lets the client give a call up that is not answered, long after it would be.
func hasten(t *testing.T, panel *paneltest.Panel, domains *inventory.Panel) {
	t.Helper()
	domains.Client = clientOf(t, panel, enhance.Timeouts{Issue: 8 * time.Second, Total: 8 * time.Second})
}

func clientOf(t *testing.T, panel *paneltest.Panel, timeouts enhance.Timeouts) *enhance.Client {
	t.Helper()
	base, err := enhance.ParseBaseURL(panel.URL(), enhance.URLOptions{})
	if err != nil {
		t.Fatal(err)
	}
	token, err := enhance.ParseToken("issuing-token")
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(panel.CAPEM())
	client := enhance.New(enhance.Options{BaseURL: base, Token: token, RootCAs: roots, Timeouts: timeouts})
	t.Cleanup(client.Close)
	return client
}

func requests(panel *paneltest.Panel, ending string) int {
	count := 0
	for _, request := range panel.Requests() {
		if request.Method == http.MethodPost && strings.HasSuffix(request.Path, ending) {
			count++
		}
	}
	return count
}

func TestACertificateIsIssuedAndReadBack(t *testing.T) {
	t.Parallel()
	panel, domains := issuing(t)
	for _, name := range []string{"shop.example", "old.example"} {
		var steps []inventory.IssueStep
		got, err := domains.Issue(t.Context(), name, func(s inventory.IssueStep) { steps = append(steps, s) })
		if err != nil {
			t.Fatal(err)
		}
		if got.Issuer != "Let's Encrypt" || !slices.Contains(got.Names, name) || time.Until(got.NotAfter) < 89*24*time.Hour {
			t.Errorf("%+v", got)
		}
		if want := []inventory.IssueStep{inventory.IssuePreflight, inventory.IssueRequest, inventory.IssueReadBack}; !slices.Equal(steps, want) {
			t.Errorf("steps %v", steps)
		}
	}
	if n := requests(panel, "/letsencrypt"); n != 2 {
		t.Errorf("%d requests for two certificates", n)
	}
}

func TestNothingIsAskedForWhenThePanelCannot(t *testing.T) {
	t.Parallel()
	panel, domains := issuing(t)
	ignore := func(inventory.IssueStep) {}
	var cannot *inventory.CannotIssueError
	if _, err := domains.Issue(t.Context(), "stuck.example", ignore); !errors.As(err, &cannot) || cannot.Reason != "DNS problem: NXDOMAIN" {
		t.Errorf("%v", err)
	}
	var notMapped *inventory.NotMappedError
	if _, err := domains.Issue(t.Context(), "nowhere.example", ignore); !errors.As(err, &notMapped) {
		t.Errorf("%v", err)
	}
	if n := requests(panel, "/letsencrypt"); n != 0 {
		t.Errorf("%d requests", n)
	}
	// The preflight cannot see everything.
	panel.Fault(paneltest.Match{Path: "/v2/domains/*/letsencrypt_preflight"}, paneltest.Answer(200, "application/json", `{"canIssue":true}`))
	if _, err := domains.Issue(t.Context(), "stuck.example", ignore); !errors.As(err, &cannot) || cannot.Reason != "DNS problem: NXDOMAIN" {
		t.Errorf("%v", err)
	}
}

// Such a panel has none of the functions by which a certificate is looked at first, and is to be updated.
func TestAPanelThatIsOnlyReadIsRefusedBeforeItsDomainsAreAskedFor(t *testing.T) {
	t.Parallel()
	panel, domains := issuingAt(t, paneltest.Options{Old: true})
	_, err := domains.Issue(t.Context(), "shop.example", func(step inventory.IssueStep) { t.Errorf("%s began", step) })
	var failure *enhance.Error
	if !errors.As(err, &failure) || failure.Cause != enhance.PanelTooOld || failure.Version != "9.4.0" {
		t.Errorf("%v", err)
	}
	for _, request := range panel.Requests() {
		if request.Path != "/version" || request.Authorized {
			t.Errorf("it was asked %+v", request)
		}
	}
}

// An answer that is lost says nothing about what the panel did.
func TestALostAnswerIsNotAskedForAgain(t *testing.T) {
	t.Parallel()
	for label, c := range map[string]struct {
		fault paneltest.Fault
		name  string
		done  bool
	}{
		"done, too late to say":               {paneltest.Late(time.Minute), "shop.example", true},
		"renewed, too late to say":            {paneltest.Late(time.Minute), "old.example", true},
		"not done in time":                    {paneltest.Slow(time.Minute), "shop.example", false},
		"not renewed in time":                 {paneltest.Slow(time.Minute), "old.example", false},
		"gateway time-out":                    {paneltest.HTML(504), "shop.example", false},
		"hang-up":                             {paneltest.HangUp(), "shop.example", false},
		"confirmed, and nothing is there":     {paneltest.Answer(201, "application/json", ""), "shop.example", false},
		"confirmed, and the old one is there": {paneltest.Answer(201, "application/json", ""), "old.example", true},
	} {
		t.Run(label, func(t *testing.T) {
			t.Parallel()
			panel, domains := issuing(t)
			hasten(t, panel, domains)
			panel.Fault(paneltest.Match{Path: issuePath}, c.fault)
			got, err := domains.Issue(t.Context(), c.name, func(inventory.IssueStep) {})
			var not *inventory.NotIssuedError
			if c.done && (err != nil || got.Placeholder || got.CommonName != c.name) {
				t.Errorf("%+v, %v", got, err)
			} else if !c.done && (!errors.As(err, &not) || not.Name != c.name) {
				t.Errorf("%+v, %v", got, err)
			}
			if n := requests(panel, "/letsencrypt"); n != 1 {
				t.Errorf("%d requests", n)
			}
		})
	}
}

func TestOtherFailuresStayWhatTheyAre(t *testing.T) {
	t.Parallel()
	for path, fault := range map[string]paneltest.Fault{
		issuePath:                             paneltest.Forbidden(),
		"/v2/domains/*/letsencrypt_preflight": paneltest.Forbidden(),
		"/v2/domains/*/ssl":                   paneltest.Forbidden(),
		"/orgs/*/websites/*/domains":          paneltest.Forbidden(),
	} {
		panel, domains := issuing(t)
		panel.Fault(paneltest.Match{Path: path}, fault)
		_, err := domains.Issue(t.Context(), "shop.example", func(inventory.IssueStep) {})
		var e *enhance.Error
		if !errors.As(err, &e) || e.Cause != enhance.Forbidden {
			t.Errorf("%s: %v", path, err)
		}
	}
}
