package safefile

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// crash is a transaction over wp-config.php and .htaccess that was cut off, laid
// out as the journal and the files would be found.
type crash struct {
	*site
	htaccess string
	entry    string // its folder in the vault
	m        manifest
}

// newCrash lays out the moment after the intent and the temporary files.
func newCrash(t *testing.T, uid int) *crash {
	t.Helper()
	s := newSite(t, uid)
	c := &crash{site: s, htaccess: s.addHtaccess(t, uid)}
	// A real transaction that dies in its verification leaves what is wanted.
	r := c.both(t, c.htaccess)
	died := errors.New("died")
	r.Changes[1].Check = func([]byte) error {
		c.keep(t)
		return died
	}
	if _, err := s.vault.Apply(context.Background(), r); !errors.Is(err, died) {
		t.Fatalf("error %v", err)
	}
	c.back(t)
	return c
}

// keep copies the vault and the temporary files away while they are there.
func (c *crash) keep(t *testing.T) {
	t.Helper()
	must(t, os.CopyFS(filepath.Join(c.base, "kept"), os.DirFS(filepath.Join(c.vault.path, backupsFolder))))
	for _, name := range c.temporaries(t) {
		must(t, os.Link(name, filepath.Join(c.base, filepath.Base(name))))
	}
}

func (c *crash) back(t *testing.T) {
	t.Helper()
	backups := filepath.Join(c.vault.path, backupsFolder)
	must(t, os.RemoveAll(backups))
	must(t, os.Rename(filepath.Join(c.base, "kept"), backups))
	must(t, filepath.WalkDir(backups, func(path string, d os.DirEntry, err error) error {
		mode := os.FileMode(0o600)
		if d.IsDir() {
			mode = 0o700
		}
		return errors.Join(err, os.Chmod(path, mode))
	}))
	manifests, err := filepath.Glob(filepath.Join(backups, "*", "*", manifestName))
	must(t, err)
	if len(manifests) != 1 {
		t.Fatalf("manifests %q", manifests)
	}
	c.entry = filepath.Dir(manifests[0])
	var ok bool
	if c.m, ok = decodeManifest([]byte(read(t, manifests[0]))); !ok {
		t.Fatal("the manifest cannot be read")
	}
	for _, f := range c.m.Files {
		must(t, os.Rename(filepath.Join(c.base, f.Temporary), filepath.Join(c.root, f.Temporary)))
	}
}

func (c *crash) temporaries(t *testing.T) []string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(c.root, ".wp-config.*.php"))
	must(t, err)
	more, err := filepath.Glob(filepath.Join(c.root, ".ht.*"))
	must(t, err)
	return append(names, more...)
}

func (c *crash) temporary(i int) string { return filepath.Join(c.root, c.m.Files[i].Temporary) }

// exchange does what the transaction would have done next to a file.
func (c *crash) exchange(t *testing.T, i int) {
	t.Helper()
	at, err := openPlace(c.m.Files[i].Path)
	must(t, err)
	defer at.close()
	must(t, at.dir.Exchange(at.name, c.m.Files[i].Temporary))
}

// put overwrites a file and keeps its owner and mode.
func put(t *testing.T, path, content string) {
	t.Helper()
	must(t, os.WriteFile(path, []byte(content), 0o600))
}

