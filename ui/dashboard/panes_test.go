package dashboard_test

import (
	"errors"
	"fmt"
	"io/fs"
	"net/netip"
	"os"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"enhance-wizard/enhance/diagnose"
	"enhance-wizard/enhance/monitor"
	"enhance-wizard/enhance/probe"
	"enhance-wizard/ui/terminal"
	"enhance-wizard/wizard/inventory"
	"enhance-wizard/wpconfig/network"
)

func logged(lines ...string) network.LogTail {
	tail := network.LogTail{Path: "/srv/wu-logs/integration-enhance.log", Changed: noon.Add(-time.Hour), Partial: true}
	for _, line := range lines {
		domain, text, _ := strings.Cut(line, "|")
		tail.Lines = append(tail.Lines, network.LogLine{
			Text: text, Domain: domain, Failure: strings.Contains(text, "Failed"),
		})
	}
	return tail
}

func TestLogIsShownFromItsEndAndForOneDomain(t *testing.T) {
	tail := logged("shop.test|Adding domain: shop.test", "shop.test|Failed to add \x1b]0;owned\a domain\twith a tab")
	for i := range 40 {
		tail.Lines = append(tail.Lines, network.LogLine{Text: fmt.Sprintf("line %d", i), Domain: "blog.test"})
	}
	p := stage(t, nil, shelf{tail: tail})
	p.brings(rows("shop.test", "healthy"))
	p.hits("l")
	p.sees("line 39", "The log ends here; last written 11:00.")
	p.seesNot("Adding domain")
	p.hits("home")
	p.sees("/srv/wu-logs/integration-enhance.log", "Older lines are left out.", "Adding domain: shop.test",
		"✗ Failed to add \uFFFD]0;owned\uFFFD domain with a tab")
	p.hits("f")
	p.sees("Log of the integration, shop.test only", "Failed to add", "The log ends here")
	p.seesNot("line 1")
	p.hits("f")
	p.sees("line 39")
	p.hits("esc")
	assertNames(t, p.board, ">shop.test")
}

func TestLogIsReadAgainOnlyWhenAsked(t *testing.T) {
	s := &shelf{tail: logged("shop.test|first")}
	p := stage(t, nil, s)
	p.brings(rows("shop.test", "healthy"))
	p.hits("enter", "l")
	p.sees("first")
	s.tail = logged("shop.test|first", "shop.test|second")
	p.hits("r")
	p.sees("second")
}

func TestLogThatCannotBeReadSaysWhyAndWhatToDo(t *testing.T) {
	p := stage(t, nil, shelf{err: &network.LogError{Path: "/srv/log", Reason: network.LogMissing, Err: fs.ErrNotExist}})
	p.hits("l")
	p.sees("There is no log yet: /srv/log", "Add a domain in WordPress", "enhance-wizard doctor")
	p.brings(rows("shop.test", "healthy"))
	p.hits("esc", "l")
	p.sees("There is no log yet")
	p.hits("f") // there is nothing to keep of
	p.seesNot("only")
	p = stage(t, nil, shelf{tail: logged("blog.test|x")})
	p.brings(rows("shop.test", "healthy"))
	p.hits("l", "f")
	p.sees("No line of it is about shop.test.")
	p = stage(t, nil, nil)
	p.hits("l")
	p.sees("No WordPress was found here, so there is no log to read.")
}

// caught runs a command with standard output caught, which is where text for
// the clipboard goes.
func caught(t *testing.T, cmd tea.Cmd) string {
	t.Helper()
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout := os.Stdout
	os.Stdout = write
	msg := cmd()
	os.Stdout = stdout
	_ = write.Close()
	if sent, ok := msg.(terminal.SentMsg); !ok || sent.Err != nil {
		t.Fatalf("%v", msg)
	}
	content := make([]byte, 1<<16)
	n, _ := read.Read(content)
	return string(content[:n])
}

