package main

import (
	"bytes"
	"errors"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"enhance-wizard/ui/terminal/terminaltest"
)

// built is the program as it is shipped, without what the test binary links
// beside it and what the race detector adds.
var built = sync.OnceValues(func() (string, error) {
	out, err := exec.Command("go", "build", "-o", filepath.Join(buildDir, "enhance-wizard"), ".").CombinedOutput()
	if err != nil {
		return "", errors.Join(err, errors.New(string(out)))
	}
	return filepath.Join(buildDir, "enhance-wizard"), nil
})

// shipped is a command on this stage that runs the program as it is shipped.
func (s *stage) shipped(t testing.TB, arguments ...string) *exec.Cmd {
	t.Helper()
	path, err := built()
	if err != nil {
		t.Fatalf("building the program: %v", err)
	}
	command := s.command(arguments...)
	command.Path, command.Err = path, nil
	return command
}

// TestCommandsWithoutAScreenAskTheTerminalNothing runs them on a terminal that
// never answers: the screen library would wait five seconds for it.
func TestCommandsWithoutAScreenAskTheTerminalNothing(t *testing.T) {
	t.Parallel()
	tests := []struct {
		arguments []string
		code      int
		says      string
		panel     bool // it asks the panel, which takes its own time
	}{
		{[]string{"--version"}, exitOK, "enhance-wizard version", false},
		{[]string{"--help"}, exitOK, "Usage:", false},
		{[]string{"constants", "--org-id", stageOrg, "--website-id", stageWebsite}, exitOK, "WU_ENHANCE_API_URL", false},
		{[]string{"domains", "list", "--org-id", stageOrg, "--website-id", stageWebsite}, exitOK, "shop.example", true},
		{[]string{"setup", "--dry-run"}, exitProblems, "+define( 'WU_ENHANCE_API_URL'", true},
		{[]string{"undo", "--list"}, exitOK, "", false},
		{[]string{"setup", "--no-such-flag"}, exitUsage, "no-such-flag", false},
	}
	for _, tt := range tests {
		t.Run(strings.Join(tt.arguments[:min(2, len(tt.arguments))], " "), func(t *testing.T) {
			t.Parallel()
			s := newStage(t)
			command := s.given(s.shipped(t, tt.arguments...))
			began := time.Now()
			p := sit(t, command, 100, 30, terminaltest.Mute)
			if code := p.ExitCode(t); code != tt.code {
				t.Errorf("exit code %d, want %d", code, tt.code)
			}
			if took := time.Since(began); took > 4*time.Second && !tt.panel {
				t.Errorf("took %s: did it wait for the terminal?", took)
			}
			output := p.Output(t)
			if !bytes.Contains(output, []byte(tt.says)) {
				t.Errorf("wrote %q, want %q in it", output, tt.says)
			}
			if bytes.ContainsRune(output, '\x1b') {
				t.Errorf("wrote an escape sequence: %q", output)
			}
			p.keepsTheToken()
		})
	}
}
