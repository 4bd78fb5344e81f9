package component

import (
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"enhance-wizard/ui/style"
	"enhance-wizard/ui/text"
)

// Scroll shows lines that may be more than there is room for. The lines are
// drawn already: cleaned, styled and no wider than the room.
type Scroll struct {
	theme  style.Theme
	lines  []string
	top    int
	width  int
	height int
	keys   scrollKeys
}

type scrollKeys struct{ PageUp, PageDown, Top, Bottom key.Binding }

// NewScroll makes an empty area. It takes no letters, so that it can stand
// beside something to type into or to choose from.
func NewScroll(theme style.Theme) *Scroll {
	return &Scroll{theme: theme, keys: scrollKeys{
		PageUp:   key.NewBinding(key.WithKeys("pgup", "ctrl+u")),
		PageDown: key.NewBinding(key.WithKeys("pgdown", "ctrl+d")),
		Top:      key.NewBinding(key.WithKeys("home")),
		Bottom:   key.NewBinding(key.WithKeys("end")),
	}}
}

// SetLines replaces what is shown and keeps the place.
func (s *Scroll) SetLines(lines []string) {
	s.lines = lines
	s.move(0)
}

// SetSize sets the room in cells. The last line says what part is shown, when
// that is not all.
func (s *Scroll) SetSize(width, height int) {
	s.width, s.height = width, height
	s.move(0)
}

// Show scrolls as little as needed to show the lines from..to.
func (s *Scroll) Show(from, to int) {
	s.top = window(len(s.lines), s.rows(), s.top, from, to)
}

// Fits tells whether everything is shown, so that there is nothing to scroll.
func (s *Scroll) Fits() bool { return len(s.lines) <= s.height }

// Update scrolls.
func (s *Scroll) Update(msg tea.Msg) tea.Cmd {
	typed, ok := msg.(tea.KeyMsg)
	if !ok {
		return nil
	}
	switch {
	case key.Matches(typed, s.keys.PageUp):
		s.move(-s.rows())
	case key.Matches(typed, s.keys.PageDown):
		s.move(s.rows())
	case key.Matches(typed, s.keys.Top):
		s.move(-len(s.lines))
	case key.Matches(typed, s.keys.Bottom):
		s.move(len(s.lines))
	}
	return nil
}

// Move scrolls by lines, down when by is positive.
func (s *Scroll) Move(by int) { s.move(by) }

// End goes to the bottom.
func (s *Scroll) End() { s.move(len(s.lines)) }

// Home goes to the top.
func (s *Scroll) Home() { s.move(-len(s.lines)) }

func (s *Scroll) move(by int) { s.top = max(0, min(s.top+by, len(s.lines)-s.rows())) }

func (s *Scroll) rows() int {
	if s.Fits() {
		return max(1, s.height)
	}
	return max(1, s.height-1)
}

// part says what is shown, and where there is room how to see the rest.
func (s *Scroll) part(from, to int) string {
	part := text.Say("scroll.part", "from", from, "to", to, "total", len(s.lines))
	if ansi.StringWidth(part) > s.width {
		part = text.Say("scroll.part.short", "from", from, "to", to, "total", len(s.lines))
	}
	return part
}

// View draws the part in the window.
func (s *Scroll) View() string {
	end := min(len(s.lines), s.top+s.rows())
	lines := append([]string(nil), s.lines[min(s.top, end):end]...)
	if !s.Fits() {
		lines = append(lines, s.theme.Dim.Render(Cut(s.part(s.top+1, end), s.width, s.theme.Marks.More)))
	}
	return strings.Join(lines, "\n")
}
