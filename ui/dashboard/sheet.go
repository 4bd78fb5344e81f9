package dashboard

import (
	"strings"
	"time"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"

	"enhance-wizard/ui/component"
	"enhance-wizard/ui/style"
	"enhance-wizard/ui/text"
)

// sheet collects the lines of a pane, wrapped to its width.
type sheet struct {
	theme style.Theme
	width int
	now   time.Time
	lines []string
}

// labelWidth is the width of what stands before a fact.
const labelWidth = 12

func (p *sheet) add(line string) { p.lines = append(p.lines, line) }

func (p *sheet) gap() { p.add("") }

func (p *sheet) title(s string) {
	p.add(p.theme.Title.Render(component.Cut(s, p.width, p.theme.Marks.More)))
}

// paragraph wraps a sentence.
func (p *sheet) paragraph(s string) {
	for _, line := range component.Wrap(s, p.width) {
		p.add(line)
	}
}

// verdict is a sentence in its look, with its mark before it.
func (p *sheet) verdict(look lipgloss.Style, mark, s string) {
	for i, line := range component.Wrap(s, p.width-len("  ")) {
		if i > 0 {
			mark = " "
		}
		p.add(look.Render(mark + " " + line))
	}
}

// step says what to do.
func (p *sheet) step(s string) { p.hanging(p.theme.Accent.Render(p.theme.Marks.Next)+" ", s) }

// hanging wraps a sentence with lead before its first line.
func (p *sheet) hanging(lead, s string) {
	indent := ansi.StringWidth(lead)
	for i, line := range component.Wrap(s, p.width-indent) {
		if i > 0 {
			lead = strings.Repeat(" ", indent)
		}
		p.add(lead + line)
	}
}

// fact puts a label before the first of its lines.
func (p *sheet) fact(label string, values ...string) {
	lead := p.theme.Label.Render(component.Fit(text.Say(label), labelWidth, p.theme.Marks.More)) + " "
	for _, value := range values {
		p.hanging(lead, value)
		lead = strings.Repeat(" ", labelWidth+1)
	}
}
