package doctor_test

import (
	"fmt"
	"net/netip"
	"strings"
	"testing"
	"time"

	"enhance-wizard/enhance/paneltest"
	"enhance-wizard/wizard/doctor"
	"enhance-wizard/wpconfig/network"
	"enhance-wizard/wpconfig/network/networktest"
)

// withToken makes a site whose token is this one.
func withToken(t *testing.T, token paneltest.Token) *stage {
	t.Helper()
	s := newPanel(t)
	token.Value, token.OrgID = "own-token-canary-0123456789", s.org
	if token.Roles == nil {
		token.Roles = []string{"SuperAdmin"}
	}
	s.panel.AddToken(token)
	s.makeSite(networktest.Options{PluginVersion: "2.4.12", Constants: s.constants(network.ConstantToken, token.Value)})
	return s
}

func TestTheTokensEndIsToldBeforeItComes(t *testing.T) {
	t.Parallel()
	end := time.Now().Add(365 * 24 * time.Hour).UTC().Truncate(time.Second)
	for name, c := range map[string]struct {
		expires time.Time
		before  time.Duration // the end, on the clock of the check-up
		want    doctor.Status
	}{
		"lasts":          {time.Time{}, 0, doctor.OK},
		"long to go":     {end, 31 * 24 * time.Hour, doctor.OK},
		"30 days to go":  {end, 30*24*time.Hour - time.Minute, doctor.Warning},
		"a minute to go": {end, time.Minute, doctor.Warning},
		"over":           {end, 0, doctor.Problem},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := withToken(t, paneltest.Token{Expires: c.expires, NoMemberships: true})
			if !c.expires.IsZero() {
				s.now = func() time.Time { return end.Add(-c.before) }
			}
			f := find(t, s.run(), doctor.TokenExpiry)
			if f.Status != c.want {
				t.Errorf("%+v", f)
			}
			if until := param(f, "until"); !c.expires.IsZero() && !end.Equal(until.(time.Time)) {
				t.Errorf("it ends %v, want %s", until, end)
			}
		})
	}
}

func TestATokenOfWhichThePanelTellsNothingIsNotJudged(t *testing.T) {
	t.Parallel()
	s := withToken(t, paneltest.Token{})
	s.panel.Fault(paneltest.Match{Path: "/orgs/*/access_tokens"}, paneltest.Forbidden())
	findings := s.run()
	for _, id := range []doctor.ID{doctor.TokenExpiry, doctor.TokenAddresses} {
		if f := find(t, findings, id); f.Status != doctor.NotChecked || f.Reason != doctor.ReasonUntold {
			t.Errorf("%+v", f)
		}
	}
}

func TestAddressesOfTheTokenAreHeldAgainstTheOneThatThePanelSees(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		allowed          []string
		seen, panel, own string
		want             string
	}{
		"everywhere":           {nil, "192.0.2.5", "203.0.113.1 2001:db8::1", "192.0.2.5 2001:db8::5", "token_addresses ok"},
		"here":                 {[]string{"192.0.2.5"}, "192.0.2.5", "203.0.113.1", "192.0.2.5", "token_addresses ok"},
		"this network":         {[]string{"192.0.2.0/24"}, "192.0.2.5", "203.0.113.1", "192.0.2.5", "token_addresses ok"},
		"somewhere else":       {[]string{"192.0.2.5"}, "198.51.100.9", "203.0.113.1", "192.0.2.5", "token_addresses warning"},
		"seen by IPv6":         {[]string{"192.0.2.5"}, "2001:db8::5", "2001:db8::1", "2001:db8::5", "token_addresses warning"},
		"IPv6, allowed":        {[]string{"192.0.2.5", "2001:db8::/32"}, "2001:db8::5", "2001:db8::1", "", "token_addresses ok"},
		"IPv4 written as IPv6": {[]string{"::ffff:192.0.2.5"}, "192.0.2.5", "203.0.113.1", "192.0.2.5", "token_addresses ok"},
		"not told where from":  {[]string{"192.0.2.5"}, "", "203.0.113.1", "192.0.2.5", "token_addresses not_checked"},
		"not understood":       {[]string{"the office"}, "192.0.2.5", "203.0.113.1", "192.0.2.5", "token_addresses not_checked"},
		"both have IPv6 too": {
			[]string{"192.0.2.5"},
			"192.0.2.5", "203.0.113.1 2001:db8::1", "192.0.2.5 2001:db8::5",
			"token_addresses ok, token_one_family warning IPv6",
		},
		"both have IPv4 too": {
			[]string{"2001:db8::5"},
			"2001:db8::5", "203.0.113.1 2001:db8::1", "192.0.2.5 2001:db8::5",
			"token_addresses ok, token_one_family warning IPv4",
		},
		"and it is allowed": {
			[]string{"192.0.2.5", "2001:db8::5"}, "192.0.2.5", "203.0.113.1 2001:db8::1", "192.0.2.5 2001:db8::5", "token_addresses ok",
		},
		"the machine has no IPv6": {[]string{"192.0.2.5"}, "192.0.2.5", "203.0.113.1 2001:db8::1", "192.0.2.5", "token_addresses ok"},
		"the panel has no IPv6":   {[]string{"192.0.2.5"}, "192.0.2.5", "203.0.113.1", "192.0.2.5 2001:db8::5", "token_addresses ok"},
	} {
		seen, _ := netip.ParseAddr(c.seen)
		var got []string
		for _, f := range doctor.TokenAddressFindings(c.allowed, seen, addresses(c.panel), addresses(c.own)) {
			said := string(f.ID) + " " + string(f.Status)
			if family, isText := param(f, "family").(string); isText {
				said += " " + family
			}
			got = append(got, said)
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("%s: %v, want %q", name, got, c.want)
		}
	}
}