func TestCopyShowsEachTextAndSendsTheOneThatIsMarked(t *testing.T) {
	t.Setenv("STY", "")
	p := stage(t, nil, nil)
	elsewhere := row("shop.test", diagnose.Broken)
	elsewhere.Verdict.DNS, elsewhere.Verdict.Cause = diagnose.DNSElsewhere, diagnose.CauseDNSElsewhereA
	elsewhere.Verdict.Params = diagnose.Params{{Name: "addresses", Value: []string{"198.51.100.7"}}, {Name: "expected", Value: []string{"203.0.113.10"}}}
	elsewhere.Domain.Expected = []netip.Addr{netip.MustParseAddr("203.0.113.10")}
	facts := elsewhere.Facts
	facts.DNS = probe.DNS{Addresses: []netip.Addr{netip.MustParseAddr("198.51.100.7")}}
	elsewhere.Facts = facts
	p.brings(monitor.Batch{SourceOK: true, Rows: []monitor.Row{elsewhere}})
	p.hits("c")
	p.sees("> What to change in DNS remove shop.test. A 198.51.100.7 set shop.test. A 203.0.113.10", "Why, and what to do shop.test: ", "The name shop.test")
	for _, want := range []string{
		"remove  shop.test. A 198.51.100.7\nset     shop.test. A 203.0.113.10\n", "shop.test: ", "shop.test",
	} {
		raw := caught(t, p.Update(keyOf("enter")))
		if got := decoded(t, raw); !strings.HasPrefix(got, want) {
			t.Errorf("sent %q, want %q", got, want)
		}
		p.hits("down")
	}
	p.run(func() tea.Msg { return terminal.SentMsg{} })
	p.sees("sent to your terminal, which may or may not put it on the clipboard")
	p.run(func() tea.Msg { return terminal.SentMsg{Err: errors.New("no")} })
	p.seesNot("sent to your terminal")
}

func TestTokenThatEndsIsShownAndThenWarnedOf(t *testing.T) {
	for name, test := range map[string]struct {
		left         time.Duration
		shows, hides string
	}{
		"lasts":      {0, "1 domain", "token"},
		"far away":   {200 * 24 * time.Hour, "token ends 2027-06-11", "The access token"},
		"in a month": {30 * 24 * time.Hour, "token ends 2026-12-23", "The access token"},
		"in days":    {14 * 24 * time.Hour, "! The access token ends on 2026-12-07: after that nothing at the panel works", ", token ends"},
		"past":       {-time.Hour, "! The access token has ended on 2026-11-23: the panel takes it no more.", ", token ends"},
	} {
		t.Run(name, func(t *testing.T) {
			d := &desk{}
			if test.left != 0 {
				d.ends = noon.Add(test.left)
			}
			p := stage(t, d, nil)
			p.brings(rows("shop.test", "healthy"))
			p.sees(test.shows)
			p.seesNot(test.hides)
			p.SetSize(30, 24) // half a date says nothing
			p.seesNot(", token ends")
		})
	}
}

func TestDomainsThatCouldNotBeJudgedAreCounted(t *testing.T) {
	b := newBoard(t, 80, 24)
	kept := row("a.test", diagnose.Healthy)
	kept.Stale = true
	b.send(monitor.Batch{SourceOK: true, Rows: []monitor.Row{kept, row("b.test", diagnose.Healthy)}})
	if strings.Contains(b.View(), "could not be judged") {
		t.Error("verdicts of an earlier run count as a failure before the first round has ended")
	}
	b.send(sweep(1))
	if view := flat(b.View()); !strings.Contains(view, "! 1 domain could not be judged: the resolver or line here did not answer.") {
		t.Errorf("not said:\n%s", b.View())
	}
	b.send(monitor.Batch{SourceErr: errors.New("out")}) // which explains it
	if strings.Contains(b.View(), "could not be judged") {
		t.Errorf("said twice:\n%s", b.View())
	}
	b.send(monitor.Batch{SourceOK: true, Rows: []monitor.Row{row("a.test", diagnose.Healthy)}})
	if strings.Contains(b.View(), "could not be judged") {
		t.Errorf("still said:\n%s", b.View())
	}
}

