package wizard_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"enhance-wizard/wizard"
	"enhance-wizard/wpconfig/network/networktest"
)

func TestPrecedenceIsFlagVariableFileMemory(t *testing.T) {
	t.Parallel()
	const flag, variable, file, memory = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222",
		"33333333-3333-4333-8333-333333333333", "44444444-4444-4444-8444-444444444444"
	s := newStage(t)
	s.makeSite(networktest.Options{
		PluginVersion: "2.4.12",
		Constants:     []networktest.Constant{{Name: wizard.Server.Constant(), Value: file}},
	})
	found := s.found()
	for _, c := range []struct {
		flag, variable string
		file           bool
		want           string
		source         wizard.Source
	}{
		{flag, variable, true, flag, wizard.FromFlag},
		{"", variable, true, variable, wizard.FromVariable},
		{"", "", true, file, wizard.FromConfig},
		{"", "", false, memory, wizard.FromMemory},
	} {
		o := s.options()
		o.Flags[wizard.Server] = c.flag
		o.Variables = map[wizard.Field]string{wizard.Server: c.variable}
		o.Memory = map[wizard.Field]string{wizard.Server: memory}
		f := found
		if !c.file {
			f.Constants = nil
		}
		a := wizard.New(o, f).Answer(wizard.Server)
		if a.Value() != c.want || a.Source != c.source {
			t.Errorf("%+v gives %q from %q", c, a.Value(), a.Source)
		}
		if c.source == wizard.FromConfig && a.Line == 0 {
			t.Error("the line in wp-config.php is not told")
		}
	}
}

func TestNumbersThatAnOldPluginOfferedAreNoAnswers(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.makeSite(networktest.Options{PluginVersion: "2.4.10", Constants: []networktest.Constant{
		{Name: wizard.Token.Constant(), Value: "0"},
		{Name: wizard.URL.Constant(), Value: "1"},
		{Name: wizard.Org.Constant(), Value: "2"},
		{Name: wizard.Website.Constant(), Value: "3"},
	}})
	session := wizard.New(s.options(), s.found())
	for _, f := range wizard.Fields() {
		if a := session.Answer(f); a.Given() {
			t.Errorf("%s was taken as %q", f, a.Value())
		}
	}
	if s.found().Configured() {
		t.Error("the site counts as set up")
	}
}

func TestBackKeepsEveryAnswer(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	session := s.session()
	advance(t, session)
	before := map[wizard.Field]string{}
	for _, f := range wizard.Fields() {
		before[f] = session.Answer(f).Value()
	}
	steps := 0
	for session.Back() {
		steps++
	}
	if steps != 3 || session.Step() != wizard.Intro {
		t.Errorf("went %d steps back to %d", steps, session.Step())
	}
	for f, want := range before {
		if got := session.Answer(f).Value(); got != want {
			t.Errorf("%s is %q, was %q", f, got, want)
		}
	}
	advance(t, session)
}

func TestChangedAnswerMakesTheTestAndPlanAnew(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	session := s.session()
	advance(t, session)
	planner := session.Planner()
	review := planner.Run(t.Context())
	session.Return()
	session.Type(wizard.Server, "99999999-9999-4999-8999-999999999999")
	if session.Report() != nil {
		t.Error("the old connection test still counts")
	}
	if session.TakeReview(planner, review) {
		t.Error("a plan of old answers was taken")
	}
}

func TestMissingFollowsThePluginVersion(t *testing.T) {
	t.Parallel()
	for version, want := range map[string]string{
		"2.4.9":  "[api_url api_token server_id] []",
		"2.4.10": "[api_url api_token org_id website_id] []",
		"2.4.12": "[api_url api_token org_id website_id] []",
		"2.4.7":  "[api_url api_token] [[server_id] [org_id website_id]]",
		"":       "[api_url api_token] [[server_id] [org_id website_id]]",
	} {
		s := newStage(t)
		s.makeSite(networktest.Options{PluginVersion: version})
		m := wizard.New(s.options(), s.found()).Missing()
		if got := fmt.Sprint(m.Fields, " ", m.Either); got != want {
			t.Errorf("plugin %q: missing %s, want %s", version, got, want)
		}
	}
}

// TestOnlyWhatThePanelDoesNotTellHasToBeGiven holds that nobody has to look up ids before the panel was asked for them.
func TestOnlyWhatThePanelDoesNotTellHasToBeGiven(t *testing.T) {
	t.Parallel()
	toGive := func(session *wizard.Session) string {
		return fmt.Sprint(session.ToGive().Fields, " ", session.ToGive().Either)
	}
	for version, offline := range map[string]string{
		"2.4.9":  "[api_url api_token server_id] []",
		"2.4.12": "[api_url api_token org_id website_id] []",
		"":       "[api_url api_token] [[server_id] [org_id website_id]]",
	} {
		s := newStage(t)
		s.makeSite(networktest.Options{PluginVersion: version})
		options := s.options()
		if got, want := toGive(wizard.New(options, s.found())), "[api_url api_token] []"; got != want {
			t.Errorf("plugin %q: to give %s, want %s", version, got, want)
		}
		options.Offline = true
		if got := toGive(wizard.New(options, s.found())); got != offline {
			t.Errorf("plugin %q offline: to give %s, want %s", version, got, offline)
		}
	}
	s := newStage(t)
	session := s.session()
	if session.ToGive().Any() {
		t.Errorf("URL and token are there, and yet to give: %s", toGive(session))
	}
	session.Type(wizard.Token, orgToken) // which may not see the network's website
	settle(t, session)
	if got, want := toGive(session), "[org_id website_id] []"; got != want {
		t.Errorf("to give %s, want %s", got, want)
	}
}

func TestTokenPrintsNowhere(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	session := s.session()
	advance(t, session)
	review := plan(t, session)
	a := session.Answer(wizard.Token)
	asJSON, err := json.Marshal(struct {
		Answer wizard.Answer
		Review wizard.Review
	}{a, review})
	if err != nil {
		t.Fatal(err)
	}
	for _, printed := range []string{
		fmt.Sprint(a), fmt.Sprintf("%+v", a), fmt.Sprintf("%#v", a), fmt.Sprintf("%q", a), a.LogValue().String(),
		a.Shown(), string(asJSON), fmt.Sprintf("%+v", review.Files), fmt.Sprintf("%+v", review.Rows),
	} {
		if strings.Contains(printed, goodToken) {
			t.Errorf("the token stands in %q", printed)
		}
	}
	if !strings.Contains(session.Snippet(), goodToken) {
		t.Error("the snippet that a person asks for lacks the token")
	}
}
