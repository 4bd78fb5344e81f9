package setup

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"enhance-wizard/ui/text"
)

// keys are those of the steps. Their help words come from the catalogue.
var keys = struct {
	next, back, leave, field, previous, list, recheck key.Binding
	retest, fix, scroll, diff, choose, dashboard      key.Binding
	quit, toggle, accept, certificate, jump, sideways key.Binding
}{
	next:        binding("key.next", "enter", "enter"),
	back:        binding("key.back", "esc", "esc"),
	leave:       binding("key.leave", "ctrl+c", "ctrl+c"),
	field:       binding("key.field", "tab", "tab", "down"),
	previous:    key.NewBinding(key.WithKeys("shift+tab", "up")),
	list:        binding("key.choose", "ctrl+l", "ctrl+l"),
	recheck:     binding("key.recheck", "ctrl+r", "ctrl+r"),
	retest:      binding("key.retest", "r", "r"),
	fix:         binding("key.fix", "enter", "enter"),
	scroll:      binding("key.scroll", "pgup/pgdn", "pgup", "pgdown"),
	sideways:    binding("key.sideways", "left/right", "left", "right"),
	diff:        binding("key.diff", "d", "d"),
	choose:      binding("key.accept", "enter", "enter"),
	accept:      binding("key.accept.pin", "enter", "enter"),
	certificate: binding("key.certificate", "enter", "enter"),
	jump:        binding("key.jump", "f", "f"),
	toggle:      binding("key.toggle", "space", " ", "x"),
	quit:        binding("key.quit", "q", "q"),
	dashboard:   binding("key.dashboard", "d", "d", "enter"),
}

func binding(word, name string, pressed ...string) key.Binding {
	return key.NewBinding(key.WithKeys(pressed...), key.WithHelp(name, text.Say(word)))
}

// typed tells whether a key was pressed, as opposed to text that was pasted:
// a pasted "q" is no command.
func typed(msg tea.KeyMsg, b key.Binding) bool { return !msg.Paste && key.Matches(msg, b) }

func send(msg tea.Msg) tea.Cmd { return func() tea.Msg { return msg } }
