package setup

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"enhance-wizard/ui/component"
	"enhance-wizard/ui/text"
)

// finished shows the receipt.
type finished struct {
	config Config
	area   *component.Scroll
}

func newFinished(c Config) *finished { return &finished{config: c, area: component.NewScroll(c.Theme)} }

func (p *finished) enter() tea.Cmd { return nil }
func (p *finished) leave()         {}
func (p *finished) back() bool     { return false }

func (p *finished) update(msg tea.Msg) tea.Cmd {
	if pressed, ok := msg.(tea.KeyMsg); ok {
		switch {
		case typed(pressed, keys.dashboard):
			return send(DashboardMsg{})
		case typed(pressed, keys.quit):
			return tea.Quit
		}
	}
	return p.area.Update(msg)
}

func (p *finished) keys() []key.Binding {
	all := []key.Binding{keys.dashboard, keys.quit}
	if !p.area.Fits() {
		all = append(all, keys.scroll)
	}
	return all
}

func (p *finished) view(width, height int) string {
	receipt := p.config.Session.Receipt()
	if receipt == nil {
		return ""
	}
	var lines []string
	for i, line := range text.Receipt(*receipt) {
		look := p.config.Theme.Text
		if i == 0 {
			look = p.config.Theme.OK
		}
		for _, part := range component.Wrap(line, width) {
			lines = append(lines, look.Render(part))
		}
		if i == 0 {
			lines = append(lines, "")
		}
	}
	p.area.SetSize(width, height)
	p.area.SetLines(lines)
	return p.area.View()
}
