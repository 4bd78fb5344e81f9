package dashboard

import (
	"time"

	"enhance-wizard/ui/component"
	"enhance-wizard/ui/style"
	"enhance-wizard/ui/text"
)

// detail explains one domain: its state, the cause, what to do, and every fact.
type detail struct {
	config Config
	theme  style.Theme
	scroll *component.Scroll
	name   string
	title  string // the name as it is shown
}

func newDetail(c Config) *detail {
	return &detail{config: c, theme: c.Theme, scroll: component.NewScroll(c.Theme)}
}

// show opens the pane for a domain, at its top.
func (d *detail) show(name string) {
	d.name, d.title = name, shownName(name)
	d.scroll.Home()
}

// draw makes the lines anew from the row as it is now.
func (d *detail) draw(rows map[string]*row, width, height int, now time.Time) {
	p := &sheet{theme: d.theme, width: width, now: now}
	if r, ok := rows[d.name]; ok {
		d.explain(p, r)
		d.facts(p, r)
	} else {
		p.paragraph(text.Say("dashboard.detail.gone"))
	}
	d.scroll.SetLines(p.lines)
	d.scroll.SetSize(width, height)
}

// explain says how the domain is, why, and what to do.
func (d *detail) explain(p *sheet, r *row) {
	mark, look := stateLook(d.theme, r.Verdict.State)
	state := word(r.Verdict.State)
	if r.unchecked() {
		state = text.Say("word.unchecked")
	}
	headline := mark + " " + state
	if !r.Since.IsZero() {
		headline = text.Say("dashboard.detail.since", "state", headline, "time", clock(r.Since, p.now))
	}
	p.gap()
	p.add(look.Render(component.Cut(headline, p.width, d.theme.Marks.More)))
	if r.Stale {
		p.paragraph(text.Say("dashboard.detail.stale", "time", clock(r.CheckedAt, p.now)))
	}
	if cause := text.Cause(r.Verdict); cause.What != "" {
		p.gap()
		p.paragraph(cause.What)
		p.step(cause.Next)
	}
	if records := d.records(r); len(records) > 0 {
		p.gap()
		p.title(text.Say("dashboard.detail.records"))
		for _, record := range records {
			p.add("  " + component.Cut(record, p.width-2, d.theme.Marks.More))
		}
	}
	d.others(p, r)
}

// others are the findings beside the one that decides.
func (d *detail) others(p *sheet, r *row) {
	first := true
	for _, finding := range r.Verdict.Findings {
		explained := text.Finding(finding)
		if finding.Cause == r.Verdict.Cause || explained.What == "" {
			continue
		}
		if first {
			p.gap()
			p.title(text.Say("dashboard.detail.others"))
			first = false
		}
		mark, look := stateLook(d.theme, finding.State)
		p.hanging(look.Render(mark)+" ", explained.What)
		p.step(explained.Next)
	}
}
