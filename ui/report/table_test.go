package report_test

import (
	"bytes"
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

// On a terminal sentences are broken between words. A table is not: its lines are for the eye and for grep.
func TestTableFitsItsTerminal(t *testing.T) {
	for _, width := range []int{40, 80, 120} {
		r := fixed()
		r.Width = width
		var b bytes.Buffer
		if err := r.Table(&b); err != nil {
			t.Fatal(err)
		}
		_, sentences, _ := strings.Cut(b.String(), "\n\n")
		for line := range strings.Lines(sentences) {
			if ansi.StringWidth(line) > width && strings.Contains(strings.TrimSpace(line), " ") {
				t.Errorf("%d columns: %q", width, line)
			}
		}
	}
}
