package component

import (
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"enhance-wizard/ui/style"
	"enhance-wizard/ui/text"
)

// DiffKind says what a line of a diff is.
type DiffKind int

// The kinds of lines.
const (
	DiffContext DiffKind = iota
	DiffAdded
	DiffRemoved
	DiffHunk // where in the file the next lines are
)

// DiffLine is one line of a diff, without its leading sign.
type DiffLine struct {
	Kind DiffKind
	Text string
}

// DiffView shows a diff and scrolls in it.
type DiffView struct {
	theme  style.Theme
	lines  []DiffLine
	widest int
	top    int
	left   int
	width  int
	height int
	keys   diffKeys
}

type diffKeys struct{ Up, Down, PageUp, PageDown, Top, Bottom, Left, Right key.Binding }

// sideStep is how many cells left and right move at once.
const sideStep = 8

// NewDiffView makes an empty view.
func NewDiffView(theme style.Theme) *DiffView {
	return &DiffView{theme: theme, keys: diffKeys{
		Up:       key.NewBinding(key.WithKeys("up", "k")),
		Down:     key.NewBinding(key.WithKeys("down", "j")),
		PageUp:   key.NewBinding(key.WithKeys("pgup", "b")),
		PageDown: key.NewBinding(key.WithKeys("pgdown", " ", "f")),
		Top:      key.NewBinding(key.WithKeys("home", "g")),
		Bottom:   key.NewBinding(key.WithKeys("end", "G")),
		Left:     key.NewBinding(key.WithKeys("left", "h")),
		Right:    key.NewBinding(key.WithKeys("right", "l")),
	}}
}

// SetLines replaces the diff and goes to its top.
func (d *DiffView) SetLines(lines []DiffLine) {
	d.lines, d.widest, d.top, d.left = make([]DiffLine, len(lines)), 0, 0, 0
	for i, line := range lines {
		line.Text = text.Clean(strings.ReplaceAll(line.Text, "\t", "    "))
		d.lines[i] = line
		d.widest = max(d.widest, ansi.StringWidth(line.Text)+1)
	}
}

// SetSize sets the room in cells. The last line says what part is shown, when
// that is not all.
func (d *DiffView) SetSize(width, height int) {
	d.width, d.height = width, height
	d.scroll(0, 0)
}

// Height is how many lines View has at most, at any height.
func (d *DiffView) Height() int { return len(d.lines) }

// Update scrolls.
func (d *DiffView) Update(msg tea.Msg) tea.Cmd {
	typed, ok := msg.(tea.KeyMsg)
	if !ok {
		return nil
	}
	switch {
	case key.Matches(typed, d.keys.Up):
		d.scroll(-1, 0)
	case key.Matches(typed, d.keys.Down):
		d.scroll(1, 0)
	case key.Matches(typed, d.keys.PageUp):
		d.scroll(-d.rows(), 0)
	case key.Matches(typed, d.keys.PageDown):
		d.scroll(d.rows(), 0)
	case key.Matches(typed, d.keys.Top):
		d.scroll(-len(d.lines), -d.widest)
	case key.Matches(typed, d.keys.Bottom):
		d.scroll(len(d.lines), 0)
	case key.Matches(typed, d.keys.Left):
		d.scroll(0, -sideStep)
	case key.Matches(typed, d.keys.Right):
		d.scroll(0, sideStep)
	}
	return nil
}

func (d *DiffView) scroll(down, right int) {
	d.top = max(0, min(d.top+down, len(d.lines)-d.rows()))
	d.left = max(0, min(d.left+right, d.widest-d.width))
}

// IsWide tells whether lines reach beyond the room, so that left and right
// show more of them.
func (d *DiffView) IsWide() bool { return d.widest > d.width }

func (d *DiffView) fits() bool { return len(d.lines) <= d.height && d.widest <= d.width }

func (d *DiffView) rows() int {
	if d.fits() {
		return d.height
	}
	return max(1, d.height-1)
}

// View draws the part in the window.
func (d *DiffView) View() string {
	end := min(len(d.lines), d.top+d.rows())
	lines := make([]string, 0, d.height)
	for _, line := range d.lines[min(d.top, end):end] {
		lines = append(lines, d.line(line))
	}
	if !d.fits() {
		part := text.Say("diff.part", "from", d.top+1, "to", end, "total", len(d.lines))
		lines = append(lines, d.theme.Dim.Render(Cut(part, d.width, d.theme.Marks.More)))
	}
	return strings.Join(lines, "\n")
}

// line keeps the sign at the left whatever part of the text is shown.
func (d *DiffView) line(line DiffLine) string {
	sign, look := " ", d.theme.Text
	switch line.Kind {
	case DiffAdded:
		sign, look = "+", d.theme.Added
	case DiffRemoved:
		sign, look = "-", d.theme.Removed
	case DiffHunk:
		sign, look = "@", d.theme.Hunk
	case DiffContext:
	}
	shown := ansi.TruncateLeft(line.Text, d.left, "")
	return look.Render(Cut(sign+shown, d.width, d.theme.Marks.More))
}
