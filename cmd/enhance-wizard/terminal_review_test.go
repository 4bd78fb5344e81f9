package main

import (
	"bytes"
	"encoding/base64"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"enhance-wizard/enhance"
)

// snippet is the text that a person would paste into wp-config.php.
func snippet(s *stage) []string {
	return []string{
		"define( 'WU_ENHANCE_API_TOKEN', '" + stageToken + "' );",
		"define( 'WU_ENHANCE_API_URL', '" + s.panel.URL() + "' );",
		"define( 'WU_ENHANCE_SERVER_ID', '" + stageServer + "' );",
		"define( 'WU_ENHANCE_ORG_ID', '" + stageOrg + "' );",
		"define( 'WU_ENHANCE_WEBSITE_ID', '" + stageWebsite + "' );",
	}
}

func TestTokenIsPrintedOnlyAfterAYes(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	p := s.openGiven(t, 100, 30)
	p.reaches(onReview)
	p.selects("Print them")
	p.presses("enter")
	p.sees("Show the token in full on this screen?", "> No")
	p.presses("enter")
	p.sees("What now?")
	p.selects("Print them")
	p.presses("enter")
	p.sees("Show the token in full", "> No")
	p.presses("esc")
	p.sees("What now?")
	p.keepsTheToken()

	p.selects("Print them")
	p.presses("enter")
	p.sees("Show the token in full", "> No")
	p.presses("down")
	p.sees("> Yes")
	p.keepsTheToken()
	p.presses("enter")
	p.sees("Paste this above the line that loads wp-settings.php:")
	p.sees(snippet(s)...)
	p.presses("esc")
	p.sees("What now?", "********")
	p.seesNoMore(stageToken)
	p.presses("ctrl+c")
	p.leaves(130)
	s.isUntouched(t)
}

func TestCopySendsTheConstantsToTheTerminal(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	p := s.openGiven(t, 100, 30)
	p.reaches(onReview)
	p.selects("Copy them")
	p.presses("enter")
	p.sees("Send the constants with the token to your terminal's clipboard?", "> No")
	p.keepsTheToken()
	if bytes.Contains(p.Raw(), []byte("\x1b]52;")) {
		t.Fatal("something was sent to the clipboard before the yes")
	}
	p.presses("down", "enter")
	p.sees("Sent to your terminal.")
	p.sees(snippet(s)...)
	_, rest, found := bytes.Cut(p.Raw(), []byte("\x1b]52;c;"))
	encoded, _, ended := bytes.Cut(rest, []byte("\a"))
	if !found || !ended {
		t.Fatalf("no OSC 52 sequence was sent: %q", p.Raw())
	}
	copied, err := base64.StdEncoding.DecodeString(string(encoded))
	if err != nil {
		t.Fatalf("reading the clipboard: %v", err)
	}
	for _, line := range snippet(s) {
		if !strings.Contains(string(copied), line+"\n") {
			t.Errorf("the clipboard lacks %q:\n%s", line, copied)
		}
	}
	p.presses("ctrl+c")
	p.leaves(130)
	s.isUntouched(t)
}

func TestSaveMakesAPrivateFileOutsideTheDocumentRoot(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	p := s.openGiven(t, 100, 30)
	p.reaches(onReview)
	p.selects("Save them")
	p.presses("enter")
	p.sees("> File to make")
	inside := filepath.Join(s.root, "wp-content", "constants.txt")
	p.types(inside)
	p.presses("enter")
	p.sees("problem")
	if _, err := os.Stat(inside); err == nil {
		t.Error("a file with the token was made under the document root")
	}
	p.presses("ctrl+u")
	p.types(s.ca)
	p.presses("enter")
	p.sees(s.ca, "problem") // a file that is there stays as it is
	folder, err := os.MkdirTemp("", "ew")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(folder) })
	outside := filepath.Join(folder, "c.php")
	p.presses("ctrl+u")
	p.types(outside)
	p.presses("enter")
	p.sees("Saved to "+outside, "readable by you alone", "What now?")
	p.presses("ctrl+c")
	p.leaves(130)
	p.keepsTheToken()
	s.isUntouched(t)

	content, err := os.ReadFile(outside)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range snippet(s) {
		if !strings.Contains(string(content), line) {
			t.Errorf("the file lacks %q:\n%s", line, content)
		}
	}
	if info, err := os.Stat(outside); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file has mode %v, want 0600", info.Mode())
	}
	if entries, err := fs.Glob(os.DirFS(folder), "*"); err != nil || len(entries) != 1 {
		t.Errorf("beside the file there is %v", entries)
	}
	if _, err := enhance.LoadRootCAs(s.ca); err != nil {
		t.Errorf("the file that was there was changed: %v", err)
	}
}

func TestWholeDiffShowsEveryLineWithTheTokenMasked(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	p := s.openGiven(t, 40, 12)
	p.presses("enter")
	p.sees("1 to 8 of 25") // when all checks have ended
	p.presses("pgdown", "pgdown", "pgdown")
	p.sees("18 to 25 of 25", "the organisation of")
	p.presses("enter")
	p.sees("Everything that the integration needs")
	p.presses("enter")
	p.sees("What now?")
	p.presses("d")
	p.sees("The whole change", s.dir, "@@ -", "esc back")
	p.seeks("'********-see' );", "right")
	p.seeks("+define( 'WU_ENHANCE_API_TOKEN'", "left")
	p.seeks("+define( 'WU_ENHANCE_WEBSITE_ID'", "pgdown")
	p.seeks(stageWebsite[24:]+"' );", "right")
	p.presses("esc")
	p.sees("What now?")
	p.presses("ctrl+c")
	p.leaves(130)
	p.keepsTheToken()
	s.isUntouched(t)
}
