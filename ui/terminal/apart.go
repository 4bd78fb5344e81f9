package terminal

import tea "github.com/charmbracelet/bubbletea"

// apart gives the keys that were pressed, one at a time. bubbletea joins those
// that arrive together, as they do over a slow line: letters of a key that is
// held down become "jjj", and esc with the next key becomes alt and that key.
// No model knows such keys, and no screen has a key with alt of its own.
func apart(msg tea.KeyMsg) []tea.KeyMsg {
	if msg.Paste {
		return []tea.KeyMsg{msg}
	}
	var keys []tea.KeyMsg
	if msg.Alt && followsEsc(msg.Type) {
		keys = append(keys, tea.KeyMsg{Type: tea.KeyEsc})
		msg.Alt = false
	}
	if msg.Type != tea.KeyRunes || len(msg.Runes) < 2 {
		return append(keys, msg)
	}
	for _, letter := range msg.Runes {
		keys = append(keys, tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{letter}, Alt: msg.Alt})
	}
	return keys
}

// followsEsc tells the keys that people press after esc. With the others, such
// as backspace and left, alt means a word in a text that is edited.
func followsEsc(kind tea.KeyType) bool {
	switch kind {
	case tea.KeyRunes, tea.KeySpace, tea.KeyEnter, tea.KeyTab, tea.KeyEsc, tea.KeyUp, tea.KeyDown:
		return true
	default:
		return false
	}
}
