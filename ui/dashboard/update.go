package dashboard

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"enhance-wizard/enhance/monitor"
	"enhance-wizard/ui/component"
	"enhance-wizard/ui/terminal"
	"enhance-wizard/ui/text"
)

// Update implements component.Page.
func (m *Model) Update(msg tea.Msg) tea.Cmd {
	m.now = m.config.Now()
	var cmd tea.Cmd
	switch msg := msg.(type) {
	case batchMsg:
		cmd = tea.Batch(listen(m.config.Monitor.Updates()), m.wonder(msg.Batch))
		m.take(msg.Batch)
	case closedMsg:
		m.state.closed = true
	case lookedMsg:
		m.looked[msg.name] = m.now
	case tokenMsg:
		m.token = msg.ends
	case stepMsg:
		cmd = m.advance(msg)
	case endedMsg:
		cmd = m.conclude(msg)
	case settleMsg:
		cmd = m.look(msg)
	case logMsg:
		for _, p := range m.panes {
			if p, ok := p.(*logPane); ok {
				p.take(msg)
			}
		}
	case component.DueMsg:
		if p, ok := m.front().(*prompt); ok {
			p.due(msg)
		}
	case terminal.SentMsg:
		m.notice = sent(msg.Err)
	case tea.KeyMsg:
		m.notice, m.awaited = "", awaited{}
		cmd = m.press(msg)
	default:
		return nil
	}
	m.layout()
	return cmd
}

// take brings in what the monitor says. The order is made anew when a sweep
// ends, not while rows change under the eye.
func (m *Model) take(batch monitor.Batch) {
	if batch.SourceOK {
		m.state.heard, m.state.err = true, nil
	}
	if batch.SourceErr != nil {
		m.state.err = batch.SourceErr
	}
	if batch.StateErr != nil {
		m.state.stateErr = batch.StateErr
	}
	if batch.Sweep != nil {
		m.state.sweep = *batch.Sweep
		m.list.sweeping = batch.Sweep.Number
	}
	m.list.take(batch)
	if batch.Sweep != nil && !batch.Sweep.Ended.IsZero() {
		m.state.swept = true
		if m.state.err == nil && m.list.blind == 0 {
			m.state.whole = batch.Sweep.Ended
		}
		m.list.arrange()
	}
	m.place()
	if m.awaited.came(batch) {
		m.notice, m.awaited = "", awaited{}
	}
}

// awaited is the check that the notice says is under way.
type awaited struct {
	name string
	all  bool
}

// came tells whether a batch brings what that check found.
func (a awaited) came(batch monitor.Batch) bool {
	if a.all {
		return batch.Sweep != nil && !batch.Sweep.Ended.IsZero()
	}
	return slices.ContainsFunc(batch.Rows, func(r monitor.Row) bool { return r.Name == a.name && !r.Checking })
}

func sent(err error) string {
	if err != nil {
		return text.Explain(err).What
	}
	return text.Say("dashboard.sent")
}
