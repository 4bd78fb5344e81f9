package dashboard_test

import (
	"errors"
	"fmt"
	"net/netip"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/charmbracelet/x/exp/golden"

	"enhance-wizard/enhance/diagnose"
	"enhance-wizard/enhance/monitor"
	"enhance-wizard/enhance/probe"
	"enhance-wizard/ui/style"
	"enhance-wizard/wizard/inventory"
)

// site is a network with one domain in every state, as the monitor reports it.
func site() monitor.Batch {
	mixed := row("shop.example", diagnose.Broken)
	mixed.Verdict.DNS = diagnose.DNSMixed
	mixed.Verdict.Cause = diagnose.CauseDNSElsewhereAAAA
	mixed.Verdict.Params = diagnose.Params{
		{Name: "address", Value: "2001:db8::9"}, {Name: "expected", Value: []string{"2001:db8::10"}},
	}
	mixed.Facts.DNS = probe.DNS{Addresses: []netip.Addr{netip.MustParseAddr("203.0.113.10"), netip.MustParseAddr("2001:db8::9")}}
	mixed.Facts.Endpoints = []probe.Endpoint{
		{Address: netip.MustParseAddr("203.0.113.10"), Outcome: probe.Answered},
		{Address: netip.MustParseAddr("2001:db8::9"), Outcome: probe.ConnectTimeout},
	}
	mixed.Domain.WordPress = &diagnose.WordPressRow{Mapped: true, SiteID: 7, Active: true, Stage: diagnose.StageDone}
	mixed.Domain.Panel.DNSStatus = "Mixed"
	mixed.Verdict.Findings = []diagnose.Finding{
		{State: diagnose.Broken, Cause: mixed.Verdict.Cause, Params: mixed.Verdict.Params},
		{State: diagnose.Attention, Cause: diagnose.CauseWordPressOff},
	}

	late := row("blog.example", diagnose.Attention)
	late.Verdict.Certificate = diagnose.CertificateExpiring
	late.Verdict.Served.NotAfter = noon.AddDate(0, 0, 4)

	young := row("new.example", diagnose.Waiting)
	young.Verdict.Certificate, young.Verdict.WordPress = diagnose.CertificatePlaceholder, diagnose.WordPressCheckingSSL
	young.Checking = true

	lost := row("old.example", diagnose.Unknown)
	lost.Verdict = diagnose.Verdict{State: diagnose.Unknown, DNS: diagnose.DNSFailed, Certificate: diagnose.CertificateUnknown, HTTPS: diagnose.HTTPSUnknown, Panel: diagnose.PanelUnknown}
	lost.Stale, lost.CheckedAt = true, noon.AddDate(0, 0, -2)

	foreign := row("xn--bcher-kva.example", diagnose.Healthy)
	foreign.Domain.WordPress = &diagnose.WordPressRow{SiteID: 12}

	batch := monitor.Batch{SourceOK: true, Rows: []monitor.Row{mixed, late, young, lost, foreign, row("next.example", "")}}
	for i := range 30 {
		batch.Rows = append(batch.Rows, row(fmt.Sprintf("site%02d.example", i), diagnose.Healthy))
	}
	batch.Sweep = sweep(4).Sweep
	return batch
}

func TestViews(t *testing.T) {
	views := []struct {
		name    string
		batches []monitor.Batch
		keys    []string
	}{
		{"table", []monitor.Batch{site()}, nil},
		{"detail", []monitor.Batch{site()}, []string{"enter"}},
		{"help", []monitor.Batch{site()}, []string{"?"}},
		{"filter", []monitor.Batch{site()}, []string{"/", "e", "x", "p"}},
		{"source-failed", []monitor.Batch{site(), {SourceErr: errors.New("the panel answered 503")}}, nil},
		{"first-sweep", []monitor.Batch{{
			SourceOK: true, Rows: []monitor.Row{row("a.example", ""), row("b.example", diagnose.Healthy)},
			Sweep: &monitor.Sweep{Number: 1, Started: noon.Add(-time.Second)},
		}}, nil},
		{"no-domains", []monitor.Batch{{SourceOK: true, Sweep: sweep(1).Sweep}}, nil},
		{"no-answer-yet", nil, nil},
	}
	for _, view := range views {
		for _, size := range [][2]int{{120, 40}, {80, 24}, {60, 16}, {40, 12}} {
			t.Run(fmt.Sprintf("%s/%dx%d", view.name, size[0], size[1]), func(t *testing.T) {
				b := newBoard(t, size[0], size[1])
				for _, batch := range view.batches {
					b.send(batch)
				}
				b.press(view.keys...)
				golden.RequireEqual(t, []byte(b.View()))
			})
		}
	}
}

