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

func (h *help) title() string { return text.Say("dashboard.help.title") }

func (h *help) keys() []key.Binding { return []key.Binding{keys.back, keys.pageDown, keys.quit} }

func (h *help) press(msg tea.KeyMsg) tea.Cmd {
	h.travel(msg)
	return nil
}

func (h *help) draw(width, height int) {
	h.SetLines(helpLines(h.m.config.Theme, width))
	h.SetSize(width, height)
}

// explanation is a key with what it does, in more words than the key bar has.
type explanation struct {
	key.Binding
	means string
}

// explained are the keys, as the help lists them.
func explained() []explanation {
	short := func(b key.Binding) explanation { return explanation{b, b.Help().Desc} }
	long := func(b key.Binding, word string) explanation { return explanation{b, text.Say(word)} }
	return []explanation{
		short(keys.up), short(keys.down), short(keys.pageUp), short(keys.pageDown), short(keys.first), short(keys.last),
		long(keys.open, "dashboard.help.key.open"), short(keys.back), short(keys.problem), short(keys.previous),
		long(keys.filter, "dashboard.help.key.filter"), long(keys.sort, "dashboard.help.key.sort"),
		long(keys.refresh, "dashboard.help.key.refresh"), long(keys.refreshAll, "dashboard.help.key.refreshall"),
		long(keys.issue, "dashboard.help.key.issue"), long(keys.add, "dashboard.help.key.add"),
		long(keys.remove, "dashboard.help.key.remove"), long(keys.progress, "dashboard.help.key.progress"),
		long(keys.stop, "dashboard.help.key.stop"), long(keys.log, "dashboard.help.key.log"),
		long(keys.only, "dashboard.help.key.only"), long(keys.copy, "dashboard.help.key.copy"),
		short(keys.help), short(keys.quit),
	}
}

func helpLines(theme style.Theme, width int) []string {
	lines := []string{"", theme.Title.Render(text.Say("dashboard.help.keys"))}
	for _, b := range explained() {
		lines = append(lines, entry(theme.Key.Render(component.Fit(b.Help().Key, entryWidth, "")), b.means, width)...)
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
