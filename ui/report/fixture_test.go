package report_test

import (
	"net/netip"
	"os"
	"testing"
	"time"

	"enhance-wizard/enhance/diagnose"
	"enhance-wizard/enhance/monitor"
	"enhance-wizard/enhance/probe"
	"enhance-wizard/ui/report"
)

func TestMain(m *testing.M) {
	time.Local = time.UTC // tables show the clock on the wall
	os.Exit(m.Run())
}

var noon = time.Date(2026, 11, 23, 12, 0, 0, 123456789, time.UTC)

// fixed is a round with a domain in every state, and names and values that want escaping.
func fixed() report.Round {
	return report.Round{
		Site: report.Site{
			WPPath: "/var/www/66666666/public_html", MainDomain: "network.example",
			OrgID: "22222222-2222-4222-8222-222222222222", WebsiteID: "66666666-6666-4666-8666-666666666666",
			ServerID: "44444444-4444-4444-8444-444444444444",
		},
		Began: noon.Add(-1500 * time.Millisecond), Ended: noon,
		Rows: []monitor.Row{
			healthy("network.example"), mixed(), expired(), young(), late(), unjudged(), gone(), hostile(),
		},
	}
}

func healthy(name string) monitor.Row {
	served := &probe.Certificate{
		Subject: name, Issuer: "R11", Organization: "Let's Encrypt", Names: []string{name, "www." + name},
		NotBefore: noon.AddDate(0, 0, -29), NotAfter: noon.AddDate(0, 0, 61),
	}
	answer := &probe.HTTP{Status: 200, Took: 43 * time.Millisecond}
	address := netip.MustParseAddr("203.0.113.10")
	return monitor.Row{
		Name: name,
		Domain: monitor.Domain{
			Name: name, Expected: []netip.Addr{netip.MustParseAddr("2001:db8::10"), address},
			Panel: &diagnose.PanelRow{
				Mapped: true, Kind: "alias", ID: "99999999-9999-4999-8999-999999999999", DNSStatus: "Resolved",
				Certificate: &diagnose.StoredCertificate{NotAfter: served.NotAfter},
			},
			WordPress: &diagnose.WordPressRow{Mapped: true, SiteID: 7, Active: true, Secure: true, Stage: diagnose.StageDone},
		},
		Facts: &probe.Facts{
			Name: name, ASCII: name, CheckedAt: noon.Add(-time.Second), Took: 120 * time.Millisecond,
			DNS:       probe.DNS{Status: probe.Resolved, Addresses: []netip.Addr{address}},
			Endpoints: []probe.Endpoint{{Address: address, Outcome: probe.Answered, TLS: "TLS 1.3", Certificate: served, HTTP: answer}},
		},
		Verdict: diagnose.Verdict{
			State: diagnose.Healthy, Panel: diagnose.PanelMapped, DNS: diagnose.DNSOK, Certificate: diagnose.CertificateValid,
			HTTPS: diagnose.HTTPSOK, WordPress: diagnose.WordPressActive, Served: served, Answer: answer,
		},
		CheckedAt: noon.Add(-time.Second), Since: noon.AddDate(0, 0, -1),
	}
}

// ail gives a row findings; the first one is what its state is due to.
func ail(row monitor.Row, findings ...diagnose.Finding) monitor.Row {
	row.Verdict.State, row.Verdict.Cause, row.Verdict.Params = findings[0].State, findings[0].Cause, findings[0].Params
	row.Verdict.Findings = findings
	return row
}

func mixed() monitor.Row {
	row := healthy("shop.example")
	wrong := netip.MustParseAddr("2001:db8::9")
	row.Facts.DNS.Addresses = append(row.Facts.DNS.Addresses, wrong)
	row.Facts.DNS.CNAME = []string{"edge.example"}
	row.Facts.DNS.CAA = probe.CAA{Status: probe.Resolved, Records: []probe.CAARecord{
		{Tag: "issue", Value: "letsencrypt.org"}, {Critical: true, Tag: "tbs", Value: `a"b`},
	}}
	row.Facts.Endpoints = append(row.Facts.Endpoints, probe.Endpoint{Address: wrong, Outcome: probe.ConnectTimeout})
	row.Verdict.DNS = diagnose.DNSMixed
	some := diagnose.Finding{State: diagnose.Attention, Cause: diagnose.CauseHTTPSSome, Params: diagnose.Params{
		{Name: "address", Value: wrong.String()}, {Name: "outcome", Value: "connect_timeout"}, {Name: "answering", Value: 1},
	}}
	return ail(row, diagnose.Finding{State: diagnose.Broken, Cause: diagnose.CauseDNSElsewhereAAAA, Params: diagnose.Params{
		{Name: "address", Value: wrong.String()}, {Name: "expected", Value: []string{"2001:db8::10"}},
	}}, some, some) // once for each address
}

