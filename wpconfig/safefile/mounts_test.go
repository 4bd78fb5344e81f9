package safefile

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// mountOn mounts a file system for the test.
func mountOn(t *testing.T, source, target, kind, data string) {
	t.Helper()
	needRoot(t)
	if err := unix.Mount(source, target, kind, 0, data); err != nil {
		t.Skipf("cannot mount %s here: %v", kind, err)
	}
	t.Cleanup(func() { _ = unix.Unmount(target, unix.MNT_DETACH) })
}

// flag sets a flag with chattr and takes it off at the end.
func flag(t *testing.T, path, set string) {
	t.Helper()
	needRoot(t)
	if out, err := exec.Command("chattr", "+"+set, path).CombinedOutput(); err != nil {
		t.Skipf("the file system has no such flags: %v: %s", err, out)
	}
	t.Cleanup(func() { _ = exec.Command("chattr", "-"+set, path).Run() })
}

func TestWhatForbidsAWriteIsNamed(t *testing.T) {
	cases := []struct {
		name    string
		prepare func(t *testing.T, s *site)
		want    Reason // "" means that it works
		inPlace Reason // with consent to write in place
	}{
		{"immutable file", func(t *testing.T, s *site) { flag(t, s.config, "i") }, ReasonImmutable, ReasonImmutable},
		{"append-only file", func(t *testing.T, s *site) { flag(t, s.config, "a") }, ReasonImmutable, ReasonImmutable},
		{"immutable directory", func(t *testing.T, s *site) { flag(t, s.root, "i") }, ReasonNeedsInPlace, ""},
		{"append-only directory", func(t *testing.T, s *site) { flag(t, s.root, "a") }, ReasonNeedsInPlace, ""},
		{"bind-mounted file", func(t *testing.T, s *site) { s.bindConfig(t) }, ReasonNeedsInPlace, ""},
		{"read-only file system", func(t *testing.T, s *site) { remountReadOnly(t, s.root) }, ReasonReadOnly, ReasonReadOnly},
	}
	for _, c := range cases {
		for _, uid := range users() {
			t.Run(c.name, func(t *testing.T) {
				s := newSite(t, uid)
				c.prepare(t, s)
				before, names := looks(t, s.config), filesIn(t, s.root)
				for _, consent := range []bool{false, true} {
					want := c.want
					if consent {
						want = c.inPlace
					}
					if err := Preflight(snapshot(t, s.config), consent); reasonOf(err) != want {
						t.Errorf("preflight with consent %v: %v, want %q", consent, err, want)
					}
					receipt, err := s.vault.Apply(context.Background(), Request{
						Changes: []Change{{Snapshot: snapshot(t, s.config), Content: []byte(newConfig)}}, InPlace: consent,
					})
					if reasonOf(err) != want || (err == nil) != (want == "") {
						t.Errorf("with consent %v: %v, want %q", consent, err, want)
					}
					content := oldConfig
					if want == "" {
						content = newConfig
						if !receipt.Files[0].InPlace {
							t.Error("the receipt does not say that it was in place")
						}
					}
					if read(t, s.config) != content || looks(t, s.config) != before || filesIn(t, s.root) != names {
						t.Errorf("with consent %v: %q, %s, was %s", consent, read(t, s.config), looks(t, s.config), before)
					}
				}
				if c.inPlace == "" {
					s.undoesInPlace(t)
				}
			})
		}
	}
}

func remountReadOnly(t *testing.T, dir string) {
	t.Helper()
	needRoot(t)
	if err := unix.Mount(dir, dir, "", unix.MS_BIND, ""); err != nil {
		t.Skipf("cannot mount here: %v", err)
	}
	t.Cleanup(func() { _ = unix.Unmount(dir, unix.MNT_DETACH) })
	must(t, unix.Mount("", dir, "", unix.MS_REMOUNT|unix.MS_BIND|unix.MS_RDONLY, ""))
}

func (s *site) undoesInPlace(t *testing.T) {
	t.Helper()
	before := looks(t, s.config)
	if _, err := s.vault.Undo(context.Background(), "", UndoOptions{}); reasonOf(err) != ReasonNeedsInPlace {
		t.Errorf("undo without consent: %v", err)
	}
	if _, err := s.vault.Undo(context.Background(), "", UndoOptions{InPlace: true}); err != nil {
		t.Errorf("undo: %v", err)
	}
	if read(t, s.config) != oldConfig || looks(t, s.config) != before {
		t.Errorf("undone: %q, %s, was %s", read(t, s.config), looks(t, s.config), before)
	}
}

