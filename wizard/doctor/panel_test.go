package doctor_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"enhance-wizard/enhance"
	"enhance-wizard/enhance/paneltest"
	"enhance-wizard/wizard"
	"enhance-wizard/wizard/doctor"
	"enhance-wizard/wpconfig/network"
	"enhance-wizard/wpconfig/network/networktest"
)

// TestEveryTroubleWithThePanelHasItsOwnFinding holds each entry of the plugin's documented troubleshooting that only the
// panel can tell, and what else goes wrong there.
func TestEveryTroubleWithThePanelHasItsOwnFinding(t *testing.T) {
	t.Parallel()
	answer := func(code string) paneltest.Fault {
		return paneltest.Answer(401, "application/json", `{"code":"`+code+`"}`)
	}
	for name, c := range map[string]struct {
		version string
		changes []string
		prepare func(*stage)
		want    doctor.ID
	}{
		"nobody there":    {"2.4.12", []string{network.ConstantURL, "https://127.0.0.1:1/api/"}, nil, doctor.PanelConnect},
		"no such host":    {"2.4.12", []string{network.ConstantURL, "https://panel.invalid/api/"}, nil, doctor.PanelAddress},
		"not trusted":     {"2.4.12", nil, func(s *stage) { s.options.RootCAs = nil }, doctor.PanelTLS},
		"a web page":      {"2.4.12", nil, func(s *stage) { s.panel.Fault(paneltest.Match{}, paneltest.HTML(200)) }, doctor.PanelReady},
		"filtered":        {"2.4.12", nil, func(s *stage) { s.panel.Fault(paneltest.Match{}, paneltest.HTML(403)) }, doctor.PanelFiltered},
		"updating":        {"2.4.12", nil, func(s *stage) { s.panel.SetStatus("updating") }, doctor.PanelReady},
		"403":             {"2.4.12", []string{network.ConstantToken, goodToken + "x"}, nil, doctor.TokenForbidden},
		"401":             {"2.4.12", nil, func(s *stage) { faultWithToken(s, answer("denied")) }, doctor.TokenUnauthorized},
		"expired":         {"2.4.12", nil, func(s *stage) { faultWithToken(s, paneltest.Unauthorized()) }, doctor.TokenExpired},
		"token stripped":  {"2.4.12", nil, func(s *stage) { faultWithToken(s, answer("no_session_token")) }, doctor.TokenStripped},
		"unknown server":  {"2.4.9", []string{network.ConstantServerID, strangeID}, nil, doctor.ServerUnknown},
		"unknown website": {"2.4.12", []string{network.ConstantWebsiteID, strangeID}, nil, doctor.WebsiteUnknown},
		"list refused": {"2.4.12", nil, func(s *stage) {
			s.panel.Fault(paneltest.Match{Path: "/orgs/*/websites/*/domains"}, paneltest.ServerError(500))
		}, doctor.DomainsListed},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newPanel(t)
			s.makeSite(networktest.Options{PluginVersion: c.version, Constants: s.constants(c.changes...)})
			if c.prepare != nil {
				c.prepare(s)
			}
			findings := s.run()
			if got, want := bad(findings, doctor.Panel), string(c.want)+" problem"; got != want {
				t.Errorf("%q, want %q", got, want)
			}
			if c.want == doctor.WebsiteUnknown || c.want == doctor.DomainsListed {
				return
			}
			if f := find(t, findings, doctor.DomainsListed); f.Status != doctor.NotChecked {
				t.Errorf("after it: %+v", f)
			}
		})
	}
}

// A token that the panel takes for one call and refuses for another is not said to be wrong.
func TestARefusalOfOneCallIsNotThatOfTheToken(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]doctor.ID{
		"/servers/*":                 doctor.ServerKnown,
		"/orgs/*/websites/*":         doctor.WebsiteKnown,
		"/orgs/*/websites/*/domains": doctor.DomainsListed,
	} {
		t.Run(string(want), func(t *testing.T) {
			t.Parallel()
			s := newPanel(t)
			s.makeSite(networktest.Options{PluginVersion: "2.4.12", Constants: s.constants()})
			s.panel.Fault(paneltest.Match{Path: path}, paneltest.Forbidden())
			findings := s.run()
			hold(t, findings, doctor.TokenAccepted, doctor.OK)
			f := find(t, findings, want)
			var right *wizard.RightError
			if f.Status != doctor.Problem || !errors.As(f.Err, &right) {
				t.Errorf("%+v", f)
			}
			if got := bad(findings, doctor.Panel); got != string(want)+" problem" {
				t.Errorf("beside it: %q", got)
			}
		})
	}
}

