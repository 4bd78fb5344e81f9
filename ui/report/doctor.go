package report

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"enhance-wizard/ui/text"
	"enhance-wizard/wizard/doctor"
)

// Checkup is what the doctor found.
type Checkup struct {
	Findings []doctor.Finding
	// Redact takes secrets out of a text; nil leaves texts as they are.
	Redact func(string) string
}

// HasProblem reports whether one of the findings is a problem.
func (c Checkup) HasProblem() bool { return c.count(doctor.Problem) > 0 }

func (c Checkup) count(status doctor.Status) int {
	n := 0
	for _, f := range c.Findings {
		if f.Status == status {
			n++
		}
	}
	return n
}

func (c Checkup) words(f doctor.Finding) text.Advice {
	advice := text.Diagnosis(f)
	if c.Redact == nil {
		return advice
	}
	return text.Advice{Title: c.Redact(advice.Title), Detail: c.Redact(advice.Detail), Next: c.Redact(advice.Next)}
}

// Table writes the findings for people: area by area, in each the worst first, and how many there are of each kind.
func (c Checkup) Table(w io.Writer) error {
	out := bufio.NewWriter(w)
	for _, area := range doctor.Areas() {
		findings := slices.DeleteFunc(slices.Clone(c.Findings), func(f doctor.Finding) bool { return f.Area != area })
		if len(findings) == 0 {
			continue
		}
		fmt.Fprintln(out, text.DoctorArea(area))
		for _, entry := range c.entries(findings) {
			entry.write(out)
		}
		fmt.Fprintln(out)
	}
	fmt.Fprintln(out, text.Say("doctor.count", "problems", c.count(doctor.Problem), "warnings", c.count(doctor.Warning),
		"unchecked", c.count(doctor.NotChecked), "ok", c.count(doctor.OK)))
	return out.Flush()
}

// entry is what the table says at once.
type entry struct {
	status doctor.Status
	titles []string
	text.Advice
}

// listWidth is that of a list of titles in a terminal of 80 columns.
const listWidth = 64

// folded joins titles to lines, and breaks none of them.
func folded(titles []string) []string {
	lines := []string{titles[0]}
	for _, title := range titles[1:] {
		last := &lines[len(lines)-1]
		*last += ";"
		if utf8.RuneCountInString(*last)+1+utf8.RuneCountInString(title) <= listWidth {
			*last += " " + title
			continue
		}
		lines = append(lines, title)
	}
	return lines
}

// entries are the findings of an area, the worst first. What was not checked for one reason is one entry.
func (c Checkup) entries(findings []doctor.Finding) []entry {
	var entries []entry
	for _, status := range doctor.Statuses() {
		for _, f := range findings {
			if f.Status != status {
				continue
			}
			words := c.words(f)
			e := entry{status, []string{words.Title}, words}
			same := slices.IndexFunc(entries, func(o entry) bool {
				return status == doctor.NotChecked && o.status == status && o.Detail == e.Detail && o.Next == e.Next
			})
			if same < 0 {
				entries = append(entries, e)
				continue
			}
			entries[same].titles = append(entries[same].titles, words.Title)
		}
	}
	return entries
}

// statusWidth is that of the longest status in words, and the blanks after it.
const statusWidth = 13

// write gives a line to what is well, and the reason and the next step to what is not.
func (e entry) write(w io.Writer) {
	indent := strings.Repeat(" ", statusWidth+2)
	title := strings.Join(folded(e.titles), "\n"+indent)
	fmt.Fprintf(w, "  %-*s%s\n", statusWidth, text.DoctorStatus(e.status), title)
	if e.Detail != "" {
		fmt.Fprintln(w, indent+e.Detail)
	}
	if e.Next != "" && e.status != doctor.OK {
		fmt.Fprintln(w, indent+text.Say("doctor.do", "next", e.Next))
	}
}

// JSON writes the findings for a support ticket.
func (c Checkup) JSON(w io.Writer) error {
	type row struct {
		ID     doctor.ID     `json:"id"`
		Area   doctor.Area   `json:"area"`
		Status doctor.Status `json:"status"`
		Title  string        `json:"title"`
		Detail *string       `json:"detail"`
		Next   *string       `json:"next"`
	}
	rows := make([]row, len(c.Findings))
	for i, f := range c.Findings {
		advice := c.words(f)
		rows[i] = row{f.ID, f.Area, f.Status, advice.Title, orNull(advice.Detail), orNull(advice.Next)}
	}
	encoder := json.NewEncoder(text.JSONWriter(w))
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(struct {
		Schema   int   `json:"schema"`
		Findings []row `json:"findings"`
	}{1, rows})
}
