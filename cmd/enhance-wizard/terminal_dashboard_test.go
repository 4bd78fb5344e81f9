package main

import (
	"net/http"
	"os"
	"strings"
	"syscall"
	"testing"

	"enhance-wizard/enhance/paneltest"
	"enhance-wizard/enhance/probetest"
)

func TestDomainIsRemovedByItsNameAlone(t *testing.T) {
	t.Parallel()
	w := newWatched(t, nil)
	p := w.opens(t, 80, 24)
	p.finds("shop.example")
	p.presses("d")
	p.reads("Remove shop.example", "The panel keeps its certificate.")
	p.types("shop.exampel")
	p.presses("enter")
	p.reads("That is not shop.example: nothing was removed.")
	p.presses("esc")
	if n := w.asked(http.MethodDelete, ""); n != 0 || !w.has("shop.example") {
		t.Fatalf("%d removals were asked for", n)
	}
	p.presses("d")
	p.types("shop.example")
	p.presses("enter")
	p.reads("shop.example is no longer mapped at the panel.")
	p.reads(`No domain holds "shop.example"`)
	p.presses("esc")
	p.sees("2 domains")
	if n := w.asked(http.MethodDelete, ""); n != 1 || w.has("shop.example") {
		t.Errorf("%d removals were asked for", n)
	}
	p.finds("network.example")
	p.presses("d")
	p.reads("network.example is the primary domain of the website, which cannot be removed.")
	p.presses("q")
	p.leaves(0)
	p.keepsTheToken()
}

func TestDomainIsAddedAndSelected(t *testing.T) {
	t.Parallel()
	w := newWatched(t, nil, func(panel *paneltest.Panel) {
		other := panel.AddOrg(paneltest.Org{Name: "Customer", ParentID: stageOrg})
		panel.AddWebsite(paneltest.Website{OrgID: other, ServerID: stageServer, Domain: "theirs.example"})
	})
	w.farm.Add("new.example", probetest.Healthy)
	p := w.opens(t, 80, 24)
	p.presses("a")
	p.sees("Domain to add")
	p.types("https://new.example/")
	p.presses("enter")
	p.reads("Write it like shop.example.com, without https:// and without a path.")
	p.presses("esc", "a")
	p.types("theirs.example")
	p.presses("enter")
	p.reads("theirs.example belongs to another organisation of this panel.", "Have it removed there first")
	p.presses("esc", "a")
	p.types("New.Example")
	p.presses("enter")
	p.reads("new.example is mapped at the panel.", "4 domains")
	p.Until(t, "the new row is selected and judged", func() bool {
		return p.selected("new.example") && strings.Contains(p.Screen(), "new.example           mapped  ok        valid")
	})
	if !w.has("new.example") {
		t.Error("the panel does not have it")
	}
	p.presses("ctrl+c")
	p.leaves(130)
}

func TestCertificateIsIssuedFromTheRow(t *testing.T) {
	t.Parallel()
	w := newWatched(t, map[string]probetest.Kind{"young.example": probetest.SelfSigned})
	p := w.opens(t, 80, 24)
	p.finds("young.example")
	p.presses("i")
	p.reads("Let the panel get a certificate for young.example?")
	if n := w.asked(http.MethodPost, "/letsencrypt"); n != 0 {
		t.Errorf("asked %d times before the yes", n)
	}
	release := make(chan struct{})
	w.panel.Fault(paneltest.Match{Path: "/v2/domains/*/letsencrypt", Times: 1}, paneltest.Held(release))
	p.presses("enter")
	p.reads("The panel gets the certificate, which can take two minutes")
	p.presses("esc", "esc") // to the table, and all of it
	p.sees("~ under way since", "4 domains")
	p.presses("enter", "esc", "i")
	p.reads("One change at a time: this one is still under way.")
	p.presses("esc")
	w.farm.Set("young.example", probetest.Healthy)
	close(release)
	p.sees("✓ done ")
	p.presses("p")
	p.reads("young.example has a certificate by Let's Encrypt for young.example, www.young.example, valid until")
	p.presses("esc")
	p.seesNoMore("done ")
	p.sees("young.example         mapped  ok        valid") // without having been asked for
	p.finds("young.example")
	p.presses("enter")
	p.reads("the panel stores a certificate by Let's Encrypt")
	if n := w.asked(http.MethodPost, "/letsencrypt"); n != 1 {
		t.Errorf("the panel was asked %d times", n)
	}
	p.presses("q")
	p.leaves(0)
}

