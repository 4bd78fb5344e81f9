package component

import (
	"strings"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"

	"enhance-wizard/ui/text"
)

const (
	// wordWidth holds the longest state word, with a mark before it.
	wordWidth = 12
	// tookWidth holds "999 ms", so that the labels end where they end whatever
	// the times are.
	tookWidth = 6
)

// View draws the rows that are in the window.
func (c *Checklist) View() string {
	lines, _, _ := c.layout()
	end := min(len(lines), c.offset+max(0, c.height))
	return strings.Join(lines[min(c.offset, end):end], "\n")
}

// layout draws every row; the selected one takes lines from..to.
func (c *Checklist) layout() (lines []string, from, to int) {
	for i, check := range c.checks {
		start := len(lines)
		lines = append(lines, c.row(check, i == c.selected))
		if check.State == Failed || check.State == Doubtful || i == c.selected {
			lines = append(lines, c.details(check)...)
		}
		if i == c.selected {
			from, to = start, len(lines)
		}
	}
	return lines, from, to
}

func (c *Checklist) row(check Check, selected bool) string {
	word, look := c.word(check.State)
	pointer := " "
	if selected {
		pointer = c.theme.Marks.Selected
	}
	took := ""
	if check.Took > 0 {
		took = text.Duration(check.Took)
	}
	took = strings.Repeat(" ", max(0, tookWidth-ansi.StringWidth(took))) + took
	more := c.theme.Marks.More
	room := c.width - 2 - wordWidth - 1 - ansi.StringWidth(took) - 1
	line := pointer + " " + look.Render(Fit(word, wordWidth, more)) + " " +
		Fit(text.Clean(check.Label), room, more) + " " + c.theme.Dim.Render(took)
	return Cut(line, c.width, more)
}

func (c *Checklist) details(check Check) []string {
	const margin = "    "
	var lines []string
	for _, line := range Wrap(text.Clean(check.Detail), c.width-len(margin)) {
		lines = append(lines, margin+line)
	}
	for _, step := range check.Next {
		for i, line := range Wrap(text.Clean(step), c.width-len(margin)-2) {
			lead := "- "
			if i > 0 {
				lead = "  "
			}
			lines = append(lines, margin+c.theme.Accent.Render(lead+line))
		}
	}
	return lines
}

func (c *Checklist) word(state CheckState) (string, lipgloss.Style) {
	marks := c.theme.Marks
	switch state {
	case Running:
		return marks.Working + " " + text.Say("check.running"), c.theme.Working
	case Passed:
		return marks.OK + " " + text.Say("check.passed"), c.theme.OK
	case Doubtful:
		return marks.Warning + " " + text.Say("check.doubtful"), c.theme.Warning
	case Failed:
		return marks.Problem + " " + text.Say("check.failed"), c.theme.Problem
	case Skipped:
		return marks.Skipped + " " + text.Say("check.skipped"), c.theme.Dim
	default:
		return marks.NotYet + " " + text.Say("check.not_yet"), c.theme.Dim
	}
}
