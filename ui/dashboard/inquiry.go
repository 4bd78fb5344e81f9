package dashboard

import (
	"net/netip"
	"slices"

	"enhance-wizard/enhance/probe"
	"enhance-wizard/ui/text"
)

// saidOfDNS is what each name server and each resolver said, where they were asked apart.
func saidOfDNS(i *probe.Inquiry) []string {
	if i == nil {
		return nil
	}
	var lines []string
	for _, a := range i.Authority {
		lines = append(lines, saidBy("dashboard.fact.authority", a.Server, a.Status, a.Addresses))
	}
	if len(i.Resolvers) < 2 { // the one's answer is already told
		return lines
	}
	for _, r := range i.Resolvers {
		lines = append(lines, saidBy("dashboard.fact.resolver", r.Resolver.String(), r.Status, r.Addresses))
	}
	return lines
}

// saidBy is an answer about addresses, or why there are none.
func saidBy(key, who string, status probe.Status, addresses []netip.Addr) string {
	said := term("status", string(status))
	if len(addresses) > 0 {
		said = text.Say("dashboard.fact.addresses", "addresses", texts(addresses))
	}
	return text.Say(key, "name", who, "said", said)
}

func texts(addresses []netip.Addr) []string {
	out := make([]string, len(addresses))
	for i, a := range addresses {
		out[i] = a.String()
	}
	return out
}

// followed is where a visitor ends whom the front page sends on.
func followed(i *probe.Inquiry) []string {
	if i == nil || i.Redirect == nil || len(i.Redirect.Hops) == 0 {
		return nil
	}
	r := i.Redirect
	last := r.Hops[len(r.Hops)-1]
	switch {
	case r.Loop:
		return []string{text.Say("dashboard.fact.followed.loop", "location", last)}
	case r.Status != 0:
		return []string{text.Say("dashboard.fact.followed", "location", last, "status", r.Status)}
	default:
		return nil
	}
}

// issueFacts are about what a certificate needs beside the domain itself; it was looked at because one is needed.
func (d *detail) issueFacts(p *sheet, r *row) {
	i := r.Facts.Inquiry
	if i == nil {
		return
	}
	var lines []string
	for _, l := range []*probe.Lookup{i.WWW, i.Parent} {
		if l != nil {
			lines = append(lines, saidBy("dashboard.fact.name", l.Name, l.Status, l.Addresses))
		}
	}
	for _, a := range i.ACME {
		key := "dashboard.fact.challenge"
		if a.Status != 0 {
			key = "dashboard.fact.challenge.status"
		}
		lines = append(lines, text.Say(key,
			"address", a.Address.String(), "port", int(a.Port), "outcome", term("challenge", string(a.Outcome)), "status", a.Status))
	}
	if len(lines) > 0 {
		p.fact("dashboard.fact.issue", lines...)
	}
}

// addressKey says whose an address is.
func addressKey(r *row, expected []netip.Addr, address netip.Addr) string {
	proxied := func(e probe.Endpoint) bool { return e.Address == address && e.HTTP != nil && e.HTTP.Proxy != "" }
	switch {
	case len(expected) == 0:
		return "dashboard.fact.address"
	case has(expected, address):
		return "dashboard.fact.address.server"
	case probe.IsCloudflare(address), slices.ContainsFunc(r.Facts.Endpoints, proxied):
		return "dashboard.fact.address.proxy"
	case probe.Foreign(expected, address):
		return "dashboard.fact.address.elsewhere"
	default: // the server's own are private ones
		return "dashboard.fact.address"
	}
}
