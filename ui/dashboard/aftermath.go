package dashboard

import tea "github.com/charmbracelet/bubbletea"

// looksEnough is how often the list is asked for again until it shows a change.
const looksEnough = 4

// look has the list asked for again until it shows what was changed.
func (m *Model) look(msg settleMsg) tea.Cmd {
	e := m.errand
	if e == nil || e.id != msg.id || e.looks >= looksEnough || m.settled(e) {
		return nil
	}
	e.looks++
	return tea.Batch(refresh(m.config.Monitor, e.name), settle(e.id))
}

// settled tells whether the list shows what became of an errand.
func (m *Model) settled(e *errand) bool {
	r, listed := m.list.byName[e.name]
	switch {
	case e.err != nil: // it may have been done all the same
		return e.looks > 0
	case e.kind == adding:
		return listed
	case e.kind == removing:
		return !listed
	default:
		stored := listed && r.Domain.Panel != nil && r.Domain.Panel.Certificate != nil
		return stored && r.Domain.Panel.Certificate.NotAfter.Equal(e.certificate.NotAfter)
	}
}

// place puts the cursor on a domain that was added, once it is in the list.
func (m *Model) place() {
	e := m.errand
	if e == nil || e.kind != adding || e.placed || e.underway() || e.err != nil || m.list.byName[e.name] == nil {
		return
	}
	e.placed = true
	if !m.list.seek(e.name) && !m.typing {
		m.narrow("")
		m.list.seek(e.name)
	}
}
