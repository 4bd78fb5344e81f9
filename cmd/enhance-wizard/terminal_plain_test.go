package main

import (
	"bytes"
	"os/exec"
	"regexp"
	"syscall"
	"testing"
)

// TestSelectionIsMarkedWithoutColours follows the selection through every kind
// of list with NO_COLOR, which also takes reverse and bold away.
func TestSelectionIsMarkedWithoutColours(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		command func(s *stage) *exec.Cmd
	}{
		{"NO_COLOR", func(s *stage) *exec.Cmd {
			command := s.command()
			command.Env = append(command.Env, "NO_COLOR=1", "COLORTERM=truecolor")
			return command
		}},
		{"--no-color", func(s *stage) *exec.Cmd { return s.command("--no-color") }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t)
			p := sit(t, s.given(tt.command(s)), 80, 24)
			p.reaches(onCredentials)
			p.sees("> Panel URL", "ok:")
			p.presses("tab")
			p.sees("> Access token", "  Panel URL")
			p.presses("tab")
			p.sees("> Server")
			p.presses("ctrl+l")
			p.sees("> web1")
			p.presses("down")
			p.sees("> mail1", "  web1")
			p.presses("esc")
			p.seesNoMore("> mail1")
			p.sees("[Credentials]", "✓ Intro")
			p.presses("enter")
			p.sees("> ✓ ok")
			p.sees("Everything that the integration needs works.")
			p.presses("enter")
			p.sees("> Write them")
			p.selects("Print them")
			p.sees("  Write them")
			p.presses("ctrl+c")
			p.leaves(130)
			if colours := regexp.MustCompile(`\x1b\[[0-9;]*(?:[349][0-9]|10[0-7])[0-9;]*m`).FindAll(p.Raw(), -1); len(colours) > 0 {
				t.Errorf("colours were sent: %q", colours[:min(5, len(colours))])
			}
		})
	}
}

// plainFaces are the ways to ask for lines.
var plainFaces = []struct {
	name      string
	variable  string
	arguments []string
}{
	{"dumb terminal", "TERM=dumb", nil},
	{"screen reader", "ACCESSIBLE=1", nil},
	{"flag", "LANG=C.UTF-8", []string{"--plain"}},
}

func TestPlainFaceAsksInLinesAndHidesTheToken(t *testing.T) {
	t.Parallel()
	for _, face := range plainFaces {
		t.Run(face.name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t)
			command := s.command(face.arguments...)
			command.Env = append(command.Env, face.variable)
			p := sit(t, command, 100, 60)
			p.sees("Panel URL (the address you open the panel with):")
			if !p.Cooked() {
				t.Error("the terminal does not echo at a question that hides nothing")
			}
			p.types(s.typedURL() + "\r")
			p.sees("Panel URL: ok", "Access token (panel: Settings > Access Tokens > Create Token):")
			p.Until(t, "echo is off", func() bool { return !p.Cooked() })
			p.types(stageToken + "\r")
			p.sees("Access token: ok", "web1, this machine", "Everything that the integration needs works.", "What now?", "Choose:")
			p.Until(t, "echo is on", p.Cooked)
			p.types("p\r")
			p.sees("Show the token in full on this screen? (yes or no):")
			p.types("no\r")
			p.Until(t, "the question comes again", func() bool { return bytes.Count(p.Raw(), []byte("Choose:")) == 2 })
			p.keepsTheToken()
			p.types("w\r")
			p.sees("Done: "+s.config, "Undo: enhance-wizard undo", "Show the domains now? (yes or no):")
			p.types("no\r")
			p.leaves(exitOK)
			p.keepsTheToken()
			if bytes.ContainsRune(p.Raw(), '\x1b') {
				t.Errorf("wrote an escape sequence: %q", p.Raw())
			}
			assertConstants(t, s)
		})
	}
}

// TestLeavingPlainPromptsRestoresEcho ends the program in the prompt that
// hides what is typed.
func TestLeavingPlainPromptsRestoresEcho(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		leave func(p *person)
		code  int
	}{
		{"ctrl+c", func(p *person) { p.presses("ctrl+c") }, 130},
		{"TERM", func(p *person) { p.Signal(p.t, syscall.SIGTERM) }, 143},
		{"HUP", func(p *person) { p.Signal(p.t, syscall.SIGHUP) }, 129},
		{"end of input", func(p *person) { p.presses("ctrl+d") }, exitUsage},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t)
			command := s.command("--api-url", s.panel.URL())
			command.Env = append(command.Env, "TERM=dumb")
			p := sit(t, command, 100, 60)
			p.sees("Access token (")
			p.Until(t, "echo is off", func() bool { return !p.Cooked() })
			within(t, leaveWithin, func() {
				tt.leave(p)
				p.leaves(tt.code)
			})
			s.isUntouched(t)
		})
	}
}

// TestLosingTheTerminalEndsThePlainFace is the same for a dropped connection.
func TestLosingTheTerminalEndsThePlainFace(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	p := sit(t, s.command("--plain"), 80, 24)
	p.sees("Panel URL (")
	within(t, leaveWithin, func() {
		p.Close()
		if code := p.ExitCode(t); code != 129 {
			t.Errorf("exit code %d, want 129", code)
		}
	})
	s.isUntouched(t)
}
