package report_test

import (
	"encoding/json"
	"fmt"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"

	"enhance-wizard/enhance/monitor"
	"enhance-wizard/ui/report"
)

// promtool runs Prometheus' own checker and fails the test when it finds fault.
func promtool(t *testing.T, stdin string, args ...string) {
	t.Helper()
	path, err := exec.LookPath("promtool")
	if err != nil {
		t.Skip("promtool is missing (Debian package prometheus)")
	}
	command := exec.CommandContext(t.Context(), path, args...)
	command.Dir = "testdata"
	command.Stdin = strings.NewReader(stdin)
	if out, err := command.CombinedOutput(); err != nil {
		t.Errorf("promtool %v: %v\n%s", args, err, out)
	}
}

func TestMetricsPassPromtool(t *testing.T) {
	for _, r := range []report.Round{fixed(), {Began: noon, Ended: noon}} {
		promtool(t, written(t, "prometheus", r), "check", "metrics")
	}
}

func TestRulesPassPromtool(t *testing.T) {
	promtool(t, string(report.Rules()), "check", "rules", "/dev/stdin")
}

// TestRulesFireWhenTheyShould plays series against the rules, and holds which alerts come of them and when.
func TestRulesFireWhenTheyShould(t *testing.T) { promtool(t, "", "test", "rules", "alerts.yml") }

// queries are the expressions of the Grafana dashboard.
func queries(t *testing.T) []string {
	t.Helper()
	var board struct {
		Panels []struct {
			Title   string
			Targets []struct{ Expr string }
		}
	}
	if err := json.Unmarshal(report.Dashboard(), &board); err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, p := range board.Panels {
		for _, target := range p.Targets {
			all = append(all, strings.ReplaceAll(target.Expr, "$job", ".+"))
		}
	}
	if len(all) < 5 {
		t.Fatalf("%d queries", len(all))
	}
	return all
}

// As recording rules the dashboard's queries are checked like the others.
func TestDashboardAsksInPromQL(t *testing.T) {
	var rules strings.Builder
	rules.WriteString("groups:\n- name: dashboard\n  rules:\n")
	for i, q := range queries(t) {
		fmt.Fprintf(&rules, "  - record: query:%d\n    expr: %q\n", i, q)
	}
	promtool(t, rules.String(), "check", "rules", "/dev/stdin")
}

// TestOnlyMetricsThatExistAreAskedFor holds rules and dashboard to what the program writes.
func TestOnlyMetricsThatExistAreAskedFor(t *testing.T) {
	metrics := regexp.MustCompile(`(?m)^# TYPE (\S+)`).FindAllStringSubmatch(written(t, "prometheus", fixed()), -1)
	var names []string
	for _, m := range metrics {
		names = append(names, m[1])
	}
	asked := regexp.MustCompile(`\b(probe|enhance_wizard)_[a-z_]+`)
	for _, text := range append(queries(t), string(report.Rules())) {
		for _, name := range asked.FindAllString(text, -1) {
			if !slices.Contains(names, name) {
				t.Errorf("there is no metric %s", name)
			}
		}
	}
}

// TestEachSeriesIsThereOnce also holds for names that are another's in another spelling: Prometheus refuses the whole file.
func TestEachSeriesIsThereOnce(t *testing.T) {
	r := fixed()
	r.Rows = append(r.Rows, healthy("bücher.example"), healthy("xn--bcher-kva.example"))
	seen := map[string]bool{}
	for line := range strings.Lines(written(t, "prometheus", r)) {
		series := line[:strings.LastIndex(line, " ")]
		if seen[series] {
			t.Errorf("twice: %s", series)
		}
		seen[series] = true
		if !strings.HasPrefix(line, "#") && strings.Count(strings.TrimSuffix(line, "\n")[strings.LastIndex(series, "}")+1:], " ") != 1 {
			t.Errorf("a value and no time stamp is wanted: %q", line)
		}
	}
	promtool(t, written(t, "prometheus", r), "check", "metrics")
}

func TestUnknownIsNotZero(t *testing.T) {
	text := written(t, "prometheus", report.Round{Began: noon, Ended: noon, Rows: []monitor.Row{unjudged()}})
	for _, metric := range []string{"probe_success", "domain_at_panel", "domain_dns_ok", "domain_cert_ok", "domain_https_ok", "domain_cause", "domain_problem"} {
		if strings.Contains(text, metric+"{") {
			t.Errorf("%s is told of a domain that could not be judged", metric)
		}
	}
	if !strings.Contains(text, `enhance_wizard_domains{state="unknown"} 1`) {
		t.Error("it is not counted")
	}
}