// faultWithToken lets every call fail that carries a token.
func faultWithToken(s *stage, f paneltest.Fault) {
	for _, path := range []string{
		"/login/memberships", "/servers", "/servers/*", "/servers/*/domains", "/orgs/*/websites", "/orgs/*/websites/*",
		"/orgs/*/websites/*/domains",
	} {
		s.panel.Fault(paneltest.Match{Path: path}, f)
	}
}

func TestAWrongOrganisationIsToldWithTheRightOne(t *testing.T) {
	t.Parallel()
	s := newPanel(t)
	s.makeSite(networktest.Options{PluginVersion: "2.4.12", Constants: s.constants(
		network.ConstantOrgID, s.org, network.ConstantWebsiteID, s.elsewhere,
	)})
	f := find(t, s.run(), doctor.OrgWrong)
	if f.Status != doctor.Problem || !strings.Contains(strings.Join(texts(f.Params), " "), "right "+s.customer) {
		t.Errorf("%+v", f)
	}
}

func TestAnOrganisationThatTheTokenIsNoMemberOfIsWrong(t *testing.T) {
	t.Parallel()
	s := newPanel(t)
	s.makeSite(networktest.Options{PluginVersion: "2.4.12", Constants: s.constants(network.ConstantToken, otherToken)})
	hold(t, s.run(), doctor.OrgWrong, doctor.Problem)
}

func texts(params []any) []string {
	var all []string
	for _, p := range params {
		if s, isText := p.(string); isText {
			all = append(all, s)
		}
	}
	return all
}

func TestWithoutATokenThePanelIsAskedNothingThatNeedsOne(t *testing.T) {
	t.Parallel()
	s := newPanel(t)
	s.makeSite(networktest.Options{PluginVersion: "2.4.9", Constants: s.constants(network.ConstantToken, "")})
	findings := s.run()
	hold(t, findings, doctor.PanelReady, doctor.OK)
	if f := find(t, findings, doctor.TokenAccepted); f.Status != doctor.NotChecked || f.Reason != doctor.ReasonNoToken {
		t.Errorf("%+v", f)
	}
	hold(t, findings, doctor.TokenMissing, doctor.Problem)
	for _, r := range s.panel.Requests() {
		if r.Authorized || strings.HasPrefix(r.Path, "/orgs") {
			t.Errorf("%s %s", r.Method, r.Path)
		}
	}
}

func TestWhatThePanelTellsOfServerAndWebsite(t *testing.T) {
	t.Parallel()
	t.Run("another website", func(t *testing.T) {
		t.Parallel()
		s := newPanel(t)
		s.makeSite(networktest.Options{MainDomain: "elsewhere.example", PluginVersion: "2.4.12", Constants: s.constants()})
		hold(t, s.run(), doctor.WebsiteDomain, doctor.Warning)
	})
	t.Run("switched off, and special", func(t *testing.T) {
		t.Parallel()
		s := newPanel(t)
		id := s.panel.AddWebsite(paneltest.Website{
			OrgID: s.org, ServerID: s.server, Domain: "off.example", Status: "disabled", Kind: "staging",
		})
		s.makeSite(networktest.Options{PluginVersion: "2.4.12", Constants: s.constants(network.ConstantWebsiteID, id)})
		findings := s.run()
		hold(t, findings, doctor.WebsiteState, doctor.Problem)
		hold(t, findings, doctor.WebsiteKind, doctor.Warning)
	})
	t.Run("no websites there", func(t *testing.T) {
		t.Parallel()
		s := newPanel(t)
		id := s.panel.AddServer(paneltest.Server{Name: "mail1", IPs: []string{"203.0.113.20"}, NoApplication: true})
		s.makeSite(networktest.Options{PluginVersion: "2.4.9", Constants: s.constants(network.ConstantServerID, id)})
		hold(t, s.run(), doctor.ServerRole, doctor.Problem)
	})
	t.Run("small role", func(t *testing.T) {
		t.Parallel()
		s := newPanel(t)
		s.panel.AddToken(paneltest.Token{Value: "sysadmin-token-0123456789", OrgID: s.org, Roles: []string{"Sysadmin"}})
		s.makeSite(networktest.Options{PluginVersion: "2.4.9", Constants: s.constants(
			network.ConstantToken, "sysadmin-token-0123456789", network.ConstantOrgID, "", network.ConstantWebsiteID, "",
		)})
		hold(t, s.run(), doctor.TokenRole, doctor.Warning)
	})
	t.Run("old panel", func(t *testing.T) {
		t.Parallel()
		s := newPanel(t)
		s.panel.SetVersion("9.4.0")
		s.makeSite(networktest.Options{PluginVersion: "2.4.12", Constants: s.constants()})
		hold(t, s.run(), doctor.PanelVersion, doctor.Warning)
	})
}

