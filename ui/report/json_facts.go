package report

import (
	"fmt"
	"strings"
	"time"

	"enhance-wizard/enhance/diagnose"
	"enhance-wizard/enhance/monitor"
	"enhance-wizard/enhance/probe"
)

// The facts of a domain, as the contract has them.
type (
	jsonPanel struct {
		Verdict   diagnose.PanelVerdict `json:"verdict"`
		Kind      *string               `json:"kind"`
		ID        *string               `json:"id"`
		NotAfter  *moment               `json:"not_after"`
		DNSStatus *string               `json:"dns_status"`
	}
	jsonDNS struct {
		Verdict   diagnose.DNSVerdict `json:"verdict"`
		Addresses []string            `json:"addresses"`
		CNAME     []string            `json:"cname"`
		CAA       []string            `json:"caa"`
		Error     *string             `json:"error"`
	}
	jsonCertificate struct {
		Verdict   diagnose.CertificateVerdict `json:"verdict"`
		Issuer    *string                     `json:"issuer"`
		Names     []string                    `json:"names"`
		NotBefore *moment                     `json:"not_before"`
		NotAfter  *moment                     `json:"not_after"`
		DaysLeft  *int                        `json:"days_left"`
		Error     *string                     `json:"error"`
		AtServer  *jsonAtServer               `json:"at_server"`
	}
	// jsonAtServer is the certificate that the server has for the domain while DNS does not lead there.
	jsonAtServer struct {
		Verdict  diagnose.CertificateVerdict `json:"verdict"`
		Address  string                      `json:"address"`
		NotAfter *moment                     `json:"not_after"`
	}
	jsonHTTPS struct {
		Verdict  diagnose.HTTPSVerdict `json:"verdict"`
		Status   *int                  `json:"status"`
		Location *string               `json:"location"`
		MS       *int64                `json:"ms"`
	}
	jsonWordPress struct {
		Verdict diagnose.WordPressVerdict `json:"verdict"`
		SiteID  *int                      `json:"site_id"`
		Stage   *diagnose.Stage           `json:"stage"`
	}
)

func panelOf(row *monitor.Row) jsonPanel {
	j := jsonPanel{Verdict: row.Verdict.Panel}
	if p := row.Domain.Panel; p != nil {
		j.Kind, j.ID, j.DNSStatus = orNull(p.Kind), orNull(p.ID), orNull(p.DNSStatus)
		if p.Certificate != nil {
			j.NotAfter = momentOf(p.Certificate.NotAfter)
		}
	}
	return j
}

func dnsOf(row *monitor.Row) jsonDNS {
	d := row.Facts.DNS
	j := jsonDNS{
		Verdict: row.Verdict.DNS, Addresses: []string{}, CNAME: append([]string{}, d.CNAME...), CAA: []string{},
		Error: orNull(dnsError(row.Facts)),
	}
	for _, a := range d.Addresses {
		j.Addresses = append(j.Addresses, a.String())
	}
	for _, record := range d.CAA.Records {
		flags := 0
		if record.Critical {
			flags = 128
		}
		j.CAA = append(j.CAA, fmt.Sprintf("%d %s %q", flags, record.Tag, record.Value)) // as zone files write it
	}
	return j
}

// dnsError says why there are no addresses; empty where there are.
func dnsError(f *probe.Facts) string {
	switch {
	case f.Fault != "":
		return "name " + string(f.Fault)
	case f.DNS.Status == probe.Resolved || f.DNS.Status == probe.NotAsked:
		return ""
	default:
		return joined(string(f.DNS.Status), f.DNS.Detail)
	}
}

func certificateOf(row *monitor.Row, now time.Time) jsonCertificate {
	j := jsonCertificate{
		Verdict: row.Verdict.Certificate, Names: []string{}, Error: orNull(certificateError(row)), AtServer: atServerOf(row),
	}
	c := row.Verdict.Served
	if c == nil {
		return j
	}
	j.Issuer, j.Names = orNull(c.Issuer), append(j.Names, c.Names...)
	j.NotBefore, j.NotAfter = momentOf(c.NotBefore), momentOf(c.NotAfter)
	if !c.Has(probe.Placeholder) { // to the year 4096: that says nothing
		days := daysUntil(c.NotAfter, now)
		j.DaysLeft = &days
	}
	return j
}

func atServerOf(row *monitor.Row) *jsonAtServer {
	if row.Verdict.AtServer == "" {
		return nil
	}
	e := row.Facts.Inquiry.AtServer
	j := &jsonAtServer{Verdict: row.Verdict.AtServer, Address: e.Address.String()}
	if c := e.Certificate; c != nil && !c.Has(probe.Placeholder) {
		j.NotAfter = momentOf(c.NotAfter)
	}
	return j
}

// certificateError says what is wrong with the certificate, or why none was read; empty where nothing is wrong, and where
// no address was connected to.
func certificateError(row *monitor.Row) string {
	if c := row.Verdict.Served; c != nil {
		faults := make([]string, len(c.Faults))
		for i, fault := range c.Faults {
			faults[i] = string(fault)
		}
		return joined(strings.Join(faults, ", "), c.Detail)
	}
	for _, e := range row.Facts.Endpoints {
		if e.Outcome != probe.Answered && e.Outcome != probe.NotTried {
			return joined(string(e.Outcome), e.Detail)
		}
	}
	return ""
}

func httpsOf(row *monitor.Row) jsonHTTPS {
	j := jsonHTTPS{Verdict: row.Verdict.HTTPS}
	if h := row.Verdict.Answer; h != nil && h.Status != 0 {
		ms := h.Took.Milliseconds()
		j.Status, j.Location, j.MS = orNull(h.Status), orNull(h.Location), &ms
	}
	return j
}

func wordPressOf(row *monitor.Row) jsonWordPress {
	j := jsonWordPress{Verdict: row.Verdict.WordPress}
	if w := row.Domain.WordPress; w != nil {
		j.SiteID, j.Stage = orNull(w.SiteID), orNull(w.Stage)
	}
	return j
}

// joined writes a word and its detail.
func joined(word, detail string) string {
	if word == "" || detail == "" {
		return word + detail
	}
	return word + ": " + detail
}
