package main

import (
	"errors"
	"net/netip"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"enhance-wizard/enhance/paneltest"
	"enhance-wizard/enhance/probetest"
)

func TestDashboardIsUsedWhileRowsStreamIn(t *testing.T) {
	t.Parallel()
	w := newWatched(t, map[string]probetest.Kind{
		"hanging.example": probetest.Hang, "expired.example": probetest.Expired, "away.example": probetest.AAAAWrong,
	})
	p := w.starts(t, 120, 40)
	p.sees("✗ broken    expired.example", "checking since") // while one domain hangs
	p.finds("away.example")
	p.presses("enter")
	p.sees("To change in DNS", "remove  away.example. AAAA", "What was found")
	p.presses("esc", "esc", "s")
	p.sees("sorted by name", "6 domains")
	p.presses("G")
	p.Until(t, "the last row is selected", func() bool { return p.selected("shop.example") })
	p.presses("n")
	p.Until(t, "the first problem after it is selected", func() bool { return p.selected("away.example") })
	p.sees("next check") // the round ends all the same
	p.presses("q")
	p.leaves(0)
}

func TestCheckByHandTellsWhatThePanelSees(t *testing.T) {
	t.Parallel()
	w := newWatched(t, nil, func(panel *paneltest.Panel) {
		panel.AddMapping(stageWebsite, paneltest.Mapping{Domain: "away.example", NoCertificate: true, DNSStatus: "ForeignServer"})
	})
	w.farm.Add("away.example", probetest.Healthy)
	p := w.opens(t, 80, 24)
	p.finds("away.example")
	p.presses("enter")
	p.sees("What was found")
	if strings.Contains(p.Screen(), "the panel on DNS") {
		t.Error("the panel was asked for every domain")
	}
	p.insists("r", "the panel's view is shown", func() bool { return strings.Contains(p.flat(), "the panel on DNS at ") })
	p.presses("q")
	p.leaves(0)
}

func TestKeyThatFollowsEscIsNotLost(t *testing.T) {
	t.Parallel()
	w := newWatched(t, nil)
	p := w.opens(t, 80, 24)
	p.presses("enter")
	p.sees("What was found")
	p.types("\x1bs") // in one read, as over a slow line
	p.sees("sorted by name")
	p.presses("/")
	p.types("club\x1bG") // from a field as well
	p.Until(t, "the filter is gone and the last row selected", func() bool { return p.selected("shop.example") })
	p.presses("q")
	p.leaves(0)
}

// TestPanelGoesAndComesBack holds that the rows stay, with their age.
func TestPanelGoesAndComesBack(t *testing.T) {
	t.Parallel()
	w := newWatched(t, map[string]probetest.Kind{"expired.example": probetest.Expired})
	p := w.opens(t, 80, 24)
	address := strings.TrimSuffix(strings.TrimPrefix(w.panel.URL(), "https://"), "/api/")
	w.panel.Close()
	reserve(t, address)
	p.insists("R", "it is said", func() bool { return strings.Contains(p.flat(), "The list of domains could not be read") })
	p.reads("The list of domains could not be read; what is shown is from")
	p.tellsTheTime()
	p.Until(t, "the last verdicts are shown as such", func() bool {
		screen := p.Screen()
		return strings.Contains(screen, "? ✗ broken    expired.example") && strings.Contains(screen, "? ✓ healthy   shop.example")
	})
	p.finds("expired.example")
	p.presses("enter")
	p.reads("This is how it was at", "it could not be confirmed since.", "broken since")
	p.presses("esc", "esc")
	if err := w.panel.Start(address); err != nil {
		t.Fatal(err)
	}
	p.insists("R", "it is well again", func() bool {
		screen := p.Screen()
		return !strings.Contains(screen, "could not be read") && strings.Contains(screen, "  ✓ healthy   shop.example")
	})
	p.presses("q")
	p.leaves(0)
}

// reserve keeps the port of a server that has ended for the one that follows: it
// is bound, and nothing listens there. Meanwhile other tests ask for free ports.
func reserve(t *testing.T, address string) {
	t.Helper()
	place := netip.MustParseAddrPort(address)
	socket, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_STREAM|syscall.SOCK_CLOEXEC, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = syscall.Close(socket) })
	if err := errors.Join(
		syscall.SetsockoptInt(socket, syscall.SOL_SOCKET, syscall.SO_REUSEADDR, 1),
		syscall.Bind(socket, &syscall.SockaddrInet4{Port: int(place.Port()), Addr: place.Addr().As4()}),
	); err != nil {
		t.Fatal(err)
	}
}

