package report

import (
	"fmt"
	"io"
	"time"

	"enhance-wizard/enhance/diagnose"
	"enhance-wizard/enhance/monitor"
	"enhance-wizard/ui/text"
)

// explanation is why some domains are not healthy and what to do. What is true of many is said once: a server that is down
// takes hundreds of domains with it.
type explanation struct {
	said
	names []string
	since time.Time // zero: not known, or not the same of all
}

// said is what has to be the same for domains to be explained at once.
type said struct {
	state diagnose.State
	stale string // what the last check could not confirm
	why   text.Explanation
}

// explanations are those of the domains that are not healthy, in the order of the rows.
func explanations(rows []*monitor.Row) []*explanation {
	var all []*explanation
	known := map[said]*explanation{}
	for _, row := range rows {
		if row.Verdict.State == diagnose.Healthy && !row.Stale {
			continue
		}
		s := said{state: row.Verdict.State, why: text.Cause(row.Verdict)}
		if row.Stale {
			s.stale = text.Say("status.stale", "time", clock(row.CheckedAt))
		}
		e := known[s]
		if e == nil {
			e = &explanation{said: s, since: row.Since}
			known[s] = e
			all = append(all, e)
		}
		e.names = append(e.names, fullName(row))
		if clock(e.since) != clock(row.Since) {
			e.since = time.Time{}
		}
	}
	return all
}

// fullName is a domain in its own letters, and as DNS has it where that is not the same.
func fullName(row *monitor.Row) string {
	ascii := dnsName(row.Name)
	if name := text.DomainName(ascii); name != ascii {
		return text.Say("status.name-in-dns", "name", name, "ascii", ascii)
	}
	return ascii
}

// maxNames are named in an explanation; the table has them all.
const maxNames = 10

func (e *explanation) write(w io.Writer, width int) {
	names, state := text.AtMost(maxNames, e.names), word(e.state)
	title := text.Say("status.domain", "name", names, "state", state)
	if !e.since.IsZero() {
		title = text.Say("status.domain-since", "name", names, "state", state, "time", clock(e.since))
	}
	fmt.Fprintln(w)
	paragraph(w, "", title, width)
	advise(w, e.why, width)
	if e.stale != "" {
		paragraph(w, margin, e.stale, width)
	}
}

// margin is that of what is said about a title.
const margin = "  "

// advise writes what happened and what to do.
func advise(w io.Writer, e text.Explanation, width int) {
	for _, sentence := range []string{e.What, e.Next} {
		if sentence != "" {
			paragraph(w, margin, sentence, width)
		}
	}
}
