package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"enhance-wizard/wpconfig/network/networktest"
)

// BenchmarkOfflineSetUp measures a whole setup --yes --offline that writes,
// without PHP's part in it, beside one start of PHP. Only the ratio counts:
// both run in turn on the same machine.
func BenchmarkOfflineSetUp(b *testing.B) {
	php, err := exec.LookPath("php")
	if err != nil {
		b.Skip("php is not installed")
	}
	program := filepath.Join(b.TempDir(), "enhance-wizard")
	build := exec.CommandContext(b.Context(), "go", "build", "-trimpath", "-ldflags", "-s -w", "-o", program, ".")
	if out, err := build.CombinedOutput(); err != nil {
		b.Fatalf("%v: %s", err, out)
	}
	token := filepath.Join(b.TempDir(), "token")
	if err := os.WriteFile(token, []byte(scriptToken), 0o600); err != nil {
		b.Fatal(err)
	}
	var ours, theirs time.Duration
	for b.Loop() {
		root := b.TempDir()
		if err := networktest.Make(root, networktest.Options{PluginVersion: "2.4.12"}); err != nil {
			b.Fatal(err)
		}
		setup := exec.CommandContext(b.Context(), program, "setup", "--yes", "--offline", "--wp-path", root,
			"--state-dir", filepath.Join(b.TempDir(), "state"), "--api-url", "panel.example.com", "--token-file", token,
			"--org-id", scriptOrg, "--website-id", scriptWebsite)
		setup.Env = []string{"HOME=" + b.TempDir(), "PATH=/nonexistent"}
		ours += timed(b, setup)
		theirs += timed(b, exec.CommandContext(b.Context(), php, "-n", "-r", ""))
	}
	b.ReportMetric(float64(ours)/float64(theirs), "x-of-php-start")
}

func timed(b *testing.B, command *exec.Cmd) time.Duration {
	b.Helper()
	start := time.Now()
	if out, err := command.CombinedOutput(); err != nil {
		b.Fatalf("%v: %s", err, out)
	}
	return time.Since(start)
}
