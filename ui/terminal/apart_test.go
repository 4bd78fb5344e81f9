package terminal

import (
	"slices"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
)

func TestKeysThatArriveTogetherAreTakenApart(t *testing.T) {
	t.Parallel()
	letters := func(s string, alt bool) tea.KeyMsg { return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(s), Alt: alt} }
	for _, test := range []struct {
		name string
		msg  tea.KeyMsg
		want []string
	}{
		{"one letter", letters("j", false), []string{"j"}},
		{"a key held down", letters("jjj", false), []string{"j", "j", "j"}},
		{"esc and a letter", letters("r", true), []string{"esc", "r"}},
		{"esc and a space", tea.KeyMsg{Type: tea.KeySpace, Runes: []rune{' '}, Alt: true}, []string{"esc", " "}},
		{"esc and enter", tea.KeyMsg{Type: tea.KeyEnter, Alt: true}, []string{"esc", "enter"}},
		{"esc and down", tea.KeyMsg{Type: tea.KeyDown, Alt: true}, []string{"esc", "down"}},
		{"esc twice", tea.KeyMsg{Type: tea.KeyEsc, Alt: true}, []string{"esc", "esc"}},
		{"a word taken back", tea.KeyMsg{Type: tea.KeyBackspace, Alt: true}, []string{"alt+backspace"}},
		{"a word to the left", tea.KeyMsg{Type: tea.KeyLeft, Alt: true}, []string{"alt+left"}},
		{"a paste", tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("qq"), Paste: true}, []string{"[qq]"}},
	} {
		var got []string
		for _, key := range apart(test.msg) {
			got = append(got, key.String())
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}