func addresses(text string) []netip.Addr {
	var all []netip.Addr
	for _, a := range strings.Fields(text) {
		all = append(all, netip.MustParseAddr(a))
	}
	return all
}

func TestThePanelIsAskedFromWhereTheTokenMayBeUsed(t *testing.T) {
	t.Parallel()
	s := withToken(t, paneltest.Token{AllowedIPs: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}})
	f := find(t, s.run(), doctor.TokenAddresses)
	if f.Status != doctor.OK || param(f, "seen") != "127.0.0.1" || fmt.Sprint(param(f, "addresses")) != "[127.0.0.0/8]" {
		t.Errorf("%+v", f)
	}
	s.panel.Fault(paneltest.Match{Path: "/client_ip"}, paneltest.Answer(200, "application/json", `"198.51.100.9"`))
	hold(t, s.run(), doctor.TokenAddresses, doctor.Warning)
}

func TestAnAddressThatThePanelRefusesIsToldWithTheRefusal(t *testing.T) {
	t.Parallel()
	s := withToken(t, paneltest.Token{AllowedIPs: []netip.Prefix{netip.MustParsePrefix("198.51.100.7/32")}})
	f := find(t, s.run(), doctor.TokenForbidden)
	if f.Status != doctor.Problem || param(f, "seen") != "127.0.0.1" {
		t.Errorf("%+v", f)
	}
}

func TestTheRoleIsEnoughWhenThePanelShowsIt(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		token paneltest.Token
		fault func(*stage)
		want  doctor.Status
		roles string
	}{
		"told by memberships":   {paneltest.Token{}, nil, doctor.OK, "[SuperAdmin]"},
		"told by the tokens":    {paneltest.Token{NoMemberships: true}, nil, doctor.OK, "[SuperAdmin]"},
		"told by nobody, tried": {paneltest.Token{NoMemberships: true}, noTokens, doctor.OK, "[]"},
		"of a website, tried":   {paneltest.Token{Roles: []string{"SiteAccess"}}, nil, doctor.OK, "[SiteAccess]"},
		"too small":             {paneltest.Token{Roles: []string{"Support"}}, nil, doctor.Warning, "[Support]"},
		"told by nobody, and refused": {
			paneltest.Token{NoMemberships: true},
			func(s *stage) {
				noTokens(s)
				s.panel.Fault(paneltest.Match{Path: "/orgs/*/websites/*"}, paneltest.Forbidden())
			}, doctor.NotChecked, "<nil>",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newPanel(t)
			c.token.Value, c.token.OrgID, c.token.Websites = "own-token-canary-0123456789", s.org, []string{s.website}
			if c.token.Roles == nil {
				c.token.Roles = []string{"SuperAdmin"}
			}
			s.panel.AddToken(c.token)
			s.makeSite(networktest.Options{PluginVersion: "2.4.12", Constants: s.constants(network.ConstantToken, c.token.Value)})
			if c.fault != nil {
				c.fault(s)
			}
			f := find(t, s.run(), doctor.TokenRole)
			if f.Status != c.want || fmt.Sprint(param(f, "roles")) != c.roles {
				t.Errorf("%+v", f)
			}
		})
	}
}

func noTokens(s *stage) {
	s.panel.Fault(paneltest.Match{Path: "/orgs/*/access_tokens"}, paneltest.Forbidden())
}

// param is what a finding says for a name, nil when it does not.
func param(f doctor.Finding, name string) any {
	for i := 0; i+1 < len(f.Params); i += 2 {
		if f.Params[i] == name {
			return f.Params[i+1]
		}
	}
	return nil
}
