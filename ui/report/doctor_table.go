package report

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"enhance-wizard/ui/text"
	"enhance-wizard/wizard/doctor"
)

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
			entry.write(out, c.Width)
		}
		fmt.Fprintln(out)
	}
	c.first(out)
	paragraph(out, "", text.Say("doctor.count", "problems", c.count(doctor.Problem), "warnings", c.count(doctor.Warning),
		"unchecked", c.count(doctor.NotChecked), "ok", c.count(doctor.OK)), c.Width)
	return out.Flush()
}

// first repeats the problems and their next steps, where a long table ends, in the order in which they are dealt with.
func (c Checkup) first(w io.Writer) {
	if !c.HasProblem() {
		return
	}
	problems := slices.DeleteFunc(slices.Clone(c.Findings), func(f doctor.Finding) bool { return f.Status != doctor.Problem })
	slices.SortStableFunc(problems, func(a, b doctor.Finding) int { return remedyRank(a) - remedyRank(b) })
	fmt.Fprintln(w, text.Say("doctor.first"))
	for i, f := range problems {
		words := c.words(f)
		mark := fmt.Sprintf("%3d. ", i+1)
		paragraph(w, mark, words.Title, c.Width)
		if words.Next != "" {
			paragraph(w, strings.Repeat(" ", len(mark)), words.Next, c.Width)
		}
	}
	fmt.Fprintln(w)
}

// remedyRank puts causes before what comes of them: this machine and open files, the network that the plugin needs, the
// plugin whose version says which constants it reads, the constants that lead to the panel, and then the rest.
func remedyRank(f doctor.Finding) int {
	if f.ID == doctor.MultisiteEnabled {
		return 2
	}
	order := []doctor.Area{doctor.Machine, doctor.Files, "", doctor.Plugin, doctor.Multisite, doctor.Constants, doctor.Panel}
	if i := slices.Index(order, f.Area); i >= 0 {
		return i
	}
	return len(order) + slices.Index(doctor.Areas(), f.Area)
}

// paragraph writes a text behind a margin. On a terminal it is broken at blanks alone, so that what is to be copied, a
// path or an address, stays whole.
func paragraph(w io.Writer, margin, said string, width int) {
	indent := utf8.RuneCountInString(margin)
	if width <= indent+minParagraph {
		fmt.Fprintln(w, margin+said)
		return
	}
	line, at := margin, indent
	for word := range strings.FieldsSeq(said) {
		cells := ansi.StringWidth(word)
		switch {
		case at > indent && at+1+cells > width:
			fmt.Fprintln(w, line)
			line, at = strings.Repeat(" ", indent), indent
		case at > indent:
			line, at = line+" ", at+1
		}
		line, at = line+word, at+cells
	}
	fmt.Fprintln(w, line)
}

// minParagraph is the width under which breaking a text makes it harder to read, in cells.
const minParagraph = 16

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
func (e entry) write(w io.Writer, width int) {
	indent := strings.Repeat(" ", statusWidth+2)
	margin := fmt.Sprintf("  %-*s", statusWidth, text.DoctorStatus(e.status))
	for i, line := range folded(e.titles) {
		if i > 0 {
			margin = indent
		}
		paragraph(w, margin, line, width)
	}
	if e.Detail != "" {
		paragraph(w, indent, e.Detail, width)
	}
	if e.Next != "" && e.status != doctor.OK {
		paragraph(w, indent, text.Say("doctor.do", "next", e.Next), width)
	}
}
