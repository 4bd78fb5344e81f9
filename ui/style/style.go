// Package style names the few looks of the screens, so that a page says what a
// text is and not how it looks. Colours are the terminal's own sixteen, which
// fit light and dark; a word or a mark always says the same as a colour.
package style

import (
	"io"
	"strings"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"

	_ "enhance-wizard/ui/terminal/quiet" // before charm asks the terminal
)

// Ink is what a screen may use to set text apart.
type Ink int

const (
	// Bare writes no escape sequence at all.
	Bare Ink = iota
	// Mono uses bold, underline and reverse, but no colour (NO_COLOR).
	Mono
	// Colour uses the terminal's sixteen colours as well.
	Colour
)

// Options choose a theme.
type Options struct {
	Ink     Ink
	Unicode bool // the locale shows UTF-8; otherwise marks and borders are ASCII
	Links   bool // the terminal has OSC 8 links
}

// Detect reads the options from the environment. noColor is the flag.
func Detect(env func(string) string, noColor bool) Options {
	o := Options{Ink: Colour, Unicode: isUTF8(env)}
	switch {
	case env("TERM") == "dumb":
		o.Ink = Bare
	case noColor || env("NO_COLOR") != "":
		o.Ink = Mono
	}
	o.Links = o.Ink != Bare && hasLinks(env)
	return o
}

// isUTF8 asks the locale as setlocale(3) does: the first variable set decides.
func isUTF8(env func(string) string) bool {
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if value := strings.ToLower(env(name)); value != "" {
			return strings.Contains(value, "utf-8") || strings.Contains(value, "utf8")
		}
	}
	return false
}

// Theme holds the named looks. Make one with New and hand it down.
type Theme struct {
	Title    lipgloss.Style // the name of a screen or pane
	Label    lipgloss.Style // what a value is
	Heading  lipgloss.Style // above the columns of a table
	Text     lipgloss.Style
	Dim      lipgloss.Style // what may be overlooked
	Key      lipgloss.Style // a key to press
	Accent   lipgloss.Style // where the attention is now
	Selected lipgloss.Style // the row that keys act on
	Cursor   lipgloss.Style // the character under the cursor
	OK       lipgloss.Style
	Working  lipgloss.Style
	Warning  lipgloss.Style
	Problem  lipgloss.Style
	Added    lipgloss.Style
	Removed  lipgloss.Style
	Hunk     lipgloss.Style
	Marks    Marks
	Unicode  bool // letters beyond ASCII can be shown
	Links    bool // addresses can be clicked on
	Bare     bool // there is no look at all
}

// Underline draws text as look has it, and underlined. Lipgloss would send each
// letter with a look of its own, ten bytes for one.
func (t Theme) Underline(look lipgloss.Style, text string) string {
	if t.Bare {
		return look.Render(text)
	}
	return ansi.SGR(ansi.AttrUnderline) + look.Render(text) + ansi.ResetStyle
}

// New makes a theme. It asks the terminal nothing.
func New(o Options) Theme {
	renderer := lipgloss.NewRenderer(io.Discard)
	renderer.SetHasDarkBackground(true)
	renderer.SetColorProfile(termenv.Ascii)
	if o.Ink != Bare {
		renderer.SetColorProfile(termenv.ANSI)
	}
	plain := renderer.NewStyle()
	ink := func(colour string) lipgloss.Style {
		if o.Ink != Colour {
			return plain
		}
		return plain.Foreground(lipgloss.Color(colour))
	}
	return Theme{
		Title:    plain.Bold(true),
		Label:    plain.Bold(true),
		Heading:  plain.Underline(true),
		Text:     plain,
		Dim:      plain.Faint(true),
		Key:      plain.Bold(true),
		Accent:   ink(cyan).Bold(true),
		Selected: plain.Reverse(true),
		Cursor:   plain.Reverse(true),
		OK:       ink(green),
		Working:  ink(cyan),
		Warning:  ink(yellow),
		Problem:  ink(red).Bold(true),
		Added:    ink(green),
		Removed:  ink(red),
		Hunk:     ink(cyan),
		Marks:    marks(o.Unicode),
		Unicode:  o.Unicode,
		Links:    o.Links,
		Bare:     o.Ink == Bare,
	}
}

// The terminal's own colours, by their ANSI numbers. Black and white are left
// out: one of them is the background, and bright black is in some schemes.
const (
	red    = "1"
	green  = "2"
	yellow = "3"
	cyan   = "6"
)
