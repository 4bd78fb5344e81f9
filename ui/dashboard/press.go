package dashboard

import (
	tea "github.com/charmbracelet/bubbletea"

	"enhance-wizard/ui/terminal"
	"enhance-wizard/ui/text"
)

// press gives a key to the part that takes keys now.
func (m *Model) press(msg tea.KeyMsg) tea.Cmd {
	switch m.mode {
	case filtering:
		m.pressFiltering(msg)
		return nil
	case detailed:
		return m.pressDetailed(msg)
	case helping:
		return m.pressHelping(msg)
	default:
		return m.pressBrowsing(msg)
	}
}

func (m *Model) pressFiltering(msg tea.KeyMsg) {
	switch {
	case pressed(msg, keys.accept):
		m.mode = browsing
		m.filter.input.Blur()
		m.list.hold()
	case pressed(msg, keys.drop):
		m.mode = browsing
		m.filter.input.Blur()
		m.narrow("")
	case msg.Type == tea.KeyUp || msg.Type == tea.KeyDown:
		m.travel(msg)
	default:
		if m.filter.update(msg) {
			m.narrow(m.filter.input.Value())
		}
	}
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
		m.mode = helping
	case pressed(msg, keys.drop):
		m.narrow("")
	case pressed(msg, keys.filter):
		m.mode = filtering
		return m.filter.input.Focus()
	case pressed(msg, keys.sort):
		m.list.by = (m.list.by + 1) % sortings
		m.list.arrange()
		m.notice = text.Say("dashboard.sorted", "by", m.list.by.word())
	case pressed(msg, keys.open):
		m.open()
	default:
		return m.act(msg)
	}
	return nil
}

// act does what a key does in the table and in the detail pane alike.
func (m *Model) act(msg tea.KeyMsg) tea.Cmd {
	selected := m.list.selected()
	switch {
	case pressed(msg, keys.problem), pressed(msg, keys.previous):
		step := 1
		if pressed(msg, keys.previous) {
			step = -1
		}
		if !m.list.problem(step) {
			m.notice = text.Say("dashboard.no_problem")
		} else if m.mode == detailed {
			m.open()
		}
	case pressed(msg, keys.refreshAll):
		m.notice = text.Say("dashboard.refreshing_all")
		return refreshAll(m.config.Monitor)
	case pressed(msg, keys.refresh) && selected != nil:
		m.notice = text.Say("dashboard.refreshing", "name", selected.Name)
		return refresh(m.config.Monitor, selected.Name)
	case pressed(msg, keys.copy) && selected != nil:
		return terminal.Copy(m.detail.copied(selected))
	}
	return nil
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
	return true
}

// open shows the selected domain in the detail pane.
func (m *Model) open() {
	if selected := m.list.selected(); selected != nil {
		m.mode = detailed
		m.detail.show(selected.Name)
	}
}

func (m *Model) pressDetailed(msg tea.KeyMsg) tea.Cmd {
	switch {
	case pressed(msg, keys.quit):
		return tea.Quit
	case pressed(msg, keys.back):
		m.mode = browsing
	case pressed(msg, keys.help):
		m.mode = helping
	case pressed(msg, keys.up):
		m.detail.scroll.Move(-1)
	case pressed(msg, keys.down):
		m.detail.scroll.Move(1)
	default:
		if cmd := m.act(msg); cmd != nil {
			return cmd
		}
		return m.detail.scroll.Update(msg)
	}
	return nil
}

func (m *Model) pressHelping(msg tea.KeyMsg) tea.Cmd {
	switch {
	case pressed(msg, keys.quit):
		return tea.Quit
	case pressed(msg, keys.back), pressed(msg, keys.help):
		m.mode = browsing
	case pressed(msg, keys.up):
		m.help.Move(-1)
	case pressed(msg, keys.down):
		m.help.Move(1)
	default:
		return m.help.Update(msg)
	}
	return nil
}
