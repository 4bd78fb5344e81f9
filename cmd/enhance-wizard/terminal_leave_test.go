package main

import (
	"syscall"
	"testing"
	"time"

	"enhance-wizard/enhance/paneltest"
)

// leaveWithin is how soon the program has to be gone, whatever it was doing: on a
// busy machine, too, but before a call to the panel is given up, which is after
// ten seconds.
const leaveWithin = 8 * time.Second

// verySlow is longer than any test.
const verySlow = 10 * time.Minute

// places are where a person may be when something ends the program.
var places = []struct {
	name string
	goTo func(s *stage, p *person)
}{
	{"intro", func(_ *stage, p *person) { p.reaches(onIntro) }},
	{"credentials", func(_ *stage, p *person) { p.reaches(onCredentials) }},
	{"connection", func(_ *stage, p *person) { p.reaches(onConnection) }},
	{"review", func(_ *stage, p *person) { p.reaches(onReview) }},
	{"slow check", func(s *stage, p *person) {
		s.panel.Fault(paneltest.Match{Path: "/servers"}, paneltest.Slow(verySlow))
		p.presses("enter")
		p.sees(onCredentials, "checking")
		awaitRequest(s, p, "/servers")
	}},
	{"slow connection test", func(s *stage, p *person) {
		p.reaches(onCredentials)
		s.panel.Fault(paneltest.Match{Path: "/orgs/*/websites/*/domains"}, paneltest.Slow(verySlow))
		p.presses("enter")
		p.sees(onConnection, "Testing the connection", "checking")
		awaitRequest(s, p, "/orgs/"+stageOrg+"/websites/"+stageWebsite+"/domains")
	}},
}

// awaitRequest waits until the panel holds a request back.
func awaitRequest(s *stage, p *person, path string) {
	p.t.Helper()
	p.Until(p.t, "the panel is asked for "+path, func() bool {
		for _, request := range s.panel.Requests() {
			if request.Path == path {
				return true
			}
		}
		return false
	})
}

func TestLeavingEarlyChangesNothing(t *testing.T) {
	t.Parallel()
	ways := []struct {
		name  string
		leave func(p *person)
		code  int
	}{
		{"ctrl+c", func(p *person) { p.presses("ctrl+c") }, 130},
		{"INT", func(p *person) { p.Signal(p.t, syscall.SIGINT) }, 130},
		{"TERM", func(p *person) { p.Signal(p.t, syscall.SIGTERM) }, 143},
		{"HUP", func(p *person) { p.Signal(p.t, syscall.SIGHUP) }, 129},
		{"QUIT", func(p *person) { p.Signal(p.t, syscall.SIGQUIT) }, 131},
	}
	for _, place := range places {
		for _, way := range ways {
			t.Run(place.name+"/"+way.name, func(t *testing.T) {
				t.Parallel()
				s := newStage(t)
				p := s.openGiven(t, 80, 24)
				place.goTo(s, p)
				within(t, leaveWithin, func() {
					way.leave(p)
					p.leaves(way.code)
				})
				lines := p.farewell()
				if len(lines) < 2 || lines[0] != "Nothing was changed." {
					t.Errorf("left on the screen: %q", lines)
				}
				p.keepsTheToken()
				s.isUntouched(t)
			})
		}
	}
}

func TestLosingTheTerminalEndsTheProgram(t *testing.T) {
	t.Parallel()
	for _, place := range places {
		t.Run(place.name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t)
			p := s.openGiven(t, 80, 24)
			place.goTo(s, p)
			within(t, leaveWithin, func() {
				p.Close()
				if code := p.ExitCode(t); code != 129 {
					t.Errorf("exit code %d, want 129", code)
				}
			})
			p.leavesNobody()
			s.isUntouched(t)
		})
	}
}
