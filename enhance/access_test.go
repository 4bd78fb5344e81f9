package enhance_test

import (
	"net/netip"
	"testing"
	"time"

	"enhance-wizard/enhance"
	"enhance-wizard/enhance/paneltest"
)

func TestWhoMaySeeWhat(t *testing.T) {
	t.Parallel()
	panel := newPanel(t, paneltest.Options{})
	for name, token := range map[string]paneltest.Token{
		"sysadmin":  {OrgID: string(masterOrg), Roles: []string{"Sysadmin"}},
		"support":   {OrgID: string(masterOrg), Roles: []string{"Support"}},
		"expired":   {OrgID: string(masterOrg), Roles: []string{"Owner"}, Expires: time.Now().Add(-time.Minute)},
		"lasting":   {OrgID: string(masterOrg), Roles: []string{"Owner"}, Expires: time.Now().Add(time.Hour)},
		"elsewhere": {OrgID: string(masterOrg), Roles: []string{"Owner"}, AllowedIPs: []netip.Prefix{netip.MustParsePrefix("203.0.113.0/24")}},
		"here":      {OrgID: string(masterOrg), Roles: []string{"Owner"}, AllowedIPs: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}},
		"guest":     {OrgID: string(customerOrg), Roles: []string{"SiteAccess"}, Websites: []string{string(network)}},
		"stranger":  {OrgID: string(customerOrg), Roles: []string{"SiteAccess"}},
		"tokenonly": {OrgID: string(customerOrg), Roles: []string{"Owner"}, NoMemberships: true},
	} {
		token.Value = name + "-token"
		panel.AddToken(token)
	}
	for name, want := range map[string]struct{ servers, websites, memberships enhance.Cause }{
		masterToken:       {},
		customerToken:     {servers: enhance.MasterOrgOnly},
		"sysadmin-token":  {websites: enhance.Forbidden},
		"support-token":   {servers: enhance.Forbidden, websites: enhance.Forbidden},
		"expired-token":   {enhance.Forbidden, enhance.Forbidden, enhance.Forbidden},
		"lasting-token":   {},
		"elsewhere-token": {enhance.Forbidden, enhance.Forbidden, enhance.Forbidden},
		"here-token":      {},
		"guest-token":     {servers: enhance.MasterOrgOnly},
		"stranger-token":  {servers: enhance.MasterOrgOnly, websites: enhance.Forbidden},
		"tokenonly-token": {servers: enhance.MasterOrgOnly, memberships: enhance.Forbidden},
		"unknown-token":   {enhance.Forbidden, enhance.Forbidden, enhance.Forbidden},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client := newClient(t, panel, name)
			_, err := client.Servers(background(t))
			wantCause(t, err, want.servers)
			_, err = client.Mappings(background(t), customerOrg, network)
			wantCause(t, err, want.websites)
			_, err = client.Memberships(background(t))
			wantCause(t, err, want.memberships)
		})
	}
}

// wantCause checks for success when the cause is "", and that every refusal of
// credentials is known as one.
func wantCause(t testing.TB, err error, cause enhance.Cause) {
	t.Helper()
	if cause == "" {
		if err != nil {
			t.Errorf("unexpected %v", err)
		}
		return
	}
	if failure := wantError(t, err, cause); !failure.Refused() || failure.Unreachable() {
		t.Errorf("%s: refused %t, unreachable %t", cause, failure.Refused(), failure.Unreachable())
	}
}

func TestAMemberOfSeveralOrganisationsMaySeeEach(t *testing.T) {
	t.Parallel()
	panel := newPanel(t, paneltest.Options{})
	third := enhance.ID(panel.AddOrg(paneltest.Org{Name: "Third", ParentID: string(masterOrg)}))
	panel.AddToken(paneltest.Token{
		Value: "several-token", OrgID: string(customerOrg), Roles: []string{"Owner"},
		Also: []paneltest.Membership{{OrgID: string(third), Roles: []string{"SuperAdmin"}}, {OrgID: string(masterOrg), Roles: []string{"Support"}}},
	})
	client := newClient(t, panel, "several-token")
	memberships, err := client.Memberships(background(t))
	if err != nil || len(memberships) != 3 {
		t.Fatalf("%+v, %v", memberships, err)
	}
	for i, want := range []struct {
		org    enhance.ID
		master bool
		role   string
	}{{customerOrg, false, "Owner"}, {third, false, "SuperAdmin"}, {masterOrg, true, "Support"}} {
		if got := memberships[i]; got.OrgID != want.org || got.MasterOrg != want.master || got.Roles[0] != want.role {
			t.Errorf("%+v, want %+v", got, want)
		}
	}
	for org, cause := range map[enhance.ID]enhance.Cause{customerOrg: "", third: "", masterOrg: enhance.Forbidden} {
		_, err := client.Websites(background(t), org, enhance.WebsiteQuery{})
		wantCause(t, err, cause)
	}
	_, err = client.Servers(background(t)) // a member of the master organisation, and not with a role that may
	wantCause(t, err, enhance.Forbidden)
}

func TestWithoutATokenNoneIsSent(t *testing.T) {
	t.Parallel()
	panel := newPanel(t, paneltest.Options{Check: func(paneltest.Exchange) {}}) // such a request breaks the specification
	_, err := newClient(t, panel, "").Servers(background(t))
	wantCause(t, err, enhance.Unauthorized)
	if requests := panel.Requests(); len(requests) != 1 || requests[0].Authorized {
		t.Errorf("requests %+v", requests)
	}
}

func TestARevokedTokenIsRefused(t *testing.T) {
	t.Parallel()
	panel := newPanel(t, paneltest.Options{})
	client := newClient(t, panel, masterToken)
	if _, err := client.Servers(background(t)); err != nil {
		t.Fatal(err)
	}
	panel.RevokeToken(masterToken)
	_, err := client.Servers(background(t))
	wantCause(t, err, enhance.Forbidden)
}

func TestEveryCauseIsListedOnceAndOneKind(t *testing.T) {
	t.Parallel()
	seen := map[enhance.Cause]bool{}
	for _, cause := range enhance.Causes() {
		failure := &enhance.Error{Cause: cause}
		if seen[cause] || cause == "" || failure.Refused() && failure.Unreachable() {
			t.Errorf("cause %q: seen %t, refused %t, unreachable %t", cause, seen[cause], failure.Refused(), failure.Unreachable())
		}
		seen[cause] = true
	}
}
