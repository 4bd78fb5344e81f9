package main

import (
	"os/exec"
	"strings"
	"testing"
)

// module is the prefix of the project's own packages.
const module = "enhance-wizard/"

// dependencies lists what a package needs, its own tests left out.
func dependencies(t *testing.T, patterns ...string) []string {
	t.Helper()
	command := exec.CommandContext(t.Context(), "go", append([]string{"list", "-deps"}, patterns...)...)
	command.Dir = "../.."
	out, err := command.Output()
	if err != nil {
		t.Fatalf("go list %v: %v", patterns, err)
	}
	return strings.Fields(string(out))
}

// TestArrowsRunDownward holds the house: cmd → ui → wizard → enhance, wpconfig.
func TestArrowsRunDownward(t *testing.T) {
	const charm = "github.com/charmbracelet/"
	rooms := []struct {
		room      string
		forbidden []string
	}{
		{"./enhance/...", []string{module + "ui", module + "wizard", module + "wpconfig", module + "cmd", charm}},
		{"./wpconfig/...", []string{module + "ui", module + "wizard", module + "enhance", module + "cmd", charm}},
		{"./wizard/...", []string{module + "ui", module + "cmd", charm}},
		{"./ui/text", []string{module + "cmd", charm}},
		{"./ui/...", []string{module + "cmd"}},
	}
	for _, r := range rooms {
		t.Run(r.room, func(t *testing.T) {
			t.Parallel()
			for _, dependency := range dependencies(t, r.room) {
				for _, forbidden := range r.forbidden {
					if dependency == strings.TrimSuffix(forbidden, "/") || strings.HasPrefix(dependency, strings.TrimSuffix(forbidden, "/")+"/") {
						t.Errorf("%s needs %s", r.room, dependency)
					}
				}
			}
		})
	}
}

// TestBinaryHoldsNoTestLibrary keeps what only tests need out of what is shipped.
func TestBinaryHoldsNoTestLibrary(t *testing.T) {
	t.Parallel()
	forbidden := []string{
		"testing", "github.com/creack/pty", "github.com/charmbracelet/x/vt", "github.com/charmbracelet/x/exp/golden",
		"github.com/rogpeppe/go-internal", "github.com/getkin/kin-openapi",
	}
	for _, dependency := range dependencies(t, "./cmd/enhance-wizard") {
		for _, f := range forbidden {
			if dependency == f || strings.HasPrefix(dependency, f+"/") {
				t.Errorf("the binary holds %s", dependency)
			}
		}
	}
}

// TestTopLevelHoldsOnlyTheRooms keeps the house as it was given.
func TestTopLevelHoldsOnlyTheRooms(t *testing.T) {
	t.Parallel()
	allowed := map[string]bool{
		"cmd": true, "ui": true, "wizard": true, "enhance": true, "wpconfig": true,
		"go.mod": true, "go.sum": true, "README.md": true, "LICENSE": true,
	}
	command := exec.CommandContext(t.Context(), "git", "ls-files")
	command.Dir = "../.."
	out, err := command.Output()
	if err != nil {
		t.Skipf("needs a git checkout: git ls-files: %v", err)
	}
	for _, file := range strings.Fields(string(out)) {
		top, _, _ := strings.Cut(file, "/")
		if !allowed[top] && !strings.HasPrefix(top, ".") {
			t.Errorf("%s is beside the rooms", file)
		}
	}
}
