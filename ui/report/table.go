package report

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"enhance-wizard/enhance/diagnose"
	"enhance-wizard/enhance/monitor"
	"enhance-wizard/ui/text"
)

// Table writes the round for people: a line a domain, the worst first, then why those that are not healthy are so and what
// to do, and last how many there are of each state.
func (r Round) Table(w io.Writer) error {
	out := bufio.NewWriter(w)
	rows := r.worstFirst()
	if len(rows) > 0 {
		r.lines(out, rows)
	}
	if len(r.Silent) > 0 {
		fmt.Fprintln(out)
		advise(out, text.Silent(r.Silent), r.Width)
	}
	for _, e := range explanations(rows) {
		e.write(out, r.Width)
	}
	if len(rows) > 0 {
		fmt.Fprintln(out)
	}
	paragraph(out, "", r.summary(), r.Width)
	return out.Flush()
}

// column is one column of the table. A fact that is unknown of every domain is left out; the state and the name are there always.
type column struct {
	key string
	of  func(row *monitor.Row, now time.Time) string
}

func (c column) title() string { return strings.ToUpper(text.Say("dashboard.column." + c.key)) }

var columns = []column{
	{"state", func(row *monitor.Row, _ time.Time) string { return word(row.Verdict.State) }},
	{"name", func(row *monitor.Row, _ time.Time) string { return text.DomainName(dnsName(row.Name)) }},
	{"panel", func(row *monitor.Row, _ time.Time) string { return word(row.Verdict.Panel) }},
	{"dns", func(row *monitor.Row, _ time.Time) string { return word(row.Verdict.DNS) }},
	{"certificate", certificateWord},
	{"https", func(row *monitor.Row, _ time.Time) string { return word(row.Verdict.HTTPS) }},
	{"wordpress", func(row *monitor.Row, _ time.Time) string { return word(row.Verdict.WordPress) }},
}

// certificateWord is the verdict with the days that are left, or since when it is over, where they are what the verdict is about.
func certificateWord(row *monitor.Row, now time.Time) string {
	verdict, c := row.Verdict.Certificate, row.Verdict.Served
	dated := verdict == diagnose.CertificateValid || verdict == diagnose.CertificateExpiring ||
		verdict == diagnose.CertificateExpired
	if !dated || c == nil {
		return word(verdict)
	}
	days := daysUntil(c.NotAfter, now)
	return word(verdict) + " " + text.Say("dashboard.days", "n", max(days, -days))
}

func (r Round) lines(w io.Writer, rows []*monitor.Row) {
	shown := r.known(rows)
	widths := make([]int, len(shown))
	for i, c := range shown {
		widths[i] = ansi.StringWidth(c.title())
		for _, row := range rows {
			widths[i] = max(widths[i], ansi.StringWidth(c.of(row, r.Ended)))
		}
	}
	shown, widths = fit(shown, widths, r.Width)
	cells := make([]string, len(shown))
	for i, c := range shown {
		cells[i] = c.title()
	}
	line(w, cells, widths)
	for _, row := range rows {
		for i, c := range shown {
			cells[i] = c.of(row, r.Ended)
		}
		line(w, cells, widths)
	}
}

// gap stands between two columns, in cells.
const gap = 2

// line writes cells below those of the other lines, with nothing behind the last one.
func line(w io.Writer, cells []string, widths []int) {
	last := len(cells) - 1
	for i, cell := range cells[:last] {
		cell = cut(cell, widths[i])
		fmt.Fprint(w, cell, strings.Repeat(" ", widths[i]-ansi.StringWidth(cell)+gap))
	}
	fmt.Fprintln(w, cut(cells[last], widths[last]))
}

// known returns the columns that say something: without a panel or WordPress theirs would not.
func (r Round) known(rows []*monitor.Row) []column {
	const always = 2 // state and name
	shown := slices.Clone(columns[:always])
	for _, c := range columns[always:] {
		for _, row := range rows {
			if c.of(row, r.Ended) != word(diagnose.Unknown) {
				shown = append(shown, c)
				break
			}
		}
	}
	return shown
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