func TestACertificateOfThePanelThatIsAboutToExpireIsToldBefore(t *testing.T) {
	t.Parallel()
	authority, err := paneltest.NewAuthority("Soon")
	if err != nil {
		t.Fatal(err)
	}
	for left, want := range map[time.Duration]doctor.Status{80 * 24 * time.Hour: doctor.OK, 5 * 24 * time.Hour: doctor.Warning} {
		until := time.Now().Add(left)
		shown, err := authority.Issue(paneltest.CertificateRequest{
			Names: []string{"127.0.0.1"}, NotBefore: until.AddDate(0, 0, -90), NotAfter: until,
		})
		if err != nil {
			t.Fatal(err)
		}
		s := newPanelLike(t, paneltest.Options{Certificate: &shown})
		s.roots.AppendCertsFromPEM(authority.PEM())
		s.makeSite(networktest.Options{PluginVersion: "2.4.12", Constants: s.constants()})
		findings := s.run()
		hold(t, findings, doctor.PanelTLS, want)
		hold(t, findings, doctor.PanelReady, doctor.OK)
	}
}

func TestTheAnswersOfTheCommandLineComeFirst(t *testing.T) {
	t.Parallel()
	s := newPanel(t)
	s.makeSite(networktest.Options{PluginVersion: "2.4.12", Constants: s.constants(network.ConstantToken, otherToken)})
	s.options.Flags[wizard.Token] = goodToken
	hold(t, s.run(), doctor.WebsiteKnown, doctor.OK)
}

// TestThePluginsOwnTestIsForetold holds what only a look at the plugin's version tells: the panel answers, and the plugin
// will not understand it.
func TestThePluginsOwnTestIsForetold(t *testing.T) {
	t.Parallel()
	for version, want := range map[string]doctor.Status{
		"2.4.7": doctor.NotChecked, "2.4.9": doctor.Problem, "2.4.10": doctor.OK, "2.4.12": doctor.OK,
	} {
		t.Run(version, func(t *testing.T) {
			t.Parallel()
			s := newPanel(t)
			s.makeSite(networktest.Options{PluginVersion: version, Constants: s.constants()})
			hold(t, s.run(), doctor.PluginCall, want)
		})
	}
}

// TestAPinIsNoAuthorityForWordPress lets a pin alone vouch for the panel: this program goes by it, and PHP does not.
func TestAPinIsNoAuthorityForWordPress(t *testing.T) {
	t.Parallel()
	s := newPanel(t)
	s.makeSite(networktest.Options{PluginVersion: "2.4.12", Constants: s.constants()})
	base, err := enhance.ParseBaseURL(s.panel.URL(), enhance.URLOptions{})
	if err != nil {
		t.Fatal(err)
	}
	contact, err := enhance.New(enhance.Options{BaseURL: base, RootCAs: s.roots}).Contact(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	s.options.RootCAs, s.options.Pins = nil, []enhance.Pin{contact.Certificate.Pin}
	findings := s.run()
	hold(t, findings, doctor.PanelTLS, doctor.OK)
	hold(t, findings, doctor.Clock, doctor.OK)
	hold(t, findings, doctor.PluginCall, doctor.Problem)
}

// TestAnOldPanelIsLookedAtAsFarAsItGoes has a panel that answers as those up to 9.4.0 do: what can be read is read.
func TestAnOldPanelIsLookedAtAsFarAsItGoes(t *testing.T) {
	t.Parallel()
	s := newPanelLike(t, paneltest.Options{Old: true})
	s.makeSite(networktest.Options{PluginVersion: "2.4.12", Constants: s.constants()})
	findings := s.run()
	if got := bad(findings, doctor.Panel); got != "panel_version warning" {
		t.Errorf("%q", got)
	}
	for _, id := range []doctor.ID{doctor.TokenAccepted, doctor.ServerKnown, doctor.WebsiteKnown, doctor.DomainsListed} {
		hold(t, findings, id, doctor.OK)
	}
}
