package dashboard

import (
	tea "github.com/charmbracelet/bubbletea"

	"enhance-wizard/ui/text"
)

// press gives a key to the part that takes keys now.
func (m *Model) press(msg tea.KeyMsg) tea.Cmd {
	switch p := m.front(); {
	case p != nil:
		return m.pressPane(p, msg)
	case m.typing:
		return m.pressTyping(msg)
	default:
		return m.pressBrowsing(msg)
	}
}

// pressPane does what a key does in every pane, and gives it the others.
func (m *Model) pressPane(p pane, msg tea.KeyMsg) tea.Cmd {
	_, helping := p.(*help)
	switch {
	case pressed(msg, keys.back), helping && pressed(msg, keys.help):
		m.back()
	case p.typing():
		return p.press(msg)
	case pressed(msg, keys.quit):
		return tea.Quit
	case pressed(msg, keys.help):
		m.open(newHelp(m))
	default:
		return p.press(msg)
	}
	return nil
}

func (m *Model) pressTyping(msg tea.KeyMsg) tea.Cmd {
	switch {
	case pressed(msg, keys.accept):
		m.typing = false
		m.filter.input.Blur()
		m.list.hold()
	case pressed(msg, keys.drop):
		m.typing = false
		m.filter.input.Blur()
		m.narrow("")
	case msg.Type == tea.KeyUp || msg.Type == tea.KeyDown:
		m.travel(msg)
	default:
		if m.filter.update(msg) {
			m.narrow(m.filter.input.Value())
		}
	}
	return nil
}

// narrow shows the rows that hold every word of what.
func (m *Model) narrow(what string) {
	m.filter.input.SetValue(what)
	m.list.narrow(m.filter.words())
}

func (m *Model) pressBrowsing(msg tea.KeyMsg) tea.Cmd {
	if m.travel(msg) {
		return nil
	}
	switch {
	case pressed(msg, keys.quit):
		return tea.Quit
	case pressed(msg, keys.help):
		m.open(newHelp(m))
	case pressed(msg, keys.drop):
		m.narrow("")
		if m.errand != nil && !m.errand.underway() {
			m.errand.seen = true
		}
	case pressed(msg, keys.filter):
		m.typing = true
		return m.filter.input.Focus()
	case pressed(msg, keys.sort):
		m.list.by = (m.list.by + 1) % sortings
		m.list.arrange()
		m.notice = text.Say("dashboard.sorted", "by", m.list.by.word())
	case pressed(msg, keys.open):
		m.explain()
	default:
		return m.act(msg, m.list.selected())
	}
	return nil
}

// act does what a key does to a row in the table and in the detail pane alike.
func (m *Model) act(msg tea.KeyMsg, selected *row) tea.Cmd {
	switch {
	case pressed(msg, keys.problem):
		m.jump(1)
	case pressed(msg, keys.previous):
		m.jump(-1)
	case pressed(msg, keys.refreshAll):
		m.notice, m.awaited = text.Say("dashboard.refreshing_all"), awaited{all: true}
		return refreshAll(m.config.Monitor)
	case pressed(msg, keys.refresh) && selected != nil:
		m.notice, m.awaited = text.Say("dashboard.refreshing", "name", selected.shown), awaited{name: selected.Name}
		return m.recheck(selected)
	case pressed(msg, keys.copy) && selected != nil:
		m.open(newCopies(m, selected.Name))
	case pressed(msg, keys.log):
		return m.openLog(selected)
	case pressed(msg, keys.progress) && m.errand != nil:
		m.open(newErrandPane(m))
	case pressed(msg, keys.add):
		m.propose(adding, selected)
	case pressed(msg, keys.remove):
		m.propose(removing, selected)
	case pressed(msg, keys.issue):
		m.propose(issuing, selected)
	}
	return nil
}

// recheck has a domain looked at by the panel, where it has it, and checked.
func (m *Model) recheck(r *row) tea.Cmd {
	if at := r.Domain.Panel; m.config.Panel != nil && at != nil && at.ID != "" {
		return recheck(m.config.Context, m.config.Monitor, m.config.Panel, r.Name, at.ID)
	}
	return refresh(m.config.Monitor, r.Name)
}

// jump goes to the next or previous problem.
func (m *Model) jump(step int) {
	before := m.list.selected()
	switch {
	case !m.list.problem(step):
		m.notice = text.Say("dashboard.no_problem")
	case m.list.selected() == before:
		m.notice = text.Say("dashboard.no_other_problem")
	case m.front() != nil:
		m.back()
		m.explain()
	}
}

// propose asks whether a change is meant, where it can be made: one at a time.
func (m *Model) propose(kind change, r *row) {
	if why := m.obstacle(kind, r); why != "" {
		m.notice = why
		return
	}
	if m.errand.underway() {
		m.open(newErrandPane(m))
		m.notice = text.Say("action.one_at_a_time")
		return
	}
	if kind == issuing {
		m.open(newAsk(m, r.Name))
		return
	}
	m.open(newPrompt(m, kind, r))
}

func (m *Model) openLog(r *row) tea.Cmd {
	if m.config.Log == nil {
		m.notice = text.Say("log.no_wordpress")
		return nil
	}
	p := newLogPane(m, r)
	m.open(p)
	return p.start()
}

// travel moves the cursor and tells whether the key is for that.
func (m *Model) travel(msg tea.KeyMsg) bool {
	page := max(1, m.list.height)
	switch {
	case pressed(msg, keys.up):
		m.list.move(-1)
	case pressed(msg, keys.down):
		m.list.move(1)
	case pressed(msg, keys.pageUp):
		m.list.move(-page)
	case pressed(msg, keys.pageDown):
		m.list.move(page)
	case pressed(msg, keys.first):
		m.list.top()
	case pressed(msg, keys.last):
		m.list.move(len(m.list.shown))
	default:
		return false
	}
	if m.errand != nil {
		m.errand.placed = true // the person is elsewhere by now
	}
	return true
}

// explain shows the selected domain in the detail pane.
func (m *Model) explain() {
	if selected := m.list.selected(); selected != nil {
		m.list.hold()
		m.open(newDetail(m, selected.Name))
	}
}
