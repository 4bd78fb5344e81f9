package dashboard

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"enhance-wizard/enhance/diagnose"
	"enhance-wizard/ui/component"
	"enhance-wizard/ui/text"
)

// detail explains one domain: its state, the cause, what to do, and every fact.
type detail struct {
	scrolled
	m    *Model
	name string
}

func newDetail(m *Model, name string) *detail {
	return &detail{scrolled{component.NewScroll(m.config.Theme)}, m, name}
}

func (d *detail) title() string { return d.m.nameOf(d.name) }

func (d *detail) keys() []key.Binding {
	all := append([]key.Binding{keys.back, keys.help, keys.problem}, d.m.changes(keys.issue)...)
	all = append(append(all, keys.copy), d.m.reading(keys.log)...)
	all = append(all, keys.refresh, keys.quit)
	return append(all, d.m.changes(keys.remove)...)
}

func (d *detail) press(msg tea.KeyMsg) tea.Cmd {
	if d.travel(msg) {
		return nil
	}
	return d.m.act(msg, d.m.list.byName[d.name])
}

// draw makes the lines anew from the row as it is now.
func (d *detail) draw(width, height int) {
	p := &sheet{theme: d.m.config.Theme, width: width, now: d.m.now}
	if r, ok := d.m.list.byName[d.name]; ok {
		d.explain(p, r)
		d.facts(p, r)
	} else {
		p.paragraph(text.Say("dashboard.detail.gone"))
	}
	d.SetLines(p.lines)
	d.SetSize(width, height)
}

// explain says how the domain is, why, and what to do.
func (d *detail) explain(p *sheet, r *row) {
	mark, look := stateLook(p.theme, r.Verdict.State)
	state := word(r.Verdict.State)
	if r.unchecked() {
		state = text.Say("word.unchecked")
	}
	headline := mark + " " + state
	if !r.Since.IsZero() {
		headline = text.Say("dashboard.detail.since", "state", headline, "time", clock(r.Since, p.now))
	}
	p.gap()
	p.add(look.Render(component.Cut(headline, p.width, p.theme.Marks.More)))
	if r.Stale {
		p.paragraph(text.Say("dashboard.detail.stale", "time", clock(r.CheckedAt, p.now)))
	}
	if cause := text.Cause(r.Verdict); cause.What != "" {
		p.gap()
		p.paragraph(cause.What)
		p.step(cause.Next)
	}
	if records := d.m.records(r); len(records) > 0 {
		p.gap()
		p.title(text.Say("dashboard.detail.records"))
		for _, record := range records {
			p.hanging("  ", record)
		}
	}
	d.others(p, r)
}

// others are the findings beside the one that decides.
func (d *detail) others(p *sheet, r *row) {
	first := true
	for _, finding := range r.Verdict.Findings {
		explained := text.Finding(finding)
		if finding.Cause == r.Verdict.Cause || explained.What == "" || soothes(finding, r.Verdict) {
			continue
		}
		if first {
			p.gap()
			p.title(text.Say("dashboard.detail.others"))
			first = false
		}
		mark, look := stateLook(p.theme, finding.State)
		p.hanging(look.Render(mark)+" ", explained.What)
		p.step(explained.Next)
	}
}

// soothes tells whether a finding says that all will be well, where the cause
// says that it will not, not so soon.
func soothes(f diagnose.Finding, v diagnose.Verdict) bool {
	switch f.Cause {
	case diagnose.CauseCertificatePending:
		return v.State != diagnose.Waiting
	case diagnose.CauseServerReady, diagnose.CauseServerNotReady: // once DNS leads there, which needs a domain that exists
		return v.Cause == diagnose.CauseDNSUnregistered
	default:
		return false
	}
}
