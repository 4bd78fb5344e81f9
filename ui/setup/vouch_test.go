package setup

import (
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"enhance-wizard/ui/text"
	"enhance-wizard/wizard"
)

// toStranger types the address of a panel whose authority nobody knows.
func (d *driver) toStranger() {
	d.toCredentials()
	d.paste(d.panel.URL())
	d.press(tea.KeyTab, tea.KeyShiftTab) // the check begins when the field is left
}

// vouch compares its key.
func (d *driver) vouch() {
	d.toStranger()
	d.press(tea.KeyEnter)
	d.paste(d.digits())
	d.press(tea.KeyEnter)
}

func TestEnterAlonePinsNothing(t *testing.T) {
	t.Parallel()
	d := newDriver(t, 80, 24, unknown)
	d.toStranger()
	d.press(tea.KeyEnter, tea.KeyEnter, tea.KeyEnter)
	if _, still := d.model.config.Session.Stranger(); !still || len(d.panel.Requests()) != 0 {
		t.Errorf("a key was pinned, or something was sent (%d requests)", len(d.panel.Requests()))
	}
	d.press(tea.KeyEscape)
	d.step(wizard.Credentials)
	if strings.Contains(d.model.View(), "Is this your panel?") {
		t.Errorf("esc does not close the certificate:\n%s", d.model.View())
	}
}

func TestTheComparisonIsWholeInSmallWindows(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{30, 8}, {40, 12}, {80, 24}} {
		d := newDriver(t, size[0], size[1], unknown)
		d.toStranger()
		d.press(tea.KeyEnter)
		d.fits(size[0], size[1])
		seen := d.model.View()
		for range 20 {
			d.press(tea.KeyPgDown)
			seen += d.model.View()
		}
		stranger, _ := d.model.config.Session.Stranger()
		command := text.FingerprintCommand(stranger.Base, size[0]-margin-2)
		for _, part := range append(command, d.digits(), "WordPress") {
			if !strings.Contains(seen, part) {
				t.Errorf("%v: %q is nowhere", size, part)
			}
		}
		for _, line := range command { // a blank behind a backslash would end the command there
			if !strings.Contains(seen, "  "+line+"\n") {
				t.Errorf("%v: %q cannot be copied", size, line)
			}
		}
	}
}

func TestAPinnedPanelGoesOnAsAnyOther(t *testing.T) {
	t.Parallel()
	d := newDriver(t, 80, 24, unknown)
	d.vouch()
	d.press(tea.KeyTab)
	d.paste(testToken)
	d.press(tea.KeyEnter)
	d.step(wizard.Connection)
	if !strings.Contains(d.model.View(), "to its field") {
		t.Errorf("no key leads from the concern to its field:\n%s", d.model.View())
	}
	d.letter("f")
	d.step(wizard.Credentials)
	if !strings.Contains(d.model.View(), "> Panel URL") {
		t.Errorf("the key is the panel's, and another field is entered:\n%s", d.model.View())
	}
	d.press(tea.KeyEnter)
	d.step(wizard.Connection)
	d.press(tea.KeyEnter, tea.KeyEnter)
	d.step(wizard.Finished)
	if !strings.Contains(d.model.View(), "sha256:") {
		t.Errorf("the receipt does not say which key is accepted:\n%s", d.model.View())
	}
}
