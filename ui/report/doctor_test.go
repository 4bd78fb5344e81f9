package report_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"enhance-wizard/ui/report"
	"enhance-wizard/wizard/doctor"
)

func checkup() report.Checkup {
	return report.Checkup{Findings: []doctor.Finding{
		{ID: doctor.PanelReady, Area: doctor.Panel, Status: doctor.OK},
		{ID: doctor.TokenRole, Area: doctor.Panel, Status: doctor.NotChecked, Reason: doctor.ReasonOffline},
		{ID: doctor.ServerKnown, Area: doctor.Panel, Status: doctor.NotChecked, Reason: doctor.ReasonOffline},
		{ID: doctor.TokenForbidden, Area: doctor.Panel, Status: doctor.Problem, Err: errors.New("said the-secret \x1b]0;x\x07\u202e")},
		{ID: doctor.ConfigMode, Area: doctor.Files, Status: doctor.Warning, Params: []any{"path", "/x", "mode", "0644"}},
	}}
}

func TestTheTableGoesFromTheWorstToTheBest(t *testing.T) {
	var out bytes.Buffer
	if err := checkup().Table(&out); err != nil {
		t.Fatal(err)
	}
	last := -1
	for _, part := range []string{
		"Panel\n", "  problem      The panel refuses", "  not checked  the token's role; the server\n", "  ok           The panel is ready",
		"Files\n", "  warning      Every user", "do: Run \"chmod", "Problems: 1, warnings: 1, not checked: 2, ok: 1.",
	} {
		at := strings.Index(out.String(), part)
		if at <= last {
			t.Fatalf("%q is not where it should be:\n%s", part, out.String())
		}
		last = at
	}
	if strings.ContainsAny(out.String(), "\x1b\x07\u202e") {
		t.Errorf("it drives the terminal: %q", out.String())
	}
}

func TestTheTicketHoldsNothingSecretAndNoControls(t *testing.T) {
	c := checkup()
	c.Redact = func(s string) string { return strings.ReplaceAll(s, "the-secret", "[redacted]") }
	var out bytes.Buffer
	if err := c.JSON(&out); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(out.String(), "the-secret") || strings.ContainsAny(out.String(), "\x1b\x07\u202e") {
		t.Errorf("%s", out.String())
	}
	var ticket struct {
		Schema   int `json:"schema"`
		Findings []map[string]any
	}
	if err := json.Unmarshal(out.Bytes(), &ticket); err != nil || ticket.Schema != 1 || len(ticket.Findings) != 5 {
		t.Fatalf("%v: %+v", err, ticket)
	}
	for _, f := range ticket.Findings {
		if len(f) != 6 {
			t.Errorf("%v", f)
		}
	}
	if next, has := ticket.Findings[0]["next"]; !has || next != nil {
		t.Errorf("what is well has a next step: %v", next)
	}
	if !c.HasProblem() {
		t.Error("the problem does not count")
	}
}

func TestAnEmptyTicketHasAnEmptyList(t *testing.T) {
	var out bytes.Buffer
	if err := (report.Checkup{}).JSON(&out); err != nil || !strings.Contains(out.String(), `"findings": []`) {
		t.Errorf("%v: %s", err, out.String())
	}
}

// TestTheTicketIsAsDocumented holds every finding that there can be to the documented form, and to nothing else.
func TestTheTicketIsAsDocumented(t *testing.T) {
	var c report.Checkup
	for _, kind := range doctor.Kinds() {
		for _, status := range kind.Statuses {
			f := doctor.Finding{ID: kind.ID, Area: kind.Area, Status: status}
			if status == doctor.NotChecked {
				f.Reason = doctor.ReasonOffline
			}
			c.Findings = append(c.Findings, f)
		}
	}
	var out bytes.Buffer
	if err := c.JSON(&out); err != nil {
		t.Fatal(err)
	}
	var ticket struct {
		Schema   *int `json:"schema"`
		Findings []struct {
			ID     *string          `json:"id"`
			Area   *string          `json:"area"`
			Status *string          `json:"status"`
			Title  *string          `json:"title"`
			Detail *json.RawMessage `json:"detail"`
			Next   *json.RawMessage `json:"next"`
		} `json:"findings"`
	}
	decoder := json.NewDecoder(&out)
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&ticket); err != nil || ticket.Schema == nil || *ticket.Schema != 1 || len(ticket.Findings) != len(c.Findings) {
		t.Fatalf("%v: %+v", err, ticket)
	}
	for i, f := range ticket.Findings {
		want := c.Findings[i]
		if f.ID == nil || f.Area == nil || f.Status == nil || f.Title == nil || *f.Title == "" {
			t.Errorf("%s %s lacks a field", want.ID, want.Status)
			continue
		}
		if *f.ID != string(want.ID) || *f.Area != string(want.Area) || !slices.Contains([]string{"ok", "warning", "problem", "not_checked"}, *f.Status) {
			t.Errorf("%+v is told as %s %s %s", want, *f.ID, *f.Area, *f.Status)
		}
	}
}

