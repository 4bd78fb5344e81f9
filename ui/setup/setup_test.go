package setup

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"enhance-wizard/wizard"
)

func TestEverythingTypedLeadsToTheWrittenFile(t *testing.T) {
	t.Parallel()
	d := newDriver(t, 80, 24)
	d.toReview()
	d.step(wizard.Reviewing)
	if strings.Contains(d.model.View(), testToken) {
		t.Error("the review shows the token")
	}
	d.press(tea.KeyEnter)
	d.step(wizard.Finished)
	if !bytes.Contains(d.config(), []byte(testToken)) {
		t.Error("the file lacks the token")
	}
	d.letter("q")
	if !d.quit {
		t.Error("q does not leave the receipt")
	}
}

func TestNothingIsWrittenBeforeTheLastYes(t *testing.T) {
	t.Parallel()
	d := newDriver(t, 80, 24)
	before := d.config()
	d.toReview()
	d.press(tea.KeyEscape, tea.KeyEscape, tea.KeyEscape)
	d.step(wizard.Intro)
	if !bytes.Equal(d.config(), before) {
		t.Error("the file changed")
	}
}

func TestBackKeepsWhatWasTyped(t *testing.T) {
	t.Parallel()
	d := newDriver(t, 80, 24)
	d.toReview()
	d.press(tea.KeyEscape, tea.KeyEscape)
	d.step(wizard.Credentials)
	if !strings.Contains(d.model.View(), d.panel.URL()) {
		t.Errorf("the URL is gone:\n%s", d.model.View())
	}
	d.press(tea.KeyEnter)
	d.step(wizard.Connection)
	d.press(tea.KeyEnter)
	d.step(wizard.Reviewing)
}

func TestPastedLettersAreNoCommands(t *testing.T) {
	t.Parallel()
	d := newDriver(t, 80, 24)
	d.toReview()
	d.paste("d")
	if strings.Contains(d.model.View(), "@@ -") && !strings.Contains(d.model.View(), "What now?") {
		t.Error("a pasted letter opened the diff")
	}
}

func TestTokenIsShownOnlyAfterAYes(t *testing.T) {
	t.Parallel()
	d := newDriver(t, 80, 40)
	d.toReview()
	d.press(tea.KeyDown, tea.KeyEnter) // print
	d.press(tea.KeyEnter)              // no
	if strings.Contains(d.model.View(), testToken) {
		t.Error("a no showed the token")
	}
	d.press(tea.KeyDown, tea.KeyEnter, tea.KeyDown, tea.KeyEnter)
	if !strings.Contains(d.model.View(), testToken) {
		t.Errorf("a yes did not show the token:\n%s", d.model.View())
	}
	d.press(tea.KeyEscape)
	if strings.Contains(d.model.View(), testToken) {
		t.Error("the token stays after esc")
	}
	d.step(wizard.Reviewing)
}

func TestIncompleteCredentialsSayWhatIsNeeded(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {40, 12}, {30, 10}} {
		d := newDriver(t, size[0], size[1])
		d.toCredentials()
		d.press(tea.KeyEnter)
		d.step(wizard.Credentials)
		d.fits(size[0], size[1])
		view := strings.Join(strings.Fields(d.model.View()), " ")
		if !strings.Contains(view, "> Panel URL") || !strings.Contains(view, "Still needed: Panel URL, Access token.") {
			t.Errorf("%v: no word about what is missing at the field:\n%s", size, d.model.View())
		}
	}
}

func TestPickMovesTheFocusToWhatIsStillOpen(t *testing.T) {
	t.Parallel()
	d := newDriver(t, 80, 24)
	d.toAnswered()
	d.press(tea.KeyTab, tea.KeyCtrlL, tea.KeyDown, tea.KeyEnter) // the other server
	if strings.Contains(d.model.View(), "> Server") {
		t.Errorf("the focus stays behind:\n%s", d.model.View())
	}
}

// Who knows the name types the name, wherever the cursor is.
func TestAPartOfANameFindsItsIDInTheList(t *testing.T) {
	t.Parallel()
	d := newDriver(t, 80, 24)
	d.toAnswered()
	d.press(tea.KeyTab, tea.KeyTab) // the website
	d.press(tea.KeyCtrlU)
	d.letter("another")
	d.press(tea.KeyEnter)
	if view := d.view(); !strings.Contains(view, "> another.example") || strings.Contains(view, "network.example") {
		t.Fatalf("the list is not narrowed:\n%s", view)
	}
	d.press(tea.KeyEnter)
	if website := d.model.config.Session.Answer(wizard.Website); website.Source != wizard.FromPick {
		t.Errorf("the website is %s", website.Value())
	}
}

// Who goes on while the checks run is taken along when they have ended well.
func TestEnterWhileChecksRunGoesOnAfterThem(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		token string
		then  []tea.KeyType
		want  wizard.Step
	}{
		{testToken, nil, wizard.Connection},
		{testToken, []tea.KeyType{tea.KeyShiftTab}, wizard.Credentials}, // a key takes it back
		{"wrong-" + testToken, nil, wizard.Credentials},
	} {
		d := newDriver(t, 80, 24)
		d.toCredentials()
		d.paste(d.panel.URL())
		d.press(tea.KeyTab)
		d.model.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(c.token), Paste: true})
		both, _ := d.model.Update(tea.KeyMsg{Type: tea.KeyEnter})().(tea.BatchMsg) // the check, and the wish to go on
		d.run(both[1])
		d.step(wizard.Credentials)
		for _, key := range c.then {
			d.model.Update(tea.KeyMsg{Type: key})
		}
		d.run(both[0])
		d.step(c.want)
	}
}

// A path is typed by people: with ~, and with the quotes of a shell.
func TestTheFileThatWasSavedIsNamedInFull(t *testing.T) {
	t.Parallel()
	d := newDriver(t, 80, 24)
	folder := t.TempDir()
	d.toReview()
	d.press(tea.KeyDown, tea.KeyDown, tea.KeyDown, tea.KeyEnter) // save
	d.letter(` "` + folder + `/../` + filepath.Base(folder) + `/constants.php" `)
	d.press(tea.KeyEnter)
	saved, err := os.ReadFile(filepath.Join(folder, "constants.php"))
	if err != nil || !bytes.Contains(saved, []byte(testToken)) {
		t.Fatalf("%q, %v; screen:\n%s", saved, err, d.view())
	}
	if said := strings.Join(strings.Fields(d.model.View()), ""); !strings.Contains(said, "Savedto"+folder+"/constants.php,") {
		t.Errorf("the screen does not name the file:\n%s", d.view())
	}
}

func TestAWrongIDNamesTheListWhereThereIsOne(t *testing.T) {
	t.Parallel()
	d := newDriver(t, 80, 24)
	d.toAnswered()
	d.press(tea.KeyTab, tea.KeyCtrlU)
	d.paste("web2")
	d.press(tea.KeyTab, tea.KeyShiftTab)
	view := d.view()
	for _, want := range []string{"This is not an id", "Choose from the list", "ctrl+l list", "ctrl+c leave"} {
		if !strings.Contains(view, want) {
			t.Errorf("no %q on the screen:\n%s", want, view)
		}
	}
}
