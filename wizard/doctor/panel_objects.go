package doctor

import (
	"context"
	"slices"
	"strings"

	"enhance-wizard/enhance"
	"enhance-wizard/wizard"
)

// The states of a server (schema NetworkStatus).
const (
	serverOnline   = "online"
	serverCritical = "critical"
	serverUnknown  = "unknown"
)

// server tells how the server is, as far as the panel says.
func (x inquiry) server(ctx context.Context) []Finding {
	server, err := x.client.Server(ctx, x.id(wizard.Server))
	if err != nil {
		return []Finding{
			notChecked(ServerState, failedOrEnded(ctx)).because(err), notChecked(ServerRole, failedOrEnded(ctx)).because(err),
		}
	}
	params := []any{"name", server.Name, "state", server.Status}
	state := ok(ServerState, params...)
	switch server.Status {
	case serverOnline:
	case "", serverUnknown:
		state = notChecked(ServerState, ReasonUntold)
	case serverCritical:
		state = problem(ServerState, params...)
	default:
		state = warning(ServerState, params...)
	}
	fit := server.Application && !server.Decommissioned && x.application(server.ID)
	return []Finding{state, yes(ServerRole, fit, "name", server.Name)}
}

// application tells what the list says of the server's roles: alone, a server leaves out those that it does not have.
func (x inquiry) application(server enhance.ID) bool {
	access := x.session.Access()
	if access == nil {
		return true
	}
	i := slices.IndexFunc(access.Servers, func(s enhance.Server) bool { return s.ID == server })
	return i < 0 || access.Servers[i].Application
}

// website tells whether it is the one that serves this network, and is switched on.
func (x inquiry) website(ctx context.Context) []Finding {
	website, err := x.client.Website(ctx, x.id(wizard.Org), x.id(wizard.Website))
	if err != nil {
		failed := allNotChecked([]ID{WebsiteState, WebsiteKind, WebsiteDomain}, failedOrEnded(ctx))
		for i := range failed {
			failed[i].Err = err
		}
		return failed
	}
	return []Finding{websiteState(website), websiteKind(website), x.websiteDomain(ctx, website)}
}

func websiteState(w enhance.Website) Finding {
	if w.Status == "" {
		return notChecked(WebsiteState, ReasonUntold)
	}
	return yes(WebsiteState, w.Status == enhance.WebsiteActive, "name", w.Domain, "state", w.Status)
}

func websiteKind(w enhance.Website) Finding {
	switch w.Kind {
	case "":
		return notChecked(WebsiteKind, ReasonUntold)
	case enhance.WebsiteNormal:
		return ok(WebsiteKind, "name", w.Domain)
	default:
		return warning(WebsiteKind, "name", w.Domain, "kind", w.Kind)
	}
}

// websiteDomain looks for the network's main domain among all names of the website: else the domains of this network
// are added to another one.
func (x inquiry) websiteDomain(ctx context.Context, w enhance.Website) Finding {
	main := x.Found.Multisite.MainDomain
	if main == "" {
		return notChecked(WebsiteDomain, ReasonUnsure, "constants", []string{"DOMAIN_CURRENT_SITE"})
	}
	mappings, err := x.client.Mappings(ctx, x.id(wizard.Org), w.ID)
	if err != nil {
		return notChecked(WebsiteDomain, failedOrEnded(ctx)).because(err)
	}
	serves := slices.ContainsFunc(mappings, func(m enhance.Mapping) bool { return strings.EqualFold(m.Name, main) })
	if serves || strings.EqualFold(w.Domain, main) {
		return ok(WebsiteDomain, "name", w.Domain, "domain", main)
	}
	return warning(WebsiteDomain, "name", w.Domain, "domain", main)
}
