package dashboard

import (
	"github.com/charmbracelet/bubbles/key"

	"enhance-wizard/enhance/diagnose"
	"enhance-wizard/ui/component"
	"enhance-wizard/ui/text"
)

// helpLines explain the keys, the states and the marks.
func (m *Model) helpLines(width int) []string {
	theme := m.config.Theme
	lines := []string{"", theme.Title.Render(text.Say("dashboard.help.keys"))}
	for _, b := range []key.Binding{
		keys.up, keys.down, keys.pageUp, keys.pageDown, keys.first, keys.last, keys.open, keys.back, keys.problem, keys.previous,
		keys.filter, keys.sort, keys.refresh, keys.refreshAll, keys.copy, keys.help, keys.quit,
	} {
		lines = append(lines, m.entry(theme.Key.Render(component.Fit(b.Help().Key, entryWidth, "")), b.Help().Desc, width)...)
	}
	lines = append(lines, "", theme.Title.Render(text.Say("dashboard.help.states")))
	for _, state := range diagnose.States() {
		mark, look := stateLook(theme, state)
		name := look.Render(component.Fit(mark+" "+word(state), entryWidth, ""))
		lines = append(lines, m.entry(name, text.Say("dashboard.help.state."+string(state)), width)...)
	}
	lines = append(lines, "", theme.Title.Render(text.Say("dashboard.help.marks")))
	for _, mark := range []struct{ sign, means string }{
		{theme.Marks.Working, text.Say("dashboard.help.checking")},
		{theme.Marks.Changed, text.Say("dashboard.help.changed")},
		{theme.Marks.Stale, text.Say("dashboard.help.stale")},
	} {
		lines = append(lines, m.entry(component.Fit(mark.sign, entryWidth, ""), mark.means, width)...)
	}
	return lines
}

// entryWidth is the width of what the help explains.
const entryWidth = 12

func (m *Model) entry(name, means string, width int) []string {
	var lines []string
	for i, line := range component.Wrap(means, width-entryWidth-3) {
		if i > 0 {
			name = component.Fit("", entryWidth, "")
		}
		lines = append(lines, "  "+name+" "+line)
	}
	return lines
}
