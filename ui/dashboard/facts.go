package dashboard

import (
	"strings"
	"time"

	"enhance-wizard/enhance/probe"
	"enhance-wizard/ui/text"
)

// facts lists everything that is known of the domain.
func (d *detail) facts(p *sheet, r *row) {
	p.gap()
	p.title(text.Say("dashboard.detail.facts"))
	if r.shown != r.name {
		p.fact("dashboard.fact.wire", r.name)
	} else if readable := unicodeName(r.name); readable != "" {
		p.fact("dashboard.fact.unicode", readable)
	}
	d.panelFacts(p, r)
	d.dnsFacts(p, r)
	d.certificateFacts(p, r)
	d.issueFacts(p, r)
	d.httpsFacts(p, r)
	d.wordpressFacts(p, r)
	d.checkFacts(p, r)
}

// checkFacts say when the domain was checked, what became another in the
// newest sweep, and when it will be looked at again.
func (d *detail) checkFacts(p *sheet, r *row) {
	if changes := r.changes(d.m.list.sweeping); len(changes) > 0 {
		p.fact("dashboard.fact.changed", changes...)
	}
	var lines []string
	if !r.CheckedAt.IsZero() {
		lines = append(lines, text.Say("dashboard.fact.checked.at", "time", clock(r.CheckedAt, p.now), "took", r.Facts.Took))
		if seen := contacted(r); r.CheckedAt.Sub(seen) >= time.Minute && !seen.IsZero() {
			lines = append(lines, text.Say("dashboard.fact.checked.contact", "time", clock(seen, p.now)))
		}
	}
	switch next := d.m.state.sweep.Next; {
	case r.Checking:
		lines = append(lines, text.Say("dashboard.fact.checked.now"))
	case !next.IsZero():
		lines = append(lines, text.Say("dashboard.next", "time", clock(next, p.now)))
	}
	p.fact("dashboard.fact.checked", lines...)
}

// contacted is when the addresses were spoken to: those that are well are not
// bothered at every check.
func contacted(r *row) time.Time {
	var first time.Time
	for _, endpoint := range r.Facts.Endpoints {
		if first.IsZero() || endpoint.At.Before(first) {
			first = endpoint.At
		}
	}
	return first
}

func (d *detail) panelFacts(p *sheet, r *row) {
	if r.Domain.Panel == nil { // nobody asked one
		return
	}
	lines := []string{known(word(r.Verdict.Panel))}
	if panel := r.Domain.Panel; panel != nil {
		if panel.Kind != "" {
			lines[0] += ", " + term("kind", panel.Kind)
		}
		if panel.DNSStatus != "" {
			key := "dashboard.fact.panel.dns"
			at, asked := d.m.looked[d.name]
			if asked {
				key = "dashboard.fact.panel.dns.at"
			}
			lines = append(lines, text.Say(key, "time", clock(at, p.now), "status", term("status", panel.DNSStatus)))
		}
		if stored := panel.Certificate; stored != nil && !stored.Placeholder {
			lines = append(lines, text.Say("dashboard.fact.panel.stored", "issuer", stored.Issuer, "until", stored.NotAfter))
		}
	}
	if said, asked := d.m.said[d.name]; asked {
		lines = append(lines, said.sentence(p.now))
	}
	p.fact("dashboard.column.panel", lines...)
}

func (d *detail) dnsFacts(p *sheet, r *row) {
	dns, expected := r.Facts.DNS, d.m.expected(r)
	lines := []string{known(word(r.Verdict.DNS))}
	if dns.Status != probe.NotAsked && dns.Status != probe.Resolved {
		lines[0] += ", " + term("status", string(dns.Status))
	}
	for _, address := range dns.Addresses {
		lines = append(lines, text.Say(addressKey(r, expected, address), "address", address.String()))
	}
	if len(dns.CNAME) > 0 {
		lines = append(lines, text.Say("dashboard.fact.cname", "names", dns.CNAME))
	}
	for _, record := range dns.CAA.Records {
		lines = append(lines, text.Say("dashboard.fact.caa",
			"domain", dns.CAA.Domain, "tag", record.Tag, "value", record.Value))
	}
	if dns.Detail != "" {
		lines = append(lines, text.Clean(dns.Detail))
	}
	p.fact("dashboard.column.dns", append(lines, saidOfDNS(r.Facts.Inquiry)...)...)
}

func (d *detail) certificateFacts(p *sheet, r *row) {
	lines := []string{known(word(r.Verdict.Certificate))}
	if served := r.Verdict.Served; served != nil {
		lines = append(lines, text.Say("dashboard.fact.issuer", "issuer", served.Issuer))
		if !served.Has(probe.Placeholder) { // 1975 to 4096 says nothing
			days := daysLeft(served.NotAfter, p.now)
			key := "dashboard.fact.valid"
			if days < 0 || served.NotAfter.Before(p.now) {
				key = "dashboard.fact.expired"
			}
			lines = append(lines, text.Say(key, "from", served.NotBefore, "until", served.NotAfter, "n", max(days, -days)))
		}
		if len(served.Names) > 0 {
			lines = append(lines, text.Say("dashboard.fact.names", "names", listed(served.Names)))
		}
		if served.Serial != "" {
			lines = append(lines, text.Say("dashboard.fact.serial", "serial", served.Serial))
		}
	}
	p.fact("dashboard.column.certificate", lines...)
}

func (d *detail) httpsFacts(p *sheet, r *row) {
	lines := []string{known(word(r.Verdict.HTTPS))}
	if answer := r.Verdict.Answer; answer != nil && answer.Status != 0 {
		lines[0] += ", " + text.Say("dashboard.fact.answer", "status", answer.Status, "took", answer.Took)
		if answer.Location != "" {
			lines = append(lines, text.Say("dashboard.fact.location", "location", answer.Location))
		}
	}
	lines = append(lines, followed(r.Facts.Inquiry)...)
	for _, endpoint := range r.Facts.Endpoints {
		key := "dashboard.fact.endpoint"
		if endpoint.TLS != "" {
			key = "dashboard.fact.endpoint.tls"
		}
		lines = append(lines, text.Say(key, "address", endpoint.Address.String(),
			"outcome", term("outcome", string(endpoint.Outcome)), "tls", endpoint.TLS))
	}
	p.fact("dashboard.column.https", lines...)
}

func (d *detail) wordpressFacts(p *sheet, r *row) {
	if r.Domain.WordPress == nil { // nobody asked it
		return
	}
	lines := []string{known(word(r.Verdict.WordPress))}
	if site := siteOf(r.Row); site != "" {
		lines[0] += ", " + text.Say("dashboard.fact.site", "site", site)
	}
	if stage := r.Domain.WordPress.Stage; stage != "" {
		lines = append(lines, text.Say("dashboard.fact.stage", "stage", term("stage", string(stage))))
	}
	p.fact("dashboard.column.wordpress", lines...)
}

// term words a value of an interface. One that came up after this was written
// stays as it is.
func term(kind, value string) string {
	if key := "term." + kind + "." + value; text.Has(key) {
		return text.Say(key)
	}
	return text.Clean(value)
}

// known is a verdict's word, which is there even before the first check.
func known(word string) string {
	if word == "" {
		return text.Say("word.unknown")
	}
	return word
}

// listed keeps a list of names to what one can read.
func listed(names []string) string {
	const most = 12
	if len(names) <= most {
		return strings.Join(names, ", ")
	}
	return text.Say("dashboard.fact.names.more", "names", names[:most], "n", len(names)-most)
}
