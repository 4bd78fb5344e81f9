package main

import (
	"bytes"
	"errors"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"enhance-wizard/ui/terminal/terminaltest"
)

// built is the program as it is shipped, without what the test binary links
// beside it and what the race detector adds.
var built = sync.OnceValues(func() (string, error) {
	out, err := exec.Command("go", "build", "-buildvcs=false", "-o", filepath.Join(buildDir, "enhance-wizard"), ".").CombinedOutput()
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
	}{
		{[]string{"--version"}, exitOK, "enhance-wizard version"},
		{[]string{"--help"}, exitOK, "Usage:"},
		{[]string{"constants", "--org-id", stageOrg, "--website-id", stageWebsite}, exitOK, "WU_ENHANCE_API_URL"},
		{[]string{"domains", "list", "--org-id", stageOrg, "--website-id", stageWebsite}, exitOK, "shop.example"},
		{[]string{"setup", "--dry-run"}, exitProblems, "+define( 'WU_ENHANCE_API_URL'"},
		{[]string{"undo", "--list"}, exitOK, ""},
		{[]string{"setup", "--no-such-flag"}, exitUsage, "no-such-flag"},
	}
	for _, tt := range tests {
		t.Run(strings.Join(tt.arguments[:min(2, len(tt.arguments))], " "), func(t *testing.T) {
			t.Parallel()
			s := newStage(t)
			command := s.given(s.shipped(t, tt.arguments...))
			p := sit(t, command, 100, 30, terminaltest.Mute)
			if code := p.ExitCode(t); code != tt.code {
				t.Errorf("exit code %d, want %d", code, tt.code)
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
