package wizard_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"enhance-wizard/enhance/paneltest"
	"enhance-wizard/wizard"
	"enhance-wizard/wpconfig/network/networktest"
)

// toTest leads a session to its connection test.
func (s *stage) toTest() *wizard.Session {
	s.t.Helper()
	session := s.session()
	settle(s.t, session)
	for session.Step() != wizard.Connection {
		if err := session.Next(); err != nil {
			s.t.Fatalf("leaving step %d: %v (%+v)", session.Step(), err, session.Missing())
		}
	}
	return session
}

// What passes here passes in the plugin: the call is the one that the installed
// version makes, and its answer is judged as that version judges it.
func TestThePluginsOwnCallIsJudgedAsThePluginJudgesIt(t *testing.T) {
	t.Parallel()
	const (
		byServer  = "/servers/*/domains"
		byWebsite = "/orgs/*/websites/*"
		json      = "application/json"
	)
	for _, c := range []struct {
		versions []string
		path     string // what is answered with body, if anything
		body     string
		state    wizard.State
		concern  wizard.ConcernKind
	}{
		{versions: []string{"2.4.8", "2.4.9"}, state: wizard.Warning, concern: wizard.ConcernServerCalls},
		{[]string{"2.4.8", "2.4.9"}, byServer, `[]`, wizard.Warning, wizard.ConcernServerCalls},
		{[]string{"2.4.9"}, byServer, `[{"domainId":"` + nowhere + `","domain":"srv1.example.net"}]`, wizard.Warning, wizard.ConcernServerCalls},
		{[]string{"2.4.8", "2.4.9"}, byServer, `{"items":[]}`, wizard.OK, ""},
		{[]string{"2.4.9"}, byServer, `{"id":"` + nowhere + `","domains":[]}`, wizard.OK, ""},
		{versions: []string{"2.4.10", "2.4.11", "2.4.12", "2.4.13-beta.1"}, state: wizard.OK},
		// The check of the website itself fails before, so that nothing passes.
		{[]string{"2.4.10", "2.4.12"}, byWebsite, `{"domain":{"domain":"network.example"}}`, wizard.Unchecked, ""},
		{versions: []string{"2.4.7"}, state: wizard.Warning, concern: wizard.ConcernNoIntegration},
	} {
		for _, version := range c.versions {
			t.Run(fmt.Sprint(version, " ", c.body), func(t *testing.T) {
				t.Parallel()
				s := newStage(t)
				s.makeSite(networktest.Options{MainDomain: mainDomain, Subdomains: true, PluginVersion: version})
				session := s.toTest()
				if c.path != "" {
					s.panel.Fault(paneltest.Match{Path: c.path}, paneltest.Answer(200, json, c.body))
				}
				result := resultOf(t, runTest(t, session), wizard.TestPlugin)
				if result.State != c.state {
					t.Fatalf("%s with %v, want %s", result.State, result.Err, c.state)
				}
				if c.concern != "" {
					wantConcern(t, wizard.Verdict{State: result.State, Err: result.Err}, c.concern)
				}
			})
		}
	}
}

func TestWithoutAPluginNothingIsSaidOfItsCalls(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.makeSite(networktest.Options{MainDomain: mainDomain, Subdomains: true})
	for _, result := range runTest(t, s.toTest()).Results {
		if result.ID == wizard.TestPlugin {
			t.Errorf("%+v", result)
		}
	}
}

// Without the id that it needs, the plugin's call is no part of the test: the
// panel would be blamed for an id that nobody gave.
func TestTheFirstPluginsCallNeedsTheServersID(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.makeSite(networktest.Options{MainDomain: "elsewhere.example", PluginVersion: "2.4.9"})
	s.panel.AddServer(paneltest.Server{Name: "web2", IPs: []string{siteAddress}}) // so that neither is this machine alone
	session := s.session()
	settle(t, session)
	if answer := session.Answer(wizard.Server); answer.Given() {
		t.Fatalf("the server is answered with %v", answer)
	}
	if ids := session.Test().IDs(); slices.Contains(ids, wizard.TestPlugin) {
		t.Errorf("%v", ids)
	}
}

