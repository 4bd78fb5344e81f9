package dashboard

import (
	"time"

	"enhance-wizard/ui/text"
)

// How long before its end the token's date is shown, and is warned of.
const (
	tokenShown  = 60 * 24 * time.Hour
	tokenUrgent = 14 * 24 * time.Hour
)

// tokenSoon tells when the token ends, where that is soon but not urgent.
func (m *Model) tokenSoon() string {
	left := m.token.Sub(m.now)
	if m.token.IsZero() || left > tokenShown || left <= tokenUrgent {
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
