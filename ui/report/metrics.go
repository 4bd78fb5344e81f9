package report

import (
	"io"
	"time"

	"enhance-wizard/enhance/diagnose"
	"enhance-wizard/enhance/monitor"
)

// prefix begins the names of metrics that only this program has. The others have the names of blackbox_exporter, since
// dashboards and rules know those.
const prefix = "enhance_wizard_"

// metric is a gauge that a domain has, as far as it is known.
type metric struct {
	name, help string
	of         func(row *monitor.Row) (value float64, known bool)
}

var metrics = []metric{
	{
		"probe_success", "1 if all checks of the domain pass.",
		func(row *monitor.Row) (float64, bool) {
			return number(row.Verdict.State == diagnose.Healthy), row.Verdict.State != diagnose.Unknown
		},
	},
	{
		"probe_duration_seconds", "How long the checks of the domain took.",
		func(row *monitor.Row) (float64, bool) { return row.Facts.Took.Seconds(), true },
	},
	{
		"probe_http_status_code", "Status that HTTPS answers with, 0 without an answer.",
		func(row *monitor.Row) (float64, bool) {
			if row.Verdict.Answer == nil {
				return 0, !row.Verdict.Blind()
			}
			return float64(row.Verdict.Answer.Status), true
		},
	},
	{
		"probe_ssl_earliest_cert_expiry", "Unix time when the served certificate ends, also of one that is not valid.",
		func(row *monitor.Row) (float64, bool) { return expiry(row, false) },
	},
	{
		"probe_ssl_last_chain_expiry_timestamp_seconds", "Unix time when the served certificate ends, of one that is valid.",
		func(row *monitor.Row) (float64, bool) { return expiry(row, true) },
	},
	{
		prefix + "domain_at_panel", "1 if the panel has the domain.",
		func(row *monitor.Row) (float64, bool) {
			return number(row.Verdict.Panel == diagnose.PanelMapped), row.Verdict.Panel != diagnose.PanelUnknown
		},
	},
	{
		prefix + "domain_dns_ok", "1 if DNS leads to the server, or to a proxy before it.",
		func(row *monitor.Row) (float64, bool) {
			right := row.Verdict.DNS == diagnose.DNSOK || row.Verdict.DNS == diagnose.DNSProxied
			return number(right), right || !row.Verdict.Blind()
		},
	},
	{
		prefix + "domain_cert_ok", "1 if the certificate is valid, and not due for renewal.",
		func(row *monitor.Row) (float64, bool) {
			return number(row.Verdict.Certificate == diagnose.CertificateValid), row.Verdict.Certificate != diagnose.CertificateUnknown
		},
	},
	{
		prefix + "domain_https_ok", "1 if HTTPS answers with a page or a redirect.",
		func(row *monitor.Row) (float64, bool) {
			right := row.Verdict.HTTPS == diagnose.HTTPSOK || row.Verdict.HTTPS == diagnose.HTTPSRedirect
			return number(right), row.Verdict.HTTPS != diagnose.HTTPSUnknown
		},
	},
	{
		prefix + "cert_panel_not_after_seconds", "Unix time when the certificate ends that the panel has for the domain.",
		func(row *monitor.Row) (float64, bool) {
			p := row.Domain.Panel
			if p == nil || p.Certificate == nil || p.Certificate.Placeholder || p.Certificate.NotAfter.IsZero() {
				return 0, false
			}
			return unix(p.Certificate.NotAfter), true
		},
	},
}

func expiry(row *monitor.Row, valid bool) (float64, bool) {
	c := row.Verdict.Served
	if c == nil || valid && len(c.Faults) > 0 {
		return 0, false
	}
	return unix(c.NotAfter), true
}

// Prometheus writes the round as metrics.
func (r Round) Prometheus(w io.Writer) error {
	e := newExposition(w)
	rows := distinct(r.byName())
	for _, m := range metrics {
		e.gauge(m.name, m.help)
		for _, row := range rows {
			if value, known := m.of(row); known {
				e.sample(m.name, value, instance(row))
			}
		}
	}
	e.versions(rows)
	e.states(rows)
	e.causes(rows)
	e.problems(rows)
	r.whole(e, rows)
	return e.flush()
}

