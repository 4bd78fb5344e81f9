package dashboard_test

import (
	"net/netip"
	"strings"
	"testing"

	"enhance-wizard/enhance/diagnose"
	"enhance-wizard/enhance/monitor"
	"enhance-wizard/ui/style"
)

func TestInternationalNameIsShownInItsLettersUnlessItPassesForAnother(t *testing.T) {
	t.Parallel()
	const bücher, apple = "xn--bcher-kva.test", "xn--pple-43d.test" // the second with a Cyrillic a
	b := newBoard(t, 80, 24)
	b.send(rows(bücher, "broken", apple, "healthy"))
	assertNames(t, b, ">bücher.test", apple)
	b.press("enter")
	if view := b.View(); !strings.HasPrefix(view, "bücher.test") || !strings.Contains(view, "in DNS       "+bücher) {
		t.Errorf("the detail pane lacks one of the two forms:\n%s", view)
	}
	b.press("esc", "down", "enter")
	if view := b.View(); !strings.HasPrefix(view, apple) || !strings.Contains(view, "in Unicode   аpple.test") {
		t.Errorf("the detail pane of a look-alike:\n%s", view)
	}

	ascii := newBoardThatLooks(t, style.Options{}, 80, 24)
	ascii.send(rows(bücher, "healthy"))
	assertNames(t, ascii, ">"+bücher)
}

// TestNamesAreSortedAsTheyAreShown has ü after u, and not among the x of xn--.
func TestNamesAreSortedAsTheyAreShown(t *testing.T) {
	t.Parallel()
	b := newBoard(t, 80, 24)
	b.send(rows("xn--bcher-kva.test", "healthy", "zoo.test", "healthy", "bank.test", "healthy"))
	assertNames(t, b, ">bank.test", "bücher.test", "zoo.test")
}

func TestRecordsHaveTheNameOfDNSAndAreNotCut(t *testing.T) {
	t.Parallel()
	elsewhere := row("xn--bcher-kva.test", diagnose.Broken)
	elsewhere.Verdict.DNS = diagnose.DNSElsewhere
	elsewhere.Facts.DNS.Addresses = []netip.Addr{netip.MustParseAddr("2001:db8:1234:5678::9abc:def0")}
	for _, width := range []int{40, 60, 80, 120} {
		b := newBoard(t, width, 60)
		b.send(monitor.Batch{SourceOK: true, Rows: []monitor.Row{elsewhere}})
		b.press("enter")
		for _, want := range []string{
			"remove xn--bcher-kva.test. AAAA 2001:db8:1234:5678::9abc:def0", "set xn--bcher-kva.test. A 203.0.113.10",
		} {
			if view := b.View(); !strings.Contains(flat(view), want) {
				t.Errorf("at %d columns %q is not there:\n%s", width, want, view)
			}
		}
	}
}

// TestDomainIsRemovedByAnyFormOfItsName has the forms that panels list and people type.
func TestDomainIsRemovedByAnyFormOfItsName(t *testing.T) {
	t.Parallel()
	for listed, typed := range map[string]string{
		"xn--bcher-kva.test": "bücher.test", "bücher.test": "xn--bcher-kva.test", "my_shop.test": "my_shop.test",
	} {
		d := &desk{}
		p := stage(t, d, nil)
		p.brings(rows(listed, "healthy"))
		p.hits("d")
		p.types(typed)
		p.hits("enter")
		p.sees("is no longer mapped at the panel.")
		assertAsked(t, d, "remove "+listed)
	}
}
