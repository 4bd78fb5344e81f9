package dashboard

import (
	"errors"
	"time"

	"enhance-wizard/ui/text"
	"enhance-wizard/wizard/inventory"
)

// preflight is whether the panel can get a certificate for a domain, as it said
// itself when it was asked.
type preflight struct {
	at    time.Time
	good  bool
	words string // why not; empty when it did not say
}

func (p preflight) sentence(now time.Time) string {
	key := "dashboard.fact.panel.can"
	if !p.good {
		key = "dashboard.fact.panel.cannot"
	}
	if p.words != "" {
		key = "dashboard.fact.panel.said"
	}
	return text.Say(key, "time", clock(p.at, now), "words", p.words)
}

// note keeps what the panel said until it says something else.
func (m *Model) note(e *errand) {
	var cannot *inventory.CannotIssueError
	if e.kind == issuing && errors.As(e.err, &cannot) {
		m.said[e.name] = preflight{at: e.ended, words: cannot.Reason}
	}
}
