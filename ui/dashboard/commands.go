package dashboard

import (
	tea "github.com/charmbracelet/bubbletea"

	"enhance-wizard/enhance/monitor"
)

// listen waits for the next batch. It ends with the monitor, which closes the
// channel.
func listen(updates <-chan monitor.Batch) tea.Cmd {
	return func() tea.Msg {
		batch, open := <-updates
		if !open {
			return closedMsg{}
		}
		return batchMsg{batch}
	}
}

// refresh has one domain checked now.
func refresh(m Monitor, name string) tea.Cmd {
	return func() tea.Msg {
		m.Refresh(name)
		return nil
	}
}

// refreshAll has the source asked and every domain checked now.
func refreshAll(m Monitor) tea.Cmd {
	return func() tea.Msg {
		m.RefreshAll()
		return nil
	}
}
