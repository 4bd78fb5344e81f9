package wizard_test

import (
	"errors"
	"testing"

	"enhance-wizard/enhance"
	"enhance-wizard/enhance/paneltest"
	"enhance-wizard/wizard"
	"enhance-wizard/wpconfig/network/networktest"
)

// A token may be good, and its role too small for the list that an id is chosen
// from. Nobody has answered anything wrong then, and still something is.
func TestAListThatIsRefusedIsToldWhereItIsMissed(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		plugin string
		role   string
		org    func(s *stage) string
		field  wizard.Field
		cause  enhance.Cause
	}{
		"websites for a system administrator": {
			"2.4.12", "Sysadmin", func(s *stage) string { return s.org }, wizard.Website, enhance.Forbidden,
		},
		"servers for a customer": {
			"2.4.9", "SuperAdmin",
			func(s *stage) string { return s.panel.AddOrg(paneltest.Org{Name: "Customer", ParentID: s.org}) },
			wizard.Server, enhance.MasterOrgOnly,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t)
			s.makeSite(networktest.Options{MainDomain: mainDomain, PluginVersion: c.plugin})
			s.panel.AddToken(paneltest.Token{Value: "narrow-token-0123", OrgID: c.org(s), Roles: []string{c.role}})
			session := s.session()
			session.Type(wizard.Token, "narrow-token-0123")
			settle(t, session)
			v := session.Verdict(c.field)
			var refused *enhance.Error
			if v.State != wizard.Problem || !errors.As(v.Err, &refused) || refused.Cause != c.cause {
				t.Errorf("%s is %q: %v", c.field, v.State, v.Err)
			}
			if token := session.Verdict(wizard.Token); token.State != wizard.OK {
				t.Errorf("the token is %q: %v", token.State, token.Err)
			}
		})
	}
}

// Of several organisations one may refuse its list, and another show the website.
func TestAnOrganisationThatRefusesItsListHidesNoOther(t *testing.T) {
	t.Parallel()
	const website = "shop.example"
	member := func(org string, role string) paneltest.Membership {
		return paneltest.Membership{OrgID: org, Roles: []string{role}}
	}
	for name, c := range map[string]struct {
		token   func(master, first, second string) paneltest.Token
		refused bool
	}{
		"the first of two": {
			func(_, first, second string) paneltest.Token {
				return paneltest.Token{OrgID: first, Roles: []string{"Support"}, Also: []paneltest.Membership{member(second, "SuperAdmin")}}
			}, false,
		},
		"the last of two": {
			func(_, first, second string) paneltest.Token {
				return paneltest.Token{OrgID: second, Roles: []string{"SuperAdmin"}, Also: []paneltest.Membership{member(first, "Support")}}
			}, false,
		},
		"the master organisation": {
			func(master, _, second string) paneltest.Token {
				return paneltest.Token{OrgID: master, Roles: []string{"Sysadmin"}, Also: []paneltest.Membership{member(second, "Owner")}}
			}, false,
		},
		"all": {
			func(_, first, second string) paneltest.Token {
				return paneltest.Token{OrgID: first, Roles: []string{"Support"}, Also: []paneltest.Membership{member(second, "Support")}}
			}, true,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t)
			s.makeSite(networktest.Options{MainDomain: website, PluginVersion: "2.4.12"})
			first := s.panel.AddOrg(paneltest.Org{Name: "First", ParentID: s.org})
			second := s.panel.AddOrg(paneltest.Org{Name: "Second", ParentID: s.org})
			s.panel.AddWebsite(paneltest.Website{OrgID: second, ServerID: s.server, Domain: website})
			token := c.token(s.org, first, second)
			token.Value = "several-token-0123"
			s.panel.AddToken(token)
			session := s.session()
			session.Type(wizard.Token, token.Value)
			settle(t, session)
			v := session.Verdict(wizard.Website)
			var right *wizard.RightError
			switch {
			case c.refused && (v.State != wizard.Problem || !errors.As(v.Err, &right)):
				t.Errorf("%q: %v", v.State, v.Err)
			case !c.refused && (v.State != wizard.OK || session.Answer(wizard.Org).Value() != second):
				t.Errorf("%q: %v, organisation %q", v.State, v.Err, session.Answer(wizard.Org).Value())
			}
		})
	}
}
