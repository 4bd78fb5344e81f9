package component

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"enhance-wizard/ui/style"
	"enhance-wizard/ui/text"
)

// HeaderOptions say what stands at the top of a screen.
type HeaderOptions struct {
	Title string
	Aside string   // at the right end, when there is room
	Steps []string // names of the steps of a way with an end; empty otherwise
	Step  int      // the step now, from 0
}

// HeaderHeight is how many lines Header draws.
const HeaderHeight = 2

// Header draws the title, where one is on the way, and a rule below.
func Header(theme style.Theme, o HeaderOptions, width int) string {
	title := Cut(text.Clean(o.Title), width, theme.Marks.More)
	line, used := theme.Title.Render(title), ansi.StringWidth(title)
	for _, part := range []string{stepLine(theme, o, true), stepLine(theme, o, false)} {
		if part != "" && used+2+ansi.StringWidth(part) <= width {
			line, used = line+"  "+part, used+2+ansi.StringWidth(part)
			break
		}
	}
	if part := stepLine(theme, o, false); used == ansi.StringWidth(title) && part != "" && ansi.StringWidth(part) <= width {
		line, used = part, ansi.StringWidth(part) // where one is says more than the name of the program
	}
	aside := text.Clean(o.Aside)
	if room := width - used - 2 - ansi.StringWidth(aside); aside != "" && room >= 0 {
		line += strings.Repeat(" ", room+2) + theme.Dim.Render(aside)
	}
	return line + "\n" + theme.Dim.Render(strings.Repeat(theme.Marks.Line, max(0, width)))
}

// stepLine names all steps, or only the present one and how many there are.
func stepLine(theme style.Theme, o HeaderOptions, all bool) string {
	if o.Step < 0 || o.Step >= len(o.Steps) {
		return ""
	}
	if !all {
		return text.Say("header.step", "n", o.Step+1, "total", len(o.Steps), "name", o.Steps[o.Step])
	}
	parts := make([]string, len(o.Steps))
	for i, name := range o.Steps {
		name = text.Clean(name)
		switch {
		case i < o.Step:
			parts[i] = theme.OK.Render(theme.Marks.OK + " " + name)
		case i == o.Step:
			parts[i] = theme.Accent.Render("[" + name + "]")
		default:
			parts[i] = theme.Dim.Render(name)
		}
	}
	return strings.Join(parts, "  ")
}
