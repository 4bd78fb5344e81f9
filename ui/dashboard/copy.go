package dashboard

import (
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"enhance-wizard/ui/component"
	"enhance-wizard/ui/terminal"
	"enhance-wizard/ui/text"
)

// copies offers what can be sent to the terminal's clipboard. It shows each
// text as well, as no terminal confirms that it took it.
type copies struct {
	scrolled
	m      *Model
	name   string
	cursor int
}

// piece is one text to copy.
type piece struct{ label, content string }

func newCopies(m *Model, name string) *copies {
	return &copies{scrolled: scrolled{component.NewScroll(m.config.Theme)}, m: m, name: name}
}

func (c *copies) title() string { return text.Say("copy.title", "name", c.m.nameOf(c.name)) }

func (c *copies) keys() []key.Binding {
	return []key.Binding{keys.send, keys.back, keys.help, keys.quit}
}

// pieces are what there is to copy of a domain, the most wanted first.
func (c *copies) pieces() []piece {
	r, listed := c.m.list.byName[c.name]
	if !listed {
		return []piece{{text.Say("copy.name"), wireName(c.name)}}
	}
	var pieces []piece
	if records := c.m.records(r); len(records) > 0 {
		pieces = append(pieces, piece{text.Say("copy.records"), strings.Join(records, "\n") + "\n"})
	}
	if cause := text.Cause(r.Verdict); cause.What != "" {
		pieces = append(pieces, piece{text.Say("copy.why"), r.name + ": " + cause.What + "\n" + cause.Next + "\n"})
	}
	return append(pieces, piece{text.Say("copy.name"), r.name})
}

func (c *copies) press(msg tea.KeyMsg) tea.Cmd {
	pieces := c.pieces()
	switch {
	case pressed(msg, keys.up):
		c.cursor = max(0, c.cursor-1)
	case pressed(msg, keys.down):
		c.cursor = min(len(pieces)-1, c.cursor+1)
	case pressed(msg, keys.send):
		return terminal.Copy(pieces[min(c.cursor, len(pieces)-1)].content)
	default:
		c.travel(msg)
	}
	return nil
}

func (c *copies) draw(width, height int) {
	s := &sheet{theme: c.m.config.Theme, width: width, now: c.m.now}
	s.gap()
	from, to := 0, 0
	for i, piece := range c.pieces() {
		mark, look := "  ", s.theme.Text
		if i == c.cursor {
			mark, look, from = s.theme.Marks.Selected+" ", s.theme.Selected, len(s.lines)
		}
		s.add(look.Render(component.Cut(mark+piece.label, width, s.theme.Marks.More)))
		for line := range strings.Lines(piece.content) {
			s.hanging("    ", strings.TrimSuffix(line, "\n"))
		}
		if i == c.cursor {
			to = len(s.lines)
		}
	}
	c.SetLines(s.lines)
	c.SetSize(width, height)
	c.Show(from, to)
}