// A failure says which field is questioned, and going back there asks anew.
func TestAFailedCheckLeadsBackToItsField(t *testing.T) {
	t.Parallel()
	broken, refused := paneltest.ServerError(500), paneltest.Forbidden()
	for name, c := range map[string]struct {
		path   string
		fault  paneltest.Fault
		failed wizard.TestID
		field  wizard.Field
	}{
		"panel":               {"/version", broken, wizard.TestPanel, wizard.URL},
		"status":              {"/status", broken, wizard.TestPanel, wizard.URL},
		"token":               {"/servers", broken, wizard.TestToken, wizard.Token},
		"server":              {"/servers/*", broken, wizard.TestServer, wizard.Server},
		"website":             {"/orgs/*/websites/*", broken, wizard.TestWebsite, wizard.Website},
		"domains":             {"/orgs/*/websites/*/domains", broken, wizard.TestDomains, wizard.Website},
		"role for the server": {"/servers/*", refused, wizard.TestServer, wizard.Token},
		"role for websites":   {"/orgs/*/websites/*", refused, wizard.TestWebsite, wizard.Token},
		"role for domains":    {"/orgs/*/websites/*/domains", refused, wizard.TestDomains, wizard.Token},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t)
			session := s.toTest()
			mend := s.panel.Fault(paneltest.Match{Path: c.path}, c.fault)
			failure, failed := runTest(t, session).Failure()
			if !failed || failure.ID != c.failed || failure.Field() != c.field || failure.Err == nil {
				t.Fatalf("failed %t: %+v", failed, failure)
			}
			if err := session.Next(); err == nil {
				t.Error("a failed test lets on")
			}
			mend()
			before := len(s.panel.Requests())
			session.Return()
			session.Doubt(c.field)
			settle(t, session)
			if session.Step() != wizard.Credentials || len(s.panel.Requests()) == before {
				t.Errorf("step %d, %d requests", session.Step(), len(s.panel.Requests())-before)
			}
			advance(t, session)
		})
	}
}

func TestWhatIsOfConcernLetsOnWithAWarning(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		arrange func(*stage)
		id      wizard.TestID
		concern wizard.ConcernKind
	}{
		"an old panel": {func(s *stage) { s.panel.SetVersion("9.4.0") }, wizard.TestPanel, wizard.ConcernOldPanel},
		"a server in trouble": {func(s *stage) {
			s.panel.Fault(paneltest.Match{Path: "/servers/*/status"}, paneltest.Answer(200, "application/json", `{"status":"critical"}`))
		}, wizard.TestServer, wizard.ConcernServerState},
		"a website that is switched off": {func(s *stage) {
			off := fmt.Sprintf(`{"id":"%s","orgId":"%s","domain":{"domain":"%s"},"status":"disabled"}`, s.website, s.org, mainDomain)
			s.panel.Fault(paneltest.Match{Method: "GET", Path: "/orgs/*/websites/*"}, paneltest.Answer(200, "application/json", off))
		}, wizard.TestWebsite, wizard.ConcernWebsiteState},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t)
			session := s.toTest()
			c.arrange(s)
			report := runTest(t, session)
			result := resultOf(t, report, c.id)
			wantConcern(t, wizard.Verdict{State: result.State, Err: result.Err}, c.concern)
			if !report.Passed() || len(report.Concerns()) != 1 {
				t.Errorf("passed %t with %+v", report.Passed(), report.Concerns())
			}
			if err := session.Next(); err != nil {
				t.Error(err)
			}
		})
	}
}

// A state that the panel does not tell is no failure.
func TestAServerWithoutAStateIsFine(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	session := s.toTest()
	s.panel.Fault(paneltest.Match{Path: "/servers/*/status"}, paneltest.Forbidden())
	if result := resultOf(t, runTest(t, session), wizard.TestServer); result.State != wizard.OK {
		t.Errorf("%+v", result)
	}
}

