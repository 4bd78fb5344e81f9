package inventory

import (
	"context"
	"slices"

	"enhance-wizard/enhance"
	"enhance-wizard/enhance/diagnose"
	"enhance-wizard/enhance/monitor"
)

// Asked is what a panel says of the names that were asked for. One that it does not name is one that it does not have:
// that is an answer too.
type Asked struct {
	Source monitor.Source
	Names  []string // as ParseName gives them
	// Closely asks a panel how it sees the DNS of the names too (Panel.Look): of the first twenty that it has, and
	// for ten seconds at most. What it does not say then stays empty.
	Closely bool
}

// Domains asks the source and gives the names that were asked for, in their order.
func (a Asked) Domains(ctx context.Context) ([]monitor.Domain, error) {
	all, err := a.Source.Domains(ctx)
	if err != nil {
		return nil, err
	}
	domains := make([]monitor.Domain, 0, len(a.Names))
	for _, name := range a.Names {
		i := slices.IndexFunc(all, func(d monitor.Domain) bool {
			known, err := ParseName(d.Name)
			return err == nil && known == name
		})
		if i >= 0 {
			domains = append(domains, all[i])
			continue
		}
		missing := monitor.Domain{Name: name, Panel: &diagnose.PanelRow{HeldBy: heldBy(ctx, a.Source, name)}}
		if len(all) > 0 { // all are on the one server
			missing.Expected = all[0].Expected
		}
		domains = append(domains, missing)
	}
	if panel, asksPanel := a.Source.(*Panel); asksPanel && a.Closely {
		panel.lookAt(ctx, domains)
	}
	return domains, ctx.Err()
}

// heldBy asks a panel that does not list a name for the website who else has it, "" when nobody has or it does not tell.
func heldBy(ctx context.Context, source monitor.Source, name string) string {
	panel, asksPanel := source.(*Panel)
	if !asksPanel || panel.Org == "" || panel.Website == "" {
		return ""
	}
	use, _, err := panel.Client.CheckDomain(ctx, panel.Org, name)
	if err != nil || use == enhance.DomainNotInUse || !slices.Contains(enhance.DomainUses(), use) {
		return ""
	}
	return string(use)
}
