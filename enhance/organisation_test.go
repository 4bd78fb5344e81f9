package enhance_test

import (
	"net/netip"
	"slices"
	"testing"
	"time"

	"enhance-wizard/enhance"
	"enhance-wizard/enhance/paneltest"
)

func TestOrganisationsTellWhoTheyBelongTo(t *testing.T) {
	t.Parallel()
	panel := newPanel(t, paneltest.Options{})
	ctx := background(t)
	master := newClient(t, panel, masterToken)
	for id, want := range map[enhance.ID]enhance.Org{
		masterOrg:   {ID: masterOrg, Name: "Example Hosting", Status: "active"},
		customerOrg: {ID: customerOrg, Name: "Customer", ParentID: masterOrg, Status: "active"},
	} {
		got, err := master.Organisation(ctx, id)
		if err != nil || got != want {
			t.Errorf("%+v, %v, want %+v", got, err, want)
		}
	}
	customer := newClient(t, panel, customerToken)
	_, err := customer.Organisation(ctx, masterOrg)
	wantError(t, err, enhance.Forbidden)
	_, err = customer.Organisation(ctx, "unclear")
	wantError(t, err, enhance.MalformedID)
}

func TestTheTokenInUseIsFoundAmongThoseOfTheOrganisation(t *testing.T) {
	t.Parallel()
	panel := newPanel(t, paneltest.Options{})
	ends := time.Date(2099, 12, 31, 12, 0, 0, 0, time.UTC)
	networks := []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("2001:db8::7/128")}
	panel.AddToken(paneltest.Token{
		Value: "limitedtoken", Name: "my-cli", OrgID: string(masterOrg), Roles: []string{"SuperAdmin", "Support"},
		Expires: ends, AllowedIPs: networks,
	})
	for _, value := range []string{"twins-first-token", "twins-other-token"} {
		panel.AddToken(paneltest.Token{Value: value, OrgID: string(masterOrg), Roles: []string{"Owner"}})
	}
	ctx := background(t)

	own, err := newClient(t, panel, "limitedtoken").OwnToken(ctx, masterOrg, nil)
	if err != nil || own == nil {
		t.Fatalf("%+v, %v", own, err)
	}
	if own.ID == "" || own.Name != "my-cli" || own.FirstFive != "limit" || !own.Expires.Equal(ends) ||
		!slices.Equal(own.Roles, []string{"SuperAdmin", "Support"}) ||
		!slices.Equal(own.AllowedIPs, []string{"127.0.0.0/8", "2001:db8::7"}) {
		t.Errorf("%+v", own)
	}

	own, err = newClient(t, panel, masterToken).OwnToken(ctx, masterOrg, nil)
	if err != nil || own == nil || !own.Expires.IsZero() || len(own.AllowedIPs) != 0 {
		t.Errorf("a token without limits: %+v, %v", own, err)
	}
	if own, err := newClient(t, panel, "twins-first-token").OwnToken(ctx, masterOrg, nil); own != nil || err != nil {
		t.Errorf("of two that look the same one was chosen: %+v, %v", own, err)
	}
	if own, err := newClient(t, panel, masterToken).OwnToken(ctx, customerOrg, nil); own != nil || err != nil {
		t.Errorf("found in an organisation that it is not of: %+v, %v", own, err)
	}
	member := []enhance.Membership{{OrgID: masterOrg}, {OrgID: customerOrg}}
	for _, named := range []enhance.ID{"", masterOrg} {
		own, err := newClient(t, panel, customerToken).OwnToken(ctx, named, member)
		if err != nil || own == nil || own.FirstFive != "custo" {
			t.Errorf("behind an organisation that refuses: %+v, %v", own, err)
		}
	}
	_, err = newClient(t, panel, customerToken).OwnToken(ctx, masterOrg, member[:1])
	wantError(t, err, enhance.Forbidden)
}

// TestTheNamedOrganisationIsAskedForTheTokenFirst so that many memberships do not keep it from being asked.
func TestTheNamedOrganisationIsAskedForTheTokenFirst(t *testing.T) {
	t.Parallel()
	panel := newPanel(t, paneltest.Options{})
	client := newClient(t, panel, masterToken)
	member := slices.Repeat([]enhance.Membership{{OrgID: nowhere}}, 9)
	own, err := client.OwnToken(background(t), masterOrg, member)
	if asked := len(panel.Requests()); err != nil || own == nil || asked != 1 {
		t.Errorf("%+v, %v, %d requests", own, err, asked)
	}
	_, err = client.OwnToken(background(t), "", member)
	if asked := len(panel.Requests()); err == nil || asked != 1+5 {
		t.Errorf("%v, %d requests", err, asked)
	}
}

