package safefile

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestApplyReplacesAndKeepsAPrivateBackup(t *testing.T) {
	for _, uid := range users() {
		s := newSite(t, uid)
		before := looks(t, s.config)
		receipt := s.mustApply(t, newConfig)
		if got := read(t, s.config); got != newConfig {
			t.Errorf("user %d: wp-config.php holds %q", uid, got)
		}
		if after := looks(t, s.config); after != before {
			t.Errorf("user %d: it was %s and is %s", uid, before, after)
		}
		s.holdsOnly(t, "wp-config.php")
		if len(receipt.Files) != 1 || receipt.ID == "" || receipt.At.IsZero() {
			t.Fatalf("user %d: receipt %+v", uid, receipt)
		}
		if got := read(t, receipt.Files[0].Backup); got != oldConfig {
			t.Errorf("user %d: the backup holds %q", uid, got)
		}
		isPrivate(t, s.vault.path)
	}
}

// users are those whose sites the one who runs the tests can write.
func users() []int {
	if os.Geteuid() == 0 {
		return []int{0, siteUser}
	}
	return []int{os.Geteuid()}
}

// isPrivate fails if anything in the vault is open to others, or holds a new value.
func isPrivate(t *testing.T, vault string) {
	t.Helper()
	must(t, filepath.WalkDir(vault, func(path string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		want := os.FileMode(0o600)
		if d.IsDir() {
			want = 0o700
		} else if strings.Contains(read(t, path), "canary") {
			t.Errorf("%s holds the new content", path)
		}
		if info.Mode().Perm() != want {
			t.Errorf("%s has mode %v, want %v", path, info.Mode().Perm(), want)
		}
		return nil
	}))
}

func TestApplyWritesNothingWhenNothingChanges(t *testing.T) {
	s := newSite(t, os.Geteuid())
	receipt := s.mustApply(t, oldConfig)
	if receipt.ID != "" {
		t.Errorf("receipt %+v", receipt)
	}
	if _, err := os.Stat(s.vault.path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the vault was made: %v", err)
	}
}

func TestApplyPutsEverythingBack(t *testing.T) {
	refused := errors.New("no")
	failing := func() error { return refused }
	cases := map[string]func(r *Request){
		"when the check fails":        func(r *Request) { r.Changes[1].Check = func([]byte) error { return refused } },
		"when the verification fails": func(r *Request) { r.Verify = failing },
	}
	for name, spoil := range cases {
		for _, uid := range users() {
			s := newSite(t, uid)
			htaccess := s.addHtaccess(t, uid)
			before := looks(t, s.config) + looks(t, htaccess)
			r := s.both(t, htaccess)
			spoil(&r)
			_, err := s.vault.Apply(context.Background(), r)
			failed, ok := errors.AsType[*FailedError](err)
			if !ok || failed.Outcome != OutcomeOld || !errors.Is(err, refused) {
				t.Errorf("%s: error %v", name, err)
			}
			if read(t, s.config) != oldConfig || read(t, htaccess) != oldHtaccess {
				t.Errorf("%s: not put back", name)
			}
			if after := looks(t, s.config) + looks(t, htaccess); after != before {
				t.Errorf("%s: it was %s and is %s", name, before, after)
			}
			s.holdsOnly(t, ".htaccess", "wp-config.php")
			if entries, err := s.vault.Entries(); err != nil || len(entries) != 0 {
				t.Errorf("%s: the vault remembers %+v, %v", name, entries, err)
			}
		}
	}
}

const (
	oldHtaccess = "# old\n"
	newHtaccess = "# new\nRewriteEngine On\n"
)

func (s *site) addHtaccess(t *testing.T, uid int) string {
	t.Helper()
	path := filepath.Join(s.root, ".htaccess")
	must(t, os.WriteFile(path, []byte(oldHtaccess), 0o644))
	must(t, os.Chown(path, uid, uid))
	return path
}

// both is a transaction over two files.
func (s *site) both(t *testing.T, htaccess string) Request {
	t.Helper()
	return Request{Changes: []Change{
		{Snapshot: snapshot(t, s.config), Content: []byte(newConfig), Label: "wp-config"},
		{Snapshot: snapshot(t, htaccess), Content: []byte(newHtaccess), Label: "htaccess"},
	}}
}

func TestApplyMakesAFileThatWasNotThere(t *testing.T) {
	for _, uid := range users() {
		s := newSite(t, uid)
		path := filepath.Join(s.root, ".htaccess")
		absent, err := ReadOrAbsent(path)
		must(t, err)
		if !absent.Absent {
			t.Fatalf("snapshot %+v", absent)
		}
		_, err = s.vault.Apply(context.Background(), Request{Changes: []Change{{Snapshot: absent, Content: []byte(newHtaccess)}}})
		must(t, err)
		if read(t, path) != newHtaccess {
			t.Errorf("it holds %q", read(t, path))
		}
		if looks(t, path) != strings.Replace(looks(t, s.config), "100640", "100644", 1) {
			t.Errorf("it looks %s beside %s", looks(t, path), looks(t, s.config))
		}
		if _, err := s.vault.Undo(context.Background(), "", UndoOptions{}); err != nil {
			t.Fatal(err)
		}
		s.holdsOnly(t, "wp-config.php")
	}
}

func TestApplyHeedsTheContextOnlyBeforeTheFirstReplacement(t *testing.T) {
	reason := errors.New("the user left")
	s := newSite(t, os.Geteuid())
	r := Request{Changes: []Change{{Snapshot: snapshot(t, s.config), Content: []byte(newConfig)}}}
	for _, when := range []string{"before", "during the check"} {
		ctx, cancel := context.WithCancelCause(context.Background())
		if when == "before" {
			cancel(reason)
		}
		r.Changes[0].Check = func([]byte) error { cancel(reason); return nil }
		if _, err := s.vault.Apply(ctx, r); !errors.Is(err, reason) {
			t.Errorf("%s: error %v", when, err)
		}
		if read(t, s.config) != oldConfig {
			t.Errorf("%s: it was written", when)
		}
		s.holdsOnly(t, "wp-config.php")
		cancel(nil)
	}
	ctx, cancel := context.WithCancelCause(context.Background())
	r.Changes[0].Check = nil
	r.Verify = func() error { cancel(reason); return nil }
	if _, err := s.vault.Apply(ctx, r); err != nil {
		t.Errorf("cancelled after the replacement: %v", err)
	}
	if read(t, s.config) != newConfig {
		t.Error("it was not finished")
	}
}
