package dashboard_test

import (
	"net/netip"
	"strings"
	"testing"
	"time"

	"enhance-wizard/enhance/diagnose"
	"enhance-wizard/enhance/monitor"
	"enhance-wizard/enhance/probe"
	"enhance-wizard/wizard/inventory"
)

func TestNoticeOfACheckEndsWithTheCheck(t *testing.T) {
	t.Parallel()
	checking := row("shop.test", diagnose.Broken)
	checking.Checking = true
	for key, c := range map[string]struct {
		says       string
		goes, ends monitor.Batch
	}{
		"r": {"checking shop.test now", monitor.Batch{Rows: []monitor.Row{checking}}, rows("shop.test", "healthy")},
		"R": {"checking every domain now", rows("shop.test", "broken"), sweep(2)},
	} {
		b := newBoard(t, 80, 24)
		b.send(rows("shop.test", "broken", "blog.test", "healthy"))
		b.press("end", "home", key)
		b.send(c.goes)
		b.send(rows("blog.test", "healthy"))
		if view := b.View(); !strings.Contains(view, c.says) {
			t.Errorf("%s: what is under way is not said:\n%s", key, view)
		}
		b.send(c.ends)
		if view := b.View(); strings.Contains(view, c.says) || !strings.Contains(view, "enter explain") {
			t.Errorf("%s: it is said after its end:\n%s", key, view)
		}
	}
}

func TestColumnsOfWhatNobodyWasAskedAreLeftOut(t *testing.T) {
	t.Parallel()
	b := newBoard(t, 120, 24)
	bare := rows("shop.test", "healthy")
	bare.Rows[0].Domain.Panel = nil
	b.send(bare)
	for _, word := range []string{"panel", "WordPress", "site"} {
		if view := b.View(); strings.Contains(strings.Split(view, "\n")[3], word) {
			t.Errorf("there is a column %s:\n%s", word, view)
		}
	}
	b.press("enter")
	if view := b.View(); strings.Contains(view, "unknown") {
		t.Errorf("the detail pane lists what nobody was asked:\n%s", view)
	}
	b.press("esc")
	known := rows("blog.test", "healthy")
	known.Rows[0].Domain.WordPress = &diagnose.WordPressRow{SiteID: 7}
	b.send(known)
	for _, word := range []string{"panel", "WordPress", "site"} {
		if view := b.View(); !strings.Contains(strings.Split(view, "\n")[3], word) {
			t.Errorf("there is no column %s:\n%s", word, view)
		}
	}
	b.send(monitor.Batch{Removed: []string{"blog.test"}})
	if view := b.View(); strings.Contains(strings.Split(view, "\n")[3], "WordPress") {
		t.Errorf("the column stays after the last row with it:\n%s", view)
	}
}

func TestKeysThatDoNothingAreNotOffered(t *testing.T) {
	t.Parallel()
	for _, log := range []bool{false, true} {
		p := stageOf(t, nil, nil, 120, 24)
		if log {
			p = stageOf(t, nil, shelf{}, 120, 24)
		}
		p.brings(rows("shop.test", "healthy"))
		for _, keys := range [][]string{nil, {"enter"}} {
			p.hits(keys...)
			lines := strings.Split(p.View(), "\n")
			if got := strings.Contains(lines[len(lines)-1], "l log"); got != log {
				t.Errorf("log is there: %v, its key: %v\n%s", log, got, p.View())
			}
		}
	}
}

func TestWhatThePanelSaidIsToldWithItsTime(t *testing.T) {
	t.Parallel()
	refusals := map[string]error{
		"at 12:00 it saw nothing in the way of a certificate":                nil,
		"at 12:00 it could get no certificate: CAA record prevents issuance": &inventory.CannotIssueError{Reason: "CAA record prevents issuance"},
		"at 12:00 it could get no certificate, and did not say why":          &inventory.CannotIssueError{},
	}
	for want, refusal := range refusals {
		d := &desk{err: refusal, steps: allSteps[:1], cert: issued("shop.test")}
		if refusal == nil {
			d.steps = allSteps
		}
		p := stageOf(t, d, nil, 80, 40)
		p.brings(rows("shop.test", "healthy"))
		p.hits("enter", "i", "enter")
		p.sees("esc back ? help")
		p.clock = noon.Add(5 * time.Minute)
		p.hits("esc")
		p.sees(want)
	}
}

func TestHowThePanelSeesDNSIsToldWithItsTime(t *testing.T) {
	t.Parallel()
	p := stageOf(t, &desk{}, nil, 80, 40)
	shop := rows("shop.test", "healthy")
	shop.Rows[0].Domain.Panel.ID = "id-7"
	p.brings(shop)
	p.hits("enter", "r")
	p.until("the panel has told it", func() bool { return len(p.wire.asked()) > 0 })
	shop.Rows[0].Domain.Panel.DNSStatus = "Resolved"
	p.brings(shop)
	p.sees("the panel on DNS at 12:00")
}

// TestHandshakeThatWasNotRepeatedIsToldWithItsTime is for domains that are well: they are asked for their certificate at
// some checks only.
func TestHandshakeThatWasNotRepeatedIsToldWithItsTime(t *testing.T) {
	t.Parallel()
	for age, told := range map[time.Duration]bool{0: false, 20 * time.Second: false, 10 * time.Minute: true} {
		b := newBoard(t, 80, 40)
		well := row("shop.test", diagnose.Healthy)
		well.Facts.Endpoints = []probe.Endpoint{{
			Address: netip.MustParseAddr("203.0.113.10"), Outcome: probe.Answered, At: well.CheckedAt.Add(-age),
		}}
		b.send(monitor.Batch{SourceOK: true, Rows: []monitor.Row{well}})
		b.press("enter")
		if got := strings.Contains(flat(b.View()), "certificate and HTTPS at 11:45"); got != told {
			t.Errorf("%s ago: told %v\n%s", age, got, b.View())
		}
	}
}

func TestShortIntervalsAreToldToTheSecond(t *testing.T) {
	t.Parallel()
	b := newBoard(t, 80, 24)
	batch := rows("shop.test", "healthy")
	batch.Sweep = &monitor.Sweep{Number: 1, Started: noon.Add(-20 * time.Second), Ended: noon.Add(-15 * time.Second), Next: noon.Add(-10 * time.Second)}
	b.send(batch)
	if view := b.View(); !strings.Contains(view, "checked 11:59:45, next check 11:59:50") {
		t.Errorf("two times look the same:\n%s", view)
	}
}