func TestServerThatAnswersNobodyIsNamedOnce(t *testing.T) {
	b := newBoard(t, 80, 24)
	b.send(rows("a.test", "broken"))
	ended := sweep(1)
	ended.Sweep.Silent = []monitor.SilentServer{{Address: netip.MustParseAddr("203.0.113.9"), Asked: 20, Spared: 480}}
	b.send(ended)
	if want := "! No domain gets an answer from 203.0.113.9: 20 were asked there, and 480 spared for that."; !strings.Contains(flat(b.View()), want) {
		t.Errorf("not said:\n%s", b.View())
	}
	b.send(sweep(2))
	if strings.Contains(b.View(), "203.0.113.9") {
		t.Errorf("still said:\n%s", b.View())
	}
}

func TestDetailSaysWhatChangedAndWhenItIsCheckedAgain(t *testing.T) {
	b := newBoard(t, 80, 40)
	b.send(rows("a.test", "healthy"))
	b.send(sweep(2))
	changed := row("a.test", diagnose.Broken)
	changed.Verdict.DNS = diagnose.DNSElsewhere
	b.send(monitor.Batch{Rows: []monitor.Row{changed}})
	b.press("enter")
	for _, want := range []string{"state: healthy, now broken", "DNS: ok, now elsewhere", "checked 11:55, took 43 ms", "next check 12:05", "broken since 11:00"} {
		if !strings.Contains(flat(b.View()), want) {
			t.Errorf("%q is not said:\n%s", want, b.View())
		}
	}
	b.send(rows("a.test", "healthy")) // as it was when the round began
	if strings.Contains(b.View(), ", now ") {
		t.Errorf("a change that was taken back is told:\n%s", b.View())
	}
}

func TestNothingIsSaidToComeByItselfWhereSomethingIsInTheWay(t *testing.T) {
	pending := diagnose.Finding{State: diagnose.Waiting, Cause: diagnose.CauseCertificatePending, Params: diagnose.Params{{Name: "since", Value: noon}}}
	forbids := diagnose.Finding{State: diagnose.Broken, Cause: diagnose.CauseCAAForbids, Params: diagnose.Params{
		{Name: "domain", Value: "a.test"}, {Name: "allowed", Value: []string{"ca.test"}}, {Name: "wanted", Value: "letsencrypt.org"},
	}}
	r := row("a.test", diagnose.Broken)
	r.Verdict.Findings = []diagnose.Finding{pending, forbids}
	r.Verdict.Cause, r.Verdict.Params = forbids.Cause, forbids.Params
	b := newBoard(t, 80, 40)
	b.send(monitor.Batch{SourceOK: true, Rows: []monitor.Row{r}})
	b.press("enter")
	if view := b.View(); strings.Contains(view, "Also found") {
		t.Errorf("it is:\n%s", view)
	}
	unregistered := diagnose.Finding{State: diagnose.Broken, Cause: diagnose.CauseDNSUnregistered, Params: diagnose.Params{{Name: "domain", Value: "a.test"}}}
	r.Verdict.DNS, r.Verdict.Cause, r.Verdict.Params = diagnose.DNSNone, unregistered.Cause, unregistered.Params
	r.Verdict.Findings = []diagnose.Finding{unregistered, {State: diagnose.Healthy, Cause: diagnose.CauseServerReady, Params: diagnose.Params{
		{Name: "address", Value: "203.0.113.10"}, {Name: "until", Value: noon},
	}}}
	b.send(monitor.Batch{Rows: []monitor.Row{r}})
	if view := b.View(); strings.Contains(view, "Also found") || strings.Contains(view, "To change in DNS") {
		t.Errorf("a name that nobody has is to be set up:\n%s", view)
	}
	r.Verdict.State, r.Verdict.Cause, r.Verdict.Params = diagnose.Waiting, pending.Cause, pending.Params
	r.Verdict.Findings = []diagnose.Finding{pending, {State: diagnose.Waiting, Cause: diagnose.CauseWWWUnresolved, Params: diagnose.Params{
		{Name: "name", Value: "www.a.test"}, {Name: "status", Value: "nxdomain"},
	}}}
	b.send(monitor.Batch{Rows: []monitor.Row{r}})
	if view := b.View(); !strings.Contains(view, "Also found") || !strings.Contains(view, "www.a.test") {
		t.Errorf("what may be in the way is not told:\n%s", view)
	}
}

