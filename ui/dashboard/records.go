package dashboard

import (
	"fmt"
	"net/netip"
	"slices"

	"enhance-wizard/enhance/diagnose"
	"enhance-wizard/enhance/probe"
	"enhance-wizard/ui/text"
)

// records are the changes in DNS that make the domain well: what to set, and
// what to remove.
func (m *Model) records(r *row) []string {
	return slices.Concat(m.addressRecords(r), m.otherRecords(r), authorityRecords(r))
}

// authorityRecords let the panel's authority issue where CAA names others only.
func authorityRecords(r *row) []string {
	var lines []string
	for _, f := range r.Verdict.Findings {
		if f.Cause != diagnose.CauseCAAForbids {
			continue
		}
		lines = append(lines, text.Say("dashboard.record.set",
			"kind", "CAA", "name", f.Params.Get("domain"), "value", fmt.Sprintf("0 issue %q", f.Params.Get("wanted"))))
	}
	return lines
}

// addressRecords lead the domain to the server, where it does not lead there.
func (m *Model) addressRecords(r *row) []string {
	switch r.Verdict.DNS {
	case diagnose.DNSElsewhere, diagnose.DNSMixed, diagnose.DNSNone:
	default:
		return nil
	}
	switch r.Verdict.Cause {
	case diagnose.CauseDNSUnregistered: // there is nothing to set them in
		return nil
	case diagnose.CauseDNSStale, diagnose.CauseDNSStaleAbsence, diagnose.CauseDNSSplit: // they are right, and not seen from here
		return nil
	default:
	}
	return lead(r.name, m.expected(r), r.Facts.DNS.Addresses, r.Facts.DNS.CNAME)
}

// otherRecords lead the names to the server that the domain's certificate depends on too: www. and the parent.
func (m *Model) otherRecords(r *row) []string {
	if r.Facts == nil || r.Facts.Inquiry == nil || r.Verdict.Cause == diagnose.CauseDNSUnregistered {
		return nil
	}
	var lines []string
	for _, f := range r.Verdict.Findings {
		var asked *probe.Lookup
		switch f.Cause {
		case diagnose.CauseWWWUnresolved:
			asked = r.Facts.Inquiry.WWW
		case diagnose.CauseParentUnresolved:
			asked = r.Facts.Inquiry.Parent
		default:
		}
		if asked == nil {
			continue
		}
		switch asked.Status {
		case probe.Resolved, probe.NXDomain, probe.NoData:
			lines = append(lines, lead(asked.Name, m.expected(r), asked.Addresses, asked.CNAME)...)
		default: // no record helps where the name servers do not answer
		}
	}
	return lines
}

// lead are the changes that lead a name to the expected addresses, from those that were found.
func lead(name string, expected, found []netip.Addr, aliases []string) []string {
	if len(expected) == 0 {
		return nil
	}
	var lines []string
	if len(aliases) > 0 { // the wrong addresses are the alias's, not the name's
		lines = append(lines, text.Say("dashboard.record.remove", "kind", "CNAME", "name", name, "value", aliases[0]))
		found = nil
	}
	for _, address := range found {
		if !has(expected, address) && !probe.Translated(address) { // no record: the resolver makes it up
			lines = append(lines, text.Say("dashboard.record.remove",
				"kind", kindOf(address), "name", name, "value", address.String()))
		}
	}
	for _, kind := range []string{"A", "AAAA"} {
		if address, ok := missing(kind, expected, found); ok {
			lines = append(lines, text.Say("dashboard.record.set", "kind", kind, "name", name, "value", address.String()))
		}
	}
	return lines
}

// missing is the server's address that the name lacks: IPv4 always, IPv6 in
// place of a wrong one, else only where the server has no IPv4.
func missing(kind string, expected, found []netip.Addr) (netip.Addr, bool) {
	ofKind := func(a netip.Addr) bool { return kindOf(a) == kind }
	right := func(a netip.Addr) bool { return ofKind(a) && has(expected, a) }
	isIPv4 := func(a netip.Addr) bool { return kindOf(a) == "A" }
	optional := kind == "AAAA" && !slices.ContainsFunc(found, ofKind) && slices.ContainsFunc(expected, isIPv4)
	if slices.ContainsFunc(found, right) || optional {
		return netip.Addr{}, false
	}
	if i := slices.IndexFunc(expected, ofKind); i >= 0 {
		return expected[i], true
	}
	return netip.Addr{}, false
}

// expected are the server's addresses, as far as they are known.
func (m *Model) expected(r *row) []netip.Addr {
	if len(r.Domain.Expected) > 0 {
		return r.Domain.Expected
	}
	return m.config.Expected
}

func has(addresses []netip.Addr, address netip.Addr) bool {
	return slices.ContainsFunc(addresses, func(a netip.Addr) bool { return a.Unmap() == address.Unmap() })
}

func kindOf(address netip.Addr) string {
	if address.Is6() {
		return "AAAA"
	}
	return "A"
}
