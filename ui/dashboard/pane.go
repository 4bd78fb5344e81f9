package dashboard

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"enhance-wizard/ui/component"
)

// pane covers the table for a while. Panes lie one on the other: esc leads
// back to what was there before.
type pane interface {
	// title stands above it.
	title() string
	// draw makes its lines for a room. It is called after every message.
	draw(width, height int)
	view() string
	// press takes the keys that do not mean the same everywhere.
	press(msg tea.KeyMsg) tea.Cmd
	keys() []key.Binding
	// typing tells whether letters are text.
	typing() bool
}

// front is the pane that takes the keys, nil when that is the table.
func (m *Model) front() pane {
	if len(m.panes) == 0 {
		return nil
	}
	return m.panes[len(m.panes)-1]
}

func (m *Model) open(p pane) { m.panes = append(m.panes, p) }

func (m *Model) back() { m.panes = m.panes[:len(m.panes)-1] }

// scrolled is what panes have in common that show lines to read.
type scrolled struct{ *component.Scroll }

func (s scrolled) view() string { return s.View() }

func (scrolled) typing() bool { return false }

// travel moves the lines and tells whether the key is for that.
func (s scrolled) travel(msg tea.KeyMsg) bool {
	switch {
	case pressed(msg, keys.up):
		s.Move(-1)
	case pressed(msg, keys.down):
		s.Move(1)
	case pressed(msg, keys.pageUp):
		s.Update(tea.KeyMsg{Type: tea.KeyPgUp})
	case pressed(msg, keys.pageDown):
		s.Update(tea.KeyMsg{Type: tea.KeyPgDown})
	case pressed(msg, keys.first):
		s.Home()
	case pressed(msg, keys.last):
		s.End()
	default:
		return false
	}
	return true
}
