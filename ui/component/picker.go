package component

import (
	"strings"

	"github.com/charmbracelet/bubbles/cursor"
	"github.com/charmbracelet/bubbles/key"
	"github.com/charmbracelet/bubbles/textinput"
	"github.com/charmbracelet/x/ansi"

	"enhance-wizard/ui/style"
	"enhance-wizard/ui/text"
)

// Choice is one row of a picker.
type Choice struct {
	ID     string
	Label  string
	Detail string // more to know, and to find it by
	Note   string // why it may be the right one: "this machine"
}

// PickedMsg says which choice was taken.
type PickedMsg struct {
	Picker string // the picker's own ID
	ID     string
	Typed  bool // ID is what was typed, not one of the choices
}

// PickerOptions describe a picker.
type PickerOptions struct {
	ID          string
	Placeholder string // shown while nothing is typed
	AllowTyped  bool   // what was typed can be taken as an ID
}

// Picker is a list to choose from that narrows as one types.
type Picker struct {
	options  PickerOptions
	theme    style.Theme
	filter   textinput.Model
	choices  []Choice
	keys     []string // what each choice is found by, in lower case
	shown    []int    // indexes of the choices that match
	selected int      // index in shown; len(shown) is the row of the typed text
	offset   int
	labels   int // width of the widest label
	width    int
	height   int
	binding  pickerKeys
}

type pickerKeys struct{ Up, Down, PageUp, PageDown, First, Last, Take key.Binding }

// NewPicker makes an empty picker. It takes keys as long as it is given them.
func NewPicker(theme style.Theme, o PickerOptions) *Picker {
	filter := textinput.New()
	filter.Prompt = ""
	filter.Placeholder = o.Placeholder
	filter.PlaceholderStyle = theme.Dim
	filter.CharLimit = 256
	filter.Cursor.SetMode(cursor.CursorStatic)
	filter.Cursor.Style = theme.Cursor
	filter.Cursor.TextStyle = theme.Dim
	filter.KeyMap.Paste.SetEnabled(false)
	filter.Focus()
	return &Picker{options: o, theme: theme, filter: filter, binding: pickerKeys{
		Up:       key.NewBinding(key.WithKeys("up", "ctrl+p")),
		Down:     key.NewBinding(key.WithKeys("down", "ctrl+n")),
		PageUp:   key.NewBinding(key.WithKeys("pgup")),
		PageDown: key.NewBinding(key.WithKeys("pgdown")),
		First:    key.NewBinding(key.WithKeys("ctrl+home")),
		Last:     key.NewBinding(key.WithKeys("ctrl+end")),
		Take:     key.NewBinding(key.WithKeys("enter")),
	}}
}

// SetChoices replaces the list. The choice with the ID preselected is
// selected; otherwise the one that was, otherwise the first.
func (p *Picker) SetChoices(choices []Choice, preselected string) {
	before, _ := p.Selected()
	p.choices = append(p.choices[:0:0], choices...)
	p.keys, p.labels = make([]string, len(choices)), 0
	for i, c := range choices {
		p.keys[i] = strings.ToLower(c.Label + "\n" + c.Detail + "\n" + c.Note + "\n" + c.ID)
		p.labels = max(p.labels, ansi.StringWidth(text.Clean(c.Label)))
	}
	p.narrow(before.ID)
	p.Select(preselected)
}

// Select selects the choice with that ID, if it is among those shown.
func (p *Picker) Select(id string) {
	for i, index := range p.shown {
		if p.choices[index].ID == id {
			p.selected = i
		}
	}
	p.scroll()
}

// Selected is the choice that enter takes. There is none when nothing matches,
// and when the row of the typed text is selected.
func (p *Picker) Selected() (Choice, bool) {
	if p.selected >= len(p.shown) {
		return Choice{}, false
	}
	return p.choices[p.shown[p.selected]], true
}

// Filter is what was typed.
func (p *Picker) Filter() string { return strings.TrimSpace(p.filter.Value()) }

// SetFilter narrows the list as if text had been typed.
func (p *Picker) SetFilter(text string) {
	selected, _ := p.Selected()
	p.filter.SetValue(text)
	p.filter.CursorEnd()
	p.narrow(selected.ID)
}

// ClearFilter shows all choices again.
func (p *Picker) ClearFilter() { p.SetFilter("") }

// SetSize sets the room in cells, the line to type into included.
func (p *Picker) SetSize(width, height int) {
	p.width, p.height = width, height
	p.filter.Width = max(1, width-indent-1)
	p.scroll()
}
