package dashboard

import (
	"cmp"
	"slices"
	"strings"

	"enhance-wizard/enhance/diagnose"
	"enhance-wizard/enhance/monitor"
	"enhance-wizard/ui/text"
)

// sorting is what the rows are ordered by.
type sorting int

const (
	byState sorting = iota // the worst first
	byName
	byExpiry // the certificate that ends first comes first
	bySite
	sortings // how many there are
)

// word names the order for people.
func (s sorting) word() string {
	switch s {
	case byName:
		return text.Say("dashboard.sort.name")
	case byExpiry:
		return text.Say("dashboard.sort.expiry")
	case bySite:
		return text.Say("dashboard.sort.site")
	default:
		return text.Say("dashboard.sort.state")
	}
}

// compare gives a total order, so that equal rows never trade places.
func (s sorting) compare(a, b *row) int {
	order := 0
	switch s {
	case byExpiry:
		order = cmp.Compare(expiry(a), expiry(b))
	case bySite:
		order = cmp.Compare(site(a), site(b))
	case byName, sortings:
	default:
		order = cmp.Compare(badness(a.Verdict.State), badness(b.Verdict.State))
	}
	if order != 0 {
		return order
	}
	return cmp.Or(strings.Compare(a.shown, b.shown), strings.Compare(a.Name, b.Name))
}

// ranks are the states, the worst first.
var ranks = diagnose.States()

// badness ranks a state, the worst first; rows without one come last.
func badness(state diagnose.State) int {
	if i := slices.Index(ranks, state); i >= 0 {
		return i
	}
	return len(ranks)
}

// expiry is when the served certificate ends; rows without one come last.
func expiry(r *row) int64 {
	if served := r.Verdict.Served; served != nil {
		return served.NotAfter.Unix()
	}
	return 1<<63 - 1
}

// site is the number of the WordPress site; rows without one come last.
func site(r *row) int {
	if wordpress := r.Domain.WordPress; wordpress != nil && wordpress.SiteID != 0 {
		return wordpress.SiteID
	}
	return 1<<31 - 1
}

// sought is what the filter looks in: the name in both forms, the site and
// every word of the row, so that one types what one sees.
func sought(r monitor.Row, name string) string {
	v := r.Verdict
	parts := []string{
		r.Name, name, unicodeName(name), siteOf(r), word(v.State), word(v.Panel), word(v.DNS), word(v.Certificate), word(v.HTTPS),
		word(v.WordPress),
	}
	return strings.ToLower(strings.Join(parts, "\n"))
}

func holdsAll(s string, words []string) bool {
	for _, word := range words {
		if !strings.Contains(s, word) {
			return false
		}
	}
	return true
}
