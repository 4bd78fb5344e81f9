package dashboard

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"enhance-wizard/enhance/diagnose"
	"enhance-wizard/ui/component"
	"enhance-wizard/ui/text"
)

// ask says what issuing a certificate does, and what speaks against it, before
// the panel is asked: Let's Encrypt counts the requests.
type ask struct {
	scrolled
	m    *Model
	name string
}

func newAsk(m *Model, name string) *ask {
	return &ask{scrolled{component.NewScroll(m.config.Theme)}, m, name}
}

func (a *ask) title() string { return text.Say("action.title.issue", "name", a.m.nameOf(a.name)) }

func (a *ask) keys() []key.Binding {
	return []key.Binding{promptKeys[issuing], keys.back, keys.help, keys.quit}
}

func (a *ask) press(msg tea.KeyMsg) tea.Cmd {
	if pressed(msg, keys.accept) {
		a.m.back()
		return a.m.begin(issuing, a.name)
	}
	a.travel(msg)
	return nil
}

func (a *ask) draw(width, height int) {
	s := &sheet{theme: a.m.config.Theme, width: width, now: a.m.now}
	s.gap()
	s.paragraph(text.Say("action.issue.question", "name", a.m.nameOf(a.name)))
	if r, listed := a.m.list.byName[a.name]; listed {
		for _, doubt := range a.doubts(r) {
			s.gap()
			s.verdict(s.theme.Warning, s.theme.Marks.Warning, doubt)
		}
	}
	s.gap()
	s.paragraph(text.Say("action.issue.explained"))
	a.SetLines(s.lines)
	a.SetSize(width, height)
}

// doubts are what is known already that speaks against asking.
func (a *ask) doubts(r *row) []string {
	var doubts []string
	if at, asked := a.m.asked[a.name]; asked {
		doubts = append(doubts, text.Say("action.issue.asked", "time", clock(at, a.m.now)))
	}
	switch served := r.Verdict.Served; {
	case r.Verdict.DNS == diagnose.DNSProxied:
		doubts = append(doubts, text.Say("action.issue.proxied"))
	case r.Verdict.DNS != diagnose.DNSOK && r.Verdict.DNS != "":
		doubts = append(doubts, text.Say("action.issue.dns"))
	case keepsFromIssuing(r.Verdict.Cause), r.Verdict.Cause == diagnose.CauseCertificateStored: // there is one already
		doubts = append(doubts, text.Cause(r.Verdict).What)
	case r.Verdict.Certificate == diagnose.CertificateValid && served != nil:
		doubts = append(doubts, text.Say("action.issue.valid", "until", served.NotAfter))
	}
	return doubts
}

// keepsFromIssuing tells the causes because of which Let's Encrypt says no.
func keepsFromIssuing(cause diagnose.Cause) bool {
	switch cause {
	case diagnose.CauseCAAForbids, diagnose.CauseCAARestricts, diagnose.CauseCAACritical, diagnose.CauseCAAUnanswered,
		diagnose.CauseNameNotCertifiable, diagnose.CauseWWWUnresolved, diagnose.CauseParentUnresolved,
		diagnose.CauseACMEPortClosed, diagnose.CauseACMETimeout, diagnose.CauseACMENotHTTP, diagnose.CauseACMESpeaksTLS,
		diagnose.CauseACMEBlocked, diagnose.CauseACMEChallenge, diagnose.CauseACMERedirectHost,
		diagnose.CauseACMERedirectPort, diagnose.CauseACMERedirectLoop:
		return true
	default:
		return false
	}
}
