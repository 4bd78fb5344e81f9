package wizard_test

import (
	"errors"
	"testing"

	"enhance-wizard/enhance"
	"enhance-wizard/enhance/paneltest"
	"enhance-wizard/wizard"
	"enhance-wizard/wpconfig/network/networktest"
)

// One code of the panel stands for a wrong token and for a right that it lacks.
// Which of them it is is known once the token was taken for anything else.
func TestARefusalIsOfTheRightOnceTheTokenWasTaken(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		plugin, token string
		refused       []string
		field         wizard.Field
		ofTheRight    bool
	}{
		"a wrong token":          {"2.4.12", "no-such-token-0123456789", nil, wizard.Token, false},
		"the list of websites":   {"2.4.12", "", []string{"/orgs/*/websites"}, wizard.Website, true},
		"the list of servers":    {"2.4.9", "", []string{"/servers"}, wizard.Server, true},
		"everything":             {"2.4.9", "", []string{"/servers", "/login/memberships", "/orgs/*/websites"}, wizard.Token, false},
		"all but the membership": {"2.4.12", "", []string{"/servers", "/orgs/*/websites"}, wizard.Website, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t)
			s.makeSite(networktest.Options{MainDomain: mainDomain, PluginVersion: c.plugin})
			for _, path := range c.refused {
				s.panel.Fault(paneltest.Match{Path: path}, paneltest.Forbidden())
			}
			session := s.session()
			if c.token != "" {
				session.Type(wizard.Token, c.token)
			}
			settle(t, session)
			err := session.Verdict(c.field).Err
			var refused *enhance.Error
			if !errors.As(err, &refused) || refused.Cause != enhance.Forbidden {
				t.Fatalf("%v", err)
			}
			var right *wizard.RightError
			if errors.As(err, &right) != c.ofTheRight {
				t.Errorf("of the right: %v, want %v: %v", right != nil, c.ofTheRight, err)
			}
		})
	}
}
