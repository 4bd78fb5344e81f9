package setup

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"enhance-wizard/ui/component"
	"enhance-wizard/ui/style"
	"enhance-wizard/ui/text"
	"enhance-wizard/wizard"
)

// refresh puts what the session knows under each field, and what it found out
// by itself into it.
func (p *credentials) refresh() {
	session := p.config.Session
	for i, f := range wizard.Fields() {
		if p.typing[f] {
			continue
		}
		field, answer := p.fields[i], session.Answer(f)
		if field.Value() != answer.Value() {
			field.SetValue(answer.Value())
		}
		field.SetPage(text.PanelPage(session, f))
		judgement := text.Verdict(session, f)
		kind := kindOf(session.Verdict(f).State)
		if kind == component.None {
			field.SetStatus(component.None, "", "")
			field.SetNote(joined(judgement.Word, judgement.What))
			continue
		}
		if _, ok := session.Stranger(); ok && f == wizard.URL {
			judgement.Next = text.Say("vouch.offer")
		}
		field.SetStatus(kind, judgement.What, judgement.Next)
		field.SetNote(sourceNote(f, answer))
	}
}

// sourceNote says where an answer came from that was not typed here, and by
// which end a masked one can be known again.
func sourceNote(f wizard.Field, a wizard.Answer) string {
	if !a.Given() || a.Source == wizard.FromTyping || a.Source == wizard.FromPick || a.Source == wizard.FromPanel {
		return ""
	}
	note := text.Say("field.from", "source", text.Source(a.Source, a.Line))
	if f.Secret() {
		note += ", " + a.Shown()
	}
	return note
}

func joined(parts ...string) string {
	var kept []string
	for _, part := range parts {
		if part != "" {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, ": ")
}

func kindOf(state wizard.State) component.StatusKind {
	switch state {
	case wizard.Checking:
		return component.Checking
	case wizard.OK:
		return component.OK
	case wizard.Warning:
		return component.Warning
	case wizard.Problem:
		return component.Problem
	default:
		return component.None
	}
}

func (p *credentials) view(width, height int) string {
	switch {
	case p.picker != nil:
		return p.picker.view(p.config.Theme, width, height)
	case p.vouching != nil:
		return p.vouching.view(width, height)
	}
	var lines []string
	from, to := 0, 0
	for i, field := range p.fields {
		field.SetSize(width, 0)
		start := len(lines)
		lines = append(lines, strings.Split(field.View(), "\n")...)
		if i == p.focus {
			from, to = start, len(lines)
		}
	}
	notice := p.noticeLines(width, height-len(lines))
	p.area.SetSize(width, min(len(lines), height-len(notice)))
	p.area.SetLines(lines)
	if !p.looking {
		p.area.Show(from, to)
	}
	return strings.Join(append([]string{p.area.View()}, notice...), "\n")
}

// noticeLines stay in sight below the fields, parted by a blank line where there
// is room for it.
func (p *credentials) noticeLines(width, room int) []string {
	if p.notice == "" {
		return nil
	}
	lines := component.Wrap(p.notice, width)
	for i, line := range lines {
		lines[i] = p.config.Theme.Warning.Render(line)
	}
	if len(lines) < room {
		lines = append([]string{""}, lines...)
	}
	return lines
}

// picker is a list opened over the fields.
type picker struct {
	field wizard.Field
	list  *component.Picker
}

func (p *credentials) openPicker() {
	f := p.focused()
	choices := p.config.Session.Choices(f)
	if len(choices) == 0 {
		return
	}
	list := component.NewPicker(p.config.Theme, component.PickerOptions{
		ID: string(f), Placeholder: text.Say("key.filter"), AllowTyped: true,
	})
	shown := make([]component.Choice, len(choices))
	for i, c := range choices {
		shown[i] = component.Choice{ID: c.ID, Label: c.Label, Detail: c.Detail}
		if c.Own {
			shown[i].Note = text.Say("picker.own." + string(f))
		}
	}
	list.SetChoices(shown, p.config.Session.Answer(f).Value())
	p.picker = &picker{field: f, list: list}
}

func (p *credentials) picked(msg component.PickedMsg) tea.Cmd {
	if p.picker == nil || msg.Picker != string(p.picker.field) {
		return nil
	}
	f := p.picker.field
	p.picker = nil
	if msg.Typed {
		p.config.Session.Type(f, msg.ID)
	} else {
		p.config.Session.Pick(f, msg.ID)
	}
	p.cancelStale()
	p.refresh()
	p.picking = true
	return tea.Batch(p.start(), p.follow())
}

func (p *picker) view(theme style.Theme, width, height int) string {
	p.list.SetSize(width, height-2)
	return theme.Title.Render(component.Cut(text.Say("picker."+string(p.field)), width, theme.Marks.More)) + "\n\n" + p.list.View()
}
