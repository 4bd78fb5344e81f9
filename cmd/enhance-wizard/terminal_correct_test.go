package main

import (
	"strings"
	"testing"

	"enhance-wizard/enhance/paneltest"
)

func TestBackFromEveryStepKeepsTheAnswers(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	p := s.openWizard(t, 80, 24)
	p.presses("enter")
	p.sees("> Panel URL")
	p.types(s.typedURL())
	p.sees("Enhance 12.23.0 answers")
	p.presses("enter")
	p.sees("> Access token")
	p.Paste(t, stageToken)
	p.sees("the organisation of network.example")
	answered := []string{
		strings.TrimPrefix(s.panel.URL(), "https://"), strings.Repeat("•", len(stageToken)), stageServer, stageWebsite, stageOrg,
	}

	p.presses("esc")
	p.sees(onIntro)
	p.presses("enter")
	p.sees(append(answered, onCredentials)...)
	p.presses("enter")
	p.sees("Everything that the integration needs works.")
	p.presses("esc")
	p.sees(append(answered, onCredentials)...)
	p.presses("enter")
	p.sees("Everything that the integration needs works.")
	p.presses("enter")
	p.sees("What now?", "typed")
	p.presses("esc")
	p.sees(onConnection, "Everything that the integration needs works.")
	p.presses("esc")
	p.sees(append(answered, onCredentials)...)
	p.presses("esc")
	p.sees(onIntro)
	p.presses("esc") // there is nothing before the first step
	p.presses("ctrl+c")
	p.leaves(130)
	p.keepsTheToken()
	s.isUntouched(t)
}

func TestWrongURLIsExplainedAndCorrected(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, url, says string
	}{
		{"a host that refuses", "https://127.0.0.1:1", "refuses"},
		{"a host that does not exist", "https://panel.invalid", "panel.invalid"},
		{"plain http", "http://127.0.0.1:8443", "https"},
		{"no URL at all", "https://", "problem"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t)
			p := s.openWizard(t, 80, 24)
			p.presses("enter")
			p.sees("> Panel URL")
			p.types(tt.url)
			p.sees("problem", tt.says)
			p.presses("tab")
			p.sees("> Access token")
			p.Paste(t, stageToken)
			p.presses("shift+tab")
			p.sees("> Panel URL", "problem", tt.says)
			p.presses("ctrl+u")
			p.seesNoMore(tt.url)
			for _, request := range s.panel.Requests() {
				if request.Authorized {
					t.Error("the token was sent before the URL was right")
				}
			}
			p.types(s.typedURL())
			p.sees("Enhance 12.23.0 answers", "administrator of the panel", "the organisation of network.example")
			p.presses("enter")
			p.sees("Everything that the integration needs works.")
			p.presses("ctrl+c")
			p.leaves(130)
			p.keepsTheToken()
		})
	}
}

func TestFailedConnectionTestLeadsBackToItsField(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		path    string
		fault   paneltest.Fault
		test    string
		field   string
		correct func(p *person)
	}{
		{"the panel is being updated", "/status", paneltest.ServerError(503), "Panel version and status", "Panel URL", nil},
		{"the server cannot be read", "/servers/*", paneltest.BrokenJSON(), "Server", "Server", nil},
		{
			"the domains cannot be listed", "/orgs/*/websites/*/domains", paneltest.ServerError(500), "List the domains", "Website",
			nil,
		},
		{
			"the token was taken back", "/servers", paneltest.Unauthorized(), "Access token", "Access token",
			func(p *person) {
				p.presses("ctrl+u")
				p.sees("panel: Settings > Access Tokens") // the empty field says where to find one
				p.Paste(p.t, stageToken)
				p.sees("administrator of the panel", "the organisation of network.example")
			},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t)
			p := s.openGiven(t, 80, 24)
			p.reaches(onCredentials)
			mend := s.panel.Fault(paneltest.Match{Path: tt.path}, tt.fault)
			p.presses("enter")
			p.sees(onConnection, `The test failed at "`+tt.test+`"`, "enter correct it")
			p.presses("enter")
			p.sees(onCredentials, "> "+tt.field)
			mend()
			if tt.correct != nil {
				tt.correct(p)
			}
			p.presses("enter")
			p.sees(onConnection, "Everything that the integration needs works.")
			p.presses("enter")
			p.sees(onReview, "What now?")
			p.presses("ctrl+c")
			p.leaves(130)
			s.isUntouched(t)
		})
	}
}

// TestTestCanBeRepeatedInPlace is for what is mended outside the program.
func TestTestCanBeRepeatedInPlace(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	p := s.openGiven(t, 80, 24)
	p.reaches(onCredentials)
	mend := s.panel.Fault(paneltest.Match{Path: "/orgs/*/websites/*/domains"}, paneltest.HangUp())
	p.presses("enter")
	p.sees("The test failed at", "r test again")
	mend()
	p.presses("r")
	p.sees("Everything that the integration needs works.")
	p.presses("ctrl+c")
	p.leaves(130)
}
