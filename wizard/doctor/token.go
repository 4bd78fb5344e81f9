package doctor

import (
	"context"
	"net/netip"
	"slices"
	"time"

	"enhance-wizard/enhance"
	"enhance-wizard/wizard"
)

// expiryNotice is how long before its end a token is worth a word.
const expiryNotice = 30 * 24 * time.Hour

// token tells what the panel says about the token itself.
func (x *inquiry) token(context.Context) []Finding {
	access := x.session.Access()
	if access == nil || access.Token == nil {
		return allNotChecked([]ID{TokenExpiry, TokenAddresses}, ReasonUntold)
	}
	addresses := tokenAddresses(access.Token.AllowedIPs, x.seenAs(), x.panelAddresses, x.Wizard.Addresses)
	return append(addresses, expiry(access.Token.Expires, x.Now()))
}

// expiry judges the token's last moment; zero means that it lasts.
func expiry(until, now time.Time) Finding {
	params := []any{"until", until}
	switch {
	case until.IsZero():
		return ok(TokenExpiry)
	case !now.Before(until): // the panel took it a moment ago: it is about to stop
		return problem(TokenExpiry, params...)
	case until.Sub(now) < expiryNotice:
		return warning(TokenExpiry, params...)
	default:
		return ok(TokenExpiry, params...)
	}
}

// tokenAddresses holds the addresses that the token is limited to against the one that the panel sees, and against
// those from which WordPress may come another time: the panel's host and this machine may both have two families.
func tokenAddresses(allowed []string, seen netip.Addr, panel, own []netip.Addr) []Finding {
	params := []any{"seen", text(seen), "addresses", allowed}
	networks, understood := prefixes(allowed)
	switch {
	case len(allowed) == 0:
		return []Finding{ok(TokenAddresses)}
	case !understood, !seen.IsValid():
		return []Finding{notChecked(TokenAddresses, ReasonUntold, params...)}
	case !within(seen, networks):
		return []Finding{warning(TokenAddresses, params...)}
	}
	findings := []Finding{ok(TokenAddresses, params...)}
	other := func(a netip.Addr) bool { return a.Is4() != seen.Is4() }
	allowsOther := slices.ContainsFunc(networks, func(n netip.Prefix) bool { return other(n.Addr()) })
	if !allowsOther && slices.ContainsFunc(panel, other) && slices.ContainsFunc(own, other) {
		family := "IPv4"
		if seen.Is4() {
			family = "IPv6"
		}
		findings = append(findings, warning(TokenOneFamily, "family", family, "addresses", allowed))
	}
	return findings
}

// seenAs is the address that the panel sees this machine by, invalid when it does not say.
func (x *inquiry) seenAs() netip.Addr {
	if panel := x.session.Panel(); panel != nil {
		return panel.SeenAs.Unmap()
	}
	return netip.Addr{}
}

// prefixes reads what a panel writes: addresses and networks. It is false when one of them is neither.
func prefixes(texts []string) (networks []netip.Prefix, understood bool) {
	for _, text := range texts {
		network, err := netip.ParsePrefix(text)
		if err != nil {
			address, err := netip.ParseAddr(text)
			if err != nil {
				return nil, false
			}
			network = netip.PrefixFrom(address.Unmap(), address.Unmap().BitLen())
		}
		networks = append(networks, network)
	}
	return networks, true
}

func within(a netip.Addr, networks []netip.Prefix) bool {
	return slices.ContainsFunc(networks, func(n netip.Prefix) bool { return n.Contains(a) })
}

func text(a netip.Addr) string {
	if !a.IsValid() {
		return ""
	}
	return a.String()
}

// role tells whether the token's role is enough. One that the specification does not name for websites has shown by
// then what the panel lets it do.
func (x *inquiry) role(tried bool) Finding {
	roles := x.roles()
	admin := slices.ContainsFunc(roles, func(role string) bool { return role == "Owner" || role == "SuperAdmin" })
	switch {
	case admin, tried:
		return ok(TokenRole, "roles", roles)
	case len(roles) == 0:
		return notChecked(TokenRole, ReasonUntold)
	default:
		return warning(TokenRole, "roles", roles)
	}
}

// roles are those of the memberships, else those that the panel's list of tokens tells.
func (x *inquiry) roles() []string {
	access := x.session.Access()
	if access == nil {
		return nil
	}
	var roles []string
	for _, membership := range access.Memberships {
		roles = append(roles, membership.Roles...)
	}
	if len(roles) == 0 && access.Token != nil {
		roles = slices.Clone(access.Token.Roles)
	}
	slices.Sort(roles)
	return slices.Compact(roles)
}

// rulesAll reports that the token administers the master organisation, and so every other one.
func (x *inquiry) rulesAll() bool {
	access := x.session.Access()
	return access != nil && slices.ContainsFunc(access.Memberships, func(m enhance.Membership) bool {
		return m.MasterOrg && (slices.Contains(m.Roles, "Owner") || slices.Contains(m.Roles, "SuperAdmin"))
	})
}

// addressesIn reads the panel's addresses from what the connection test noted; none where a proxy looks them up.
func addressesIn(report *wizard.Report) []netip.Addr {
	var found []netip.Addr
	for _, result := range report.Results {
		for _, note := range result.Notes {
			if note.Kind != wizard.NoteAddresses {
				continue
			}
			for _, value := range note.Params {
				texts, isList := value.([]string)
				for i := 0; isList && i < len(texts); i++ {
					if a, err := netip.ParseAddr(texts[i]); err == nil {
						found = append(found, a.Unmap())
					}
				}
			}
		}
	}
	return found
}
