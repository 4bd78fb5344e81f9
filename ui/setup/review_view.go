package setup

import (
	"strings"

	"enhance-wizard/ui/component"
	"enhance-wizard/ui/text"
	"enhance-wizard/wizard"
	"enhance-wizard/wpconfig"
)

func (p *review) view(width, height int) string {
	theme := p.config.Theme
	r := p.config.Session.Review()
	switch {
	case p.writing:
		return theme.Working.Render(text.Say("review.writing"))
	case r == nil:
		return theme.Working.Render(text.Say("review.planning"))
	case p.overlay == wholeDiff:
		p.diff.SetSize(width, height-1)
		return theme.Title.Render(text.Say("review.whole")) + "\n" + p.diff.View()
	case p.overlay == snippet:
		return p.paste(width, height)
	case p.overlay == choosing:
		return p.choices.view(width, height)
	case p.overlay == saving:
		p.path.SetSize(width, height)
		return p.path.View()
	}
	menu := p.menuView(width, height)
	if p.overlay == confirming && height < roomy {
		return menu // the question matters more than what it is about
	}
	gap := "\n\n"
	if height < roomy {
		gap = "\n"
	}
	p.area.SetSize(width, height-strings.Count(gap+menu, "\n"))
	p.area.SetLines(p.lines(*r, width))
	return p.area.View() + gap + menu
}

// menuView gives the menu no more room than it needs, and the review the rest.
func (p *review) menuView(width, height int) string {
	if p.menu == nil {
		return ""
	}
	if p.overlay != confirming || height >= roomy {
		height = max(2, height-leastReview)
	}
	return strings.TrimRight(p.menu.view(width, height), "\n ")
}

const (
	// roomy is the height from which a blank line parts review and menu.
	roomy = 12
	// leastReview is how many lines of the review no menu may take.
	leastReview = 3
)

func (p *review) lines(r wizard.Review, width int) []string {
	theme := p.config.Theme
	var lines []string
	say := func(look interface{ Render(...string) string }, s string) {
		for _, line := range component.Wrap(text.Clean(s), width) {
			lines = append(lines, look.Render(line))
		}
	}
	if p.failure != nil {
		explained := text.Explain(p.failure)
		say(theme.Problem, text.Say("state.problem")+": "+explained.What)
		say(theme.Text, explained.Next)
	}
	for _, notice := range p.notice {
		say(theme.OK, notice)
	}
	if p.config.Session.Offline() {
		say(theme.Warning, text.Say("review.offline"))
	}
	for _, row := range r.Rows {
		lines = append(lines, p.row(row, width)...)
	}
	if r.Key != nil {
		say(theme.Text, text.PanelKey(*r.Key))
	}
	for _, explained := range text.Cautions(r) {
		say(theme.Warning, text.Say("state.warning")+": "+explained.What)
		say(theme.Text, explained.Next)
	}
	lines = append(lines, "")
	switch {
	case r.Refusal != nil:
		explained := text.Explain(r.Refusal)
		say(theme.Problem, text.Say("review.refused")+" "+explained.What)
		say(theme.Text, explained.Next)
		say(theme.Text, text.Say("review.refused.next"))
	case !r.Changes():
		say(theme.OK, text.Say("review.unchanged"))
	default:
		for _, f := range r.Files {
			if f.Changes {
				say(theme.Title, text.Say("review.diff", "path", f.Path))
				lines = append(lines, p.change(f.Diff, width)...)
			}
		}
	}
	return lines
}

// row is one constant: what happens to it, its value, where that came from,
// and what it replaces.
func (p *review) row(row wizard.Row, width int) []string {
	theme := p.config.Theme
	word := text.Action(row.Action)
	head := component.Fit(word, 10, theme.Marks.More) + component.Fit(row.Constant, 22, theme.Marks.More) + " "
	tail := text.Clean(row.Value)
	source := text.Source(row.Source, row.Line)
	if source != "" {
		source = "  (" + source + ")"
	}
	lines := component.Wrap(head+tail+source, width)
	for i := range lines {
		if i > 0 {
			lines[i] = theme.Dim.Render(component.Cut("          "+strings.TrimSpace(lines[i]), width, theme.Marks.More))
		}
	}
	if row.Old != "" && row.Action == wpconfig.ActionReplaced {
		lines = append(lines, theme.Removed.Render(component.Cut(
			"          "+text.Say("review.old", "old", row.Old), width, theme.Marks.More)))
	}
	return lines
}

// change is the diff in wrapped lines: nothing of it is cut off.
func (p *review) change(diff []wpconfig.DiffLine, width int) []string {
	theme := p.config.Theme
	var lines []string
	for _, line := range drawn(diff) {
		sign, look := " ", theme.Text
		switch line.Kind {
		case component.DiffAdded:
			sign, look = "+", theme.Added
		case component.DiffRemoved:
			sign, look = "-", theme.Removed
		case component.DiffHunk:
			sign, look = "@", theme.Hunk
		case component.DiffContext:
		}
		wrapped := component.Wrap(text.Clean(strings.ReplaceAll(line.Text, "\t", "    ")), width-2)
		if len(wrapped) == 0 {
			wrapped = []string{""}
		}
		for _, part := range wrapped {
			lines = append(lines, look.Render(sign+part))
		}
	}
	return lines
}

// paste shows the constants with the token, after it was asked for.
func (p *review) paste(width, height int) string {
	theme := p.config.Theme
	var lines []string
	for _, notice := range p.notice {
		lines = append(lines, theme.OK.Render(component.Cut(notice, width, theme.Marks.More)))
	}
	lines = append(lines, theme.Title.Render(component.Cut(text.Say("print.title"), width, theme.Marks.More)), "")
	for _, line := range text.CleanLines(p.config.Session.Snippet()) {
		lines = append(lines, component.Wrap(line, width)...)
	}
	p.area.SetSize(width, height)
	p.area.SetLines(lines)
	return p.area.View()
}

// diffLines is the change of all files, each under its name.
func diffLines(r wizard.Review) []component.DiffLine {
	var lines []component.DiffLine
	for _, f := range r.Files {
		if f.Changes {
			lines = append(lines, component.DiffLine{Text: f.Path})
			lines = append(lines, drawn(f.Diff)...)
		}
	}
	return lines
}

func drawn(diff []wpconfig.DiffLine) []component.DiffLine {
	kinds := map[wpconfig.DiffKind]component.DiffKind{
		wpconfig.DiffContext: component.DiffContext, wpconfig.DiffAdded: component.DiffAdded,
		wpconfig.DiffRemoved: component.DiffRemoved, wpconfig.DiffHunk: component.DiffHunk,
	}
	lines := make([]component.DiffLine, len(diff))
	for i, line := range diff {
		lines[i] = component.DiffLine{Kind: kinds[line.Kind], Text: line.Text}
		if line.Kind == wpconfig.DiffHunk {
			lines[i].Text = strings.TrimPrefix(line.Text, "@") // its sign, which is drawn
		}
	}
	return lines
}
