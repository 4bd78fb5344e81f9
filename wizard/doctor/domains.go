package doctor

import (
	"context"
	"slices"

	"enhance-wizard/enhance/diagnose"
	"enhance-wizard/wizard"
)

// domains checks every domain once and counts them; status and the dashboard tell more.
func (e examination) domains(ctx context.Context) []Finding {
	switch {
	case e.Wizard.Offline:
		return []Finding{notChecked(DomainsHealth, ReasonOffline)}
	case e.Domains == nil, wizard.New(e.Wizard, e.Found).Missing().Any():
		return []Finding{notChecked(DomainsHealth, ReasonNoID)}
	}
	rows, err := e.Domains(ctx)
	if err != nil {
		return []Finding{notChecked(DomainsHealth, failedOrEnded(ctx)).because(err)}
	}
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
		return []Finding{notChecked(DomainsHealth, ReasonUndecided, params...)}
	}
	return []Finding{{ID: DomainsHealth, Status: status, Params: params}}
}
