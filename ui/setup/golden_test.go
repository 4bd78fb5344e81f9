package setup

import (
	"fmt"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/exp/golden"

	"enhance-wizard/enhance/paneltest"
	"enhance-wizard/wizard"
)

// TestScreens holds every state of every step at the sizes people have.
func TestScreens(t *testing.T) {
	t.Parallel()
	screens := []struct {
		name   string
		play   func(*driver)
		step   wizard.Step
		change []func(*wizard.Options)
	}{
		{"intro", func(*driver) {}, wizard.Intro, nil},
		{"credentials-empty", func(d *driver) { d.toCredentials() }, wizard.Credentials, nil},
		{"credentials-http", func(d *driver) {
			d.toCredentials()
			d.paste("http://panel.example.com")
		}, wizard.Credentials, nil},
		{"credentials-token-refused", func(d *driver) {
			d.toCredentials()
			d.paste(d.panel.URL())
			d.press(tea.KeyTab)
			d.paste("wrong-" + testToken)
		}, wizard.Credentials, nil},
		{"credentials-ok", func(d *driver) {
			d.toAnswered()
		}, wizard.Credentials, nil},
		{"picker", func(d *driver) {
			d.toAnswered()
			d.press(tea.KeyTab, tea.KeyCtrlL)
		}, wizard.Credentials, nil},
		{"connection-passed", func(d *driver) { d.toConnection() }, wizard.Connection, nil},
		{"connection-failed", func(d *driver) {
			d.toAnswered()
			d.panel.Fault(paneltest.Match{Path: "/servers"}, paneltest.ServerError(500))
			d.press(tea.KeyEnter)
		}, wizard.Connection, nil},
		{"review", func(d *driver) { d.toReview() }, wizard.Reviewing, nil},
		{"review-whole-diff", func(d *driver) {
			d.toReview()
			d.letter("d")
		}, wizard.Reviewing, nil},
		{"review-confirm", func(d *driver) {
			d.toReview()
			d.press(tea.KeyDown, tea.KeyEnter)
		}, wizard.Reviewing, nil},
		{"credentials-checking", func(d *driver) {
			d.toCredentials()
			d.paste(d.panel.URL())
			d.press(tea.KeyTab)
			d.model.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(testToken), Paste: true})
			d.model.Update(tea.KeyMsg{Type: tea.KeyEnter}) // and its answer does not come
		}, wizard.Credentials, nil},
		{"connection-running", func(d *driver) {
			d.toAnswered()
			d.model.Update(nextMsg{}) // and no answer comes
		}, wizard.Connection, nil},
		{"connection-back", func(d *driver) {
			d.toAnswered()
			d.panel.Fault(paneltest.Match{Path: "/servers"}, paneltest.Unauthorized())
			d.press(tea.KeyEnter, tea.KeyEnter) // it fails, and enter leads to the field
		}, wizard.Credentials, nil},
		{"stranger", func(d *driver) { d.toStranger() }, wizard.Credentials, []func(*wizard.Options){unknown}},
		{"stranger-compare", func(d *driver) {
			d.toStranger()
			d.press(tea.KeyEnter)
		}, wizard.Credentials, []func(*wizard.Options){unknown}},
		{"stranger-other-key", func(d *driver) {
			d.toStranger()
			d.press(tea.KeyEnter)
			d.paste("00000000")
			d.press(tea.KeyEnter)
		}, wizard.Credentials, []func(*wizard.Options){unknown}},
		{"stranger-pinned", func(d *driver) { d.vouch() }, wizard.Credentials, []func(*wizard.Options){unknown}},
		{"connection-concern", func(d *driver) {
			d.vouch()
			d.press(tea.KeyTab)
			d.paste(testToken)
			d.press(tea.KeyEnter)
		}, wizard.Connection, []func(*wizard.Options){unknown}},
		{"review-pinned", func(d *driver) {
			d.vouch()
			d.press(tea.KeyTab)
			d.paste(testToken)
			d.press(tea.KeyEnter, tea.KeyEnter)
		}, wizard.Reviewing, []func(*wizard.Options){unknown}},
	}
	for _, size := range []struct{ width, height int }{{80, 24}, {40, 12}, {120, 40}} {
		for _, screen := range screens {
			t.Run(fmt.Sprintf("%s-%dx%d", screen.name, size.width, size.height), func(t *testing.T) {
				t.Parallel()
				d := newDriver(t, size.width, size.height, screen.change...)
				screen.play(d)
				d.step(screen.step)
				d.fits(size.width, size.height)
				golden.RequireEqual(t, []byte(d.view()))
			})
		}
	}
}
