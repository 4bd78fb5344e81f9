package dashboard

import (
	"enhance-wizard/ui/component"
	"enhance-wizard/ui/text"
)

// troubles says what keeps the dashboard from the truth, and what to do. The
// last rows stay below.
func (m *Model) troubles(width int) []string {
	var lines []string
	add := func(trouble text.Explanation) { lines = append(lines, m.trouble(trouble, width)...) }
	if err := m.state.err; err != nil {
		why := text.Explain(err)
		what := text.Say("dashboard.source_failed", "shown", m.shown(), "what", why.What)
		add(text.Explanation{What: what, Next: why.Next})
	}
	if n := m.list.blind; n > 0 && m.state.swept && m.state.err == nil {
		add(text.Explanation{What: text.Count("dashboard.blind", n), Next: text.Say("dashboard.blind.next", "shown", m.shown())})
	}
	if silent := m.state.sweep.Silent; len(silent) > 0 {
		add(text.Silent(silent))
	}
	if warning, urgent := m.tokenWarning(); urgent {
		add(warning)
	}
	if err := m.state.stateErr; err != nil {
		why := text.Explain(err)
		add(text.Explanation{What: text.Say("dashboard.state_failed", "what", why.What), Next: why.Next})
	}
	return lines[:min(len(lines), m.roomForTroubles())]
}

// roomForTroubles is how many lines they may take from the rows.
func (m *Model) roomForTroubles() int {
	switch {
	case m.height < 16:
		return 2
	case m.height < 30:
		return 5
	default:
		return 9
	}
}

// shown says of when that is what is shown, as far as this run has seen
// anything that was whole.
func (m *Model) shown() string {
	if m.state.whole.IsZero() {
		return text.Say("dashboard.shown.before")
	}
	return text.Say("dashboard.shown.at", "time", clock(m.state.whole, m.now))
}

func (m *Model) trouble(trouble text.Explanation, width int) []string {
	theme := m.config.Theme
	var lines []string
	for _, line := range component.Wrap(theme.Marks.Warning+" "+trouble.What, width) {
		lines = append(lines, theme.Warning.Render(line))
	}
	for _, line := range component.Wrap(trouble.Next, width-2) {
		lines = append(lines, "  "+line)
	}
	return lines
}
