package dashboard

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"enhance-wizard/enhance/diagnose"
	"enhance-wizard/ui/component"
	"enhance-wizard/ui/style"
	"enhance-wizard/ui/text"
)

// help explains the keys, the states and the marks.
type help struct {
	scrolled
	m *Model
}

func newHelp(m *Model) *help { return &help{scrolled{component.NewScroll(m.config.Theme)}, m} }

func (h *help) title() string { return text.Say("dashboard.title") }

func (h *help) keys() []key.Binding { return []key.Binding{keys.back, keys.pageDown, keys.quit} }

func (h *help) press(msg tea.KeyMsg) tea.Cmd {
	h.travel(msg)
	return nil
}

func (h *help) draw(width, height int) {
	h.SetLines(helpLines(h.m.config.Theme, width))
	h.SetSize(width, height)
}

// explained are the keys, as the help lists them.
func explained() []key.Binding {
	return []key.Binding{
		keys.up, keys.down, keys.pageUp, keys.pageDown, keys.first, keys.last, keys.open, keys.back, keys.problem, keys.previous,
		keys.filter, keys.sort, keys.refresh, keys.refreshAll, keys.issue, keys.add, keys.remove, keys.progress, keys.stop,
		keys.log, keys.only, keys.copy, keys.help, keys.quit,
	}
}

func helpLines(theme style.Theme, width int) []string {
	lines := []string{"", theme.Title.Render(text.Say("dashboard.help.keys"))}
	for _, b := range explained() {
		lines = append(lines, entry(theme.Key.Render(component.Fit(b.Help().Key, entryWidth, "")), b.Help().Desc, width)...)
	}
	lines = append(lines, "", theme.Title.Render(text.Say("dashboard.help.states")))
	for _, state := range diagnose.States() {
		mark, look := stateLook(theme, state)
		name := look.Render(component.Fit(mark+" "+word(state), entryWidth, ""))
		lines = append(lines, entry(name, text.Say("dashboard.help.state."+string(state)), width)...)
	}
	lines = append(lines, "", theme.Title.Render(text.Say("dashboard.help.marks")))
	for _, mark := range []struct{ sign, means string }{
		{theme.Marks.Working, text.Say("dashboard.help.checking")},
		{theme.Marks.Changed, text.Say("dashboard.help.changed")},
		{theme.Marks.Stale, text.Say("dashboard.help.stale")},
	} {
		lines = append(lines, entry(component.Fit(mark.sign, entryWidth, ""), mark.means, width)...)
	}
	return lines
}

// entryWidth is the width of what the help explains.
const entryWidth = 12

func entry(name, means string, width int) []string {
	var lines []string
	for i, line := range component.Wrap(means, width-entryWidth-3) {
		if i > 0 {
			name = component.Fit("", entryWidth, "")
		}
		lines = append(lines, "  "+name+" "+line)
	}
	return lines
}