// tellsTheTime holds that what is shown has an age.
func (p *person) tellsTheTime() {
	p.t.Helper()
	if screen := p.flat(); !regexp.MustCompile(`what is shown is from (\d{4}-\d\d-\d\d )?\d\d:\d\d`).MatchString(screen) {
		p.t.Errorf("of when it is, is not said:\n%s", p.Screen())
	}
}

func TestResolverDiesAndComesBack(t *testing.T) {
	t.Parallel()
	w := newWatched(t, map[string]probetest.Kind{"expired.example": probetest.Expired})
	p := w.opens(t, 80, 24)
	w.farm.SetResolving(false)
	p.presses("R")
	p.reads("4 domains could not be judged: the resolver or line here did not answer.", "They are tried again; what is shown is from")
	p.tellsTheTime()
	p.sees("? ✗ broken    expired.example", "? ✓ healthy   shop.example") // the last verdicts, as such
	w.farm.SetResolving(true)
	p.insists("R", "it is well again", func() bool {
		screen := p.Screen()
		return !strings.Contains(screen, "could not be judged") && strings.Contains(screen, "  ✓ healthy   shop.example")
	})
	p.presses("q")
	p.leaves(0)
}

// TestDashboardSurvivesResizing does it in every part of it.
func TestDashboardSurvivesResizing(t *testing.T) {
	t.Parallel()
	for name, part := range map[string]struct {
		keys  []string
		shows string // at every size
	}{
		"table":  {nil, "shop.example"},
		"filter": {[]string{"/", "s", "h", "o", "p"}, "/ shop"},
		"detail": {[]string{"enter"}, "esc back"},
		"help":   {[]string{"?"}, "Keys"},
		"add":    {[]string{"a", "x"}, "Domain to add"},
		"ask":    {[]string{"i"}, "enter get it"},
		"log":    {[]string{"l"}, "Log of the integration"},
		"copy":   {[]string{"c"}, "Copy from"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWatched(t, nil)
			w.logs(t, "Adding domain: shop.example for site ID: 7")
			p := w.opens(t, 120, 40)
			p.presses(part.keys...)
			p.sees(part.shows)
			switch name {
			case "add":
				p.sees("x is not a domain name")
			case "log":
				p.sees("The log ends here")
			}
			before := p.Frame(t)
			p.Resize(t, 40, 12)
			p.sees(part.shows)
			p.Resize(t, 20, 5)
			p.sees("window is 20x5")
			p.Resize(t, 120, 40)
			p.Until(t, "the first screen is back", func() bool { return p.Frame(t) == before })
			p.presses("ctrl+c")
			p.leaves(130)
		})
	}
}

// TestTokensEndHoldsNothingUp asks a panel that takes its time.
func TestTokensEndHoldsNothingUp(t *testing.T) {
	t.Parallel()
	w := newWatched(t, nil)
	w.panel.AddToken(paneltest.Token{
		Value: stageToken, OrgID: stageOrg, Roles: []string{"SuperAdmin"}, Expires: time.Now().AddDate(0, 0, 5),
	})
	release := make(chan struct{})
	w.panel.Fault(paneltest.Match{Path: "/orgs/*/access_tokens", Times: 1}, paneltest.Held(release))
	p := w.starts(t, 80, 24)
	p.sees("Domains")
	p.sees("✓ healthy   shop.example")
	if strings.Contains(p.Screen(), "access token") {
		t.Error("the end is told before the panel told it")
	}
	close(release)
	p.reads("The access token ends on", "Create a new one in the panel (Settings > Access Tokens)")
	p.presses("q")
	p.leaves(0)
}

func TestLeavingTheDashboardRestoresTheTerminal(t *testing.T) {
	t.Parallel()
	w := newWatched(t, map[string]probetest.Kind{"hanging.example": probetest.Hang})
	for name, end := range map[string]struct {
		leave func(p *person)
		code  int
	}{
		"q":      {func(p *person) { p.presses("q") }, 0},
		"ctrl+c": {func(p *person) { p.presses("ctrl+c") }, 130},
		"HUP":    {func(p *person) { p.Signal(p.t, syscall.SIGHUP) }, 129},
		"QUIT":   {func(p *person) { p.Signal(p.t, syscall.SIGQUIT) }, 131},
	} {
		p := w.starts(t, 80, 24)
		p.sees("checking since", "shop.example")
		within(t, leaveWithin, func() {
			end.leave(p)
			p.leaves(end.code)
		})
		p.keepsTheToken()
		if t.Failed() {
			t.Fatal(name)
		}
	}
}
