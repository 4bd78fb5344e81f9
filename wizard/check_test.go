package wizard_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"enhance-wizard/enhance"
	"enhance-wizard/enhance/paneltest"
	"enhance-wizard/wizard"
	"enhance-wizard/wpconfig/network/networktest"
)

func TestURLAndTokenBringEveryIDAlong(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	session := s.session()
	settle(t, session)
	for field, want := range map[wizard.Field]string{
		wizard.Server: s.server, wizard.Website: s.website, wizard.Org: s.org,
	} {
		a := session.Answer(field)
		if a.Value() != want || a.Source != wizard.FromPanel {
			t.Errorf("%s is %q from %q, want %q from the panel", field, a.Value(), a.Source, want)
		}
		if v := session.Verdict(field); v.State != wizard.OK {
			t.Errorf("%s is %s: %v", field, v.State, v.Err)
		}
	}
	if m := session.Missing(); m.Any() {
		t.Errorf("still missing: %+v", m)
	}
}

func TestTokenIsNotSentToAURLThatDidNotPass(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.panel.Fault(paneltest.Match{Path: "/version"}, paneltest.HTML(200))
	session := s.session()
	settle(t, session)
	if v := session.Verdict(wizard.URL); v.State != wizard.Problem {
		t.Fatalf("the URL is %s", v.State)
	}
	if v := session.Verdict(wizard.Token); v.State != wizard.Waiting {
		t.Errorf("the token is %s, want waiting", v.State)
	}
	for _, r := range s.panel.Requests() {
		if r.Authorized {
			t.Errorf("%s %s carried the token", r.Method, r.Path)
		}
	}
}

func TestOutcomeOfAnOlderAnswerIsNotTaken(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	session := s.session()
	due := session.Due()
	if len(due) != 1 || due[0].Kind != wizard.CheckPanel {
		t.Fatalf("due: %+v", due)
	}
	outcome := due[0].Run(t.Context())
	session.Type(wizard.URL, "https://other.invalid/api/")
	if session.Current(due[0]) || session.Take(outcome) {
		t.Error("an outcome about the old URL was taken")
	}
	if v := session.Verdict(wizard.URL); v.State != wizard.Waiting {
		t.Errorf("the new URL is %s, want waiting", v.State)
	}
}

func TestAbandonedCheckCanBeAskedAgain(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	session := s.session()
	due := session.Due()
	outcome := due[0].Run(t.Context())
	session.Abandon(due[0])
	if session.Take(outcome) {
		t.Error("the outcome of an abandoned check was taken")
	}
	if again := session.Due(); len(again) != 1 {
		t.Errorf("due after abandoning: %d checks", len(again))
	}
}

func TestTwoServersWithThisMachinesAddressAreLeftToAPerson(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.panel.AddServer(paneltest.Server{Name: "web2", IPs: []string{siteAddress}})
	session := s.session()
	settle(t, session)
	// The website tells its server all the same; without it nothing would.
	if a := session.Answer(wizard.Website); a.Value() != s.website {
		t.Fatalf("website %q", a.Value())
	}
	if a := session.Answer(wizard.Server); a.Value() != s.server {
		t.Errorf("server %q, want the website's own %q", a.Value(), s.server)
	}
	of := noteOf(t, session.Verdict(wizard.Server), wizard.NoteServerOf)
	if want := []any{"name", "web1", "website", mainDomain}; !slices.Equal(of.Params, want) {
		t.Errorf("the server is of %v, want %v", of.Params, want)
	}
}