// distinct leaves out names that are another's in another spelling: Prometheus takes a series once.
func distinct(rows []*monitor.Row) []*monitor.Row {
	seen := map[string]bool{}
	kept := rows[:0]
	for _, row := range rows {
		if name := dnsName(row.Name); !seen[name] {
			seen[name] = true
			kept = append(kept, row)
		}
	}
	return kept
}

// versions writes the version of TLS that was spoken: the oldest of several addresses.
func (e exposition) versions(rows []*monitor.Row) {
	const name = "probe_tls_version_info"
	e.gauge(name, "1 for the TLS version that is spoken with the domain.")
	for _, row := range rows {
		oldest := ""
		for _, endpoint := range row.Facts.Endpoints {
			if v := endpoint.TLS; v != "" && (oldest == "" || v < oldest) { // "TLS 1.2", "TLS 1.3"
				oldest = v
			}
		}
		if oldest != "" {
			e.sample(name, 1, instance(row), label{"version", oldest})
		}
	}
}

func (e exposition) states(rows []*monitor.Row) {
	const name = prefix + "domain_state"
	e.gauge(name, "1 for the state in which the domain is.")
	for _, row := range rows {
		e.sample(name, 1, instance(row), label{"state", string(row.Verdict.State)})
	}
}

// causes writes one problem a domain: the one that it is in its state for.
func (e exposition) causes(rows []*monitor.Row) {
	const name = prefix + "domain_cause"
	e.gauge(name, "1 for the problem that decides the state of the domain.")
	for _, row := range rows {
		if isProblem(row.Verdict.State) && row.Verdict.Cause != "" {
			e.sample(name, 1, instance(row), label{"reason", string(row.Verdict.Cause)})
		}
	}
}

// isProblem tells whether a state asks for somebody.
func isProblem(state diagnose.State) bool {
	return state == diagnose.Broken || state == diagnose.Attention
}

// problems writes each cause once a domain, however many addresses have it.
func (e exposition) problems(rows []*monitor.Row) {
	const name = prefix + "domain_problem"
	e.gauge(name, "1 for each problem that was found.")
	for _, row := range rows {
		told := map[diagnose.Cause]bool{}
		for _, f := range row.Verdict.Findings {
			if told[f.Cause] || !isProblem(f.State) {
				continue
			}
			told[f.Cause] = true
			e.sample(name, 1, instance(row), label{"reason", string(f.Cause)})
		}
	}
}

// whole writes what is about all domains.
func (r Round) whole(e exposition, rows []*monitor.Row) {
	counts, stale := map[diagnose.State]int{}, 0
	for _, row := range rows {
		counts[row.Verdict.State]++
		if row.Stale {
			stale++
		}
	}
	e.gauge(prefix+"domains", "Number of domains in each state.")
	for _, state := range diagnose.States() {
		e.sample(prefix+"domains", float64(counts[state]), label{"state", string(state)})
	}
	e.gauge(prefix+"domains_stale", "Number of domains whose state could not be confirmed by the last check.")
	e.sample(prefix+"domains_stale", float64(stale))
	e.gauge(prefix+"sweep_duration_seconds", "How long the last round over all domains took.")
	e.sample(prefix+"sweep_duration_seconds", r.Ended.Sub(r.Began).Seconds())
	e.gauge(prefix+"sweep_timestamp_seconds", "Unix time when the last round over all domains ended.")
	e.sample(prefix+"sweep_timestamp_seconds", unix(r.Ended))
}

func instance(row *monitor.Row) label { return label{"instance", dnsName(row.Name)} }

func number(is bool) float64 {
	if is {
		return 1
	}
	return 0
}

func unix(t time.Time) float64 { return float64(t.Unix()) }
