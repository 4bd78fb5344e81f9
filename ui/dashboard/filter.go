package dashboard

import (
	"strings"

	"github.com/charmbracelet/bubbles/cursor"
	"github.com/charmbracelet/bubbles/key"
	"github.com/charmbracelet/bubbles/textinput"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"enhance-wizard/ui/component"
	"enhance-wizard/ui/style"
	"enhance-wizard/ui/text"
)

// filter is the line in which one types what the rows shall hold.
type filter struct {
	input textinput.Model
	width int
	hints string // the keys, as they stand at the right end
}

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

// fit leaves room for what ends the typing, where there is enough. Before
// anything is typed the line says what can be.
func (f *filter) fit(theme style.Theme, keys []key.Binding, width int) {
	const least, gap = 20, 2
	f.hints = component.KeyBar(theme, keys, width)
	room := width - ansi.StringWidth(f.hints) - gap
	if f.input.Value() == "" || room < least {
		f.hints, room = "", width
	}
	f.input.Width = max(1, room-len(f.input.Prompt)-1) // one is the cursor's
	f.input.SetCursor(f.input.Position())
	f.width = width
}

// line is what is typed, and what ends that.
func (f *filter) line() string {
	room := f.width - ansi.StringWidth(f.hints)
	return component.Fit(f.input.View(), room, "") + f.hints
}

// update takes a key and tells whether the words became others.
func (f *filter) update(msg tea.KeyMsg) bool {
	before := f.input.Value()
	f.input, _ = f.input.Update(msg)
	return f.input.Value() != before
}