func TestPanelsRefusalOfACertificateIsShownInItsWords(t *testing.T) {
	t.Parallel()
	w := newWatched(t, map[string]probetest.Kind{"stuck.example": probetest.NXDomain}, func(panel *paneltest.Panel) {
		panel.RemoveMapping(stageWebsite, "stuck.example")
		panel.AddMapping(stageWebsite, paneltest.Mapping{
			Domain: "stuck.example", Obstacle: "DNS problem: \x1b]0;owned\aNXDOMAIN looking up A for stuck.example",
		})
	})
	p := w.opens(t, 80, 24)
	p.finds("stuck.example")
	p.presses("enter", "i")
	p.reads("DNS does not lead to the server, so the panel will most likely say that it cannot.")
	p.presses("enter")
	p.reads("The panel cannot get a certificate for stuck.example: DNS problem:", "NXDOMAIN looking up A for stuck.example",
		"Correct what the panel names, then try again.")
	p.presses("esc")
	p.sees("What was found")
	if n := w.asked(http.MethodPost, "/letsencrypt"); n != 0 {
		t.Errorf("the authority was asked %d times", n)
	}
	p.presses("q")
	p.leaves(0)
	p.drawsOnlyItsOwn()
}

// TestLeavingInTheMiddleOfAChange holds that nothing holds the program up, and
// that it says what the panel may still be doing.
func TestLeavingInTheMiddleOfAChange(t *testing.T) {
	t.Parallel()
	for name, end := range map[string]struct {
		leave func(p *person)
		code  int
	}{
		"ctrl+c": {func(p *person) { p.presses("ctrl+c") }, 130},
		"q":      {func(p *person) { p.presses("q") }, 0},
		"TERM":   {func(p *person) { p.Signal(p.t, syscall.SIGTERM) }, 143},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWatched(t, nil)
			p := w.opens(t, 80, 24)
			w.panel.Fault(paneltest.Match{Path: "/v2/domains/*/letsencrypt"}, paneltest.Slow(verySlow))
			p.finds("shop.example")
			p.presses("i", "enter")
			p.Until(t, "the panel is asked", func() bool { return w.asked(http.MethodPost, "/letsencrypt") == 1 })
			within(t, leaveWithin, func() {
				end.leave(p)
				p.leaves(end.code)
			})
			said := strings.Join(p.farewell(), " ")
			for _, want := range []string{"Left in the middle of this: Certificate for shop.example.", "Look with \"enhance-wizard status\""} {
				if !strings.Contains(said, want) {
					t.Errorf("%q is not said: %q", want, said)
				}
			}
			if n := w.asked(http.MethodPost, "/letsencrypt"); n != 1 {
				t.Errorf("the panel was asked %d times", n)
			}
		})
	}
}

func TestLosingTheTerminalInTheMiddleOfAChangeEndsTheProgram(t *testing.T) {
	t.Parallel()
	w := newWatched(t, nil)
	p := w.opens(t, 80, 24)
	w.panel.Fault(paneltest.Match{Path: "/v2/domains/*/letsencrypt"}, paneltest.Slow(verySlow))
	p.finds("shop.example")
	p.presses("i", "enter")
	p.Until(t, "the panel is asked", func() bool { return w.asked(http.MethodPost, "/letsencrypt") == 1 })
	within(t, leaveWithin, func() {
		p.Close()
		if code := p.ExitCode(t); code != 129 {
			t.Errorf("exit code %d, want 129", code)
		}
	})
	p.leavesNobody()
}

