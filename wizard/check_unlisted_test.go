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