// A website that is chosen instead brings its own server along, as the first did.
func TestTheServerFollowsTheWebsite(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.panel.AddServer(paneltest.Server{Name: "web2", IPs: []string{siteAddress}}) // so that neither is this machine alone
	third := s.panel.AddServer(paneltest.Server{Name: "web3"})
	elsewhere := s.panel.AddWebsite(paneltest.Website{OrgID: s.org, ServerID: third, Domain: "elsewhere.example"})
	session := s.session()
	settle(t, session)
	// The one of this site comes last: third is not preselected then, and picking it below is a choice.
	for _, of := range []struct{ website, server string }{{elsewhere, third}, {s.website, s.server}} {
		session.Pick(wizard.Website, of.website)
		settle(t, session)
		if a := session.Answer(wizard.Server); a.Value() != of.server {
			t.Errorf("server %q, want %q", a.Value(), of.server)
		}
	}
	session.Pick(wizard.Server, third)
	session.Pick(wizard.Website, s.website)
	settle(t, session)
	if a := session.Answer(wizard.Server); a.Value() != third {
		t.Errorf("a picked server became %q", a.Value())
	}
}

func TestWebsiteIsKnownByItsIDInThePath(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.makeSite(networktest.Options{MainDomain: "renamed.example", PluginVersion: "2.4.12"})
	found := s.found()
	found.Location.Config = "/var/www/" + s.website + "/public_html/wp-config.php"
	session := wizard.New(s.options(), found)
	session.Type(wizard.URL, s.panel.URL())
	session.Type(wizard.Token, goodToken)
	settle(t, session)
	if a := session.Answer(wizard.Website); a.Value() != s.website {
		t.Errorf("website %q, want %q", a.Value(), s.website)
	}
}

func TestWebsiteOfAnotherDomainIsNotGuessed(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.makeSite(networktest.Options{MainDomain: "elsewhere.example", PluginVersion: "2.4.12"})
	session := s.session()
	settle(t, session)
	if a := session.Answer(wizard.Website); a.Given() {
		t.Errorf("website %q was guessed", a.Value())
	}
	if err := leaveCredentials(session); !errors.As(err, new(*wizard.IncompleteError)) {
		t.Errorf("the step could be left: %v", err)
	}
	if n := len(session.Choices(wizard.Website)); n != 2 {
		t.Errorf("%d websites to choose from, want 2", n)
	}
	session.Pick(wizard.Website, s.website)
	settle(t, session)
	if a := session.Answer(wizard.Org); a.Value() != s.org {
		t.Errorf("organisation %q did not come along", a.Value())
	}
	if session.Missing().Any() {
		t.Errorf("missing: %+v", session.Missing())
	}
}

func leaveCredentials(session *wizard.Session) error {
	if session.Step() == wizard.Intro {
		_ = session.Next()
	}
	return session.Next()
}

func TestTokenOfACustomerWorksWithoutServers(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	session := s.session()
	session.Type(wizard.Token, orgToken)
	settle(t, session)
	if v := session.Verdict(wizard.Token); v.State != wizard.OK {
		t.Fatalf("the token is %s: %v", v.State, v.Err)
	}
	if session.Access().ServersErr == nil {
		t.Error("a customer's token lists servers")
	}
	if n := len(session.Choices(wizard.Website)); n != 1 {
		t.Errorf("%d websites, want the customer's one", n)
	}
}

