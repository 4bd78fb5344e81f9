package doctor_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"enhance-wizard/enhance/paneltest"
	"enhance-wizard/enhance/probetest"
	"enhance-wizard/wizard/doctor"
	"enhance-wizard/wpconfig/network"
	"enhance-wizard/wpconfig/network/networktest"
)

// TestEveryEntryOfThePluginsTroubleshootingHasItsOwnFinding goes through the troubleshooting of the plugin's
// documentation, and the answers behind it that only the panel gives. Each trouble leads to one problem, and no other
// trouble leads to that.
func TestEveryEntryOfThePluginsTroubleshootingHasItsOwnFinding(t *testing.T) {
	t.Parallel()
	const url, token, server = network.ConstantURL, network.ConstantToken, network.ConstantServerID
	const org, website = network.ConstantOrgID, network.ConstantWebsiteID
	seen := map[doctor.ID]string{}
	for _, c := range []struct {
		trouble, version string
		changes          []string
		spoil            func(*stage)
		want             doctor.ID
	}{
		{"URL without /api/", "2.4.12", []string{url, "https://panel.invalid/"}, offline, doctor.URLNoAPI},
		{"URL with http", "2.4.12", []string{url, "http://panel.invalid/api/"}, offline, doctor.URLHTTP},
		{"firewall that drops", "2.4.12", nil, behindFirewall, doctor.PanelFirewall},
		{"firewall that answers", "2.4.12", nil, func(s *stage) { s.panel.Fault(paneltest.Match{}, paneltest.HTML(403)) }, doctor.PanelFiltered},
		{"panel not reached", "2.4.12", []string{url, "https://127.0.0.1:1/api/"}, nil, doctor.PanelConnect},
		{"panel's host not found", "2.4.12", []string{url, "https://panel.invalid/api/"}, nil, doctor.PanelAddress},
		{"certificate not trusted", "2.4.12", nil, func(s *stage) { s.options.RootCAs = nil }, doctor.PanelTLS},
		{"missing token", "2.4.12", []string{token, ""}, offline, doctor.TokenMissing},
		{"expired token", "2.4.12", nil, func(s *stage) { faultWithToken(s, paneltest.Unauthorized()) }, doctor.TokenExpired},
		{"missing server id", "2.4.9", []string{server, "", org, "", website, ""}, offline, doctor.ServerIDMissing},
		{"missing organisation id", "2.4.10", []string{server, "", org, ""}, offline, doctor.OrgIDMissing},
		{"missing website id", "2.4.10", []string{server, "", website, ""}, offline, doctor.WebsiteIDMissing},
		{"ids of another version", "2.4.10", []string{org, "", website, ""}, offline, doctor.ConstantsOther},
		{"server id is no UUID", "2.4.9", []string{server, "server-1"}, offline, doctor.ServerIDMalformed},
		{"organisation is no UUID", "2.4.12", []string{org, "org-1"}, offline, doctor.OrgIDMalformed},
		{"website is no UUID", "2.4.12", []string{website, "website-1"}, offline, doctor.WebsiteIDMalformed},
		{"server not in the panel", "2.4.9", []string{server, strangeID}, nil, doctor.ServerUnknown},
		{"website not in the panel", "2.4.12", []string{website, strangeID}, nil, doctor.WebsiteUnknown},
		{"organisation not in the panel", "2.4.12", []string{org, strangeID, website, strangeID}, nil, doctor.OrgUnknown},
		{"401", "2.4.12", nil, func(s *stage) { faultWithToken(s, paneltest.Answer(401, "application/json", `{"code":"denied"}`)) }, doctor.TokenUnauthorized},
		{"401, no token came", "2.4.12", nil, func(s *stage) {
			faultWithToken(s, paneltest.Answer(401, "application/json", `{"code":"no_session_token"}`))
		}, doctor.TokenStripped},
		{"403", "2.4.12", []string{token, "no-such-token-0123456789"}, nil, doctor.TokenForbidden},
		{"wrong organisation", "2.4.12", []string{org, "the customer's"}, nil, doctor.OrgWrong},
		{"panel is being updated", "2.4.12", nil, func(s *stage) { s.panel.SetStatus("updating") }, doctor.PanelReady},
		{"numbers copied as values", "2.4.10", []string{token, "0", url, "1", org, "2", website, "3"}, offline, doctor.ConstantsLeftover},
	} {
		if other, twice := seen[c.want]; twice {
			t.Errorf("%s and %s have one finding", c.trouble, other)
		}
		seen[c.want] = c.trouble
		t.Run(c.trouble, func(t *testing.T) {
			t.Parallel()
			s := newPanel(t)
			for i := range c.changes {
				if c.changes[i] == "the customer's" {
					c.changes[i] = s.customer
				}
			}
			options := networktest.Options{PluginVersion: c.version, Constants: s.constants(c.changes...)}
			if c.want == doctor.TokenMissing {
				options.Database = makeNetwork(t, "")
			}
			s.makeSite(options)
			if c.spoil != nil {
				c.spoil(s)
			}
			findings := s.run()
			if got := problems(findings); !slices.Equal(got, []doctor.ID{c.want}) {
				t.Errorf("%v, want %s alone", got, c.want)
			}
		})
	}
}

func offline(s *stage) { s.options.Offline = true }

func behindFirewall(s *stage) {
	s.edit(strings.TrimSuffix(strings.TrimPrefix(s.panel.URL(), "https://"), "/api/"), dropping(s.t))
}

// problems are those of panel and constants.
func problems(findings []doctor.Finding) []doctor.ID {
	var ids []doctor.ID
	for _, f := range findings {
		if f.Status == doctor.Problem && (f.Area == doctor.Panel || f.Area == doctor.Constants) {
			ids = append(ids, f.ID)
		}
	}
	return ids
}

// dropping is an address that answers nothing, as behind a firewall.
func dropping(t *testing.T) string {
	t.Helper()
	at, stop, err := probetest.Drop()
	if errors.Is(err, errors.ErrUnsupported) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	return at.String()
}
