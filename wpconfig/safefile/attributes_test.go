package safefile

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"
)

func TestApplyKeepsOwnerModeListAndAttributes(t *testing.T) {
	needRoot(t)
	type variant struct {
		name    string
		prepare func(t *testing.T, s *site)
	}
	variants := []variant{
		{"plain", func(*testing.T, *site) {}},
		{"directory with set-group-id", func(t *testing.T, s *site) {
			must(t, os.Chown(s.root, siteUser, 12345))
			must(t, os.Chmod(s.root, 0o755|os.ModeSetgid))
		}},
		{"group the user is not in", func(t *testing.T, s *site) { must(t, os.Chown(s.config, siteUser, 4242)) }},
		{"user attribute", func(t *testing.T, s *site) {
			attribute(t, s.config, "user.note", "kept")
			attribute(t, s.config, "user.empty", "")
		}},
		{"access list", func(t *testing.T, s *site) { accessListOf(t, s.config, "-m", "u:1234:r,g:77:r") }},
		{"list that new files inherit", func(t *testing.T, s *site) { accessListOf(t, s.root, "-d", "-m", "u:1234:rwx") }},
		{"directory that only root writes", func(t *testing.T, s *site) { must(t, os.Chown(s.root, 0, 0)) }},
	}
	for _, v := range variants {
		modes := []os.FileMode{0o400, 0o640, 0o666}
		if v.name == "plain" || long() {
			modes = []os.FileMode{0o400, 0o440, 0o600, 0o640, 0o644, 0o666}
		}
		for _, mode := range modes {
			for _, umask := range []int{0o000, 0o077} {
				for _, uid := range []int{0, siteUser} {
					s := newSite(t, uid)
					if uid == 0 && v.name != "plain" {
						continue
					}
					must(t, os.Chmod(s.config, mode))
					v.prepare(t, s)
					keepsLooks(t, s, v.name, umask)
				}
			}
		}
	}
}

func keepsLooks(t *testing.T, s *site, name string, umask int) {
	t.Helper()
	before := looks(t, s.config)
	old := syscall.Umask(umask)
	defer syscall.Umask(old)
	s.mustApply(t, newConfig)
	if after := looks(t, s.config); after != before || read(t, s.config) != newConfig {
		t.Errorf("%s, umask %o: it was %s and is %s", name, umask, before, after)
	}
	_, err := s.vault.Undo(context.Background(), "", UndoOptions{})
	must(t, err)
	if after := looks(t, s.config); after != before || read(t, s.config) != oldConfig {
		t.Errorf("%s, umask %o: undone it is %s, and was %s", name, umask, after, before)
	}
	s.holdsOnly(t, "wp-config.php")
	isPrivate(t, s.vault.path)
}

func attribute(t *testing.T, path, name, value string) {
	t.Helper()
	if err := unix.Setxattr(path, name, []byte(value), 0); err != nil {
		t.Skipf("the file system has no %s: %v", name, err)
	}
}

func accessListOf(t *testing.T, path string, arguments ...string) {
	t.Helper()
	setfacl, err := exec.LookPath("setfacl")
	if err != nil {
		t.Skip("needs setfacl (package acl)")
	}
	if out, err := exec.Command(setfacl, append(arguments, path)...).CombinedOutput(); err != nil {
		t.Skipf("the file system has no access lists: %v: %s", err, out)
	}
}

// A temporary file that could be read by others, even for an instant, would give
// the database password away. The list inherited from the directory must not open it.
func TestTemporaryFileIsNeverOpenToOthers(t *testing.T) {
	needRoot(t)
	s := newSite(t, siteUser)
	accessListOf(t, s.root, "-d", "-m", "u:1234:rwx,o::rwx")
	var seen []string
	_, err := s.vault.Apply(context.Background(), Request{Changes: []Change{{
		Snapshot: snapshot(t, s.config), Content: []byte(newConfig),
		Check: func([]byte) error {
			names, err := filepath.Glob(filepath.Join(s.root, ".wp-config.*.php"))
			for _, name := range names {
				seen = append(seen, looks(t, name))
			}
			return err
		},
	}}})
	must(t, err)
	// By the time of the check it has the mode of the file that it will replace.
	if len(seen) != 1 || !strings.Contains(seen[0], "100640") || strings.Contains(seen[0], "acl") {
		t.Errorf("the temporary file looked %q", seen)
	}
}
