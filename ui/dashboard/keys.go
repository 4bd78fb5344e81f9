package dashboard

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"enhance-wizard/ui/text"
)

// keys are those of the dashboard. Letters are off while something is typed.
var keys = struct {
	up, down, pageUp, pageDown, first, last       key.Binding
	open, back, filter, sort, refresh, refreshAll key.Binding
	problem, previous, copy, help, quit           key.Binding
	add, remove, issue, stop, progress            key.Binding
	log, only, all, reread, send, accept, drop    key.Binding
}{
	up:         binding("dashboard.key.up", "up/k", "up", "k"),
	down:       binding("dashboard.key.down", "down/j", "down", "j"),
	pageUp:     binding("dashboard.key.pageup", "pgup", "pgup", "ctrl+b", "ctrl+u"),
	pageDown:   binding("dashboard.key.pagedown", "pgdn", "pgdown", "ctrl+f", "ctrl+d", " "),
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

	add:      binding("dashboard.key.add", "a", "a"),
	remove:   binding("dashboard.key.remove", "d", "d"),
	issue:    binding("dashboard.key.issue", "i", "i"),
	stop:     binding("dashboard.key.stop", "x", "x"),
	progress: binding("dashboard.key.progress", "p", "p"),

	log:    binding("dashboard.key.log", "l", "l"),
	only:   binding("dashboard.key.only", "f", "f"),
	all:    binding("dashboard.key.all", "f", "f"),
	reread: binding("dashboard.key.reread", "r", "r"),
	send:   binding("dashboard.key.send", "enter", "enter"),
	accept: binding("dashboard.key.accept", "enter", "enter"),
	drop:   binding("dashboard.key.drop", "esc", "esc"),
}

// promptKeys are what enter does where a change is asked for.
var promptKeys = map[change]key.Binding{
	adding:   binding("dashboard.key.do.add", "enter", "enter"),
	removing: binding("dashboard.key.do.remove", "enter", "enter"),
	issuing:  binding("dashboard.key.do.issue", "enter", "enter"),
}

func binding(word, name string, pressed ...string) key.Binding {
	return key.NewBinding(key.WithKeys(pressed...), key.WithHelp(name, text.Say(word)))
}

// pressed tells whether a key was pressed, as opposed to text that was pasted.
func pressed(msg tea.KeyMsg, b key.Binding) bool { return !msg.Paste && key.Matches(msg, b) }

// Keys implements component.Page.
func (m *Model) Keys() []key.Binding {
	switch p := m.front(); {
	case p != nil:
		return p.keys()
	case m.typing:
		return []key.Binding{keys.accept, keys.drop}
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
		return append(append(all, m.changes(keys.add)...), keys.refreshAll, keys.help, keys.quit)
	}
	all = append(all, keys.open, keys.help, keys.quit, keys.problem, keys.filter)
	all = append(all, m.changes(keys.issue, keys.add, keys.remove)...)
	all = append(append(all, keys.copy), m.reading(keys.log)...)
	return append(all, keys.refresh, keys.refreshAll, keys.sort)
}

// reading are the keys that read the log, none where there is no WordPress.
func (m *Model) reading(bindings ...key.Binding) []key.Binding {
	if m.config.Log == nil {
		return nil
	}
	return bindings
}

// changes are the keys that change something at the panel, none where there is
// no panel.
func (m *Model) changes(bindings ...key.Binding) []key.Binding {
	if m.config.Panel == nil {
		return nil
	}
	return bindings
}
