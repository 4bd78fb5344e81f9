package dashboard

import (
	"strconv"
	"time"

	"github.com/charmbracelet/lipgloss"
	"golang.org/x/net/idna"

	"enhance-wizard/enhance/diagnose"
	"enhance-wizard/enhance/monitor"
	"enhance-wizard/enhance/probe"
	"enhance-wizard/ui/style"
	"enhance-wizard/ui/text"
)

// word is the word of a state or verdict; nothing for one that is not there.
func word[V ~string](verdict V) string {
	if verdict == "" {
		return ""
	}
	return text.Say("word." + string(verdict))
}

// stateLook is the mark and the look of a state.
func stateLook(theme style.Theme, state diagnose.State) (mark string, look lipgloss.Style) {
	switch state {
	case diagnose.Broken:
		return theme.Marks.Problem, theme.Problem
	case diagnose.Attention:
		return theme.Marks.Warning, theme.Warning
	case diagnose.Waiting:
		return theme.Marks.Working, theme.Working
	case diagnose.Healthy:
		return theme.Marks.OK, theme.OK
	case diagnose.Unknown:
		return theme.Marks.Unknown, theme.Dim
	default:
		return theme.Marks.NotYet, theme.Dim
	}
}

// verdictLook sets apart what is wrong, and what is not known.
func verdictLook(theme style.Theme, verdict string) lipgloss.Style {
	switch verdict {
	case string(diagnose.PanelMissing), string(diagnose.DNSElsewhere), string(diagnose.DNSNone), string(diagnose.DNSFailed),
		string(diagnose.CertificateExpired), string(diagnose.CertificateMismatch), string(diagnose.CertificateUntrusted),
		string(diagnose.HTTPSError), string(diagnose.HTTPSUnreachable), string(diagnose.WordPressSSLFailed):
		return theme.Problem
	case string(diagnose.DNSMixed), string(diagnose.CertificateExpiring), string(diagnose.CertificatePlaceholder),
		string(diagnose.WordPressInactive), string(diagnose.WordPressUnmapped), string(diagnose.WordPressWithoutSSL):
		return theme.Warning
	case string(diagnose.CertificateUnknown), "":
		return theme.Dim
	default:
		return theme.Text
	}
}

// siteOf is the number of the WordPress site.
func siteOf(r monitor.Row) string {
	if wordpress := r.Domain.WordPress; wordpress != nil && wordpress.SiteID != 0 {
		return "#" + strconv.Itoa(wordpress.SiteID)
	}
	return ""
}

// nameOf is a domain as it is shown: in its own letters, where the terminal has
// them and they pass for no other name.
func (m *Model) nameOf(name string) string { return shownName(wireName(name), m.config.Theme.Unicode) }

func shownName(wire string, unicode bool) string {
	if !unicode {
		return text.Clean(wire)
	}
	return text.DomainName(wire)
}

// wireName is a domain as DNS has it.
func wireName(name string) string {
	if _, ascii, fault := probe.Canonical(name); fault == "" {
		return ascii
	}
	return text.Clean(name)
}

// unicodeName is a name of DNS in its own letters, whatever they pass for;
// nothing where that is the same.
func unicodeName(wire string) string {
	if readable, err := idna.Display.ToUnicode(wire); err == nil && readable != wire {
		return text.Clean(readable)
	}
	return ""
}

// clock is a time of day, or the date where that is another day and so far off
// that the time of day would not tell which. It never counts: a screen that
// counts sends bytes all day.
func clock(t, now time.Time) string {
	if t.IsZero() {
		return ""
	}
	if day(t) == day(now) || t.Sub(now).Abs() < 12*time.Hour {
		return t.Local().Format("15:04")
	}
	return t.Local().Format(time.DateOnly)
}

// shortClock is a time of day in the five cells that a column has, or another
// day without its year. It changes with the day alone, as what is remembered of
// a drawn row does.
func shortClock(t, now time.Time) string {
	switch {
	case t.IsZero():
		return ""
	case day(t) == day(now):
		return t.Local().Format("15:04")
	default:
		return t.Local().Format("01-02")
	}
}

// second is a time of day to the second, for what takes seconds.
func second(t time.Time) string { return t.Local().Format(time.TimeOnly) }

// day is the local date as a number: what is drawn may differ tomorrow.
func day(t time.Time) int {
	t = t.Local()
	return t.Year()*1000 + t.YearDay()
}

// daysLeft is how many whole days a certificate has left; negative since it
// expired.
func daysLeft(until, now time.Time) int {
	left := until.Sub(now)
	if left < 0 {
		return -int(-left / (24 * time.Hour))
	}
	return int(left / (24 * time.Hour))
}
