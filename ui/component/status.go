package component

import (
	"github.com/charmbracelet/lipgloss"

	"enhance-wizard/ui/style"
	"enhance-wizard/ui/text"
)

// StatusKind is the verdict on a value. Each kind is shown as a word.
type StatusKind int

// The verdicts.
const (
	None     StatusKind = iota // nothing to say yet
	Waiting                    // the person is still typing
	Checking                   // a check is under way
	OK
	Warning // it can go on, but something should be known
	Problem // it cannot go on like this
)

type status struct {
	kind StatusKind
	what string
	next string
}

// lines draws the verdict: mark, word and what was found, then what to do.
func (s status) lines(theme style.Theme, width int) []string {
	word, mark, look := s.word(theme)
	if word == "" {
		return nil
	}
	sentence := mark + " " + word
	if s.what != "" {
		sentence += ": " + text.Clean(s.what)
	}
	var lines []string
	for i, line := range Wrap(sentence, width-2*indent) {
		if i > 0 {
			line = "  " + line
		}
		lines = append(lines, "  "+look.Render(Cut(line, width-indent, theme.Marks.More)))
	}
	for _, line := range Wrap(text.Clean(s.next), width-2*indent) {
		lines = append(lines, "    "+line)
	}
	return lines
}

func (s status) word(theme style.Theme) (word, mark string, look lipgloss.Style) {
	switch s.kind {
	case Waiting:
		return text.Say("status.waiting"), theme.Marks.NotYet, theme.Dim
	case Checking:
		return text.Say("status.checking"), theme.Marks.Working, theme.Working
	case OK:
		return text.Say("status.ok"), theme.Marks.OK, theme.OK
	case Warning:
		return text.Say("status.warning"), theme.Marks.Warning, theme.Warning
	case Problem:
		return text.Say("status.problem"), theme.Marks.Problem, theme.Problem
	default:
		return "", "", theme.Text
	}
}
