package safefile

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

func TestOpenVaultRefusesADocumentRoot(t *testing.T) {
	for _, name := range []string{"wp-load.php", "wp-settings.php", "wp-config.php", "index.php"} {
		for _, below := range []string{"", "state", "a/b/c"} {
			root := t.TempDir()
			must(t, os.WriteFile(filepath.Join(root, name), nil, 0o644))
			_, err := OpenVault(filepath.Join(root, below))
			if refused, ok := asRefused(err); !ok || refused.Reason != ReasonDocumentRoot {
				t.Errorf("%s beside %q: error %v", name, below, err)
			}
			if below != "" {
				if _, err := os.Stat(filepath.Join(root, below)); err == nil {
					t.Errorf("%s was made", below)
				}
			}
		}
	}
}

func TestOpenVaultRefusesAFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	must(t, os.WriteFile(file, nil, 0o600))
	for _, path := range []string{file, filepath.Join(file, "below")} {
		_, err := OpenVault(path)
		if refused, ok := asRefused(err); !ok || refused.Reason != ReasonNotFolder {
			t.Errorf("%s: error %v", path, err)
		}
	}
}

func TestOpenVaultRefusesAFolderOfOthers(t *testing.T) {
	needRoot(t)
	cases := map[string]func(dir string) error{
		"another's folder":           func(dir string) error { return os.Chown(dir, siteUser, siteUser) },
		"a folder others may write":  func(dir string) error { return os.Chmod(dir, 0o777) },
		"below another's folder":     func(dir string) error { return os.Chown(filepath.Dir(dir), siteUser, siteUser) },
		"below a folder of everyone": func(dir string) error { return os.Chmod(filepath.Dir(dir), 0o777) },
	}
	for name, spoil := range cases {
		dir := filepath.Join(t.TempDir(), "state")
		must(t, os.Mkdir(dir, 0o700))
		must(t, spoil(dir))
		_, err := OpenVault(dir)
		if refused, ok := asRefused(err); !ok || refused.Reason != ReasonStateOwner {
			t.Errorf("%s: error %v", name, err)
		}
	}
}

func TestVaultIsClosedToOthers(t *testing.T) {
	for name, want := range map[string]os.FileMode{"": 0o700, "something else": 0o755} {
		dir := t.TempDir()
		must(t, os.Chmod(dir, 0o755))
		if name != "" {
			must(t, os.WriteFile(filepath.Join(dir, name), nil, 0o600))
		}
		vault, err := OpenVault(dir)
		must(t, err)
		must(t, vault.WriteState("x", nil))
		info, err := os.Stat(dir)
		must(t, err)
		if info.Mode().Perm() != want {
			t.Errorf("with %q in it: mode %v, want %v", name, info.Mode().Perm(), want)
		}
		isPrivate(t, filepath.Join(dir, stateFolder))
	}
}

func TestOpenVaultMakesNothing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "b")
	vault, err := OpenVault(dir)
	must(t, err)
	if entries, err := vault.Entries(); err != nil || len(entries) != 0 {
		t.Errorf("entries %v, %v", entries, err)
	}
	if recovered, err := vault.Recover(t.Context()); err != nil || recovered != nil {
		t.Errorf("recovered %v, %v", recovered, err)
	}
	if _, err := os.Stat(filepath.Dir(dir)); err == nil {
		t.Error("a folder was made")
	}
}

func TestDefaultStateDir(t *testing.T) {
	dir, err := DefaultStateDir()
	must(t, err)
	if os.Geteuid() == 0 {
		if dir != "/var/lib/enhance-wizard" {
			t.Errorf("root's is %s", dir)
		}
		return
	}
	t.Setenv("XDG_STATE_HOME", "/x")
	if dir, _ = DefaultStateDir(); dir != "/x/enhance-wizard" {
		t.Errorf("with XDG_STATE_HOME it is %s", dir)
	}
	t.Setenv("XDG_STATE_HOME", "relative")
	t.Setenv("HOME", "/home/me")
	if dir, _ = DefaultStateDir(); dir != "/home/me/.local/state/enhance-wizard" {
		t.Errorf("without it is %s", dir)
	}
}

func TestStateIsKeptWholeAndPrivate(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "state")
	vault, err := OpenVault(dir)
	must(t, err)
	if _, err := vault.ReadState("verdicts.json"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("error %v", err)
	}
	// Writers at the same time: each reader sees one of them whole.
	var writers sync.WaitGroup
	for i := range 4 {
		writers.Go(func() {
			for range size(10, 200) {
				if err := vault.WriteState("verdicts.json", bytes.Repeat([]byte{byte('a' + i)}, 5000)); err != nil {
					t.Error(err)
				}
				content, err := vault.ReadState("verdicts.json")
				if err != nil || len(content) != 5000 || len(bytes.Trim(content, string(content[:1]))) != 0 {
					t.Errorf("read %d bytes, %v", len(content), err)
				}
			}
		})
	}
	writers.Wait()
	isPrivate(t, dir)
	// What a killed writer leaves is swept.
	must(t, os.WriteFile(filepath.Join(dir, stateFolder, statePrefix+"x"), nil, 0o600))
	_, err = vault.Recover(t.Context())
	must(t, err)
	names, err := os.ReadDir(filepath.Join(dir, stateFolder))
	must(t, err)
	if len(names) != 1 || names[0].Name() != "verdicts.json" {
		t.Errorf("left: %v", names)
	}
}

func TestStateRefusesBadNames(t *testing.T) {
	vault, err := OpenVault(t.TempDir())
	must(t, err)
	for _, name := range []string{"", ".", "..", ".new-x", "a/b", "../x", "a b", "a\x00", strings.Repeat("a", 201)} {
		err := vault.WriteState(name, nil)
		if refused, ok := asRefused(err); !ok || refused.Reason != ReasonBadName {
			t.Errorf("%q: error %v", name, err)
		}
	}
}

func TestSave(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "constants.txt")
	must(t, Save(path, []byte("secret"), 0o600))
	info, err := os.Stat(path)
	must(t, err)
	if read(t, path) != "secret" || info.Mode().Perm() != 0o600 {
		t.Errorf("it holds %q, %v", read(t, path), info.Mode())
	}
	must(t, os.Symlink("nowhere", filepath.Join(dir, "dangling")))
	root := t.TempDir()
	must(t, os.WriteFile(filepath.Join(root, "index.php"), nil, 0o644))
	must(t, os.Mkdir(filepath.Join(root, "below"), 0o755))
	cases := map[string]Reason{
		path:                           ReasonExists,
		filepath.Join(dir, "dangling"): ReasonExists,
		filepath.Join(root, "x"):       ReasonDocumentRoot,
		filepath.Join(root, "below/x"): ReasonDocumentRoot,
		filepath.Join(dir, "none/x"):   ReasonMissing,
		"/":                            ReasonBadName,
	}
	for path, want := range cases {
		err := Save(path, []byte("other"), 0o600)
		if refused, ok := asRefused(err); !ok || refused.Reason != want {
			t.Errorf("%s: error %v, want %s", path, err, want)
		}
	}
	if read(t, path) != "secret" {
		t.Error("it was overwritten")
	}
}
