package report_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"enhance-wizard/enhance/diagnose"
	"enhance-wizard/enhance/monitor"
	"enhance-wizard/ui/report"
)

// formats are all ways to write a round.
var formats = map[string]func(report.Round, io.Writer) error{
	"table":      report.Round.Table,
	"json":       report.Round.JSON,
	"jsonline":   report.Round.JSONLine,
	"prometheus": report.Round.Prometheus,
	"targets":    targets,
}

func targets(r report.Round, w io.Writer) error {
	var domains []monitor.Domain
	for _, row := range r.Rows {
		row.Domain.Name = row.Name
		domains = append(domains, row.Domain)
	}
	return report.Targets(w, r.Site, domains)
}

func written(t *testing.T, format string, r report.Round) string {
	t.Helper()
	var b bytes.Buffer
	if err := formats[format](r, &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestFormats(t *testing.T) {
	for format := range formats {
		t.Run(format, func(t *testing.T) { golden.RequireEqual(t, []byte(written(t, format, fixed()))) })
	}
}

func TestFormatsWithoutDomains(t *testing.T) {
	for format := range formats {
		t.Run(format, func(t *testing.T) {
			golden.RequireEqual(t, []byte(written(t, format, report.Round{Began: noon, Ended: noon})))
		})
	}
}

// What nobody can know from a bare list of names is no column.
func TestTableWithoutPanelAndWordPress(t *testing.T) {
	r := report.Round{Began: noon, Ended: noon, Rows: []monitor.Row{healthy("a.example")}}
	r.Rows[0].Verdict.Panel, r.Rows[0].Verdict.WordPress = diagnose.PanelUnknown, diagnose.WordPressUnknown
	golden.RequireEqual(t, []byte(written(t, "table", r)))
}

func TestNothingThatDrivesATerminalIsWritten(t *testing.T) {
	for format := range formats {
		for _, c := range written(t, format, fixed()) {
			if c < 0x20 && c != '\n' || c >= 0x7f && c < 0xa0 || c == 0x202e {
				t.Errorf("%s holds %U", format, c)
			}
		}
	}
}

// TestJSONIsWhatItSays reads the JSON back: names in order, a summary that adds up, no list that is null, no fact left out.
func TestJSONIsWhatItSays(t *testing.T) {
	for _, format := range []string{"json", "jsonline"} {
		var answer struct {
			Schema  int
			Summary map[string]int
			Domains []map[string]any
		}
		raw := written(t, format, fixed())
		if err := json.Unmarshal([]byte(raw), &answer); err != nil {
			t.Fatalf("%s: %v", format, err)
		}
		if format == "jsonline" && strings.Count(raw, "\n") != 1 {
			t.Error("more than one line")
		}
		states := map[string]int{}
		for i, d := range answer.Domains {
			states[d["state"].(string)]++
			if i > 0 && d["name"].(string) <= answer.Domains[i-1]["name"].(string) {
				t.Errorf("%v comes after %v", d["name"], answer.Domains[i-1]["name"])
			}
			for _, list := range [][2]string{{"dns", "addresses"}, {"dns", "cname"}, {"dns", "caa"}, {"certificate", "names"}} {
				if _, ok := d[list[0]].(map[string]any)[list[1]].([]any); !ok {
					t.Errorf("%v: %s.%s is no list", d["name"], list[0], list[1])
				}
			}
		}
		sum := 0
		for _, state := range diagnose.States() {
			sum += answer.Summary[string(state)]
			if answer.Summary[string(state)] != states[string(state)] {
				t.Errorf("summary of %s is %d, there are %d", state, answer.Summary[string(state)], states[string(state)])
			}
		}
		if answer.Schema != 1 || answer.Summary["total"] != sum || sum != len(answer.Domains) {
			t.Errorf("schema %d, summary %v, %d domains", answer.Schema, answer.Summary, len(answer.Domains))
		}
	}
}

func TestOnlyBrokenAndAttentionNeedSomebody(t *testing.T) {
	for _, tt := range []struct {
		row  monitor.Row
		want bool
	}{
		{healthy("a.example"), false},
		{young(), false},
		{unjudged(), false},
		{late(), true},
		{mixed(), true},
	} {
		r := report.Round{Rows: []monitor.Row{healthy("b.example"), tt.row}}
		if got := r.NeedsAttention(); got != tt.want {
			t.Errorf("%s: %v, want %v", tt.row.Verdict.State, got, tt.want)
		}
	}
}

// full is a disk with no room left.
type full struct{ room int }

var errFull = errors.New("no space left on device")

func (f *full) Write(p []byte) (int, error) {
	if f.room < len(p) {
		return 0, errFull
	}
	f.room -= len(p)
	return len(p), nil
}

func TestAFullDiskIsNoSuccess(t *testing.T) {
	big := fixed()
	for len(big.Rows) < 500 {
		big.Rows = append(big.Rows, healthy(strings.Repeat("a", len(big.Rows)%60+1)+strings.Repeat(".b", len(big.Rows)/60)+".example"))
	}
	for format, write := range formats {
		for _, room := range []int{0, 5000} {
			if err := write(big, &full{room}); !errors.Is(err, errFull) {
				t.Errorf("%s with room for %d bytes: %v", format, room, err)
			}
		}
	}
}

func TestProgressLeavesAnEmptyLine(t *testing.T) {
	var b bytes.Buffer
	p := report.Progress{To: &b}
	p.Clear()
	if b.Len() != 0 {
		t.Errorf("cleared what was never shown: %q", b.String())
	}
	p.Show(3, 12)
	p.Show(12, 12)
	p.Clear()
	p.Clear()
	if got := b.String(); got != "\r\x1b[Kchecking, 3 of 12\r\x1b[Kchecking, 12 of 12\r\x1b[K" {
		t.Errorf("%q", got)
	}
	(&report.Progress{}).Show(1, 2) // without a terminal: nothing, and no panic
}

// TestNothingJudgedIsNoSuccess tells a round in which our own side kept every check from judging from one in which it kept
// some. What is known from before is no judgement.
func TestNothingJudgedIsNoSuccess(t *testing.T) {
	stale := healthy("a.example")
	stale.Stale = true
	wildcard := unjudged()
	wildcard.Verdict.Cause = diagnose.CauseNameWildcard
	down := unjudged().Verdict.Findings[0]
	for name, tt := range map[string]struct {
		rows  []monitor.Row
		blind int
		want  bool
	}{
		"nothing to judge":               {nil, 0, true},
		"all judged":                     {[]monitor.Row{healthy("a.example"), mixed()}, 0, true},
		"some":                           {[]monitor.Row{healthy("a.example"), unjudged()}, 1, true},
		"none":                           {[]monitor.Row{unjudged()}, 1, false},
		"none, with verdicts of before":  {[]monitor.Row{stale, unjudged()}, 2, false},
		"none beside a wildcard":         {[]monitor.Row{wildcard, unjudged()}, 1, false},
		"a wildcard alone":               {[]monitor.Row{wildcard}, 0, true},
		"stale, as the panel is silent":  {[]monitor.Row{stale}, 0, true},
		"some, with verdicts of before":  {[]monitor.Row{stale, healthy("b.example")}, 1, true},
		"all but one, beside a wildcard": {[]monitor.Row{wildcard, stale, healthy("b.example")}, 1, true},
	} {
		err := report.Round{Rows: tt.rows, Blind: monitor.Blind{Domains: tt.blind, Reason: down}}.Judged()
		if (err == nil) != tt.want {
			t.Errorf("%s: %v", name, err)
		}
		var blind *report.BlindError
		if err != nil && (!errors.As(err, &blind) || blind.Reason.Cause != diagnose.CauseDNSResolverDown) {
			t.Errorf("%s: %v has no reason", name, err)
		}
	}
}
