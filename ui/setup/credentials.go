package setup

import (
	"context"
	"errors"
	"slices"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"enhance-wizard/ui/component"
	"enhance-wizard/ui/text"
	"enhance-wizard/wizard"
)

// credentials asks for the panel's URL, the token and the ids, and shows what
// the live checks say about each.
type credentials struct {
	config Config
	fields []*component.Field
	focus  int
	picker *picker
	// vouching is open over the fields where a panel's key is to be compared.
	vouching *vouching
	area     *component.Scroll
	notice   string
	// picking is set from a pick until the next key: then the focus goes on by
	// itself once the checks have ended.
	picking bool
	// going is set when the person asked for the next step while checks were
	// under way, until the next key: then the step is left once they have ended.
	going bool
	// looking is true while the person scrolls, so that the view does not go
	// back to the focused field.
	looking bool

	// typing are the fields whose last edit is younger than the pause after
	// which a check is due.
	typing map[wizard.Field]bool
	// running are the checks under way, to be cancelled when nobody wants
	// their answer any more.
	running []runningCheck
}

type runningCheck struct {
	check  wizard.Check
	cancel context.CancelFunc
}

func newCredentials(c Config) *credentials {
	p := &credentials{config: c, area: component.NewScroll(c.Theme), typing: map[wizard.Field]bool{}}
	for _, f := range wizard.Fields() {
		field := component.NewField(c.Theme, component.FieldOptions{
			ID: string(f), Label: text.Label(f), Placeholder: text.Say("field." + string(f) + ".where"), Secret: f.Secret(),
		})
		field.SetValue(c.Session.Answer(f).Value())
		p.fields = append(p.fields, field)
	}
	return p
}

func (p *credentials) enter() tea.Cmd {
	p.notice = ""
	p.refresh()
	to := p.firstOpen()
	if to < 0 {
		to = p.focus // everything is there, and can still be changed
	}
	return tea.Batch(p.setFocus(to), p.start())
}

// leave commits what was typed last and ends the checks.
func (p *credentials) leave() {
	clear(p.typing)
	p.going = false
	for _, r := range p.running {
		p.config.Session.Abandon(r.check)
		r.cancel()
	}
	p.running = nil
}

func (p *credentials) back() bool {
	open := p.picker != nil || p.vouching != nil
	p.picker, p.vouching = nil, nil
	return open
}

func (p *credentials) update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case component.ChangedMsg:
		if !p.owns(msg.ID) {
			return nil
		}
		return p.changed(wizard.Field(msg.ID))
	case component.DueMsg:
		return p.due(msg)
	case outcomeMsg:
		p.config.Session.Take(msg.outcome)
		if _, still := p.config.Session.Stranger(); !still {
			p.vouching = nil
		}
		p.cancelStale()
		p.refresh()
		start := p.start()
		if len(p.running) > 0 {
			return start
		}
		p.notice = "" // it spoke of checks under way
		if p.going {
			p.going = false
			return tea.Batch(start, send(nextMsg{}))
		}
		return tea.Batch(start, p.follow())
	case component.PickedMsg:
		return p.picked(msg)
	case focusMsg:
		return p.setFocus(p.index(msg.field))
	case incompleteMsg:
		p.explain(msg.err)
		return p.setFocus(p.firstOpen())
	case tea.KeyMsg:
		return p.key(msg)
	}
	return nil
}

func (p *credentials) key(msg tea.KeyMsg) tea.Cmd {
	switch {
	case p.picker != nil:
		return p.picker.list.Update(msg)
	case p.vouching != nil:
		return p.vouch(msg)
	}
	if p.looking = typed(msg, keys.scroll); p.looking {
		return p.area.Update(msg)
	}
	p.notice, p.picking, p.going = "", false, false
	switch {
	case typed(msg, keys.next):
		return p.enterKey()
	case typed(msg, keys.field):
		return p.setFocus((p.focus + 1) % len(p.fields))
	case typed(msg, keys.previous):
		return p.setFocus((p.focus + len(p.fields) - 1) % len(p.fields))
	case typed(msg, keys.list):
		p.openPicker()
		return nil
	case typed(msg, keys.recheck):
		p.config.Session.Recheck()
		p.refresh()
		return p.start()
	default:
		return p.fields[p.focus].Update(msg)
	}
}

