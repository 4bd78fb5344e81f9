package wizard_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"enhance-wizard/enhance"
	"enhance-wizard/enhance/paneltest"
	"enhance-wizard/enhance/probetest"
	"enhance-wizard/wizard"
	"enhance-wizard/wpconfig/network/networktest"
)

// nowhere is a well-formed id that no panel has.
const nowhere = "99999999-9999-4999-8999-999999999999"

// troubles are the entries of the plugin's own troubleshooting page (Ultimate
// Multisite, docs/user-guide/host-integrations/enhance.md), each with the field
// that it is told at and the finding that it has to itself.
var troubles = map[string]struct {
	arrange func(*stage) *wizard.Session
	field   wizard.Field
	finding string
}{
	"no /api/ in the URL": {
		func(s *stage) *wizard.Session {
			session := s.session()
			session.Type(wizard.URL, strings.TrimSuffix(s.panel.URL(), "/api/"))
			return session
		}, wizard.URL, "note added_api",
	},
	"http in place of https": {
		func(s *stage) *wizard.Session {
			session := s.session()
			session.Type(wizard.URL, "http://panel.example.com/api/")
			return session
		}, wizard.URL, "url http",
	},
	"a firewall": {
		func(s *stage) *wizard.Session {
			session := s.session()
			session.Type(wizard.URL, "https://"+dropping(s.t)+"/api/")
			return session
		}, wizard.URL, "panel connect_timeout",
	},
	"no token": {
		func(s *stage) *wizard.Session {
			session := s.session()
			session.Type(wizard.Token, "")
			return session
		}, wizard.Token, "missing api_token",
	},
	"an expired token": {
		func(s *stage) *wizard.Session {
			s.panel.Fault(paneltest.Match{Path: "/servers"}, paneltest.Unauthorized())
			return s.session()
		}, wizard.Token, "panel unauthorized invalid_session_token",
	},
	"no server id": {
		func(s *stage) *wizard.Session {
			s.makeSite(networktest.Options{MainDomain: "elsewhere.example", PluginVersion: "2.4.9"})
			s.panel.AddServer(paneltest.Server{Name: "web2", IPs: []string{siteAddress}}) // so that neither is this machine alone
			return s.session()
		}, wizard.Server, "missing server_id",
	},
	"a wrong UUID": {
		func(s *stage) *wizard.Session {
			session := s.session()
			session.Type(wizard.Server, strings.Replace(s.server, "-", "", 1))
			return session
		}, wizard.Server, "id malformed",
	},
	"a server that is not in the panel": {
		func(s *stage) *wizard.Session {
			session := s.session()
			session.Type(wizard.Server, nowhere)
			return session
		}, wizard.Server, "notlisted server_id",
	},
	"a website that is not in the panel": {
		func(s *stage) *wizard.Session {
			session := s.session()
			session.Type(wizard.Org, s.org)
			session.Type(wizard.Website, nowhere)
			return session
		}, wizard.Website, "notlisted website_id",
	},
	"401": {
		func(s *stage) *wizard.Session {
			lost := paneltest.Answer(401, "application/json", `{"code":"no_session_token"}`) // on the way, by a proxy
			s.panel.Fault(paneltest.Match{Path: "/servers"}, lost)
			return s.session()
		}, wizard.Token, "panel unauthorized no_session_token",
	},
	"403": {
		func(s *stage) *wizard.Session {
			s.panel.AddToken(paneltest.Token{
				Value: "support-token-0123", OrgID: s.org, Roles: []string{"Support"}, NoMemberships: true,
			})
			session := s.session()
			session.Type(wizard.Token, "support-token-0123")
			return session
		}, wizard.Token, "panel forbidden unauthorized",
	},
	"a wrong organisation": {
		func(s *stage) *wizard.Session {
			session := s.session()
			session.Type(wizard.Org, nowhere)
			return session
		}, wizard.Org, "notlisted org_id",
	},
}

func TestEveryDocumentedTroubleHasAFindingOfItsOwn(t *testing.T) {
	t.Parallel()
	owner := map[string]string{}
	for name, trouble := range troubles {
		if other, taken := owner[trouble.finding]; taken {
			t.Errorf("%s and %s are both told as %q", name, other, trouble.finding)
		}
		owner[trouble.finding] = name
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			session := trouble.arrange(newStage(t))
			settle(t, session)
			if got := findingOf(session, trouble.field); got != trouble.finding {
				t.Errorf("told as %q, want %q", got, trouble.finding)
			}
			isStuck := strings.HasPrefix(trouble.finding, "note ")
			if open, isOpen := session.NextOpen(nil); !isStuck && (!isOpen || open != trouble.field) {
				t.Errorf("the way leads to the field %q, want %q", open, trouble.field)
			}
		})
	}
}

// findingOf names what is told at a field, as the catalogue keys it.
func findingOf(session *wizard.Session, f wizard.Field) string {
	var (
		v         = session.Verdict(f)
		ofURL     *enhance.URLError
		ofID      *enhance.IDError
		ofPanel   *enhance.Error
		notListed *wizard.NotListedError
	)
	switch {
	case errors.As(v.Err, &ofURL):
		return fmt.Sprint("url ", ofURL.Reason)
	case errors.As(v.Err, &ofID):
		return fmt.Sprint("id ", ofID.Reason)
	case errors.As(v.Err, &notListed):
		return fmt.Sprint("notlisted ", notListed.Field)
	case errors.As(v.Err, &ofPanel):
		return strings.TrimSpace(fmt.Sprint("panel ", ofPanel.Cause, " ", ofPanel.Code))
	case hasNote(v, wizard.NoteAddedAPI):
		return "note added_api"
	case !session.Answer(f).Given() && session.Missing().Any() && session.Needed(f):
		return fmt.Sprint("missing ", f)
	default:
		return fmt.Sprintf("%+v", v)
	}
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
