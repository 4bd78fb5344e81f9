package dashboard

import (
	"strconv"
	"strings"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"

	"enhance-wizard/enhance/diagnose"
	"enhance-wizard/ui/component"
	"enhance-wizard/ui/text"
)

// header is the title, how many domains are in which state, when they were
// checked, and what is wrong with the checking itself.
func (m *Model) header(width int) []string {
	title, _, _ := strings.Cut(component.Header(m.config.Theme, m.title(), width), "\n")
	lines := append([]string{title, m.counts(width), m.times(width)}, m.errandLine(width)...)
	return append(lines, m.troubles(width)...)
}

func (m *Model) title() component.HeaderOptions {
	return component.HeaderOptions{Title: text.Say("dashboard.title"), Aside: m.config.Site}
}

// counts says how many domains are in each state, with words where they fit,
// and shows it as a bar where there is room for one.
func (m *Model) counts(width int) string {
	line, used := m.tally(true)
	if used > width {
		line, used = m.tally(false)
	}
	const least, most = 12, 40
	if room := width - used - 2; room >= least && m.list.total() > 0 {
		line += strings.Repeat(" ", 2+room-min(room, most)) + m.bar(min(room, most))
	}
	return component.Cut(line, width, m.config.Theme.Marks.More)
}

// tally lists the states that occur, and says how wide that is.
func (m *Model) tally(words bool) (line string, width int) {
	theme := m.config.Theme
	parts := []string{theme.Title.Render(text.Count("dashboard.domains", m.list.total()))}
	add := func(n int, mark, name string, look lipgloss.Style) {
		if n == 0 {
			return
		}
		part := mark + " " + strconv.Itoa(n)
		if words {
			part = mark + " " + text.Say("dashboard.count", "n", n, "state", name)
		}
		parts = append(parts, look.Render(part))
	}
	for _, state := range diagnose.States() {
		mark, look := stateLook(theme, state)
		add(m.list.counts[state], mark, word(state), look)
	}
	add(m.list.waiting, theme.Marks.NotYet, text.Say("word.unchecked"), theme.Dim)
	line = strings.Join(parts, "  ")
	return line, ansi.StringWidth(line)
}

// bar gives every state its share of width cells, and at least one where it
// occurs. It is made of the states' marks, so it needs no colour.
func (m *Model) bar(width int) string {
	total, rest := m.list.total(), width
	var b strings.Builder
	for _, state := range diagnose.States() {
		n := m.list.counts[state]
		if n == 0 {
			continue
		}
		cells := min(max(1, n*width/total), rest)
		mark, look := stateLook(m.config.Theme, state)
		b.WriteString(look.Render(strings.Repeat(mark, cells)))
		rest -= cells
	}
	mark, look := stateLook(m.config.Theme, lastState(m.list))
	b.WriteString(look.Render(strings.Repeat(mark, rest)))
	return b.String()
}

// lastState is the one that takes the cells which rounding has left over.
func lastState(l *list) diagnose.State {
	if l.waiting > 0 {
		return ""
	}
	states := diagnose.States()
	for i := len(states) - 1; i >= 0; i-- {
		if l.counts[states[i]] > 0 {
			return states[i]
		}
	}
	return ""
}

// times says when the domains were checked and will be again, and what the
// table leaves out.
func (m *Model) times(width int) string {
	sweep, now := m.state.sweep, m.now
	var parts []string
	if m.filter.active() {
		parts = append(parts, text.Say("dashboard.filtered",
			"shown", len(m.list.shown), "total", m.list.total(), "filter", m.filter.input.Value()))
	}
	switch {
	case m.state.closed:
		parts = append(parts, text.Say("dashboard.stopped"))
	case sweep.Started.IsZero():
		parts = append(parts, text.Say("dashboard.starting"))
	case sweep.Ended.IsZero():
		parts = append(parts, text.Say("dashboard.checking", "time", clock(sweep.Started, now)))
	default:
		checked, next := clock(sweep.Ended, now), clock(sweep.Next, now)
		if checked == next { // where a minute is longer than the interval
			checked, next = second(sweep.Ended), second(sweep.Next)
		}
		parts = append(parts, text.Say("dashboard.checked", "time", checked))
		if !sweep.Next.IsZero() {
			parts = append(parts, text.Say("dashboard.next", "time", next))
		}
	}
	if m.list.by != byState {
		parts = append(parts, text.Say("dashboard.sorted", "by", m.list.by.word()))
	}
	line := strings.Join(parts, ", ")
	if end := m.tokenEnd(); end != "" && ansi.StringWidth(line+", "+end) <= width { // it is far, and no part of a date says anything
		line += ", " + end
	}
	theme := m.config.Theme
	return theme.Dim.Render(component.Cut(line, width, theme.Marks.More))
}
