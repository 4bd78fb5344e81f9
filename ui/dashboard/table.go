package dashboard

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"enhance-wizard/ui/component"
	"enhance-wizard/ui/text"
)

// layout is what is the same for all lines at one size.
type layout struct {
	width   int
	told    sources
	name    int
	columns []column
	heading string
}

// line is a row as it was drawn, and what that depended on beside the row.
type line struct {
	text     string
	layout   *layout
	day      int
	sweep    int
	selected bool
}

// measure chooses the columns for the width.
func (m *Model) measure(width int, told sources) *layout {
	chosen, name := fitting(width, told)
	l := &layout{width: width, told: told, name: name, columns: chosen}
	var b strings.Builder
	b.WriteString(strings.Repeat(" ", marginWidth))
	b.WriteString(component.Fit(text.Say("dashboard.column.state"), stateWidth, ""))
	b.WriteString(" " + component.Fit(text.Say("dashboard.column.name"), name, ""))
	for _, c := range chosen {
		b.WriteString(" " + component.Fit(c.title, c.width, ""))
	}
	l.heading = m.config.Theme.Heading.Render(component.Fit(b.String(), width, ""))
	return l
}

// lines draws the rows in the window.
func (m *Model) lines() []string {
	window := m.list.window()
	lines := make([]string, 0, len(window))
	for i, r := range window {
		lines = append(lines, m.lineOf(r, m.list.offset+i == m.list.cursor))
	}
	return lines
}

// lineOf draws a row, or remembers how it was drawn.
func (m *Model) lineOf(r *row, selected bool) string {
	want := line{layout: m.table, day: day(m.now), sweep: m.list.sweeping, selected: selected}
	want.text = r.line.text
	if want.text == "" || want != r.line {
		want.text = m.draw(r, selected)
		r.line = want
	}
	return want.text
}

func (m *Model) draw(r *row, selected bool) string {
	theme := m.config.Theme
	more := theme.Marks.More
	mark, look := stateLook(theme, r.Verdict.State)
	state := word(r.Verdict.State)
	if r.unchecked() {
		state = text.Say("word.unchecked")
	}
	if selected { // one look for the whole line, since looks do not nest
		theme.Text, theme.Dim, theme.Problem, theme.Warning = theme.Selected, theme.Selected, theme.Selected, theme.Selected
		look = theme.Selected
	}
	var b strings.Builder
	b.WriteString(theme.Text.Render(m.margin(r, selected)))
	b.WriteString(look.Render(component.Fit(mark+" "+state, stateWidth, more)))
	b.WriteString(theme.Text.Render(" " + component.Fit(r.shown, m.table.name, more)))
	for _, c := range m.table.columns {
		shown, verdict := c.cell(r, m.now)
		look := cellLook(theme, verdict)
		if !selected && c.of != 0 && r.changed(c.of, m.list.sweeping) {
			shown = component.Cut(shown, c.width, more)
			b.WriteString(" " + theme.Underline(look, shown) + strings.Repeat(" ", c.width-ansi.StringWidth(shown)))
			continue
		}
		b.WriteString(look.Render(" " + component.Fit(shown, c.width, more)))
	}
	return b.String()
}

// margin says that a row is selected, and the first of these that holds: it is
// not the present truth, it is being checked, something about it became
// another in the newest sweep.
func (m *Model) margin(r *row, selected bool) string {
	marks := m.config.Theme.Marks
	pointer, event := " ", " "
	if selected {
		pointer = marks.Selected
	}
	switch {
	case r.Stale:
		event = marks.Stale
	case r.Checking:
		event = marks.Working
	case r.changedAny(m.list.sweeping):
		event = marks.Changed
	}
	return pointer + event + " "
}
