package main

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// TestCrashLeavesNoCoreWithTheToken looks at the running program from outside,
// while it waits for its token on standard input.
func TestCrashLeavesNoCoreWithTheToken(t *testing.T) {
	t.Parallel()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	// testscript runs the program when the test binary has its name.
	name := t.TempDir() + "/enhance-wizard"
	if err := os.Symlink(self, name); err != nil {
		t.Fatal(err)
	}
	command := exec.CommandContext(t.Context(), name, "constants", "--token-file", "-")
	stdin, err := command.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() {
		_ = stdin.Close()
		_ = command.Wait()
	}()
	limits := ""
	for range 600 {
		content, err := os.ReadFile(fmt.Sprintf("/proc/%d/limits", command.Process.Pid))
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(content)) {
			if strings.HasPrefix(line, "Max core file size") {
				limits = strings.Join(strings.Fields(line), " ")
			}
		}
		if limits == "Max core file size 0 0 bytes" {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Errorf("limits: %s", limits)
}