func TestWhoeverWatchesSeesWhichPartIsStillLookedAt(t *testing.T) {
	var out bytes.Buffer
	progress := report.Progress{To: &out}
	progress.ShowPending([]doctor.Area{doctor.Panel, doctor.Domains})
	progress.ShowPending(nil)
	progress.Clear()
	if want := "\r\x1b[KLooked at 9 of 11 parts; still at: Panel\r\x1b[K"; out.String() != want {
		t.Errorf("%q, want %q", out.String(), want)
	}
	(&report.Progress{}).ShowPending(doctor.Areas())
}

func TestTheTableFitsTheTerminalAndBreaksNoPath(t *testing.T) {
	path := "/var/www/66666666-6666-4666-8666-666666666666/public_html/wp-content/uploads/wp-config.php"
	c := checkup()
	c.Findings = append(c.Findings, doctor.Finding{
		ID: doctor.ConfigOpen, Area: doctor.Files, Status: doctor.Problem, Params: []any{"path", path, "mode", "0666"},
	})
	for _, width := range []int{40, 80, 120} {
		var out bytes.Buffer
		c.Width = width
		if err := c.Table(&out); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(out.String(), path) {
			t.Errorf("at %d the path is broken:\n%s", width, out.String())
		}
		for line := range strings.Lines(out.String()) {
			if line = strings.TrimRight(line, "\n"); len(line) > width && !strings.Contains(line, path[:12]) {
				t.Errorf("at %d: %q", width, line)
			}
		}
	}
	var out bytes.Buffer
	c.Width = 0
	if err := c.Table(&out); err != nil || !strings.Contains(out.String(), "Run \"chmod o-w "+path+"\" now, then look whether somebody has used it.\n") {
		t.Errorf("without a terminal lines stay whole (%v):\n%s", err, out.String())
	}
}

func TestProblemsComeAgainAtTheEndWithTheirNextSteps(t *testing.T) {
	var out bytes.Buffer
	if err := checkup().Table(&out); err != nil {
		t.Fatal(err)
	}
	_, end, found := strings.Cut(out.String(), "What to do first\n  1. The panel refuses the token (403)\n")
	if !found || !strings.Contains(end, "\nProblems: 1,") {
		t.Errorf("%s", out.String())
	}
	var causes bytes.Buffer
	c := report.Checkup{Findings: []doctor.Finding{
		{ID: doctor.TokenForbidden, Area: doctor.Panel, Status: doctor.Problem},
		{ID: doctor.PluginMissing, Area: doctor.Plugin, Status: doctor.Problem},
		{ID: doctor.URLMissing, Area: doctor.Constants, Status: doctor.Problem},
		{ID: doctor.MultisiteEnabled, Area: doctor.Multisite, Status: doctor.Problem},
		{ID: doctor.SunriseMissing, Area: doctor.Multisite, Status: doctor.Problem},
		{ID: doctor.Resolver, Area: doctor.Machine, Status: doctor.Problem},
		{ID: doctor.DomainsHealth, Area: doctor.Domains, Status: doctor.Problem},
	}}
	if err := c.Table(&causes); err != nil {
		t.Fatal(err)
	}
	_, end, _ = strings.Cut(causes.String(), "What to do first")
	last := -1
	for i, title := range []string{
		"This machine's name servers", "WordPress is not a network", "Ultimate Multisite is not", "sunrise.php is missing",
		"The panel's API URL", "The panel refuses", "Domains that do not work",
	} {
		if at := strings.Index(end, fmt.Sprintf("  %d. %s", i+1, title)); at <= last {
			t.Errorf("%q does not come at %d: %s", title, i+1, end)
		} else {
			last = at
		}
	}
	var well bytes.Buffer
	if err := (report.Checkup{}).Table(&well); err != nil || strings.Contains(well.String(), "first") {
		t.Errorf("%v: %s", err, well.String())
	}
}
