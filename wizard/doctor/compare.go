package doctor

import (
	"context"
	"maps"
	"slices"
	"strings"

	"enhance-wizard/enhance"
	"enhance-wizard/wizard"
	"enhance-wizard/wizard/inventory"
	"enhance-wizard/wpconfig/network"
)

// domainNames tells what the panel's list of domains shows beside the list of WordPress: a push that failed leaves no
// trace in the database, and a domain that was removed stays at the panel (the plugin looks for a field that a mapping
// does not have), so that comparing is the only way to find either.
func (x *inquiry) domainNames(ctx context.Context) []Finding {
	ids := []ID{WebsiteDomain, PlanLimit, DomainsUnsent, DomainsLeft}
	org, website := x.id(wizard.Org), x.id(wizard.Website)
	if org == "" || website == "" {
		return allNotChecked(ids, ReasonNoID)
	}
	mappings, err := x.client.Mappings(ctx, org, website)
	if err != nil {
		return allFailed(failedOrEnded(ctx), err, ids...)
	}
	added := slices.DeleteFunc(slices.Clone(mappings), func(m enhance.Mapping) bool { return !addable(m.Kind) })
	findings := []Finding{x.websiteDomain(mappings), notChecked(PlanLimit, ReasonUntold, "plan", x.plan, "n", len(added))}
	return append(findings, x.compare(mappings, added)...)
}

// addable reports a kind that a plugin or a person adds to a website that exists already.
func addable(kind enhance.MappingKind) bool {
	return kind != enhance.MappingPrimary && kind != enhance.MappingPreview
}

// websiteDomain looks for the network's main domain among all names of the website: else the domains of this network
// are added to another one.
func (x *inquiry) websiteDomain(mappings []enhance.Mapping) Finding {
	main := x.Found.Multisite.MainDomain
	if main == "" {
		return unsure(WebsiteDomain, "DOMAIN_CURRENT_SITE")
	}
	primary := ""
	for _, m := range mappings {
		if m.Kind == enhance.MappingPrimary {
			primary = m.Name
		}
	}
	params := []any{"name", primary, "domain", main}
	if slices.ContainsFunc(mappings, func(m enhance.Mapping) bool { return asASCII(m.Name) == asASCII(main) }) {
		return ok(WebsiteDomain, params...)
	}
	return warning(WebsiteDomain, params...)
}

// compare looks for names that are at one side alone.
func (x *inquiry) compare(mappings, added []enhance.Mapping) []Finding {
	r := x.records()
	switch {
	case r.reason != "":
		return allNotChecked([]ID{DomainsUnsent, DomainsLeft}, r.reasonElsewhere())
	case r.mappings.err != nil:
		return allFailed(ReasonFailed, r.mappings.err, DomainsUnsent, DomainsLeft)
	case r.sites.err != nil:
		return allFailed(ReasonFailed, r.sites.err, DomainsUnsent, DomainsLeft)
	}
	atPanel := map[string]bool{}
	for _, m := range mappings {
		atPanel[asASCII(m.Name)] = true
	}
	wanted, sending := x.wordpressNames(r), x.underWay(r.jobs.value)
	unsent := slices.Sorted(maps.Keys(wanted))
	unsent = slices.DeleteFunc(unsent, func(name string) bool {
		_, parent, _ := strings.Cut(name, ".")
		return atPanel[name] || atPanel["*."+parent] || sending[name]
	})
	var left []string
	for _, m := range added {
		name := asASCII(m.Name)
		known := wanted[name] || wanted[strings.TrimPrefix(name, "www.")] || x.isMain(strings.TrimPrefix(name, "www."))
		if !known && !strings.HasPrefix(name, "*.") {
			left = append(left, name)
		}
	}
	slices.Sort(left)
	return []Finding{
		either(DomainsUnsent, Problem, unsent, len(wanted)), either(DomainsLeft, Warning, left, len(added)),
	}
}

// either is an OK of so many, or the status with the names.
func either(id ID, status Status, names []string, of int) Finding {
	if len(names) == 0 {
		return ok(id, "n", of)
	}
	return Finding{ID: id, Status: status, Params: []any{"n", len(names), "names", names}}
}

// wordpressNames are the names under which WordPress serves a site beside the network's own: mapped domains, and the
// sites of a network of subdomains.
func (x *inquiry) wordpressNames(r records) map[string]bool {
	names := map[string]bool{}
	for _, mapping := range r.mappings.value {
		names[asASCII(mapping.Domain)] = true
	}
	for _, site := range r.sites.value {
		if x.Found.Multisite.Subdomains && site.Live() {
			names[asASCII(site.Domain)] = true
		}
	}
	maps.DeleteFunc(names, func(name string, _ bool) bool { return name == "" || x.isMain(name) })
	return names
}

func (x *inquiry) isMain(name string) bool { return name == asASCII(x.Found.Multisite.MainDomain) }

// underWay are the names that a job is about to send. One that is overdue is not.
func (x *inquiry) underWay(jobs []network.Job) map[string]bool {
	names := map[string]bool{}
	for _, j := range jobs {
		sends := j.Hook == network.HookAddDomain || j.Hook == network.HookAddSubdomain
		waits := j.Status == network.JobPending || j.Status == network.JobRunning
		if sends && waits && !j.Overdue(x.Now(), overdueAfter) {
			names[asASCII(j.Domain)] = true
		}
	}
	return names
}

// asASCII is a name as both sides can be compared: small letters, no dot at the end, international names encoded.
func asASCII(name string) string {
	if parsed, err := inventory.ParseName(name); err == nil {
		return parsed
	}
	return strings.TrimSuffix(strings.ToLower(name), ".")
}
