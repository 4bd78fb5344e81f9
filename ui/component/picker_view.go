package component

import (
	"strings"

	"enhance-wizard/ui/text"
)

// View draws the line to type into, how many match, and the rows in the window.
func (p *Picker) View() string {
	marks := p.theme.Marks
	lines := []string{
		p.theme.Accent.Render("/") + " " + p.filter.View(),
		p.theme.Dim.Render(Cut(p.counts(), p.width, marks.More)),
	}
	for i := p.offset; i <= p.last() && i < p.offset+p.rows(); i++ {
		switch {
		case i < len(p.shown):
			lines = append(lines, p.row(p.choices[p.shown[i]], i == p.selected))
		case p.offersTyped():
			lines = append(lines, p.line(text.Say("picker.typed", "id", p.Filter()), i == p.selected))
		}
	}
	return strings.Join(lines, "\n")
}

func (p *Picker) counts() string {
	switch {
	case len(p.choices) == 0:
		return text.Say("picker.empty")
	case len(p.shown) == 0:
		return text.Say("picker.no_match", "total", len(p.choices))
	default:
		return text.Say("picker.counts", "shown", len(p.shown), "total", len(p.choices))
	}
}

// row gives the label a column of its own; note and detail follow as far as
// they fit.
func (p *Picker) row(choice Choice, selected bool) string {
	more := p.theme.Marks.More
	label := min(p.labels, max(p.width*2/3, p.width-40))
	line := Fit(text.Clean(choice.Label), label, more)
	if choice.Note != "" {
		line += "  (" + text.Clean(choice.Note) + ")"
	}
	if choice.Detail != "" {
		line += "  " + text.Clean(choice.Detail)
	}
	return p.line(line, selected)
}

func (p *Picker) line(s string, selected bool) string {
	room := max(0, p.width-indent)
	if selected {
		return p.theme.Marks.Selected + " " + p.theme.Selected.Render(Fit(s, room, p.theme.Marks.More))
	}
	return "  " + Cut(s, room, p.theme.Marks.More)
}
