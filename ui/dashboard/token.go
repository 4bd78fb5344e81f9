package dashboard

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"enhance-wizard/enhance/monitor"
	"enhance-wizard/ui/text"
)

// tokenUrgent is how long before its end the token is warned of.
const tokenUrgent = 14 * 24 * time.Hour

// wonder asks when the token ends once the list is there: the panel answers
// only so many questions a second, and the rows come first.
func (m *Model) wonder(batch monitor.Batch) tea.Cmd {
	if m.state.heard || !batch.SourceOK || m.config.Panel == nil {
		return nil
	}
	return askToken(m.config.Context, m.config.Panel)
}

// tokenEnd tells when the token ends, where it does and nothing warns of it.
func (m *Model) tokenEnd() string {
	if m.token.IsZero() || m.token.Sub(m.now) <= tokenUrgent {
		return ""
	}
	return text.Say("dashboard.token", "date", m.token.Local())
}

// tokenWarning says that the token ends within days, or has ended.
func (m *Model) tokenWarning() (warning text.Explanation, urgent bool) {
	if m.token.IsZero() || m.token.Sub(m.now) > tokenUrgent {
		return text.Explanation{}, false
	}
	key := "dashboard.token.urgent"
	if !m.now.Before(m.token) {
		key = "dashboard.token.past"
	}
	return text.Explanation{What: text.Say(key, "date", m.token.Local()), Next: text.Say("dashboard.token.next")}, true
}
