package dashboard

import (
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"enhance-wizard/ui/component"
	"enhance-wizard/ui/text"
	"enhance-wizard/wizard/inventory"
)

// prompt asks for a name: of the domain to add, or once more of the one to
// remove.
type prompt struct {
	m     *Model
	kind  change
	name  string // of the domain to remove
	field *component.Field
	lines string
}

func newPrompt(m *Model, kind change, r *row) *prompt {
	options := component.FieldOptions{ID: string(kind), Label: text.Say("action.label." + string(kind))}
	if kind == adding {
		options.Placeholder = text.Say("action.placeholder")
	}
	p := &prompt{m: m, kind: kind, field: component.NewField(m.config.Theme, options)}
	switch {
	case kind == removing:
		p.name = r.Name
	case r != nil && r.Domain.Panel != nil && !r.Domain.Panel.Mapped: // most likely the one that is meant
		p.field.SetValue(r.Name)
	}
	_ = p.field.Focus()
	return p
}

func (p *prompt) title() string {
	if p.kind == adding {
		return text.Say("action.title.add.any")
	}
	return text.Say("action.title.remove", "name", p.m.nameOf(p.name))
}

func (p *prompt) keys() []key.Binding { return []key.Binding{promptKeys[p.kind], keys.back} }

func (p *prompt) typing() bool { return true }

func (p *prompt) view() string { return p.lines }

// draw puts what is typed first: the rest may be cut where there is no room.
func (p *prompt) draw(width, _ int) {
	s := &sheet{theme: p.m.config.Theme, width: width, now: p.m.now}
	p.field.SetSize(width, 0)
	s.gap()
	s.lines = append(s.lines, strings.Split(p.field.View(), "\n")...)
	s.gap()
	if p.kind == removing {
		s.paragraph(text.Say("action.remove.warning", "name", p.m.nameOf(p.name)))
	} else {
		s.paragraph(text.Say("action.add.explained"))
	}
	p.lines = strings.Join(s.lines, "\n")
}

func (p *prompt) press(msg tea.KeyMsg) tea.Cmd {
	if pressed(msg, keys.accept) {
		return p.submit()
	}
	cmd := p.field.Update(msg)
	if p.kind == removing {
		p.field.SetStatus(component.None, "", "") // nobody checks it before enter
	}
	return cmd
}

// due judges a name when the person has stopped typing it.
func (p *prompt) due(msg component.DueMsg) {
	if !p.field.Due(msg) || p.kind == removing || p.field.Value() == "" {
		return
	}
	p.judge()
}

// judge says whether what is typed can be added, and gives the name.
func (p *prompt) judge() (name string, good bool) {
	name, err := inventory.ParseName(p.field.Value())
	if err != nil {
		p.field.SetStatus(component.Problem,
			text.Say("usage.domain.what", "name", p.field.Value()), text.Say("usage.domain.next"))
		return "", false
	}
	if r, listed := p.m.list.byName[name]; listed && r.Domain.Panel != nil && r.Domain.Panel.Mapped {
		p.field.SetStatus(component.Problem, text.Say("action.add.there.what", "name", name), text.Say("action.add.there.next"))
		return name, false
	}
	p.field.SetStatus(component.OK, name, "")
	return name, true
}

func (p *prompt) submit() tea.Cmd {
	name, good := p.name, false
	if p.kind == adding {
		name, good = p.judge()
	} else {
		good = wireName(p.field.Value()) == wireName(name)
		if !good {
			p.field.SetStatus(component.Problem,
				text.Say("action.remove.wrong.what", "name", p.m.nameOf(name)), text.Say("action.remove.wrong.next"))
		}
	}
	if !good {
		return nil
	}
	p.m.back()
	return p.m.begin(p.kind, name)
}
