package safefile

import (
	"context"
	"errors"
	"os"
	"strconv"
	"testing"
)

func TestUndoRestoresBytesOwnerAndMode(t *testing.T) {
	for _, uid := range users() {
		for _, mode := range []os.FileMode{0o400, 0o440, 0o600, 0o640, 0o644, 0o666} {
			s := newSite(t, uid)
			must(t, os.Chmod(s.config, mode))
			before := looks(t, s.config)
			receipt := s.mustApply(t, newConfig)
			entry, files, err := s.vault.UndoPlan("", UndoOptions{Path: s.config})
			must(t, err)
			if entry.ID != receipt.ID || len(files) != 1 || files[0].Changed || files[0].Removed ||
				string(files[0].Current) != newConfig || string(files[0].Restored) != oldConfig {
				t.Errorf("plan %+v of %+v", files, entry)
			}
			undone, err := s.vault.Undo(context.Background(), receipt.ID, UndoOptions{})
			must(t, err)
			if read(t, s.config) != oldConfig || looks(t, s.config) != before {
				t.Errorf("user %d: it was %s and is %s: %q", uid, before, looks(t, s.config), read(t, s.config))
			}
			if undone.ID == "" || undone.ID == receipt.ID || undone.Files[0].Backup != "" {
				t.Errorf("receipt of the undo %+v", undone)
			}
			s.holdsOnly(t, "wp-config.php")
			isPrivate(t, s.vault.path) // also: no copy of the new content is left
		}
	}
}

func TestUndoHappensOnce(t *testing.T) {
	s := newSite(t, os.Geteuid())
	wantEntryError(t, s, "", EntryNone)
	first := s.mustApply(t, newConfig)
	undo, err := s.vault.Undo(context.Background(), "", UndoOptions{})
	must(t, err)
	wantEntryError(t, s, "", EntryNone)
	wantEntryError(t, s, first.ID, EntryUndone)
	wantEntryError(t, s, undo.ID, EntryIsUndo)
	wantEntryError(t, s, "../../etc", EntryUnknown)

	entries, err := s.vault.Entries()
	must(t, err)
	if len(entries) != 2 || entries[0].State != EntryUndoing || entries[0].Undid != first.ID || entries[1].State != EntryReverted {
		t.Errorf("entries %+v", entries)
	}
	if names := entries[1].Names; len(names) != 1 || names[0] != "WU_ENHANCE_API_TOKEN" {
		t.Errorf("names %q", names)
	}
	// The same change again is a new change, which can be undone.
	s.mustApply(t, newConfig)
	_, err = s.vault.Undo(context.Background(), "", UndoOptions{})
	must(t, err)
}

func wantEntryError(t *testing.T, s *site, id string, want EntryReason) {
	t.Helper()
	_, err := s.vault.Undo(context.Background(), id, UndoOptions{})
	if e, ok := errors.AsType[*EntryError](err); !ok || e.Reason != want {
		t.Errorf("undo %q: error %v, want %s", id, err, want)
	}
}

func TestUndoRefusesWhatWasEditedSince(t *testing.T) {
	edits := map[string]func(t *testing.T, s *site) string{
		"a later edit": func(t *testing.T, s *site) string {
			must(t, os.WriteFile(s.config, []byte(newConfig+"// mine\n"), 0o640))
			return newConfig + "// mine\n"
		},
		"another owner": func(t *testing.T, s *site) string {
			needRoot(t)
			must(t, os.Chown(s.config, siteUser, siteUser))
			must(t, os.Chown(s.root, siteUser, siteUser))
			return newConfig
		},
		"a removed file": func(t *testing.T, s *site) string {
			must(t, os.Remove(s.config))
			return ""
		},
	}
	for name, edit := range edits {
		t.Run(name, func(t *testing.T) {
			s := newSite(t, os.Geteuid())
			s.mustApply(t, newConfig)
			want := edit(t, s)
			_, err := s.vault.Undo(context.Background(), "", UndoOptions{})
			if _, ok := errors.AsType[*ChangedError](err); !ok {
				t.Errorf("error %v", err)
			}
			if got, _ := os.ReadFile(s.config); string(got) != want {
				t.Errorf("the edit did not survive: %q", got)
			}
			_, files, err := s.vault.UndoPlan("", UndoOptions{})
			if err != nil || !files[0].Changed {
				t.Errorf("plan %+v, %v", files, err)
			}
		})
	}
}