func expired() monitor.Row {
	row := healthy("old.example")
	served := *row.Verdict.Served
	served.NotAfter, served.Faults, served.Detail = noon.Add(-50*time.Hour), []probe.CertificateFault{probe.Expired}, "x509: expired"
	row.Verdict.Served, row.Verdict.Certificate = &served, diagnose.CertificateExpired
	return ail(row, diagnose.Finding{State: diagnose.Broken, Cause: diagnose.CauseCertificateExpiredSince, Params: diagnose.Params{
		{Name: "since", Value: served.NotAfter},
	}})
}

func young() monitor.Row {
	row := healthy("new.example")
	row.Verdict.Served = &probe.Certificate{
		Subject: "new.example", Issuer: "new.example", NotBefore: time.Date(1975, 1, 1, 0, 0, 0, 0, time.UTC),
		NotAfter: time.Date(4096, 1, 1, 0, 0, 0, 0, time.UTC), Faults: []probe.CertificateFault{probe.Placeholder},
	}
	row.Verdict.Certificate, row.Domain.Panel.Certificate = diagnose.CertificatePlaceholder, &diagnose.StoredCertificate{Placeholder: true}
	row.Verdict.HTTPS, row.Verdict.Answer.Status, row.Verdict.Answer.Location = diagnose.HTTPSRedirect, 302, "https://new.example/en/?a=1&b=<2>"
	return ail(row, diagnose.Finding{State: diagnose.Waiting, Cause: diagnose.CauseCertificatePending, Params: diagnose.Params{
		{Name: "since", Value: noon.Add(-5 * time.Minute)},
	}})
}

func late() monitor.Row {
	row := healthy("blog.example")
	row.Verdict.Served.NotAfter = noon.Add(100 * time.Hour)
	row.Verdict.Certificate = diagnose.CertificateExpiring
	return ail(row, diagnose.Finding{State: diagnose.Attention, Cause: diagnose.CauseCertificateLate, Params: diagnose.Params{
		{Name: "days", Value: 4}, {Name: "until", Value: row.Verdict.Served.NotAfter},
	}})
}

// unjudged was checked while our own resolver was down, for the first time.
func unjudged() monitor.Row {
	row := monitor.Row{Name: "blind.example", CheckedAt: noon, Since: noon}
	row.Facts = &probe.Facts{Name: row.Name, ASCII: row.Name, DNS: probe.DNS{Status: probe.ResolverDown}}
	row.Verdict = diagnose.Verdict{
		Panel: diagnose.PanelUnknown, DNS: diagnose.DNSFailed, Certificate: diagnose.CertificateUnknown,
		HTTPS: diagnose.HTTPSUnknown, WordPress: diagnose.WordPressUnknown,
	}
	return ail(row, diagnose.Finding{State: diagnose.Unknown, Cause: diagnose.CauseDNSResolverDown, Params: diagnose.Params{
		{Name: "resolver", Value: "127.0.0.53:53"},
	}})
}

// gone was there the last time, does not exist in DNS, and could not be confirmed.
func gone() monitor.Row {
	row := unjudged()
	row.Name, row.Stale, row.Since = "gone.example", true, noon.AddDate(0, 0, -3)
	row.Facts.DNS = probe.DNS{Status: probe.NXDomain, Detail: "no such name"}
	row.Facts.Inquiry = &probe.Inquiry{AtServer: &healthy(row.Name).Facts.Endpoints[0]}
	row.Verdict.AtServer = diagnose.CertificateValid
	row.Verdict.DNS = diagnose.DNSNone
	row.Domain.Panel = &diagnose.PanelRow{}
	row.Verdict.Panel = diagnose.PanelMissing
	return ail(row, diagnose.Finding{State: diagnose.Broken, Cause: diagnose.CausePanelNotAdded})
}

// hostile is a name and an issuer that an attacker chose.
func hostile() monitor.Row {
	row := healthy("evil\x1b]0;x\x07\".example\n\\")
	row.Facts.ASCII, row.Facts.Fault = "", probe.NameMalformed
	row.Verdict.Served.Issuer = "\u202eissuer\u009b2J\xff"
	return row
}
