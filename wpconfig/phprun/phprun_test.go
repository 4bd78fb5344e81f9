package phprun_test

import (
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strings"
	"testing"

	"enhance-wizard/wpconfig/phprun"
)

// teller stands in for PHP, where every user can run it.
func teller(t *testing.T, body string) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "phprun") // the test's own folder is closed to other users
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "php")
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+body), 0o755); err != nil {
		t.Fatal(err)
	}
	return path
}

func ask(t *testing.T, php string, owner phprun.Owner, arguments ...string) string {
	t.Helper()
	command := phprun.Command(t.Context(), php, owner, arguments...)
	var output phprun.Output
	command.Stdout, command.Stderr = &output, &output
	if err := command.Run(); err != nil {
		t.Fatalf("%v: %s", err, output.String())
	}
	return strings.TrimSpace(output.String())
}

func TestPHPGetsNothingOfOurs(t *testing.T) {
	t.Setenv("WU_ENHANCE_API_TOKEN", "secret-in-environment")
	php := teller(t, `read -r pid name state parent group session rest </proc/$$/stat
env; echo "session $((session - pid)) in $(pwd): $*"`)
	said := ask(t, php, phprun.Owner{UID: 1, GID: 1}, "-r", "code")
	if !strings.HasSuffix(said, "session 0 in /: -n -r code") || strings.Contains(said, "secret") {
		t.Errorf("PHP was told %q", said)
	}
}

func TestPHPNeverRunsAsRoot(t *testing.T) {
	t.Parallel()
	if os.Geteuid() != 0 {
		t.Skip("needs root, which is what is given up")
	}
	php := teller(t, `echo "$(id -u) $(id -G)"`)
	for name, c := range map[string]struct {
		owner phprun.Owner
		want  string
	}{
		"root":                             {phprun.Owner{}, "65534 65534"},
		"root, with another group":         {phprun.Owner{GID: 33}, "65534 65534"},
		"a user that the system lacks":     {phprun.Owner{UID: 54321, GID: 54322}, "54321 54322"},
		"the same, with the group of root": {phprun.Owner{UID: 54321}, "54321 65534"},
		"a user of the system":             {phprun.Owner{UID: 1, GID: 54322}, "1 " + groupsOf(t, "1")},
	} {
		if said := ask(t, php, c.owner); said != c.want {
			t.Errorf("%s: it runs as %q, want %q", name, said, c.want)
		}
	}
}

// groupsOf are those that the system gives a user.
func groupsOf(t *testing.T, uid string) string {
	t.Helper()
	known, err := user.LookupId(uid)
	if err != nil {
		t.Fatal(err)
	}
	said, err := exec.CommandContext(t.Context(), "id", "-G", known.Username).Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(said))
}

func TestTheOwnerOfAFile(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "wp-config.php")
	if owner := phprun.OwnerOf(path); owner != (phprun.Owner{}) {
		t.Errorf("of no file: %+v", owner)
	}
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	want := phprun.Owner{UID: uint32(os.Geteuid()), GID: uint32(os.Getegid())}
	if os.Geteuid() == 0 {
		want = phprun.Owner{UID: 54321, GID: 54322}
		if err := os.Chown(path, 54321, 54322); err != nil {
			t.Fatal(err)
		}
	}
	if owner := phprun.OwnerOf(path); owner != want {
		t.Errorf("%+v, want %+v", owner, want)
	}
}

func TestWordsBeyondTheLimitAreDropped(t *testing.T) {
	t.Parallel()
	var output phprun.Output
	for range 100 {
		if n, err := output.Write([]byte(strings.Repeat("x", 1000))); n != 1000 || err != nil {
			t.Fatal(n, err)
		}
	}
	if kept := len(output.String()); kept != 64<<10 {
		t.Errorf("%d bytes are kept", kept)
	}
}
