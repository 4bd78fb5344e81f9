package component

import (
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
)

// Update moves the selection, narrows the list or takes the choice.
func (p *Picker) Update(msg tea.Msg) tea.Cmd {
	typed, ok := msg.(tea.KeyMsg)
	if !ok {
		return nil
	}
	switch {
	case key.Matches(typed, p.binding.Take):
		return p.take()
	case key.Matches(typed, p.binding.Up):
		p.move(-1)
	case key.Matches(typed, p.binding.Down):
		p.move(1)
	case key.Matches(typed, p.binding.PageUp):
		p.move(-p.rows())
	case key.Matches(typed, p.binding.PageDown):
		p.move(p.rows())
	case key.Matches(typed, p.binding.First):
		p.move(-p.last())
	case key.Matches(typed, p.binding.Last):
		p.move(p.last())
	default:
		return p.edit(typed)
	}
	return nil
}

func (p *Picker) take() tea.Cmd {
	picked := PickedMsg{Picker: p.options.ID}
	if choice, ok := p.Selected(); ok {
		picked.ID = choice.ID
	} else if p.offersTyped() {
		picked.ID, picked.Typed = p.Filter(), true
	} else {
		return nil
	}
	return func() tea.Msg { return picked }
}

func (p *Picker) move(by int) {
	p.selected = max(0, min(p.last(), p.selected+by))
	p.scroll()
}

func (p *Picker) edit(msg tea.KeyMsg) tea.Cmd {
	before := p.filter.Value()
	var cmd tea.Cmd
	p.filter, cmd = p.filter.Update(msg)
	if p.filter.Value() != before {
		selected, _ := p.Selected()
		p.narrow(selected.ID)
	}
	return cmd
}

// narrow finds the choices that hold every word typed, and keeps keep selected
// if it is among them.
func (p *Picker) narrow(keep string) {
	words := strings.Fields(strings.ToLower(p.filter.Value()))
	p.shown, p.selected, p.offset = p.shown[:0], 0, 0
	for i, key := range p.keys {
		if !holdsAll(key, words) {
			continue
		}
		if p.choices[i].ID == keep {
			p.selected = len(p.shown)
		}
		p.shown = append(p.shown, i)
	}
	p.scroll()
}

func holdsAll(s string, words []string) bool {
	for _, word := range words {
		if !strings.Contains(s, word) {
			return false
		}
	}
	return true
}

// offersTyped tells whether the typed text has a row of its own, the last.
func (p *Picker) offersTyped() bool { return p.options.AllowTyped && p.Filter() != "" }

// last is the index of the last row that can be selected.
func (p *Picker) last() int {
	last := len(p.shown) - 1
	if p.offersTyped() {
		last++
	}
	return max(0, last)
}

// rows is how many rows fit below the line to type into and the line that counts.
func (p *Picker) rows() int { return max(1, p.height-2) }

func (p *Picker) scroll() {
	p.selected = max(0, min(p.last(), p.selected))
	p.offset = window(p.last()+1, p.rows(), p.offset, p.selected, p.selected+1)
}
