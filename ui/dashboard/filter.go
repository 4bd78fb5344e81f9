package dashboard

import (
	"strings"

	"github.com/charmbracelet/bubbles/cursor"
	"github.com/charmbracelet/bubbles/textinput"
	tea "github.com/charmbracelet/bubbletea"

	"enhance-wizard/ui/style"
	"enhance-wizard/ui/text"
)

// filter is the line in which one types what the rows shall hold.
type filter struct{ input textinput.Model }

func newFilter(theme style.Theme) *filter {
	input := textinput.New()
	input.Prompt = "/ "
	input.PromptStyle = theme.Accent
	input.TextStyle = theme.Text
	input.Placeholder = text.Say("dashboard.filter.placeholder")
	input.PlaceholderStyle = theme.Dim
	input.CharLimit = 256
	input.Cursor.SetMode(cursor.CursorStatic)
	input.Cursor.Style = theme.Cursor
	input.Cursor.TextStyle = theme.Dim
	input.KeyMap.Paste.SetEnabled(false) // it would read the server's clipboard
	return &filter{input: input}
}

// words are what the rows must hold, each of them.
func (f *filter) words() []string { return strings.Fields(strings.ToLower(f.input.Value())) }

// active tells whether rows are left out.
func (f *filter) active() bool { return len(f.words()) > 0 }

// update takes a key and tells whether the words became others.
func (f *filter) update(msg tea.KeyMsg) bool {
	before := f.input.Value()
	f.input, _ = f.input.Update(msg)
	return f.input.Value() != before
}
