package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestALogNeverRunsAcrossTheScreen asks for one where the wizard draws: refused without a file, and with one the screen
// stays the wizard's, and what was typed stays out of the file.
func TestALogNeverRunsAcrossTheScreen(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	p := sit(t, s.command("setup", "--debug"), 80, 24)
	p.sees("the log would run across the screen", "--log-file FILE")
	p.leaves(exitUsage)

	log := filepath.Join(t.TempDir(), "wizard.log")
	p = sit(t, s.given(s.command("setup", "--debug", "--log-file", log)), 80, 24)
	p.reaches(onConnection)
	p.sees("Everything that the integration needs works.")
	p.presses("ctrl+c")
	p.leaves(130)
	content, err := os.ReadFile(log)
	if err != nil {
		t.Fatal(err)
	}
	for _, wanted := range []string{`command="enhance-wizard setup"`, `call="GET /version" status=200`, "msg=end exit=130"} {
		if !strings.Contains(string(content), wanted) {
			t.Errorf("the log lacks %q:\n%s", wanted, content)
		}
	}
	if strings.Contains(string(p.Raw()), "level=DEBUG") || found(string(content)) != "" || strings.Contains(string(content), stageToken) {
		t.Errorf("the log is on the screen, or holds the token:\n%s", content)
	}
}