func TestRecoverFinishesOrPutsBack(t *testing.T) {
	const theirs = oldConfig + "// theirs\n"
	cases := []struct {
		name     string
		prepare  func(t *testing.T, c *crash)
		want     Recovery
		config   string
		htaccess string
	}{
		{"before the first exchange", func(*testing.T, *crash) {}, RecoveryRestored, oldConfig, oldHtaccess},
		{"a temporary file half written", func(t *testing.T, c *crash) {
			must(t, os.Truncate(c.temporary(0), 10))
		}, RecoveryRestored, oldConfig, oldHtaccess},
		{"between the exchanges", func(t *testing.T, c *crash) {
			c.exchange(t, 0)
		}, RecoveryRestored, oldConfig, oldHtaccess},
		{"after the last", func(t *testing.T, c *crash) {
			c.exchange(t, 0)
			c.exchange(t, 1)
		}, RecoveryFinished, newConfig, newHtaccess},
		{"between, without the old file", func(t *testing.T, c *crash) {
			c.exchange(t, 0)
			must(t, os.Remove(c.temporary(0)))
		}, RecoveryRestored, oldConfig, oldHtaccess},
		{"an edit of the old file since", func(t *testing.T, c *crash) {
			put(t, c.config, theirs)
		}, RecoveryConflict, theirs, oldHtaccess},
		{"an edit of the new file since", func(t *testing.T, c *crash) {
			c.exchange(t, 1)
			c.exchange(t, 0)
			put(t, c.config, theirs)
		}, RecoveryConflict, theirs, oldHtaccess},
		{"an edit that the exchange displaced", func(t *testing.T, c *crash) {
			put(t, c.config, theirs)
			c.exchange(t, 0)
		}, RecoveryConflict, theirs, oldHtaccess},
		{"cut off while overwriting", func(t *testing.T, c *crash) {
			must(t, os.Remove(c.temporary(0)))
			put(t, filepath.Join(c.entry, inPlacePrefix+"0"), "")
			put(t, c.config, newConfig[:40]+oldConfig[40:])
		}, RecoveryRestored, oldConfig, oldHtaccess},
		{"cut off when all was overwritten", func(t *testing.T, c *crash) {
			must(t, os.Remove(c.temporary(0)))
			put(t, filepath.Join(c.entry, inPlacePrefix+"0"), "")
			put(t, c.config, newConfig)
		}, RecoveryRestored, oldConfig, oldHtaccess},
		{"a link in the file's place", func(t *testing.T, c *crash) {
			must(t, os.Rename(c.config, filepath.Join(c.root, "moved.php")))
			must(t, os.Symlink("moved.php", c.config))
		}, RecoveryConflict, oldConfig, oldHtaccess},
	}
	for _, k := range cases {
		for _, uid := range users() {
			t.Run(k.name, func(t *testing.T) {
				c := newCrash(t, uid)
				before := looks(t, c.config) + looks(t, c.htaccess)
				k.prepare(t, c)
				if _, err := c.vault.Undo(t.Context(), c.m.ID, UndoOptions{}); err == nil {
					t.Error("an interrupted change was undone")
				}
				recovered, err := c.vault.Recover(t.Context())
				must(t, err)
				if len(recovered) != 1 || recovered[0].Outcome != k.want || recovered[0].ID != c.m.ID || len(recovered[0].Paths) != 2 {
					t.Errorf("recovered %+v, want %s", recovered, k.want)
				}
				if read(t, c.config) != k.config || read(t, c.htaccess) != k.htaccess {
					t.Errorf("wp-config.php holds %q, .htaccess %q", read(t, c.config), read(t, c.htaccess))
				}
				if k.want != RecoveryConflict && looks(t, c.config)+looks(t, c.htaccess) != before {
					t.Errorf("it is %s, was %s", looks(t, c.config)+looks(t, c.htaccess), before)
				}
				if left := c.temporaries(t); len(left) != 0 {
					t.Errorf("left %q", left)
				}
				if again, err := c.vault.Recover(t.Context()); err != nil || len(again) != 0 {
					t.Errorf("recovered again: %+v, %v", again, err)
				}
				c.checkEntry(t, k.want)
			})
		}
	}
}

// checkEntry looks at what the vault says afterwards.
func (c *crash) checkEntry(t *testing.T, outcome Recovery) {
	t.Helper()
	entries, err := c.vault.Entries()
	must(t, err)
	state := EntryState("")
	if len(entries) > 0 {
		state = entries[0].State
	}
	switch {
	case outcome == RecoveryFinished && state != EntryApplied,
		outcome == RecoveryConflict && state != EntryConflict,
		outcome == RecoveryRestored && state != "" && state != EntryConflict: // with copies
		t.Errorf("after %s the entry is %q", outcome, state)
	}
	if outcome == RecoveryFinished {
		_, err := c.vault.Undo(t.Context(), "", UndoOptions{})
		must(t, err)
		if read(t, c.config) != oldConfig || read(t, c.htaccess) != oldHtaccess {
			t.Error("the finished change could not be undone")
		}
	}
}

