package component

import (
	"strings"

	"enhance-wizard/ui/text"
)

// indent is what every line of a field below its label is moved in by.
const indent = 2

// View draws the label, the line to type into, the verdict and the note.
func (f *Field) View() string { return strings.Join(f.lines(), "\n") }

// Height is how many lines View has at the present width.
func (f *Field) Height() int { return len(f.lines()) }

func (f *Field) lines() []string {
	marks := f.theme.Marks
	label, look := "  "+text.Clean(f.options.Label), f.theme.Label
	if f.input.Focused() {
		label, look = marks.Selected+" "+text.Clean(f.options.Label), f.theme.Accent
	}
	lines := []string{
		look.Render(Cut(label, f.width, marks.More)),
		"  " + f.input.View(),
	}
	lines = append(lines, f.status.lines(f.theme, f.width)...)
	for _, line := range Wrap(text.Clean(f.note), f.width-indent) {
		lines = append(lines, "  "+f.theme.Dim.Render(line))
	}
	if f.input.Focused() {
		for _, line := range Wrap(text.Clean(f.page.sentence), f.width-indent) {
			lines = append(lines, "  "+Link(f.theme, f.theme.Dim.Render(line), f.page.address))
		}
	}
	return lines
}