func TestWaitingForAChangeCanBeStopped(t *testing.T) {
	t.Parallel()
	w := newWatched(t, nil)
	p := w.opens(t, 80, 24)
	w.panel.Fault(paneltest.Match{Path: "/v2/domains/*/letsencrypt"}, paneltest.Slow(verySlow))
	p.finds("shop.example")
	p.presses("i", "enter")
	p.reads("The panel gets the certificate")
	p.Until(t, "the panel is asked", func() bool { return w.asked(http.MethodPost, "/letsencrypt") == 1 })
	p.presses("x")
	p.reads("You stopped waiting. The panel may still get the certificate for shop.example.")
	p.presses("esc", "i")
	p.reads("The panel was asked for one at", "Let's Encrypt limits how often one may ask.")
	p.presses("ctrl+c")
	p.leaves(130)
	if said := p.farewell(); strings.Contains(strings.Join(said, " "), "middle") {
		t.Errorf("nothing is under way, and yet: %q", said)
	}
}

func TestLogOfTheIntegrationIsShown(t *testing.T) {
	t.Parallel()
	w := newWatched(t, nil)
	path := w.logs(t, "Adding domain: shop.example for site ID: 7", "API response code: 409, body: \x1b]0;owned\a"+strings.Join(payloads, "."),
		`Failed to add domain shop.example. Error: {"error":"Domain exists"}`, "Adding domain: club.example for site ID: 8")
	p := w.opens(t, 80, 24)
	p.finds("shop.example")
	p.presses("l")
	p.reads("Log of the integration", "integration-enhance.log", "Adding domain: club.example", "The log ends here")
	p.presses("f")
	p.reads("Log of the integration, shop.example only", `Failed to add domain shop.example. Error: {"error":"Domain exists"}`)
	p.seesNoMore("club.example")
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	p.presses("r")
	p.reads("There is no log yet:", "Add a domain in WordPress: the plugin begins the log then.")
	if err := os.Symlink("/etc/passwd", path); err != nil {
		t.Fatal(err)
	}
	p.presses("r")
	p.reads("is a symbolic link, which may lead to any file of this machine")
	if strings.Contains(p.Screen(), "root:") {
		t.Errorf("the file behind the link is shown:\n%s", p.Screen())
	}
	p.presses("esc", "q")
	p.leaves(0)
	p.drawsOnlyItsOwn()
}

func TestRecordsAreSentToTheTerminal(t *testing.T) {
	t.Parallel()
	w := newWatched(t, map[string]probetest.Kind{"away.example": probetest.Elsewhere})
	p := w.opens(t, 80, 24)
	p.finds("away.example")
	p.presses("c")
	p.sees("> What to change in DNS", "remove  away.example. A", "set     away.example. A", "Why, and what to do", "The name")
	p.presses("enter")
	p.reads("sent to your terminal, which may or may not put it on the clipboard")
	sent := strings.Contains(clipboard(p.Raw()), "set     away.example. A "+w.farm.Expected()[0].String())
	if !sent {
		t.Errorf("the terminal got %q", clipboard(p.Raw()))
	}
	p.presses("q")
	p.leaves(0)
}

func TestChangesNeedAPanel(t *testing.T) {
	t.Parallel()
	w := newWatched(t, nil)
	names := w.dir + "/names"
	if err := os.WriteFile(names, []byte("shop.example\nclub.example\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	p := sit(t, w.command(append([]string{"dashboard", "--domains-file", names}, w.probing()...)...), 80, 24)
	p.sees("next check", "2 domains")
	for _, key := range []string{"a", "d", "i"} {
		p.presses(key)
		p.reads("The domains come from a file (--domains-file), so there is no panel to change anything at.")
		p.presses("down")
		p.seesNoMore("--domains-file")
	}
	p.presses("q")
	p.leaves(0)
	if n := len(w.panel.Requests()); n != 0 {
		t.Errorf("the panel got %d requests", n)
	}
}