func TestRecoverKeepsACopyOfWhatItCannotExplain(t *testing.T) {
	c := newCrash(t, os.Geteuid())
	torn := newConfig[:30] + strings.Repeat("\x00", 20)
	must(t, os.Remove(c.temporary(0)))
	put(t, filepath.Join(c.entry, inPlacePrefix+"0"), "")
	put(t, c.config, torn)
	recovered, err := c.vault.Recover(t.Context())
	must(t, err)
	if len(recovered) != 1 || len(recovered[0].Copies) != 1 || read(t, recovered[0].Copies[0]) != torn {
		t.Errorf("recovered %+v", recovered)
	}
}

func TestRecoverSweepsWhatAFinishedRunLeft(t *testing.T) {
	s := newSite(t, users()[len(users())-1])
	receipt := s.mustApply(t, newConfig)
	m, _ := decodeManifest([]byte(read(t, filepath.Join(filepath.Dir(receipt.Files[0].Backup), manifestName))))
	left := filepath.Join(s.root, m.Files[0].Temporary)
	fileOf(t, left, users()[len(users())-1]) // the old content
	other := filepath.Join(s.root, ".wp-config.0123456789abcdef0123456789abcdef.php")
	fileOf(t, other, users()[len(users())-1])
	_, err := s.vault.Recover(t.Context())
	must(t, err)
	if _, err := os.Stat(left); err == nil {
		t.Error("the old file is still there")
	}
	if _, err := os.Stat(other); err != nil {
		t.Error("a file that is not ours was removed")
	}
	// What has our name but another content is not ours any more.
	must(t, os.WriteFile(left, []byte("theirs"), 0o600))
	_, err = s.vault.Recover(t.Context())
	must(t, err)
	if read(t, left) != "theirs" {
		t.Error("it was touched")
	}
}

func TestRecoverDropsWhatNeverBegan(t *testing.T) {
	for name, content := range map[string]string{"no manifest": "", "half a manifest": `{"schema": 1, "id"`} {
		c := newCrash(t, os.Geteuid())
		for i := range c.m.Files {
			must(t, os.Remove(c.temporary(i)))
		}
		manifest := filepath.Join(c.entry, manifestName)
		must(t, os.Remove(manifest))
		if content != "" {
			put(t, manifest, content)
		}
		recovered, err := c.vault.Recover(t.Context())
		if err != nil || len(recovered) != 0 {
			t.Errorf("%s: recovered %+v, %v", name, recovered, err)
		}
		if _, err := os.Stat(c.entry); err == nil {
			t.Errorf("%s: the entry is still there", name)
		}
	}
}

func TestRecoverLeavesALaterVersionsEntriesAlone(t *testing.T) {
	c := newCrash(t, os.Geteuid())
	manifest := filepath.Join(c.entry, manifestName)
	put(t, manifest, strings.Replace(read(t, manifest), `"schema": 1`, `"schema": 2`, 1))
	recovered, err := c.vault.Recover(t.Context())
	if err != nil || len(recovered) != 0 {
		t.Errorf("recovered %+v, %v", recovered, err)
	}
	if _, err := os.Stat(manifest); err != nil {
		t.Error(err)
	}
}

// A run that finds an interrupted one in its way repairs it first.
func TestApplyRepairsFirst(t *testing.T) {
	c := newCrash(t, users()[len(users())-1])
	c.exchange(t, 0)
	stale := snapshot(t, c.config)
	_, err := c.vault.Apply(t.Context(), Request{Changes: []Change{{Snapshot: stale, Content: []byte("<?php\n")}}})
	if _, ok := errors.AsType[*ChangedError](err); !ok || read(t, c.config) != oldConfig {
		t.Errorf("error %v, content %q", err, read(t, c.config))
	}
	c.mustApply(t, newConfig)
	c.holdsOnly(t, ".htaccess", "wp-config.php")
}
