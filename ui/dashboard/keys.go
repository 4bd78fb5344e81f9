package dashboard

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"enhance-wizard/ui/text"
)

// keys are those of the dashboard. Letters are off while something is typed.
var keys = struct {
	up, down, pageUp, pageDown, first, last           key.Binding
	open, back, filter, sort, refresh, refreshAll     key.Binding
	problem, previous, copy, help, quit, accept, drop key.Binding
}{
	up:         binding("dashboard.key.up", "up/k", "up", "k"),
	down:       binding("dashboard.key.down", "down/j", "down", "j"),
	pageUp:     binding("dashboard.key.pageup", "pgup", "pgup", "ctrl+b"),
	pageDown:   binding("dashboard.key.pagedown", "pgdn", "pgdown", "ctrl+f", " "),
	first:      binding("dashboard.key.first", "home/g", "home", "g"),
	last:       binding("dashboard.key.last", "end/G", "end", "G"),
	open:       binding("dashboard.key.open", "enter", "enter"),
	back:       binding("dashboard.key.back", "esc", "esc"),
	filter:     binding("dashboard.key.filter", "/", "/"),
	sort:       binding("dashboard.key.sort", "s", "s"),
	refresh:    binding("dashboard.key.refresh", "r", "r"),
	refreshAll: binding("dashboard.key.refreshall", "R", "R"),
	problem:    binding("dashboard.key.problem", "n", "n"),
	previous:   binding("dashboard.key.previous", "N", "N"),
	copy:       binding("dashboard.key.copy", "c", "c"),
	help:       binding("dashboard.key.help", "?", "?"),
	quit:       binding("dashboard.key.quit", "q", "q"),
	accept:     binding("dashboard.key.accept", "enter", "enter"),
	drop:       binding("dashboard.key.drop", "esc", "esc"),
}

func binding(word, name string, pressed ...string) key.Binding {
	return key.NewBinding(key.WithKeys(pressed...), key.WithHelp(name, text.Say(word)))
}

// pressed tells whether a key was pressed, as opposed to text that was pasted.
func pressed(msg tea.KeyMsg, b key.Binding) bool { return !msg.Paste && key.Matches(msg, b) }

// Keys implements component.Page.
func (m *Model) Keys() []key.Binding {
	switch m.mode {
	case filtering:
		return []key.Binding{keys.accept, keys.drop}
	case detailed:
		return []key.Binding{keys.back, keys.problem, keys.refresh, keys.copy, keys.pageDown, keys.help, keys.quit}
	case helping:
		return []key.Binding{keys.back, keys.pageDown, keys.quit}
	default:
		return m.browsingKeys()
	}
}

// browsingKeys leaves out what needs a row where there is none.
func (m *Model) browsingKeys() []key.Binding {
	var all []key.Binding
	if m.filter.active() {
		all = append(all, keys.drop)
	}
	if m.list.selected() == nil {
		return append(all, keys.refreshAll, keys.help, keys.quit)
	}
	return append(all, keys.open, keys.help, keys.quit, keys.problem, keys.filter, keys.refresh, keys.refreshAll, keys.sort)
}
