package main

import (
	"os/exec"
	"testing"
)

// TestEveryStepSurvivesResizing makes the window large, small, too small and
// usual again on every step, and then goes on by keys.
func TestEveryStepSurvivesResizing(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		goTo func(p *person)
		// shows is what is in sight at 120x40, 40x12 and 80x24.
		shows string
		key   string
		then  string
	}{
		{"intro", func(p *person) { p.reaches(onIntro) }, "Found here", "enter", "Panel URL"},
		{"credentials", func(p *person) { p.reaches(onCredentials) }, "Panel URL", "tab", "> Access token"},
		{"picker", func(p *person) {
			p.reaches(onCredentials)
			p.presses("tab", "tab", "ctrl+l")
		}, "> web1", "down", "> mail1"},
		{"connection", func(p *person) { p.reaches(onConnection) }, "Secure connection", "enter", "What now?"},
		{"review", func(p *person) { p.reaches(onReview) }, "What now?", "down", "> Print them"},
		{"extras", func(p *person) {
			p.reaches(onReview)
			p.selects("Extras")
			p.presses("enter")
		}, "[ ]", "x", "[x]"},
		{"confirmation", func(p *person) {
			p.reaches(onReview)
			p.selects("Print them")
			p.presses("enter")
		}, "> No", "down", "> Yes"},
		{"saving", func(p *person) {
			p.reaches(onReview)
			p.selects("Save them")
			p.presses("enter")
		}, "> File to make", "x", "  x"},
		{"diff", func(p *person) {
			p.reaches(onReview)
			p.presses("d")
		}, "@@ -", "esc", "What now?"},
		{"receipt", func(p *person) {
			p.reaches(onReview)
			p.presses("enter")
		}, "Done: ", "d", "Domains"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t)
			p := s.openGiven(t, 80, 24)
			tt.goTo(p)
			p.sees(tt.shows)
			for _, size := range [][2]int{{120, 40}, {40, 12}, {20, 5}, {80, 24}} {
				p.Resize(t, size[0], size[1])
				if size[0] == 20 {
					p.sees("window is 20x5")
					continue
				}
				p.seesNoMore("window is")
				p.sees(tt.shows)
			}
			p.presses(tt.key)
			p.sees(tt.then)
			p.presses("ctrl+c")
			p.leaves(130)
		})
	}
}

// TestWindowWithoutASizeIsDrawn is for terminals that report 0 by 0, as some
// do through ssh -tt.
func TestWindowWithoutASizeIsDrawn(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	inner := s.given(s.command())
	command := exec.Command("/bin/sh", append([]string{"-c", `stty rows 0 cols 0 && exec "$@"`, "sh", inner.Path}, inner.Args[1:]...)...)
	command.Dir, command.Env = inner.Dir, inner.Env
	p := sit(t, command, 80, 24)
	p.reaches(onReview)
	p.presses("ctrl+c")
	p.leaves(130)
}
