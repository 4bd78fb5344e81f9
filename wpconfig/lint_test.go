package wpconfig

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"enhance-wizard/wpconfig/internal/phptest"
)

func TestLint(t *testing.T) {
	php := phptest.Find(t)
	for _, c := range []struct {
		name, source string
		outcome      LintOutcome
		line         int
		message      string
	}{
		{"valid", "<?php\ndefine( 'A', 1 );\n", LintOK, 0, ""},
		{"empty", "", LintOK, 0, ""},
		{"text", "no code", LintOK, 0, ""},
		{"syntax", "<?php\n\n$a = ;\n", LintFailed, 3, "unexpected token"},
		{"open brace", "<?php\nif (1) {\n", LintFailed, 3, "Unclosed '{'"},
		{"compile error", "<?php\nconst A = 1;\nfunction f() {}\nfunction f() {}\n", LintFailed, 4, "redeclare"},
		{"open comment", "<?php\n\n/* a", LintFailed, 3, "Unterminated comment"},
		{"close tag in name", "<?php\n$a = 'x in y on line 9'; $b = ;", LintFailed, 2, "unexpected"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := Lint(t.Context(), LintOptions{PHP: php, UID: 65534, GID: 65534}, []byte(c.source))
			if got.Outcome != c.outcome || got.Line != c.line || !strings.Contains(got.Message, c.message) {
				t.Errorf("got %+v", got)
			}
		})
	}
}

// The file is compiled, never run: what it would do does not happen.
func TestLintRunsNothing(t *testing.T) {
	mark := filepath.Join(t.TempDir(), "mark")
	src := "<?php\nfile_put_contents( " + quote(mark) + ", 'ran' );\nif ( function_exists( 'posix_kill' ) ) posix_kill( posix_getppid(), 15 );\n"
	if got := Lint(t.Context(), LintOptions{PHP: phptest.Find(t)}, []byte(src)); got.Outcome != LintOK {
		t.Errorf("got %+v", got)
	}
	if _, err := os.Stat(mark); err == nil {
		t.Error("the file was run")
	}
}

// script makes a program that stands in for PHP.
func script(t *testing.T, body string) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "lint") // the test's own directory is closed to other users
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	path := filepath.Join(dir, "php")
	if err := errors.Join(os.Chmod(dir, 0o755), os.WriteFile(path, []byte("#!/bin/sh\n"+body), 0o755)); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestLintNotPossible(t *testing.T) {
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	for _, c := range []struct {
		name string
		ctx  context.Context
		php  string
		want error
	}{
		{"no such program", t.Context(), "/nowhere/php", os.ErrNotExist},
		{"not in the path", t.Context(), "no-such-php", exec.ErrNotFound},
		{"cancelled", cancelled, script(t, "sleep 5"), context.Canceled},
		{"another program", t.Context(), script(t, "echo hello"), nil},
		{"a program that fails", t.Context(), script(t, "echo broken library >&2; exit 127"), nil},
	} {
		got := Lint(c.ctx, LintOptions{PHP: c.php}, []byte("<?php\n"))
		if got.Outcome != LintNotPossible || got.Err == nil || c.want != nil && !errors.Is(got.Err, c.want) {
			t.Errorf("%s: got %+v", c.name, got)
		}
	}
}

// PHP gets nothing of ours: not the environment, not the directory, and as root not our rights.
func TestLintGivesNothingAway(t *testing.T) {
	t.Setenv("WU_ENHANCE_API_TOKEN", "secret-in-environment")
	php := script(t, "echo \"PHP Parse error:  $(env | tr '\\n' ' ') dir=$(pwd) uid=$(id -u) gid=$(id -G) args=$* in x on line 1\"")
	got := Lint(t.Context(), LintOptions{PHP: php, UID: 1234, GID: 4321}, nil)
	if strings.Contains(got.Message, "secret") || !strings.Contains(got.Message, "dir=/ ") {
		t.Errorf("PHP was told %q", got.Message)
	}
	if os.Geteuid() != 0 {
		return
	}
	if !strings.Contains(got.Message, "uid=1234 gid=4321 ") {
		t.Errorf("PHP ran as %q", got.Message)
	}
	if got := Lint(t.Context(), LintOptions{PHP: php}, nil); !strings.Contains(got.Message, "uid=65534 gid=65534 ") {
		t.Errorf("for a file of root PHP ran as %q", got.Message)
	}
}