func TestUndoDoesNotWidenAModeThatWasNarrowed(t *testing.T) {
	s := newSite(t, os.Geteuid())
	must(t, os.Chmod(s.config, 0o644))
	s.mustApply(t, newConfig)
	must(t, os.Chmod(s.config, 0o600))
	_, err := s.vault.Undo(context.Background(), "", UndoOptions{})
	must(t, err)
	info, err := os.Stat(s.config)
	must(t, err)
	if info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v", info.Mode())
	}
}

func TestUndoGoesBackStepByStep(t *testing.T) {
	s := newSite(t, os.Geteuid())
	first := s.mustApply(t, newConfig)
	s.mustApply(t, newConfig+"// second\n")
	if _, err := s.vault.Undo(context.Background(), first.ID, UndoOptions{}); err == nil {
		t.Error("the first was undone under the second")
	}
	for _, want := range []string{newConfig, oldConfig} {
		_, err := s.vault.Undo(context.Background(), "", UndoOptions{Path: s.config})
		must(t, err)
		if read(t, s.config) != want {
			t.Errorf("it holds %q, want %q", read(t, s.config), want)
		}
	}
}

func TestUndoOfTwoFilesIsOne(t *testing.T) {
	for _, uid := range users() {
		s := newSite(t, uid)
		htaccess := s.addHtaccess(t, uid)
		_, err := s.vault.Apply(context.Background(), s.both(t, htaccess))
		must(t, err)
		must(t, os.WriteFile(htaccess, []byte("# edited\n"), 0o644))
		if _, err := s.vault.Undo(context.Background(), "", UndoOptions{}); err == nil || read(t, s.config) != newConfig {
			t.Errorf("half an undo: %v", err)
		}
		must(t, os.WriteFile(htaccess, []byte(newHtaccess), 0o644))
		_, err = s.vault.Undo(context.Background(), "", UndoOptions{Path: htaccess})
		must(t, err)
		if read(t, s.config) != oldConfig || read(t, htaccess) != oldHtaccess {
			t.Error("not both were put back")
		}
	}
}

func TestVaultKeepsFivePerFile(t *testing.T) {
	s := newSite(t, os.Geteuid())
	htaccess := s.addHtaccess(t, os.Geteuid())
	both, err := s.vault.Apply(context.Background(), s.both(t, htaccess))
	must(t, err)
	var last []string
	for i := range 8 {
		last = append(last, s.mustApply(t, newConfig+"// "+strconv.Itoa(i)+"\n").ID)
	}
	entries, err := s.vault.Entries()
	must(t, err)
	var kept []string
	for _, e := range entries {
		kept = append(kept, e.ID)
	}
	// The five newest of wp-config.php, and the one of .htaccess.
	if len(kept) != 6 || kept[0] != last[7] || kept[4] != last[3] || kept[5] != both.ID {
		t.Errorf("kept %q of %q", kept, append([]string{both.ID}, last...))
	}
	for _, e := range entries {
		if _, err := os.Stat(e.Files[0].Backup); err != nil {
			t.Error(err)
		}
	}
}

func TestEntriesKeepTheirOrderWhenTheClockJumps(t *testing.T) {
	s := newSite(t, os.Geteuid())
	var ids []string
	for i, year := range []int{2026, 1970, 2038, 2026} {
		receipt := s.mustApply(t, newConfig+"// "+strconv.Itoa(i)+"\n")
		ids = append([]string{receipt.ID}, ids...)
		setYear(t, receipt, year)
	}
	entries, err := s.vault.Entries()
	must(t, err)
	for i, e := range entries {
		if e.ID != ids[i] {
			t.Fatalf("entry %d is %s of %v, want %s", i, e.ID, e.At, ids[i])
		}
	}
	_, err = s.vault.Undo(context.Background(), "", UndoOptions{})
	must(t, err)
	if read(t, s.config) != newConfig+"// 2\n" {
		t.Error("the last change was not the one undone")
	}
}
