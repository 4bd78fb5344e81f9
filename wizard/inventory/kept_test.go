package inventory

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"enhance-wizard/wpconfig/safefile"
)

func TestKeptIsSharedBySameAndApartFromOthers(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "state")
	panel, file := Kept{dir, []string{"panel", "site"}}, Kept{dir, []string{"file", "site"}}
	if state, err := panel.Load(); state != nil || err != nil {
		t.Errorf("%q, error %v before anything was kept", state, err)
	}
	if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("looking made the folder: %v", err)
	}
	if err := panel.Save([]byte("verdicts")); err != nil {
		t.Fatal(err)
	}
	if state, err := (Kept{dir, []string{"panel", "site"}}).Load(); string(state) != "verdicts" || err != nil {
		t.Errorf("%q, error %v", state, err)
	}
	if state, err := file.Load(); state != nil || err != nil {
		t.Errorf("another set has %q, error %v", state, err)
	}
	if joined := (Kept{dir, []string{"panelsite"}}); joined.name() == panel.name() {
		t.Error("what tells two sets apart runs together")
	}
}

func TestKeptIsNeverUnderADocumentRoot(t *testing.T) {
	root := t.TempDir()
	if err := os.WriteFile(filepath.Join(root, "wp-settings.php"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	kept := Kept{filepath.Join(root, "state"), []string{"panel"}}
	var refused *safefile.RefusedError
	if err := kept.Save([]byte("verdicts")); !errors.As(err, &refused) {
		t.Errorf("error %v", err)
	}
	if _, err := os.Stat(kept.StateDir); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the folder was made: %v", err)
	}
}