func TestTokenListsOfOtherShapes(t *testing.T) {
	t.Parallel()
	panel := newPanel(t, paneltest.Options{})
	client := newClient(t, panel, masterToken)
	for body, want := range map[string]struct {
		found bool
		cause enhance.Cause
	}{
		`[]`: {},
		`{"items":[{"firstFive":"Maste","tokenExpires":null,"allowedIps":null}],"total":1}`: {found: true},
		`[{"firstFive":"Maste","roles":"Owner?"}]`:                                          {cause: enhance.UnexpectedAnswer},
		`[{"firstFive":"","roles":[]},{"firstFive":"M"},{"firstFive":7}]`:                   {},
		`{"tokens":[]}`: {cause: enhance.UnexpectedAnswer},
	} {
		remove := panel.Fault(paneltest.Match{Path: "/orgs/*/access_tokens"}, paneltest.Answer(200, "application/json", body))
		own, err := client.OwnToken(background(t), masterOrg, nil)
		if want.cause != "" {
			wantError(t, err, want.cause)
		} else if err != nil || (own != nil) != want.found {
			t.Errorf("%s: %+v, %v", body, own, err)
		}
		remove()
	}
}

func TestNamesAreCheckedBeforeTheyAreAdded(t *testing.T) {
	t.Parallel()
	panel := newPanel(t, paneltest.Options{})
	client := newClient(t, panel, masterToken)
	ctx := background(t)
	for name, want := range map[string]struct {
		use     enhance.DomainUse
		website enhance.ID
	}{
		"free.example":     {use: enhance.DomainNotInUse},
		"blog.example":     {enhance.DomainInUseCurrentOrg, blog},
		"network.example":  {use: enhance.DomainInUseAnotherOrg},
		"srv1.example.net": {use: enhance.DomainProhibited},
	} {
		use, website, err := client.CheckDomain(ctx, masterOrg, name)
		if err != nil || use != want.use || website != want.website {
			t.Errorf("%s: %s at %q, %v", name, use, website, err)
		}
	}
	panel.AddWebsite(paneltest.Website{OrgID: string(masterOrg), Domain: "gone.example", Status: enhance.WebsiteDeleted})
	if use, _, err := client.CheckDomain(ctx, masterOrg, "gone.example"); err != nil || use != enhance.DomainInUseDeletedSite {
		t.Errorf("%s, %v", use, err)
	}
	for body, cause := range map[string]enhance.Cause{
		`{}`: enhance.UnexpectedAnswer, `[]`: enhance.UnexpectedAnswer, `{"status":`: enhance.NotJSON,
	} {
		remove := panel.Fault(paneltest.Match{Path: "/orgs/*/domains/check"}, paneltest.Answer(200, "application/json", body))
		_, _, err := client.CheckDomain(ctx, masterOrg, "free.example")
		wantError(t, err, cause)
		remove()
	}
}

func TestWhereThePanelSeesADomain(t *testing.T) {
	t.Parallel()
	panel := newPanel(t, paneltest.Options{})
	client := newClient(t, panel, customerToken)
	for _, want := range []enhance.DNSStatus{
		enhance.DNSResolved, enhance.DNSForeignServer, enhance.DNSFailed, enhance.DNSMixed, enhance.DNSUnknown, enhance.DNSError,
	} {
		domain := panel.AddMapping(string(network), paneltest.Mapping{Domain: string(want) + ".example", DNSStatus: string(want)})
		if got, err := client.DNSStatus(background(t), customerOrg, network, enhance.ID(domain)); err != nil || got != want {
			t.Errorf("%s, %v, want %s", got, err, want)
		}
	}
	_, err := client.DNSStatus(background(t), customerOrg, network, nowhere)
	wantError(t, err, enhance.NotFound)
}

func TestServersTellTheirStatus(t *testing.T) {
	t.Parallel()
	panel := newPanel(t, paneltest.Options{})
	client := newClient(t, panel, masterToken)
	if status, err := client.ServerStatus(background(t), mainServer); err != nil || status != "online" {
		t.Errorf("%q, %v", status, err)
	}
	_, err := client.ServerStatus(background(t), nowhere)
	wantError(t, err, enhance.NotFound)
	panel.Fault(paneltest.Match{Path: "/servers/*/status"}, paneltest.Answer(200, "application/json", `{}`))
	_, err = client.ServerStatus(background(t), mainServer)
	wantError(t, err, enhance.UnexpectedAnswer)
}
