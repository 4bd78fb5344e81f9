package dashboard

import (
	"time"

	"github.com/charmbracelet/lipgloss"

	"enhance-wizard/enhance/diagnose"
	"enhance-wizard/ui/style"
	"enhance-wizard/ui/text"
)

// column is one fact of a row. Cell gives its text and, as the word that
// decides the look, the verdict.
type column struct {
	title string
	width int
	from  source
	of    int // the place of its verdict among the row's; 0: it has none
	cell  func(r *row, now time.Time) (shown, verdict string)
}

// Widths that do not depend on the window. The word of the state is never cut.
const (
	marginWidth = 3 // selection, what happens to the row, space
	stateWidth  = 11
	leastName   = 20
	gap         = 1
)

// columns are all facts beside state and name, in their order from left to right.
func columns() []column {
	return []column{
		{text.Say("dashboard.column.site"), 5, fromWordPress, 0, siteCell},
		{text.Say("dashboard.column.panel"), 7, fromPanel, ofPanel, verdictCell(ofPanel)},
		{text.Say("dashboard.column.dns"), 9, fromChecks, ofDNS, verdictCell(ofDNS)},
		{text.Say("dashboard.column.certificate"), 12, fromChecks, ofCertificate, certificateCell},
		{text.Say("dashboard.column.https"), 11, fromChecks, ofHTTPS, verdictCell(ofHTTPS)},
		{text.Say("dashboard.column.wordpress"), 12, fromWordPress, ofWordPress, verdictCell(ofWordPress)},
		{text.Say("dashboard.column.checked"), 7, fromChecks, 0, checkedCell},
	}
}

// wanted are the indexes of columns, the most wanted first: those that do not
// fit are in the detail pane.
var wanted = []int{3, 2, 4, 1, 6, 5, 0}

// source is where a fact comes from.
type source int

const (
	fromChecks source = iota
	fromPanel
	fromWordPress
)

// sources tells which of them, beside the checks, say something of any row: a
// column in which every word is "unknown" says nothing.
type sources struct{ panel, wordpress bool }

func (s sources) tell(from source) bool {
	return from == fromChecks || from == fromPanel && s.panel || from == fromWordPress && s.wordpress
}

// fitting chooses the columns for a width, and what is left for the name.
func fitting(width int, told sources) (chosen []column, name int) {
	all := columns()
	name = width - marginWidth - stateWidth - gap
	take := make([]bool, len(all))
	for _, i := range wanted {
		if !told.tell(all[i].from) {
			continue
		}
		if name-gap-all[i].width < leastName {
			break
		}
		name -= gap + all[i].width
		take[i] = true
	}
	for i, c := range all {
		if take[i] {
			chosen = append(chosen, c)
		}
	}
	return chosen, max(0, name)
}

func verdictCell(of int) func(*row, time.Time) (string, string) {
	return func(r *row, _ time.Time) (string, string) {
		verdict := verdictsOf(r.Verdict)[of]
		return word(verdict), verdict
	}
}

func siteCell(r *row, _ time.Time) (shown, look string) { return siteOf(r.Row), aside }

func checkedCell(r *row, now time.Time) (shown, look string) {
	return shortClock(r.CheckedAt, now), aside
}

// aside stands for the verdict in cells that hold none.
const aside = "aside"

// certificateCell says how many days there are left, where that says anything.
func certificateCell(r *row, now time.Time) (shown, verdict string) {
	certificate, served := r.Verdict.Certificate, r.Verdict.Served
	shown = word(certificate)
	dated := certificate == diagnose.CertificateValid || certificate == diagnose.CertificateExpiring ||
		certificate == diagnose.CertificateExpired
	if dated && served != nil {
		days := daysLeft(served.NotAfter, now)
		shown += " " + text.Say("dashboard.days", "n", max(days, -days))
	}
	return shown, string(certificate)
}

// cellLook is the look of a cell by the verdict that stands in it.
func cellLook(theme style.Theme, verdict string) lipgloss.Style {
	if verdict == aside {
		return theme.Dim
	}
	return verdictLook(theme, verdict)
}
