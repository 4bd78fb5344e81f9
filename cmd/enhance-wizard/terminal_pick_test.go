package main

import (
	"testing"

	"enhance-wizard/enhance/paneltest"
	"enhance-wizard/enhance/paneltest/contract"
)

// newForeignStage makes a stage whose panel does not know this machine or the
// network, so that server and website are left to the person.
func newForeignStage(t *testing.T) *stage {
	t.Helper()
	panel := paneltest.New(paneltest.Options{Check: contract.Check(t)})
	panel.AddOrg(paneltest.Org{ID: stageOrg, Name: "Example Hosting"})
	panel.AddServer(paneltest.Server{ID: stageServer, Name: "web1", Hostname: "web1.example", IPs: []string{"203.0.113.10"}})
	panel.AddServer(paneltest.Server{ID: otherServer, Name: "web2", Hostname: "web2.example", IPs: []string{"203.0.113.20"}})
	panel.AddWebsite(paneltest.Website{ID: stageWebsite, OrgID: stageOrg, ServerID: otherServer, Domain: "alpha.example"})
	panel.AddWebsite(paneltest.Website{ID: otherWebsite, OrgID: stageOrg, ServerID: otherServer, Domain: "beta.example"})
	panel.AddToken(paneltest.Token{Value: stageToken, OrgID: stageOrg, Roles: []string{"SuperAdmin"}})
	return stageFor(t, panel)
}

func TestServerAndWebsiteAreChosenInEveryWay(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		choose func(p *person)
	}{
		{"from the list", func(p *person) {
			p.presses("enter")
			p.sees("Choose the server", "> web1", "web2")
			p.presses("down")
			p.sees("> web2")
			p.presses("enter")
			p.sees("ok: web2", "2 to choose from", "> Website")
			p.presses("enter")
			p.sees("Choose the website", "> alpha.example", "beta.example")
			p.presses("down")
			p.sees("> beta.example")
			p.presses("enter")
		}},
		{"narrowed by typing", func(p *person) {
			p.presses("enter")
			p.sees("Choose the server", "> web1")
			p.types("113.20")
			p.seesNoMore("web1")
			p.sees("> web2")
			p.presses("enter")
			p.sees("ok: web2", "2 to choose from", "> Website")
			p.presses("enter")
			p.sees("Choose the website", "> alpha.example")
			p.types("bet")
			p.seesNoMore("alpha.example")
			p.presses("enter")
		}},
		{"typed into the list", func(p *person) {
			p.presses("enter")
			p.sees("Choose the server")
			p.Paste(p.t, otherServer+"\n")
			p.sees("> web2")
			p.presses("enter")
			p.sees("ok: web2", "2 to choose from", "> Website")
			p.presses("enter")
			p.sees("Choose the website")
			p.types(otherWebsite)
			p.sees("> beta.example")
			p.presses("enter")
		}},
		{"typed into the fields", func(p *person) {
			p.Paste(p.t, " "+otherServer+"\n")
			p.sees("ok: web2", "2 to choose from")
			p.presses("enter") // goes to what is still open
			p.sees("> Website")
			p.types(otherWebsite)
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := newForeignStage(t)
			p := sit(t, s.given(s.command()), 80, 24)
			p.sees("Found here")
			p.presses("enter")
			p.sees("administrator of the panel", "2 to choose from")
			p.presses("tab")
			p.sees("> Access token")
			p.presses("tab")
			p.sees("> Server")
			tt.choose(p)
			p.sees("ok: beta.example", "ok: the organisation of beta.example", otherWebsite, otherServer, stageOrg)
			p.presses("enter")
			p.sees("Everything that the integration needs works.")
			p.presses("ctrl+c")
			p.leaves(130)
			p.keepsTheToken()
		})
	}
}

func TestListClosesWithoutAChoice(t *testing.T) {
	t.Parallel()
	s := newForeignStage(t)
	p := sit(t, s.given(s.command()), 80, 24)
	p.sees("Found here")
	p.presses("enter")
	p.sees("2 to choose from")
	p.presses("tab", "tab")
	p.sees("> Server", "ctrl+l list")
	p.presses("ctrl+l")
	p.sees("Choose the server")
	p.types("web2")
	p.presses("esc")
	p.sees(onCredentials, "> Server", "2 to choose from")
	p.presses("ctrl+l")
	p.sees("Choose the server", "> web1", "web2") // the old filter is gone
	p.types("not-listed")
	p.sees("not-listed")
	p.presses("enter")
	p.sees(onCredentials, "not-listed", "problem")
	p.presses("ctrl+c")
	p.leaves(130)
	s.isUntouched(t)
}
