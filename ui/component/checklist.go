package component

import (
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"enhance-wizard/ui/style"
)

// CheckState is how far one check of a list is. Each state is shown as a word.
type CheckState int

// The states of a check.
const (
	NotYet CheckState = iota
	Running
	Passed
	Doubtful // passed, with something that should be known
	Failed
	Skipped
)

// Check is one row of a checklist.
type Check struct {
	ID     string
	State  CheckState
	Label  string
	Took   time.Duration // shown once the check has ended
	Detail string        // what was found
	Next   []string      // what to do about it, one step each
}

// Checklist shows checks in their order. Rows that failed, and the selected
// one, show their details; of the others one line is shown.
type Checklist struct {
	theme    style.Theme
	checks   []Check
	selected int
	width    int
	height   int
	offset   int
	keys     checklistKeys
}

type checklistKeys struct{ Up, Down key.Binding }

// NewChecklist makes an empty checklist.
func NewChecklist(theme style.Theme) *Checklist {
	return &Checklist{theme: theme, keys: checklistKeys{
		Up:   key.NewBinding(key.WithKeys("up", "k")),
		Down: key.NewBinding(key.WithKeys("down", "j")),
	}}
}

// SetChecks replaces all rows and keeps the selection where it can.
func (c *Checklist) SetChecks(checks []Check) {
	selected, _ := c.Selected()
	c.checks = append(c.checks[:0:0], checks...)
	c.selected = 0
	c.Select(selected.ID)
	c.scroll()
}

// SetCheck replaces the row with the same ID, or adds it at the end.
func (c *Checklist) SetCheck(check Check) {
	defer c.scroll()
	for i := range c.checks {
		if c.checks[i].ID == check.ID {
			c.checks[i] = check
			return
		}
	}
	c.checks = append(c.checks, check)
}

// Checks are the rows, in their order.
func (c *Checklist) Checks() []Check { return append([]Check(nil), c.checks...) }

// Select selects the row with that ID, if there is one.
func (c *Checklist) Select(id string) {
	for i := range c.checks {
		if c.checks[i].ID == id {
			c.selected = i
			c.scroll()
			return
		}
	}
}

// Selected is the row that keys act on.
func (c *Checklist) Selected() (Check, bool) {
	if c.selected >= len(c.checks) {
		return Check{}, false
	}
	return c.checks[c.selected], true
}

// SetSize sets the room in cells. Rows beyond the height are scrolled to.
func (c *Checklist) SetSize(width, height int) {
	c.width, c.height = width, height
	c.scroll()
}

// Update moves the selection.
func (c *Checklist) Update(msg tea.Msg) tea.Cmd {
	typed, ok := msg.(tea.KeyMsg)
	if !ok {
		return nil
	}
	switch {
	case key.Matches(typed, c.keys.Up):
		c.selected = max(0, c.selected-1)
	case key.Matches(typed, c.keys.Down):
		c.selected = max(0, min(len(c.checks)-1, c.selected+1))
	}
	c.scroll()
	return nil
}

// scroll keeps the selected row, with its details, in the window.
func (c *Checklist) scroll() {
	lines, from, to := c.layout()
	c.offset = window(len(lines), c.height, c.offset, from, to)
}