func TestViewsOfChanges(t *testing.T) {
	refusal := &inventory.CannotIssueError{Name: "shop.example", Reason: "DNS problem: NXDOMAIN looking up A for shop.example"}
	views := []struct {
		name  string
		desk  *desk
		keys  []string
		shows string // when it is as it shall be
	}{
		{"add", &desk{}, []string{"a"}, "Domain to add"},
		{"remove", &desk{}, []string{"d"}, "to remove it"},
		{"remove-wrong", &desk{}, []string{"d", "x", "enter"}, "nothing was"},
		{"issue", &desk{}, []string{"i"}, "Let the panel"},
		{"issuing", &desk{steps: allSteps[:2], release: make(chan struct{})}, []string{"i", "enter"}, "✓ 12:00:00"},
		{"issued", &desk{steps: allSteps, cert: issued("shop.example")}, []string{"i", "enter"}, "esc back ? help"},
		{"refused", &desk{steps: allSteps[:1], err: refusal}, []string{"i", "enter"}, "esc back ? help"},
		{"hidden", &desk{steps: allSteps[:2], release: make(chan struct{})}, []string{"i", "enter", "esc"}, "under way"},
		{"copy", &desk{}, []string{"c"}, "Copy from"},
		{"log", &desk{}, []string{"l"}, "The log ends"},
	}
	log := logged("shop.example|[2026-11-23 10:00:00] [INFO] Adding domain: shop.example for site ID: 7",
		"shop.example|[2026-11-23 10:00:01] [INFO] API response code: 409, body: "+strings.Repeat("0123456789", 20),
		"shop.example|[2026-11-23 10:00:01] [INFO] Failed to add domain shop.example. Error: {}")
	for _, view := range views {
		for _, size := range [][2]int{{120, 40}, {80, 24}, {40, 12}} {
			t.Run(fmt.Sprintf("%s/%dx%d", view.name, size[0], size[1]), func(t *testing.T) {
				p := stageOf(t, view.desk, shelf{tail: log}, size[0], size[1])
				p.brings(site())
				p.hits(view.keys...)
				p.sees(view.shows)
				golden.RequireEqual(t, []byte(p.View()))
			})
		}
	}
}

// TestPicturesOfTheReadme draws a site as people have it.
func TestPicturesOfTheReadme(t *testing.T) {
	batch := site()
	batch.Rows = batch.Rows[:3] // the broken one, the late one and the young one
	for _, name := range []string{"bakery.example", "club.example", "florist.example", "gallery.example", "school.example"} {
		batch.Rows = append(batch.Rows, row(name, diagnose.Healthy))
	}
	for name, keys := range map[string][]string{"table": nil, "detail": {"enter"}} {
		t.Run(name, func(t *testing.T) {
			p := stage(t, &desk{}, shelf{})
			p.brings(batch)
			p.hits(keys...)
			golden.RequireEqual(t, []byte(p.View()))
		})
	}
}

func TestAnASCIILocaleGetsASCII(t *testing.T) {
	for _, keys := range [][]string{{}, {"enter"}, {"?"}, {"/"}} {
		b := newBoardThatLooks(t, style.Options{Ink: style.Bare}, 120, 60)
		b.send(site())
		b.press(keys...)
		for _, r := range b.View() {
			if r > unicode.MaxASCII && r != 'ü' { // the name in Unicode, which is the domain's own
				t.Fatalf("after %q draws %q:\n%s", keys, r, b.View())
			}
		}
	}
}

func TestWindowTooSmallSaysWhatItNeeds(t *testing.T) {
	b := newBoard(t, 25, 6)
	b.send(site())
	if got := b.View(); got != "window is 25x6; need 30x8" {
		t.Errorf("drew %q", got)
	}
	b.SetSize(30, 8)
	if got := b.View(); got == "window is 25x6; need 30x8" {
		t.Error("a window that was too small is not drawn when it grows")
	}
}
