package report_test

import (
	"fmt"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"enhance-wizard/enhance/diagnose"
	"enhance-wizard/enhance/monitor"
	"enhance-wizard/ui/report"
)

// silenced is a domain of a server that answers nobody.
func silenced(name string) monitor.Row {
	return ail(healthy(name), diagnose.Finding{State: diagnose.Broken, Cause: diagnose.CauseServerSilent, Params: diagnose.Params{
		{Name: "address", Value: "203.0.113.10"},
	}})
}

// A server that is down is one trouble, and its domains are explained at once.
func TestTableSaysOnceWhatIsTrueOfMany(t *testing.T) {
	r := report.Round{Began: noon, Ended: noon, Silent: []monitor.SilentServer{
		{Address: netip.MustParseAddr("203.0.113.10"), Asked: 20, Spared: 480},
	}}
	for i := range 500 {
		r.Rows = append(r.Rows, silenced(fmt.Sprintf("d%03d.example", i)))
	}
	text := written(t, "table", r)
	for sentence, times := range map[string]int{
		"No domain gets an answer from 203.0.113.10: 20 were asked there, and 480 spared for that.": 1,
		"d000.example, d001.example, ":                                1,
		" and 491 more: broken since 2026-11-22 12:00\n":              1,
		"  The server 203.0.113.10 does not answer: no domain ":       1,
		"  Check that the server runs, and look at its web server":    1,
		"broken  d499.example":                                        1,
		"500 domains, checked 2026-11-23 12:00: 500 broken\n":         1,
		"  Look at that server first: whether it runs, and what its ": 1,
	} {
		if n := strings.Count(text, sentence); n != times {
			t.Errorf("%q is said %d times, want %d", sentence, n, times)
		}
	}
}

// What is not the same of all is not said of all.
func TestTableKeepsApartWhatDiffers(t *testing.T) {
	early, stale := silenced("b.example"), silenced("c.example")
	early.Since = early.Since.Add(-time.Hour)
	stale.Stale = true
	text := written(t, "table", report.Round{Began: noon, Ended: noon, Rows: []monitor.Row{
		silenced("a.example"), early, stale, mixed(),
	}})
	for _, want := range []string{
		"\na.example, b.example: broken\n", "\nc.example: broken since 2026-11-22 12:00\n", "\nshop.example: broken since",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in\n%s", want, text)
		}
	}
}

// A name is shown in its own letters, in cells that stand below each other all the same; what is to be copied for DNS is
// there as well.
func TestTableShowsInternationalNames(t *testing.T) {
	bad := mixed()
	bad.Name = "xn--bcher-kva.example"
	text := written(t, "table", report.Round{Began: noon, Ended: noon, Rows: []monitor.Row{
		bad, healthy("xn--wgv71a119e.example"), healthy("xn--80ak6aa92e.example"), healthy("plain.example"),
	}})
	var at []int
	for _, name := range []string{"bücher.example", "日本語.example", "xn--80ak6aa92e.example", "plain.example"} {
		found := false
		for line := range strings.Lines(text) {
			if before, after, ok := strings.Cut(line, "mapped"); ok && strings.Contains(before, " "+name+" ") && after != "" {
				at, found = append(at, ansi.StringWidth(before)), true
			}
		}
		if !found {
			t.Errorf("%s has no line in\n%s", name, text)
		}
	}
	for _, cell := range at {
		if cell != at[0] {
			t.Errorf("the second column begins in cells %v", at)
		}
	}
	if !strings.Contains(text, "\nbücher.example (xn--bcher-kva.example): broken") {
		t.Errorf("the name in DNS is not told in\n%s", text)
	}
}

// What is known of no domain is left out, and the state is no such fact: a line begins with it whatever was found.
func TestTableAlwaysSaysTheState(t *testing.T) {
	text := written(t, "table", report.Round{Began: noon, Ended: noon, Rows: []monitor.Row{unjudged()}})
	if !strings.HasPrefix(text, "STATE    DOMAIN         DNS\nunknown  blind.example  failed\n") {
		t.Errorf("got\n%s", text)
	}
}

// On a terminal sentences are broken between words, and the table is cut: wrapped lines do not stand below each other. What
// is to be copied, a long word of a sentence, stays whole.
func TestTableFitsItsTerminal(t *testing.T) {
	for _, width := range []int{20, 21, 25, 30, 39, 40, 60, 80, 120} {
		r := fixed()
		r.Width = width
		long := healthy("a-name-that-is-longer-than-any-terminal-is-wide." + strings.Repeat("sub.", 20) + "example")
		r.Rows = append(r.Rows, long, healthy("xn--wgv71a119e.example"))
		lines, sentences, _ := strings.Cut(written(t, "table", r), "\n\n")
		for line := range strings.SplitSeq(lines, "\n") {
			if ansi.StringWidth(line) > width || !strings.Contains(line, "  ") {
				t.Errorf("%d columns: %q", width, line)
			}
		}
		for line := range strings.SplitSeq(sentences, "\n") {
			if ansi.StringWidth(line) > width && strings.Contains(strings.TrimSpace(line), " ") {
				t.Errorf("%d columns: %q", width, line)
			}
		}
	}
}

// What a narrow table shows is what one looks for first, and of a name as much as there is room for.
func TestNarrowTableShowsTheNameFirst(t *testing.T) {
	for width, head := range map[int]string{
		0:  "STATE DOMAIN PANEL DNS CERTIFICATE HTTPS WORDPRESS",
		80: "STATE DOMAIN PANEL DNS CERTIFICATE HTTPS WORDPRESS",
		70: "STATE DOMAIN PANEL DNS CERTIFICATE HTTPS",
		60: "STATE DOMAIN DNS CERTIFICATE HTTPS",
		52: "STATE DOMAIN DNS CERTIFICATE",
		45: "STATE DOMAIN CERTIFICATE",
		40: "STATE DOMAIN",
		20: "STATE DOMAIN",
	} {
		r := report.Round{Ended: noon, Width: width, Rows: []monitor.Row{mixed(), late(), healthy("a-long-name.network.example")}}
		got, rest, _ := strings.Cut(written(t, "table", r), "\n")
		if got := strings.Join(strings.Fields(got), " "); got != head {
			t.Errorf("%d columns: %q, want %q", width, got, head)
		}
		if width == 20 && !strings.Contains(rest, "\nhealthy    a-long-n…\n") {
			t.Errorf("the name is not cut in\n%s", rest)
		}
	}
}
