package doctor

import (
	"context"
	"slices"

	"enhance-wizard/enhance"
	"enhance-wizard/enhance/diagnose"
	"enhance-wizard/enhance/monitor"
	"enhance-wizard/wizard"
)

// domains checks every domain once and counts them; status and the dashboard tell more.
func (e examination) domains(ctx context.Context) []Finding {
	if unasked := e.noDomains(ctx); unasked.Reason != "" {
		return []Finding{notChecked(DomainsHealth, unasked.Reason, unasked.Params...)}
	}
	rows := e.rows()
	if rows.err != nil {
		return []Finding{notChecked(DomainsHealth, failedOrEnded(ctx)).because(rows.err)}
	}
	return append(e.panelResolver(ctx, rows.value), summed(rows.value))
}

// noDomains tells why the domains are not to be checked; the Reason is empty when they are. A panel that does not list them
// is not asked again.
func (e examination) noDomains(ctx context.Context) Finding {
	switch {
	case e.Wizard.Offline:
		return notChecked(DomainsHealth, ReasonOffline)
	case e.Domains == nil:
		return notChecked(DomainsHealth, ReasonNoID)
	}
	select {
	case <-e.asked.settled:
	case <-ctx.Done():
		return notChecked(DomainsHealth, ended(ctx))
	}
	i := slices.IndexFunc(e.asked.findings, func(f Finding) bool { return f.ID == DomainsListed })
	switch {
	case i >= 0 && e.asked.findings[i].Status == OK && e.lacksIDs():
		if stored, _ := e.stored(); len(stored) > 0 {
			return notChecked(DomainsHealth, ReasonStored)
		}
		return notChecked(DomainsHealth, ReasonNoID)
	case i >= 0 && e.asked.findings[i].Status == OK:
		return Finding{}
	case i >= 0 && e.asked.findings[i].Status == NotChecked:
		return e.asked.findings[i]
	default:
		return notChecked(DomainsHealth, ReasonEarlier, "id", string(DomainsListed))
	}
}

// lacksIDs tells that neither what was given nor what the panel told says whose domains to ask for. Organisation and
// website do, whichever ids the plugin reads.
func (e examination) lacksIDs() bool {
	session := wizard.New(e.answered(), e.Found)
	byWebsite := session.Answer(wizard.Org).Given() && session.Answer(wizard.Website).Given()
	return !byWebsite && session.Missing().Any()
}

func summed(rows []monitor.Row) Finding {
	count := map[diagnose.State]int{}
	var ill []string
	for _, row := range rows {
		state := row.Verdict.State
		count[state]++
		if state == diagnose.Broken || state == diagnose.Attention {
			ill = append(ill, row.Name)
		}
	}
	slices.Sort(ill)
	params := []any{"total", len(rows), "names", ill}
	for _, state := range diagnose.States() {
		params = append(params, string(state), count[state])
	}
	status := OK
	switch {
	case count[diagnose.Broken] > 0:
		status = Problem
	case count[diagnose.Attention] > 0:
		status = Warning
	case count[diagnose.Unknown] > 0:
		return notChecked(DomainsHealth, ReasonUndecided, params...)
	}
	return Finding{ID: DomainsHealth, Status: status, Params: params}
}

// maxAsked bounds for how many domains the panel is asked what its own name servers say.
const maxAsked = 20

// panelResolver asks what the panel's server sees of domains that have no good certificate although their DNS is right:
// the panel goes by its own name servers, which may hold an old answer, and issues none before they agree.
func (e examination) panelResolver(ctx context.Context, rows []monitor.Row) []Finding {
	session := wizard.New(e.answered(), e.Found)
	org, orgErr := enhance.ParseID(session.Answer(wizard.Org).Value())
	website, websiteErr := enhance.ParseID(session.Answer(wizard.Website).Value())
	if orgErr != nil || websiteErr != nil {
		return nil
	}
	client := session.Client()
	defer client.Close()
	var stale []string
	asked := 0
	for _, row := range rows {
		id, needed := lacksCertificate(row)
		if !needed || asked == maxAsked {
			continue
		}
		asked++
		status, err := client.DNSStatus(ctx, org, website, id)
		if err == nil && (status == enhance.DNSForeignServer || status == enhance.DNSFailed) {
			stale = append(stale, row.Name)
		}
	}
	if len(stale) == 0 {
		return nil
	}
	slices.Sort(stale)
	return []Finding{warning(PanelResolver, "n", len(stale), "names", stale)}
}

// lacksCertificate tells a domain of the panel whose DNS is right, and that still has no good certificate.
func lacksCertificate(row monitor.Row) (enhance.ID, bool) {
	v, panel := row.Verdict, row.Domain.Panel
	if panel == nil || v.DNS != diagnose.DNSOK {
		return "", false
	}
	id, err := enhance.ParseID(panel.ID)
	good := v.Certificate == diagnose.CertificateValid || v.Certificate == diagnose.CertificateUnknown
	return id, err == nil && !good
}
