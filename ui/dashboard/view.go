package dashboard

import (
	"strings"

	"enhance-wizard/ui/component"
	"enhance-wizard/ui/text"
)

const (
	minWidth, minHeight = 30, 8
	// margin keeps the last column free: some terminals wrap there.
	margin = 1
)

// layout fits everything to the size and to what is there to show. It is
// called after every message, so that View only puts lines together.
func (m *Model) layout() {
	if m.tooSmall() {
		return
	}
	theme, width := m.config.Theme, m.width-margin
	if told := m.list.sources(); m.table == nil || m.table.width != width || m.table.told != told {
		m.table = m.measure(width, told)
	}
	if m.typing {
		m.filter.fit(theme, m.Keys(), width)
	}
	m.top = m.header(width)
	below := len(m.bottom())
	m.list.height = max(1, m.height-len(m.top)-1-below) // one is the heading
	m.list.follow()
	if p := m.front(); p != nil {
		p.draw(width, m.height-len(m.head())-below)
	}
}

func (m *Model) tooSmall() bool { return m.width < minWidth || m.height < minHeight }

// View implements component.Page.
func (m *Model) View() string {
	if m.tooSmall() {
		need := text.Say("screen.small", "width", m.width, "height", m.height, "minwidth", minWidth, "minheight", minHeight)
		return strings.Join(component.Wrap(need, m.width), "\n")
	}
	var lines []string
	if p := m.front(); p != nil {
		lines = append(m.head(), p.view())
	} else {
		lines = append(lines, m.top...)
		lines = append(lines, m.body()...)
	}
	bottom := m.bottom()
	return fill(strings.Join(lines, "\n"), m.height-len(bottom)) + strings.Join(bottom, "\n")
}

// fill makes view exactly so many lines, each with its line end.
func fill(view string, height int) string {
	if lines := strings.SplitAfterN(view, "\n", height+1); len(lines) > height {
		return strings.Join(lines[:height], "")
	}
	return view + strings.Repeat("\n", height-strings.Count(view, "\n"))
}

// body is the table, or why there is none.
func (m *Model) body() []string {
	if len(m.list.shown) > 0 {
		return append([]string{m.table.heading}, m.lines()...)
	}
	lines := []string{""}
	width := m.table.width - 4
	for _, sentence := range m.emptiness(width) {
		for _, line := range component.Wrap(sentence, width) {
			lines = append(lines, "  "+line)
		}
	}
	return lines
}

// emptiness says why no row is shown, and what to do.
func (m *Model) emptiness(width int) []string {
	switch {
	case m.list.total() > 0:
		typed := component.Cut(m.filter.input.Value(), width, m.config.Theme.Marks.More)
		return []string{text.Say("dashboard.empty.filtered", "filter", typed)}
	case m.state.err != nil: // said above
		return nil
	case !m.state.heard:
		return []string{text.Say("dashboard.empty.asking")}
	case m.config.Panel == nil:
		return []string{text.Say("dashboard.empty.none"), text.Say("dashboard.empty.file")}
	default:
		return []string{text.Say("dashboard.empty.none"), text.Say("dashboard.empty.next")}
	}
}

// bottom is the last line: what is typed, what the last key did, or the keys.
// What a key did may need more than one.
func (m *Model) bottom() []string {
	theme, width := m.config.Theme, m.width-margin
	switch {
	case m.notice != "":
		lines := component.Wrap(m.notice, width)
		for i, line := range lines {
			lines[i] = theme.Accent.Render(component.Cut(line, width, theme.Marks.More))
		}
		return lines[:min(len(lines), m.height/2)]
	case m.typing && m.front() == nil:
		return []string{m.filter.line()}
	default:
		return []string{component.KeyBar(theme, m.Keys(), width)}
	}
}

// head is what stands above a pane: its title, and the change under way.
func (m *Model) head() []string {
	width := m.width - margin
	title := m.title()
	title.Title = m.front().title()
	head, _, _ := strings.Cut(component.Header(m.config.Theme, title, width), "\n")
	return append([]string{head}, m.errandLine(width)...)
}