// TestPlainMistakesHaveTheirOwnCause lists the mistakes people make, and the
// typed cause that each is told apart by.
func TestPlainMistakesHaveTheirOwnCause(t *testing.T) {
	t.Parallel()
	is := func(cause enhance.Cause) func(error) bool {
		return func(err error) bool {
			var e *enhance.Error
			return errors.As(err, &e) && e.Cause == cause
		}
	}
	for name, c := range map[string]struct {
		prepare func(*stage, *wizard.Session)
		field   wizard.Field
		want    func(error) bool
	}{
		"http": {
			func(s *stage, w *wizard.Session) {
				w.Type(wizard.URL, strings.Replace(s.panel.URL(), "https", "http", 1))
			},
			wizard.URL,
			func(err error) bool {
				var e *enhance.URLError
				return errors.As(err, &e) && e.Reason == enhance.URLHTTP && strings.HasPrefix(e.Suggestion, "https://")
			},
		},
		"no such host": {
			func(_ *stage, w *wizard.Session) { w.Type(wizard.URL, "https://panel.invalid/api") },
			wizard.URL, is(enhance.HostNotFound),
		},
		"authority not trusted": {
			func(s *stage, w *wizard.Session) {
				other := paneltest.New(paneltest.Options{})
				if err := other.Start("127.0.0.1:0"); err != nil {
					s.t.Error(err)
				}
				s.t.Cleanup(other.Close)
				w.Type(wizard.URL, other.URL())
			},
			wizard.URL, is(enhance.TLSUnknownAuthority),
		},
		"a web page": {
			func(s *stage, _ *wizard.Session) { s.panel.Fault(paneltest.Match{}, paneltest.HTML(200)) },
			wizard.URL, is(enhance.HTML),
		},
		"redirect": {
			func(s *stage, _ *wizard.Session) {
				s.panel.Fault(paneltest.Match{}, paneltest.Redirect(301, "https://other.example/api/version"))
			},
			wizard.URL, is(enhance.Redirect),
		},
		"panel updating": {
			func(s *stage, _ *wizard.Session) { s.panel.SetStatus("updating") },
			wizard.URL,
			func(err error) bool {
				var e *wizard.NotReadyError
				return errors.As(err, &e) && e.Status == enhance.StatusUpdating
			},
		},
		"mistyped token": {
			func(_ *stage, w *wizard.Session) { w.Type(wizard.Token, goodToken+"x") },
			wizard.Token, is(enhance.Forbidden),
		},
		"expired token": {
			func(s *stage, _ *wizard.Session) { s.panel.Fault(paneltest.Match{}, paneltest.Unauthorized()) },
			wizard.URL, is(enhance.Unauthorized),
		},
		"token too short": {
			func(_ *stage, w *wizard.Session) { w.Type(wizard.Token, "abc") },
			wizard.Token,
			func(err error) bool { return errors.As(err, new(*enhance.TokenError)) },
		},
		"malformed id": {
			func(_ *stage, w *wizard.Session) { w.Type(wizard.Server, "12345") },
			wizard.Server,
			func(err error) bool { return errors.As(err, new(*enhance.IDError)) },
		},
		"unknown server": {
			func(_ *stage, w *wizard.Session) { w.Type(wizard.Server, "99999999-9999-4999-8999-999999999999") },
			wizard.Server,
			func(err error) bool { return errors.As(err, new(*wizard.NotListedError)) },
		},
		"unknown website": {
			func(s *stage, w *wizard.Session) {
				w.Type(wizard.Org, s.org)
				w.Type(wizard.Website, "99999999-9999-4999-8999-999999999999")
			},
			wizard.Website,
			func(err error) bool { return errors.As(err, new(*wizard.NotListedError)) },
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t)
			session := s.session()
			c.prepare(s, session)
			settle(t, session)
			v := session.Verdict(c.field)
			if !c.want(v.Err) {
				t.Errorf("%s is %s with %v", c.field, v.State, v.Err)
			}
		})
	}
}

func TestRecheckAsksAgainAfterThePanelIsReady(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.panel.SetStatus("updating")
	session := s.session()
	settle(t, session)
	if v := session.Verdict(wizard.URL); v.State != wizard.Warning {
		t.Fatalf("the URL is %s", v.State)
	}
	s.panel.SetStatus("ready")
	session.Recheck()
	settle(t, session)
	if v := session.Verdict(wizard.URL); v.State != wizard.OK {
		t.Errorf("the URL is still %s", v.State)
	}
}

// A server that was chosen and is not the one that this machine is.
func TestAServerThatIsNotThisMachineIsOfConcern(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	session := s.toTest()
	session.Return()
	for _, c := range session.Choices(wizard.Server) {
		session.Pick(wizard.Server, c.ID)
		settle(t, session)
		v := session.Verdict(wizard.Server)
		if c.ID != s.server {
			wantConcern(t, v, wizard.ConcernOtherServer)
		} else if v.State != wizard.OK {
			t.Errorf("this machine: %+v", v)
		}
	}
}