// The panel's old generation can be looked at, and is told as such where it is typed.
func TestAnOldPanelIsToldAtItsURL(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.start(paneltest.Options{Old: true})
	s.roots.AppendCertsFromPEM(s.panel.CAPEM())
	session := s.session()
	settle(t, session)
	wantConcern(t, session.Verdict(wizard.URL), wizard.ConcernOldPanel)
	advance(t, session) // its shapes are read, and it keeps nobody from going on
	if a := session.Answer(wizard.Website); a.Value() != s.website {
		t.Errorf("website %q, want %q", a.Value(), s.website)
	}
	panel := resultOf(t, session.Report(), wizard.TestPanel)
	wantConcern(t, wizard.Verdict{State: panel.State, Err: panel.Err}, wizard.ConcernOldPanel)
}

// The plugin's first generation waits for neither generation's answer.
func TestTheFirstPluginGenerationFailsAtAnOldPanelToo(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.start(paneltest.Options{Old: true})
	s.roots.AppendCertsFromPEM(s.panel.CAPEM())
	s.makeSite(networktest.Options{MainDomain: mainDomain, Subdomains: true, PluginVersion: "2.4.9"})
	result := resultOf(t, runTest(t, s.toTest()), wizard.TestPlugin)
	wantConcern(t, wizard.Verdict{State: result.State, Err: result.Err}, wizard.ConcernServerCalls)
	if result.Field() != wizard.Server {
		t.Errorf("it leads to %s", result.Field())
	}
	s.panel.Fault(paneltest.Match{Path: "/servers/*/domains"}, paneltest.ServerError(500))
	failure, failed := runTest(t, s.toTest()).Failure()
	if !failed || failure.ID != wizard.TestPlugin || failure.Field() != wizard.Server {
		t.Errorf("failed %t: %+v", failed, failure)
	}
}

// The pauses that the client keeps between its requests are nobody's time.
func TestTimesAreThoseOfTheCalls(t *testing.T) {
	t.Parallel()
	const answering = 40 * time.Millisecond
	s := newStage(t)
	session := s.toTest()
	s.panel.Fault(paneltest.Match{Path: "/orgs/*/websites/*/domains"}, paneltest.Late(answering))
	began := time.Now()
	report := runTest(t, session)
	all, sum := time.Since(began), time.Duration(0)
	for _, result := range report.Results {
		sum += result.Took
		if result.ID != wizard.TestDNS && result.Took <= 0 { // an address is not looked up
			t.Errorf("%s took %s", result.ID, result.Took)
		}
	}
	if took := resultOf(t, report, wizard.TestDomains).Took; took < answering {
		t.Errorf("a call that is answered after %s took %s", answering, took)
	}
	if sum > all {
		t.Errorf("the checks took %s, and all of it %s", sum, all)
	}
}

func TestACertificateThatEndsSoonIsOfConcern(t *testing.T) {
	t.Parallel()
	day := 24 * time.Hour
	for name, c := range map[string]struct {
		age, left time.Duration
		soon      bool
	}{
		"three months, fresh": {day, 89 * day, false},
		"three months, late":  {81 * day, 9 * day, true},
		"a year, late":        {356 * day, 9 * day, true},
		"a week, fresh":       {day, 6 * day, false},
		"a week, late":        {6*day + 3*time.Hour, 21 * time.Hour, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t)
			authority, err := paneltest.NewAuthority("Soon")
			if err != nil {
				t.Fatal(err)
			}
			now := time.Now()
			shown, err := authority.Issue(paneltest.CertificateRequest{Names: here, NotBefore: now.Add(-c.age), NotAfter: now.Add(c.left)})
			if err != nil {
				t.Fatal(err)
			}
			s.roots.AppendCertsFromPEM(authority.PEM())
			s.start(paneltest.Options{Certificate: &shown})
			result := resultOf(t, runTest(t, s.toTest()), wizard.TestTLS)
			if told := noteOf(t, wizard.Verdict{Notes: result.Notes}, wizard.NoteCertificate); len(told.Params) != 8 {
				t.Errorf("told %v", told.Params)
			}
			if c.soon {
				wantConcern(t, wizard.Verdict{State: result.State, Err: result.Err}, wizard.ConcernCertificateEnds)
			} else if result.State != wizard.OK {
				t.Errorf("%+v", result)
			}
		})
	}
}
