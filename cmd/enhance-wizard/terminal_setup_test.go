package main

import (
	"encoding/json"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// TestWizardSetsUpFromTheFirstKeyToTheDashboard is the way of a newcomer, under
// a shell that prints the terminal's settings before and after.
func TestWizardSetsUpFromTheFirstKeyToTheDashboard(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	command := s.command()
	shell := exec.Command("/bin/sh", append([]string{"-c", `stty -g; "$@"; code=$?; stty -g; exit $code`, "sh", command.Path}, command.Args[1:]...)...)
	shell.Dir, shell.Env = command.Dir, command.Env
	p := sit(t, shell, 100, 30)

	p.sees(onIntro, "Ultimate Multisite 2.4.12", "main domain network.example", "No Enhance constants")
	p.presses("enter")
	p.sees(onCredentials, "> Panel URL", "the address you open the panel with")
	p.types(s.typedURL())
	p.sees("ok: Enhance 12.23.0 answers at 127.0.0.1")
	p.presses("enter")
	p.sees("> Access token")
	p.Paste(t, stageToken+"\n")
	p.sees("administrator of the panel; servers to see: 2",
		"web1, this machine (127.0.0.1)",
		"network.example, the network's main domain",
		"the organisation of network.example")
	p.presses("enter")
	p.sees(onConnection, "Everything that the integration needs works.")
	p.presses("enter")
	p.sees(onReview, "added     WU_ENHANCE_API_TOKEN", "********", "What now?")
	p.keepsTheToken()
	p.presses("enter")
	p.sees("Done: "+s.config, "Verified: read back from disk", "Undo: enhance-wizard undo ", "d dashboard")
	assertConstants(t, s)

	p.presses("d")
	p.sees("Domains", "network.example", "shop.example", "club.example", "3 domains")
	p.presses("q")
	p.leaves(0)
	p.keepsTheToken()
	assertFarewell(t, p, s)
}

// assertConstants lets PHP evaluate the file as WordPress would.
func assertConstants(t *testing.T, s *stage) {
	t.Helper()
	want := map[string]string{
		"WU_ENHANCE_API_TOKEN": stageToken, "WU_ENHANCE_API_URL": s.panel.URL(), "WU_ENHANCE_SERVER_ID": stageServer,
		"WU_ENHANCE_ORG_ID": stageOrg, "WU_ENHANCE_WEBSITE_ID": stageWebsite,
	}
	t.Run("PHP sees the constants", func(t *testing.T) {
		php, err := exec.LookPath("php")
		if err != nil {
			t.Skip("needs the php command")
		}
		const script = `ob_start(); require $argv[1]; ob_end_clean();
			$set = get_defined_constants(true)["user"];
			echo json_encode(array_filter($set, fn($name) => str_starts_with($name, "WU_ENHANCE_"), ARRAY_FILTER_USE_KEY));`
		out, err := exec.CommandContext(t.Context(), php, "-r", script, s.config).Output()
		if err != nil {
			t.Fatalf("evaluating wp-config.php: %v\n%s", err, out)
		}
		got := map[string]string{}
		if err := json.Unmarshal(out, &got); err != nil {
			t.Fatalf("reading %q: %v", out, err)
		}
		for name, value := range want {
			if got[name] != value {
				t.Errorf("%s is %q, want %q", name, got[name], value)
			}
		}
		if len(got) != len(want) {
			t.Errorf("PHP sees %v", got)
		}
	})
}

// assertFarewell holds what stays on the normal screen, unbroken so that it can
// be copied, and the settings of the terminal around it.
func assertFarewell(t *testing.T, p *person, s *stage) {
	t.Helper()
	lines := p.farewell()
	last := len(lines) - 1
	if last < 1 || lines[0] != "Done: "+s.config+" has the new constants." {
		t.Fatalf("left on the screen: %q, want what was done first", lines)
	}
	for _, want := range []string{
		"Backup: /", "Undo: enhance-wizard undo 2",
		"https://network.example/wp-admin/network/admin.php?page=wp-ultimo-hosting-integration-wizard&integration=enhance",
	} {
		if !slices.ContainsFunc(lines, func(line string) bool { return strings.HasPrefix(line, want) }) {
			t.Errorf("left on the screen: %q, want %q too", lines, want)
		}
	}
	before, _, _ := strings.Cut(string(p.Raw()), "\r\n")
	if lines[last] != before {
		t.Errorf("stty says %q after the end, and said %q before", lines[last], before)
	}
}
