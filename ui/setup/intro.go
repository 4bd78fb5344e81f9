package setup

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"enhance-wizard/ui/component"
	"enhance-wizard/ui/text"
)

// intro says what will happen, what was found here, and what is needed.
type intro struct {
	config Config
	area   *component.Scroll
}

func newIntro(c Config) *intro { return &intro{config: c, area: component.NewScroll(c.Theme)} }

func (p *intro) enter() tea.Cmd { return nil }
func (p *intro) leave()         {}
func (p *intro) back() bool     { return false }

func (p *intro) update(msg tea.Msg) tea.Cmd {
	if pressed, ok := msg.(tea.KeyMsg); ok && typed(pressed, keys.next) {
		return send(nextMsg{})
	}
	return p.area.Update(msg)
}

func (p *intro) keys() []key.Binding {
	all := []key.Binding{keys.next, keys.leave}
	if !p.area.Fits() {
		all = append(all, keys.scroll)
	}
	return all
}

func (p *intro) view(width, height int) string {
	var lines []string
	part := func(title string, items ...string) {
		lines = append(lines, p.config.Theme.Title.Render(text.Say(title)))
		for _, item := range items {
			lines = append(lines, bullet(item, width)...)
		}
	}
	part("intro.found", text.Found(p.config.Session.Found())...)
	part("intro.need", text.Say("intro.need.url"), text.NeededToken(p.config.Session), text.Say("intro.need.once"))
	part("intro.will", text.Say("intro.will.1"), text.Say("intro.will.2"), text.Say("intro.will.3"))
	part("intro.willnot", text.Say("intro.willnot.1"), text.Say("intro.willnot.2"))
	p.area.SetSize(width, height)
	p.area.SetLines(lines)
	return p.area.View()
}

// bullet wraps an item under its dash.
func bullet(item string, width int) []string {
	wrapped := component.Wrap(text.Clean(item), width-4)
	for i, line := range wrapped {
		lead := "    "
		if i == 0 {
			lead = "  - "
		}
		wrapped[i] = lead + line
	}
	return wrapped
}