func TestRecordThatLetsTheAuthorityIssueIsAmongTheRecordsToSet(t *testing.T) {
	r := row("shop.a.test", diagnose.Broken)
	r.Verdict.Findings = []diagnose.Finding{{State: diagnose.Broken, Cause: diagnose.CauseCAAForbids, Params: diagnose.Params{
		{Name: "domain", Value: "a.test"}, {Name: "allowed", Value: []string{"ca.test"}}, {Name: "wanted", Value: "letsencrypt.org"},
	}}}
	r.Verdict.Cause, r.Verdict.Params = diagnose.CauseCAAForbids, r.Verdict.Findings[0].Params
	b := newBoard(t, 80, 40)
	b.send(monitor.Batch{SourceOK: true, Rows: []monitor.Row{r}})
	for _, pane := range []string{"enter", "c"} {
		b.press(pane)
		if view := flat(b.View()); !strings.Contains(view, `set a.test. CAA 0 issue "letsencrypt.org"`) {
			t.Errorf("it is not after %s:\n%s", pane, view)
		}
	}
}

func TestNoRecordsAreAskedForWhereTheyAreRightAlready(t *testing.T) {
	for cause, wanted := range map[diagnose.Cause]bool{
		diagnose.CauseDNSElsewhereA: true, diagnose.CauseDNSStale: false, diagnose.CauseDNSSplit: false,
	} {
		r := row("shop.a.test", diagnose.Broken)
		r.Facts.DNS.Addresses = []netip.Addr{netip.MustParseAddr("198.51.100.7"), netip.MustParseAddr("64:ff9b::198.51.100.7")}
		r.Domain.Expected = []netip.Addr{netip.MustParseAddr("203.0.113.10")}
		r.Verdict.DNS, r.Verdict.Cause = diagnose.DNSElsewhere, cause
		b := newBoard(t, 80, 40)
		b.send(monitor.Batch{SourceOK: true, Rows: []monitor.Row{r}})
		b.press("enter")
		view := flat(b.View())
		if got := strings.Contains(view, "set shop.a.test. A 203.0.113.10"); got != wanted {
			t.Errorf("%s: records to set %v, want %v:\n%s", cause, got, wanted, view)
		}
		if strings.Contains(view, "remove shop.a.test. AAAA") { // there is no such record: the resolver makes it up
			t.Errorf("%s:\n%s", cause, view)
		}
	}
}

