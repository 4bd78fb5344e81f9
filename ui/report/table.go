package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"

	"enhance-wizard/enhance/diagnose"
	"enhance-wizard/enhance/monitor"
	"enhance-wizard/ui/text"
)

// Table writes the round for people: a line a domain, the worst first, then for each that is not healthy why and what to
// do, and last how many there are of each state.
func (r Round) Table(w io.Writer) error {
	out := bufio.NewWriter(w)
	rows := r.worstFirst()
	if len(rows) > 0 {
		if err := r.lines(out, rows); err != nil {
			return err
		}
	}
	for _, row := range rows {
		explain(out, row)
	}
	if len(rows) > 0 {
		fmt.Fprintln(out)
	}
	fmt.Fprintln(out, r.summary())
	return out.Flush()
}

// column is one column of the table. One that says unknown of every domain is left out.
type column struct {
	key string
	of  func(row *monitor.Row, now time.Time) string
}

var columns = []column{
	{"state", func(row *monitor.Row, _ time.Time) string { return word(row.Verdict.State) }},
	{"name", func(row *monitor.Row, _ time.Time) string { return dnsName(row.Name) }},
	{"panel", func(row *monitor.Row, _ time.Time) string { return word(row.Verdict.Panel) }},
	{"dns", func(row *monitor.Row, _ time.Time) string { return word(row.Verdict.DNS) }},
	{"certificate", certificateWord},
	{"https", func(row *monitor.Row, _ time.Time) string { return word(row.Verdict.HTTPS) }},
	{"wordpress", func(row *monitor.Row, _ time.Time) string { return word(row.Verdict.WordPress) }},
}

// certificateWord is the verdict with the days that are left, where the certificate is one that has days.
func certificateWord(row *monitor.Row, now time.Time) string {
	said, c := word(row.Verdict.Certificate), row.Verdict.Served
	if c == nil || row.Verdict.Certificate == diagnose.CertificatePlaceholder {
		return said
	}
	return said + " " + text.Say("dashboard.days", "n", daysUntil(c.NotAfter, now))
}

func (r Round) lines(w io.Writer, rows []*monitor.Row) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	shown := r.known(rows)
	cells := make([]string, len(shown))
	for i, c := range shown {
		cells[i] = strings.ToUpper(text.Say("dashboard.column." + c.key))
	}
	fmt.Fprintln(table, strings.Join(cells, "\t"))
	for _, row := range rows {
		for i, c := range shown {
			cells[i] = c.of(row, r.Ended)
		}
		fmt.Fprintln(table, strings.Join(cells, "\t"))
	}
	return table.Flush()
}

// known returns the columns that say something: without a panel or WordPress theirs would not.
func (r Round) known(rows []*monitor.Row) []column {
	var shown []column
	for _, c := range columns {
		for _, row := range rows {
			if c.of(row, r.Ended) != word(diagnose.Unknown) {
				shown = append(shown, c)
				break
			}
		}
	}
	return shown
}

// explain writes why a domain is not healthy and what to do.
func explain(w io.Writer, row *monitor.Row) {
	if row.Verdict.State == diagnose.Healthy && !row.Stale {
		return
	}
	fmt.Fprintln(w, "\n"+title(row))
	explained := text.Cause(row.Verdict)
	if explained.What != "" {
		fmt.Fprintln(w, "  "+explained.What)
	}
	if explained.Next != "" {
		fmt.Fprintln(w, "  "+explained.Next)
	}
	if row.Stale {
		fmt.Fprintln(w, "  "+text.Say("status.stale", "time", clock(row.CheckedAt)))
	}
}

func title(row *monitor.Row) string {
	name, state := dnsName(row.Name), word(row.Verdict.State)
	if row.Since.IsZero() {
		return text.Say("status.domain", "name", name, "state", state)
	}
	return text.Say("status.domain-since", "name", name, "state", state, "time", clock(row.Since))
}

// summary counts the states that there are, the worst first.
func (r Round) summary() string {
	counts := r.Counts()
	var parts []string
	for _, state := range diagnose.States() {
		if n := counts[state]; n > 0 {
			parts = append(parts, text.Say("dashboard.count", "n", n, "state", word(state)))
		}
	}
	total := text.Count("dashboard.domains", len(r.Rows))
	if len(parts) == 0 {
		return text.Say("status.none", "domains", total, "time", clock(r.Ended))
	}
	return text.Say("status.summary", "domains", total, "time", clock(r.Ended), "states", strings.Join(parts, ", "))
}

// word is the word of a state or verdict.
func word[V ~string](verdict V) string { return text.Say("word." + string(verdict)) }

// clock is a moment as the clock on the wall shows it.
func clock(t time.Time) string { return t.Local().Format("2006-01-02 15:04") }
