package component

import (
	"strings"
	"unicode"

	tea "github.com/charmbracelet/bubbletea"
)

// cleanKey takes out of typed or pasted text what cannot belong to the value.
// Text copied from a web page brings line ends and zero-width characters.
func (f *Field) cleanKey(msg tea.KeyMsg) tea.KeyMsg {
	if msg.Type != tea.KeyRunes && msg.Type != tea.KeySpace {
		return msg
	}
	typed := string(msg.Runes)
	if msg.Paste {
		typed = f.clean(typed)
	} else {
		typed = strings.Map(f.keep, typed)
	}
	msg.Type = tea.KeyRunes // a space that was taken out is no key press any more
	msg.Runes = []rune(typed)
	return msg
}

// clean does it for a whole value, whose ends carry no white space.
func (f *Field) clean(value string) string {
	return strings.TrimSpace(strings.Map(f.keep, value))
}

func (f *Field) keep(r rune) rune {
	switch {
	case isInvisible(r):
		return -1
	case unicode.IsSpace(r):
		if f.options.Secret {
			return -1
		}
		return ' '
	case unicode.IsControl(r):
		return -1
	default:
		return r
	}
}

// isInvisible knows the characters without width that come along with copied text.
func isInvisible(r rune) bool {
	return unicode.Is(unicode.Cf, r) || r == 0x034f || r >= 0xfe00 && r <= 0xfe0f
}