func TestRecordsOfTheOtherNamesOfTheCertificateAreAmongThoseToSet(t *testing.T) {
	both := []netip.Addr{netip.MustParseAddr("203.0.113.10"), netip.MustParseAddr("2001:db8::10")}
	wrong := []netip.Addr{netip.MustParseAddr("198.51.100.7"), netip.MustParseAddr("2001:db8::9")}
	www := func(status probe.Status, addresses []netip.Addr, aliases ...string) probe.Inquiry {
		return probe.Inquiry{WWW: &probe.Lookup{Name: "www.shop.a.test", Status: status, Addresses: addresses, CNAME: aliases}}
	}
	for _, c := range []struct {
		why      string
		cause    diagnose.Cause
		inquiry  probe.Inquiry
		expected []netip.Addr
		want     []string
	}{
		{"www is missing", diagnose.CauseWWWUnresolved, www(probe.NXDomain, nil), both, []string{"set www.shop.a.test. A 203.0.113.10"}},
		{"and the server has IPv6 only", diagnose.CauseWWWUnresolved, www(probe.NXDomain, nil), both[1:], []string{"set www.shop.a.test. AAAA 2001:db8::10"}},
		{"www is elsewhere", diagnose.CauseWWWUnresolved, www(probe.Resolved, wrong), both, []string{
			"remove www.shop.a.test. A 198.51.100.7", "remove www.shop.a.test. AAAA 2001:db8::9",
			"set www.shop.a.test. A 203.0.113.10", "set www.shop.a.test. AAAA 2001:db8::10",
		}},
		{"www is another's alias", diagnose.CauseWWWUnresolved, www(probe.Resolved, wrong, "parking.test"), both, []string{
			"remove www.shop.a.test. CNAME parking.test", "set www.shop.a.test. A 203.0.113.10",
		}},
		{"no name server answers", diagnose.CauseWWWUnresolved, www(probe.ServFail, nil), both, nil},
		{
			"the parent is missing", diagnose.CauseParentUnresolved,
			probe.Inquiry{Parent: &probe.Lookup{Name: "a.test", Status: probe.NoData}},
			both,
			[]string{"set a.test. A 203.0.113.10"},
		},
		{"no www is needed", diagnose.CauseCertificateNotIssued, www(probe.NXDomain, nil), both, nil},
	} {
		r := row("shop.a.test", diagnose.Broken)
		r.Facts.Inquiry, r.Domain.Expected = &c.inquiry, c.expected
		r.Verdict.Findings = []diagnose.Finding{{State: diagnose.Broken, Cause: c.cause}}
		b := newBoard(t, 80, 40)
		b.send(monitor.Batch{SourceOK: true, Rows: []monitor.Row{r}})
		for _, pane := range []string{"enter", "c"} {
			b.press(pane)
			view := flat(b.View())
			if !strings.Contains(view, strings.Join(c.want, " ")) || c.want == nil && strings.Contains(view, " set ") {
				t.Errorf("%s, after %s: not %q:\n%s", c.why, pane, c.want, view)
			}
		}
	}
}

func TestHelpLeadsBackToWhereOneWas(t *testing.T) {
	b := newBoard(t, 80, 24)
	b.send(rows("a.test", "broken"))
	for _, leave := range []string{"esc", "?"} {
		b.press("enter", "?")
		if !strings.Contains(b.View(), "Keys") {
			t.Fatalf("no help:\n%s", b.View())
		}
		b.press(leave)
		if !strings.HasPrefix(b.View(), "a.test") {
			t.Errorf("%s does not lead back to the detail pane:\n%s", leave, b.View())
		}
		b.press("esc")
	}
}

// TestEveryPaneFitsEverySize draws all that a change at the panel shows, with
// text from outside that would drive the terminal.
func TestEveryPaneFitsEverySize(t *testing.T) {
	const hostile = "\x1b[2J\x9b31m\u202e" + "a long answer of the panel that has no end and goes on and on"
	waits := func() *desk { return &desk{steps: allSteps[:2], release: make(chan struct{})} }
	fails := func() *desk {
		return &desk{steps: allSteps, err: &inventory.CannotIssueError{Name: "shop.test", Reason: hostile}}
	}
	log := shelf{tail: logged("shop.test|"+hostile, "shop.test|"+strings.Repeat("x", 5000))}
	for _, c := range []struct {
		desk *desk
		keys []string
	}{
		{waits(), []string{"a", "x", "enter"}},
		{waits(), []string{"d", "x", "enter"}},
		{waits(), []string{"i"}},
		{waits(), []string{"i", "enter"}},
		{waits(), []string{"i", "enter", "esc"}},
		{waits(), []string{"i", "enter", "esc", "a"}},
		{fails(), []string{"i", "enter"}},
		{waits(), []string{"c"}},
		{waits(), []string{"l"}},
	} {
		p := stageOf(t, c.desk, log, 80, 24)
		p.brings(rows("shop.test", "broken"))
		p.hits(c.keys...)
		p.until("all is drawn", func() bool { return !strings.Contains(p.View(), "Reading the log") })
		for width := 30; width <= 140; width += 11 {
			for height := 8; height <= 40; height += 8 {
				p.SetSize(width, height)
				assertFits(t, p.View(), width, height)
			}
		}
	}
}