// enterKey commits the field. It opens the list where one waits to be chosen
// from, or where a part of a name was typed in place of an id; it goes on where
// everything is there, else to the next open field.
func (p *credentials) enterKey() tea.Cmd {
	f := p.focused()
	start := p.commit(f)
	session := p.config.Session
	if stranger, ok := session.Stranger(); ok && f == wizard.URL {
		p.vouching = newVouching(p.config, stranger)
		return start
	}
	if !session.WellFormed(f) && session.HasChoices(f) {
		p.openPicker()
		p.picker.list.SetFilter(session.Answer(f).Value())
		return start
	}
	if open := p.firstOpen(); open >= 0 && open != p.focus {
		return tea.Batch(start, p.setFocus(open))
	}
	return tea.Batch(start, send(nextMsg{}))
}

// vouch gives a key to the open comparison. A pinned key makes the panel be
// asked anew.
func (p *credentials) vouch(msg tea.KeyMsg) tea.Cmd {
	done, cmd := p.vouching.update(msg)
	if !done {
		return cmd
	}
	p.vouching = nil
	p.refresh()
	return p.start()
}

// changed takes an edit at once, so that no answer to an older text counts;
// checks wait until the person stops typing.
func (p *credentials) changed(f wizard.Field) tea.Cmd {
	p.typing[f] = true
	p.config.Session.Type(f, p.field(f).Value())
	p.cancelStale()
	p.refresh()
	return nil
}

func (p *credentials) due(msg component.DueMsg) tea.Cmd {
	f := wizard.Field(msg.ID)
	if !p.owns(msg.ID) || !p.field(f).Due(msg) {
		return nil
	}
	return p.commit(f)
}

// commit ends the waiting for more letters.
func (p *credentials) commit(f wizard.Field) tea.Cmd {
	delete(p.typing, f)
	p.config.Session.Type(f, p.field(f).Value())
	p.cancelStale()
	p.refresh()
	return p.start()
}

// start begins every check that can begin, once nobody is typing: half a token
// is not sent anywhere.
func (p *credentials) start() tea.Cmd {
	if len(p.typing) > 0 || p.config.Session.Step() != wizard.Credentials {
		return nil
	}
	var cmds []tea.Cmd
	for _, check := range p.config.Session.Due() {
		ctx, cancel := context.WithCancel(p.config.Context)
		p.running = append(p.running, runningCheck{check, cancel})
		cmds = append(cmds, func() tea.Msg {
			defer cancel()
			return outcomeMsg{check.Run(ctx)}
		})
	}
	p.refresh()
	return tea.Batch(cmds...)
}

func (p *credentials) cancelStale() {
	kept := p.running[:0]
	for _, r := range p.running {
		if p.config.Session.Current(r.check) {
			kept = append(kept, r)
		} else {
			r.cancel()
		}
	}
	p.running = kept
}

func (p *credentials) setFocus(to int) tea.Cmd {
	if to < 0 {
		return nil
	}
	p.looking = false
	start := tea.Cmd(nil)
	if to != p.focus {
		start = p.commit(p.focused())
		p.fields[p.focus].Blur()
		p.focus = to
	}
	return tea.Batch(start, p.fields[to].Focus())
}

// follow moves the focus to the next open field after a pick.
func (p *credentials) follow() tea.Cmd {
	open := p.firstOpen()
	if !p.picking || p.picker != nil || open < 0 {
		return nil
	}
	p.picking = false
	return p.setFocus(open)
}

func (p *credentials) focused() wizard.Field { return wizard.Fields()[p.focus] }

func (p *credentials) field(f wizard.Field) *component.Field { return p.fields[p.index(f)] }

// owns tells the fields of this step from those of others, whose messages
// arrive here as well.
func (p *credentials) owns(id string) bool { return slices.Contains(wizard.Fields(), wizard.Field(id)) }

func (p *credentials) index(f wizard.Field) int {
	for i, known := range wizard.Fields() {
		if known == f {
			return i
		}
	}
	return 0
}

// firstOpen is the field that needs the person next; -1 when none does.
func (p *credentials) firstOpen() int {
	f, open := p.config.Session.NextOpen(nil)
	if !open {
		return -1
	}
	return p.index(f)
}

func (p *credentials) explain(err error) {
	var incomplete *wizard.IncompleteError
	if errors.As(err, &incomplete) {
		p.notice = text.Incomplete(incomplete)
		p.going = incomplete.Running && len(incomplete.Fields) == 0
	}
}

func (p *credentials) keys() []key.Binding {
	switch {
	case p.picker != nil:
		return []key.Binding{keys.choose, keys.back}
	case p.vouching != nil:
		return p.vouching.keys()
	}
	all := []key.Binding{keys.next, keys.field}
	if _, ok := p.config.Session.Stranger(); ok && p.focused() == wizard.URL {
		all[0] = keys.certificate
	}
	if p.config.Session.HasChoices(p.focused()) {
		all = append(all, keys.list)
	}
	return append(all, keys.recheck, keys.back, keys.leave)
}
