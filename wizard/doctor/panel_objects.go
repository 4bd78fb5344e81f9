package doctor

import (
	"context"
	"net/netip"
	"slices"

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
func (x *inquiry) server(ctx context.Context) []Finding {
	server, err := x.client.Server(ctx, x.id(wizard.Server))
	if err != nil {
		return allFailed(failedOrEnded(ctx), err, ServerState, ServerCapacity, ServerRole)
	}
	if server.Status == "" { // both are optional, in one call and in the other
		server.Status, _ = x.client.ServerStatus(ctx, server.ID)
	}
	fit := server.Application && !server.Decommissioned
	return []Finding{serverState(server), capacity(server), yes(ServerRole, fit, "name", server.Name)}
}

func serverState(server enhance.Server) Finding {
	params := []any{"name", server.Name, "state", server.Status}
	switch server.Status {
	case serverOnline:
		return ok(ServerState, params...)
	case "", serverUnknown:
		return notChecked(ServerState, ReasonUntold)
	case serverCritical:
		return problem(ServerState, params...)
	default:
		return warning(ServerState, params...)
	}
}

// How full a disk may be, in percent, before it is worth a word, and before sites stop for it.
const (
	fullNote = 90
	fullHarm = 98
)

// capacity judges the fullest disk of the server.
func capacity(server enhance.Server) Finding {
	percent, disk := -1, ""
	for _, d := range server.Disks {
		if d.Total <= 0 || d.Used < 0 {
			continue
		}
		if used := int(min(float64(d.Used)/float64(d.Total), 1) * 100); used > percent {
			percent, disk = used, d.MountPoint
		}
	}
	params := []any{"name", server.Name, "disk", disk, "percent", percent}
	switch {
	case percent < 0:
		return notChecked(ServerCapacity, ReasonUntold)
	case percent >= fullHarm:
		return problem(ServerCapacity, params...)
	case percent >= fullNote:
		return warning(ServerCapacity, params...)
	default:
		return ok(ServerCapacity, params...)
	}
}

// website tells whether it is switched on, an ordinary one, and where the plugin takes it to be.
func (x *inquiry) website(ctx context.Context) []Finding {
	website, err := x.client.Website(ctx, x.id(wizard.Org), x.id(wizard.Website))
	if err != nil {
		return allFailed(failedOrEnded(ctx), err, WebsiteState, WebsiteKind, PublicIP)
	}
	x.plan = website.Plan
	return []Finding{websiteState(website), websiteKind(website), x.publicIP(website.ServerIPs)}
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

// publicIP holds what the plugin takes for the network's address against the addresses of the website's server: it asks
// the internet which address this server comes from, which behind a NAT is another than the one domains point to.
func (x *inquiry) publicIP(server []netip.Addr) Finding {
	r := x.records()
	switch {
	case r.reason != "":
		return notChecked(PublicIP, r.reasonElsewhere())
	case r.settings.err != nil:
		return notChecked(PublicIP, ReasonFailed).because(r.settings.err)
	case !r.settings.value.PublicIP.IsValid(), len(server) == 0:
		return notChecked(PublicIP, ReasonUntold)
	}
	known := r.settings.value.PublicIP.Unmap()
	params := []any{"known", known.String(), "expected", texts(server)}
	if !slices.Contains(server, known) {
		return warning(PublicIP, params...)
	}
	return ok(PublicIP, params...)
}

func texts(addresses []netip.Addr) []string {
	all := make([]string, len(addresses))
	for i, a := range addresses {
		all[i] = a.String()
	}
	return all
}
