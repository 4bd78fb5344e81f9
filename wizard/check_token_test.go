package wizard_test

import (
	"fmt"
	"net/netip"
	"slices"
	"testing"
	"time"

	"enhance-wizard/enhance/paneltest"
	"enhance-wizard/wizard"
)

// noteOf is the note of a kind, which must be there.
func noteOf(t *testing.T, v wizard.Verdict, kind wizard.NoteKind) wizard.Note {
	t.Helper()
	i := slices.IndexFunc(v.Notes, func(n wizard.Note) bool { return n.Kind == kind })
	if i < 0 {
		t.Fatalf("no note %s in %+v", kind, v)
	}
	return v.Notes[i]
}

func hasNote(v wizard.Verdict, kind wizard.NoteKind) bool {
	return slices.ContainsFunc(v.Notes, func(n wizard.Note) bool { return n.Kind == kind })
}

func TestATokenThatWillExpireIsAWarningAndNoObstacle(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	ends := time.Date(2099, 12, 31, 0, 0, 0, 0, time.UTC)
	s.panel.AddToken(paneltest.Token{
		Value: "ending-token-0123", OrgID: s.org, Roles: []string{"SuperAdmin"}, Expires: ends,
		AllowedIPs: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")},
	})
	session := s.session()
	session.Type(wizard.Token, "ending-token-0123")
	settle(t, session)
	v := session.Verdict(wizard.Token)
	if v.State != wizard.Warning || v.Err != nil {
		t.Fatalf("%+v", v)
	}
	if until, isTime := noteOf(t, v, wizard.NoteTokenEnds).Params[1].(time.Time); !isTime || !until.Equal(ends) {
		t.Errorf("until %v", until)
	}
	if from, isList := noteOf(t, v, wizard.NoteTokenAddresses).Params[1].([]string); !isList || !slices.Equal(from, []string{"127.0.0.0/8"}) {
		t.Errorf("from %v", from)
	}
	noteOf(t, v, wizard.NoteRoles)
	if seen := noteOf(t, v, wizard.NoteSeenAs); fmt.Sprint(seen.Params[1]) != "127.0.0.1" {
		t.Errorf("seen as %v", seen.Params)
	}
	advance(t, session)
	report := session.Report()
	result := resultOf(t, report, wizard.TestToken)
	wantConcern(t, wizard.Verdict{State: result.State, Err: result.Err}, wizard.ConcernTokenEnds)
	noteOf(t, wizard.Verdict{Notes: result.Notes}, wizard.NoteTokenEnds)
	if !report.Passed() {
		t.Error("the connection test did not pass")
	}
}

func TestATokenThatLastsIsFine(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	session := s.session()
	settle(t, session)
	v := session.Verdict(wizard.Token)
	noteOf(t, v, wizard.NoteTokenLasts)
	if v.State != wizard.OK || hasNote(v, wizard.NoteTokenAddresses) || hasNote(v, wizard.NoteTokenRoles) {
		t.Errorf("%+v", v)
	}
}

func TestWhatThePanelDoesNotTellAboutTheTokenIsNoProblem(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.panel.Fault(paneltest.Match{Path: "/orgs/*/access_tokens"}, paneltest.Forbidden())
	session := s.session()
	settle(t, session)
	v := session.Verdict(wizard.Token)
	if v.State != wizard.OK || hasNote(v, wizard.NoteTokenLasts) || hasNote(v, wizard.NoteTokenEnds) || session.Access().Token != nil {
		t.Errorf("%+v", v)
	}
	if missing := session.Missing(); missing.Any() {
		t.Errorf("missing %+v", missing)
	}
}

// A token that does not tell its organisation is asked about once one is given,
// and not at every key before.
func TestATypedOrganisationBringsTheTokenOut(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.panel.AddToken(paneltest.Token{
		Value: "silent-token-0123", OrgID: s.org, Roles: []string{"Owner"}, NoMemberships: true,
	})
	session := s.session()
	session.Type(wizard.Token, "silent-token-0123")
	settle(t, session)
	if session.Access() == nil || session.Access().Token != nil {
		t.Fatalf("%+v", session.Access())
	}
	before := len(s.panel.Requests())
	for end := 1; end < len(s.org); end++ {
		session.Type(wizard.Org, s.org[:end])
		settle(t, session)
	}
	if n := len(s.panel.Requests()) - before; n != 0 {
		t.Errorf("%d requests for an unfinished id", n)
	}
	session.Type(wizard.Org, s.org)
	settle(t, session)
	v := session.Verdict(wizard.Token)
	noteOf(t, v, wizard.NoteTokenLasts)
	if roles, isList := noteOf(t, v, wizard.NoteTokenRoles).Params[1].([]string); !isList || !slices.Equal(roles, []string{"Owner"}) {
		t.Errorf("roles %v", roles)
	}
}
