package main

import (
	"crypto/sha256"
	"encoding/hex"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"enhance-wizard/enhance/paneltest"
	"enhance-wizard/wizard"
)

// newPrivateStage is a stage whose panel shows a self-signed certificate; the
// program is told of no authority. Digits are what the panel's server prints.
func newPrivateStage(t *testing.T) (s *stage, command func() *exec.Cmd, pin string) {
	t.Helper()
	shown, err := paneltest.SelfSigned(paneltest.CertificateRequest{Names: []string{"127.0.0.1"}})
	if err != nil {
		t.Fatal(err)
	}
	s = newStageOf(t, paneltest.Options{Certificate: &shown})
	sum := sha256.Sum256(shown.Leaf.RawSubjectPublicKeyInfo)
	return s, s.withoutAuthority, "sha256:" + hex.EncodeToString(sum[:])
}

// withoutAuthority is the program on a machine that does not know the panel's.
func (s *stage) withoutAuthority() *exec.Cmd {
	command := s.command()
	for i, argument := range command.Args {
		if argument == "--ca-cert" {
			command.Args = append(command.Args[:i:i], command.Args[i+2:]...)
			break
		}
	}
	return command
}

func TestAPersonVouchesForAPrivatePanel(t *testing.T) {
	t.Parallel()
	s, command, pin := newPrivateStage(t)
	p := sit(t, command(), 80, 24)
	p.sees(onIntro)
	p.presses("enter")
	p.sees("> Panel URL")
	p.types(s.typedURL())
	p.sees("problem: ", "self-signed certificate", "Press enter in this field", "enter certificate")
	p.presses("enter")
	p.sees("Is this your panel?", "Issued by: itself", "For the names: 127.0.0.1", "Key: "+pin,
		"openssl s_client -connect localhost:", "WordPress knows no", "enter pin this key")
	p.presses("enter", "enter")
	p.sees("At least 8 digits")
	p.types("00000000")
	p.presses("enter")
	p.sees("not the digits of the key that came here")
	p.presses("esc")
	p.seesNoMore("Is this your panel?")
	if n := len(s.panel.Requests()); n != 0 {
		t.Fatalf("%d requests before the key was compared", n)
	}

	p.presses("enter")
	p.sees("Is this your panel?")
	p.types(pin[:len("sha256:")+wizard.VouchDigits])
	p.presses("enter")
	p.sees("Only its pinned key vouches", "> Panel URL")
	p.presses("tab")
	p.sees("> Access token")
	p.Paste(t, stageToken)
	p.sees("the organisation of network.example")
	p.presses("enter")
	p.sees(onConnection, "It works, with something to know", "> ! warning    What the installed plugin calls", "f to its field")
	p.presses("f")
	p.sees(onCredentials, "the organisation of network.example")
	p.presses("enter")
	p.sees(onConnection, "It works, with something to know")
	p.presses("enter")
	p.sees(onReview, "Only this key is accepted from the panel:", pin)
	p.presses("enter")
	p.sees("Done: "+s.config, "from now on:", pin, "WordPress does not know that key")
	p.presses("q")
	p.leaves(exitOK)
	p.keepsTheToken()
	if kept := wizard.Recall(s.state, s.config); len(kept.Pins) != 1 || kept.Pins[0] != pin {
		t.Errorf("remembered: %+v", kept)
	}
}

// Leaving while the panel is a stranger leaves nothing behind.
func TestLeavingAStrangerChangesNothing(t *testing.T) {
	t.Parallel()
	s, command, _ := newPrivateStage(t)
	p := sit(t, command(), 40, 12)
	p.sees("Found here")
	p.presses("enter")
	p.sees("> Panel URL")
	p.types(s.typedURL())
	p.sees("self-signed") // and not the problem of half an address
	p.presses("enter")
	p.sees("Is this your panel?")
	p.presses("ctrl+c")
	p.leaves(130)
	s.isUntouched(t)
}

// The certificate of a stranger is the first thing that comes from outside.
func TestAStrangersCertificateDoesNotDriveTheTerminal(t *testing.T) {
	t.Parallel()
	authority, err := paneltest.NewAuthority(strings.Join(hostile("signer"), " "))
	if err != nil {
		t.Fatal(err)
	}
	s := newStageOf(t, paneltest.Options{Authority: authority})
	p := sit(t, s.withoutAuthority(), 120, 60)
	p.sees(onIntro)
	p.presses("enter")
	p.sees("> Panel URL")
	p.types(s.typedURL())
	p.sees("does not trust", "signer0")
	p.presses("enter")
	p.sees("Is this your panel?", "Issued by: ", "signer0")
	p.drawsOnlyItsOwn()
}

var link = regexp.MustCompile(`\x1b\]8;([^\a\x1b]*)(?:\a|\x1b\\)`)

// In a terminal that has links, the panel's own page is the only one; nothing
// that the panel sends becomes another.
func TestOnlyThePanelsOwnPageIsALink(t *testing.T) {
	t.Parallel()
	s := newStage(t, func(p *paneltest.Panel) {
		p.AddServer(paneltest.Server{Name: "evil \x1b]8;;https://evil.example\a https://evil.example/", IPs: []string{"203.0.113.99"}})
	})
	command := s.given(s.command())
	command.Env = append(command.Env, "TERM=xterm-kitty")
	p := sit(t, command, 100, 40)
	p.reaches(onCredentials)
	for _, field := range []string{"> Access token", "> Server", "> Website", "> Organisation"} {
		p.seeks(field, "tab")
		p.sees("In the panel: " + s.typedURL() + "/")
	}
	p.presses("shift+tab", "shift+tab")
	p.sees("> Server")
	p.presses("ctrl+l")
	p.sees("https://evil.example/")
	links := link.FindAllSubmatch(p.Raw(), -1)
	if len(links) == 0 {
		t.Fatal("no link was sent")
	}
	for _, found := range links {
		if target := string(found[1]); target != ";" && target != ";"+s.typedURL()+"/" {
			t.Errorf("a link to %q", target)
		}
	}
	if rest := foreign(link.ReplaceAll(p.Raw(), nil)); len(rest) > 0 {
		t.Errorf("drew %q", rest[:min(5, len(rest))])
	}
}
