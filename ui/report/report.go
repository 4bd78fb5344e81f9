// Package report shows what one round over all domains found, without a screen: as a table, as JSON, for Prometheus. It
// also brings the alert rules and the Grafana dashboard that go with the metrics.
package report

import (
	"slices"
	"strings"
	"time"

	"enhance-wizard/enhance/diagnose"
	"enhance-wizard/enhance/monitor"
	"enhance-wizard/enhance/probe"
	"enhance-wizard/ui/text"
)

// Site says which site the domains are of. What is not known is empty.
type Site struct {
	WPPath, MainDomain         string
	OrgID, WebsiteID, ServerID string
}

// Round is what one round over all domains found.
type Round struct {
	Site         Site
	Began, Ended time.Time
	Rows         []monitor.Row
	Silent       []monitor.SilentServer // servers that answer nobody
	Blind        monitor.Blind          // what could not be judged
	Width        int                    // of the terminal that a table is for, in cells; 0: there is none
}

// Counts returns how many domains are in each state.
func (r Round) Counts() map[diagnose.State]int {
	counts := map[diagnose.State]int{}
	for i := range r.Rows {
		counts[r.Rows[i].Verdict.State]++
	}
	return counts
}

// NeedsAttention reports whether a domain is broken or needs attention. To wait is no problem, and what could not be
// judged never counts as broken.
func (r Round) NeedsAttention() bool {
	counts := r.Counts()
	return counts[diagnose.Broken]+counts[diagnose.Attention] > 0
}

// Judged reports whether a check could judge anything: a *BlindError where not one domain could be, for a reason on our
// side. A name that cannot be checked at all, a wildcard, is not among those that could have been.
func (r Round) Judged() error {
	checkable := 0
	for i := range r.Rows {
		if r.Rows[i].Verdict.Cause != diagnose.CauseNameWildcard {
			checkable++
		}
	}
	if r.Blind.Domains == 0 || r.Blind.Domains < checkable {
		return nil
	}
	return &BlindError{Reason: r.Blind.Reason}
}

// BlindError says that not one domain could be judged, for a reason on our side. What is known is from before.
type BlindError struct{ Reason diagnose.Finding }

func (e *BlindError) Error() string { return "no domain could be judged: " + string(e.Reason.Cause) }

// byName returns the rows in the order of their names. They are not copied: ten thousand are seven megabytes.
func (r Round) byName() []*monitor.Row {
	rows := make([]*monitor.Row, len(r.Rows))
	for i := range r.Rows {
		rows[i] = &r.Rows[i]
	}
	slices.SortFunc(rows, func(a, b *monitor.Row) int { return strings.Compare(a.Name, b.Name) })
	return rows
}

// worstFirst returns the rows in the order in which a person should look at them.
func (r Round) worstFirst() []*monitor.Row {
	order := diagnose.States()
	rows := r.byName()
	slices.SortStableFunc(rows, func(a, b *monitor.Row) int {
		return slices.Index(order, a.Verdict.State) - slices.Index(order, b.Verdict.State)
	})
	return rows
}

// dnsName is a domain as DNS knows it, or what can be shown of a name that is none.
func dnsName(name string) string {
	if _, ascii, fault := probe.Canonical(name); fault == "" {
		return ascii
	}
	return text.Clean(name)
}

// daysUntil returns how many whole days are left; negative since the moment has passed. Counted in seconds: the dates of
// placeholders lie further apart than a time.Duration can hold.
func daysUntil(t, now time.Time) int {
	const day = 24 * 60 * 60
	return int((t.Unix() - now.Unix()) / day)
}