func reasonOf(err error) Reason {
	if refused, ok := asRefused(err); ok {
		return refused.Reason
	}
	return ""
}

func filesIn(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	must(t, err)
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return strings.Join(names, " ")
}

// As the site's user, who is not root, some things cannot be kept by replacing.
func TestOwnerWithoutRightsNeedsInPlace(t *testing.T) {
	needRoot(t)
	cases := map[string]func(t *testing.T, s *site){
		"directory that the user cannot write": func(t *testing.T, s *site) { must(t, os.Chown(s.root, 0, 0)) },
		"group that the user is not in":        func(t *testing.T, s *site) { must(t, os.Chown(s.config, siteUser, 4242)) },
	}
	for name, prepare := range cases {
		t.Run(name, func(t *testing.T) {
			s := newSite(t, siteUser)
			prepare(t, s)
			vault := filepath.Join(s.base, "mine")
			must(t, os.Mkdir(vault, 0o700))
			must(t, os.Chown(vault, siteUser, siteUser))
			before := looks(t, s.config)
			for _, consent := range []string{"", "in-place"} {
				out, err := child("apply", siteUser, vault, consent, s.config).CombinedOutput()
				want := oldConfig
				if consent != "" {
					want = newConfig
				}
				if (err == nil) != (consent != "") || consent == "" && !strings.Contains(string(out), string(ReasonNeedsInPlace)) {
					t.Errorf("with consent %q: %v: %s", consent, err, out)
				}
				if read(t, s.config) != want || looks(t, s.config) != before {
					t.Errorf("with consent %q: %q, %s, was %s", consent, read(t, s.config), looks(t, s.config), before)
				}
			}
			s.holdsOnly(t, "wp-config.php")
		})
	}
}

func TestApplyOnAnOverlay(t *testing.T) {
	base := t.TempDir()
	must(t, os.Chmod(filepath.Dir(base), 0o755))
	for _, dir := range []string{"lower", "upper", "work", "merged"} {
		must(t, os.Mkdir(filepath.Join(base, dir), 0o755))
	}
	in := func(name string) string { return filepath.Join(base, name) }
	must(t, os.Mkdir(in("lower/public_html"), 0o755))
	must(t, os.WriteFile(in("lower/public_html/wp-config.php"), []byte(oldConfig), 0o640))
	mountOn(t, "overlay", in("merged"), "overlay", "lowerdir="+in("lower")+",upperdir="+in("upper")+",workdir="+in("work"))
	vault, err := OpenVault(in("state"))
	must(t, err)
	s := &site{base: base, root: in("merged/public_html"), config: in("merged/public_html/wp-config.php"), vault: vault}
	before := looks(t, s.config)
	for range 2 { // the first time it comes from the lower layer, the second from the upper
		s.mustApply(t, newConfig)
		if read(t, s.config) != newConfig || looks(t, s.config) != before {
			t.Errorf("it is %s, was %s", looks(t, s.config), before)
		}
		_, err = s.vault.Undo(context.Background(), "", UndoOptions{})
		must(t, err)
		if read(t, s.config) != oldConfig {
			t.Error("it was not put back")
		}
	}
	s.holdsOnly(t, "wp-config.php")
}

// Root has only the rights of the user in a directory of the user's: where the user
// cannot make a file, root does not either.
func TestRootActsAsTheUserInTheUsersDirectory(t *testing.T) {
	needRoot(t)
	s := newSite(t, siteUser)
	must(t, os.Chmod(s.root, 0o555))
	if _, err := s.apply(t, newConfig); reasonOf(err) != ReasonNeedsInPlace {
		t.Errorf("in a directory that its owner cannot write: %v", err)
	}
	must(t, os.Chmod(s.config, 0o440))
	_, err := s.vault.Apply(context.Background(), Request{
		Changes: []Change{{Snapshot: snapshot(t, s.config), Content: []byte(newConfig)}}, InPlace: true,
	})
	if reasonOf(err) != ReasonNotPermitted {
		t.Errorf("in place, with a file that its owner cannot write: %v", err)
	}
	// Where root alone decides on the names, root replaces the user's file itself.
	must(t, os.Chown(s.root, 0, 0))
	before := looks(t, s.config)
	if receipt := s.mustApply(t, newConfig); receipt.Files[0].InPlace || looks(t, s.config) != before {
		t.Errorf("in root's directory: %+v, %s, was %s", receipt, looks(t, s.config), before)
	}
}
