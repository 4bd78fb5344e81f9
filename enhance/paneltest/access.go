package paneltest

import (
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// Roles of the specification that decide something here.
const (
	roleOwner      = "Owner"
	roleSuperAdmin = "SuperAdmin"
	roleSysadmin   = "Sysadmin"
	roleSiteAccess = "SiteAccess"
)

// unauthorized is what a real panel answers to a bearer that is no token, and to
// a role that is not enough: the two cannot be told apart.
func unauthorized() *reply {
	refusal := refuse(http.StatusForbidden, "unauthorized", "", "Only a reseller or the MO may perform this operation")
	return &refusal
}

// authenticate knows the token of a request, or says what a panel answers to one
// that has none, or none that counts. The lock is held.
func (p *Panel) authenticate(r *http.Request) (Token, *reply) {
	header := r.Header.Get("Authorization")
	if header == "" {
		refusal := refuse(http.StatusUnauthorized, "no_session_token", "", "")
		return Token{}, &refusal
	}
	value, found := strings.CutPrefix(header, "Bearer ")
	token, known := p.tokens[value]
	expired := known && !token.Expires.IsZero() && !p.options.Now().Before(token.Expires)
	if !found || !known || expired || !isAllowedFrom(token, clientAddress(r)) {
		return Token{}, unauthorized()
	}
	return token, nil
}

func isAllowedFrom(t Token, client string) bool {
	address, err := netip.ParseAddr(client)
	return len(t.AllowedIPs) == 0 || err == nil &&
		slices.ContainsFunc(t.AllowedIPs, func(p netip.Prefix) bool { return p.Contains(address.Unmap()) })
}

// allowedIP writes a network as the panel's form takes it: one address alone.
func allowedIP(p netip.Prefix) string {
	if p.IsSingleIP() {
		return p.Addr().String()
	}
	return p.String()
}

func (m Membership) has(roles ...string) bool {
	return slices.ContainsFunc(m.Roles, func(role string) bool { return slices.Contains(roles, role) })
}

// master is what the token is in the master organisation, if anything. The lock
// is held.
func (p *Panel) master(t Token) (Membership, bool) {
	for _, membership := range t.memberships() {
		if org, found := p.org(membership.OrgID); found && org.ParentID == "" {
			return membership, true
		}
	}
	return Membership{}, false
}

func (p *Panel) isMaster(t Token) bool {
	_, found := p.master(t)
	return found
}

// forServers lets in who may see the cluster.
func (p *Panel) forServers(answer handle) handle {
	return func(r *http.Request, who Token) reply {
		membership, found := p.master(who)
		if !found {
			return refuse(http.StatusForbidden, "only_mo_allowed", "", "Only an MO admin may perform this operation")
		}
		if !membership.has(roleOwner, roleSuperAdmin, roleSysadmin) {
			return *unauthorized()
		}
		return answer(r, who)
	}
}

// isAdminOf reports whether the token administers an organisation, one of its own
// or one below. The lock is held.
func (p *Panel) isAdminOf(who Token, org string) bool {
	return slices.ContainsFunc(who.memberships(), func(m Membership) bool {
		isAdmin := m.has(roleOwner, roleSuperAdmin) || p.options.SysadminManagesWebsites && m.has(roleSysadmin)
		return isAdmin && p.isWithin(org, m.OrgID)
	})
}

// forOrg lets in who administers the organisation of the path, or has access to
// some website in it.
func (p *Panel) forOrg(answer handle) handle {
	return func(r *http.Request, who Token) reply {
		org := r.PathValue("org")
		isGuest := len(who.Websites) > 0 && slices.ContainsFunc(who.memberships(), func(m Membership) bool {
			return m.has(roleSiteAccess) && m.OrgID == org
		})
		if !p.isAdminOf(who, org) && !isGuest {
			return *unauthorized()
		}
		if _, found := p.org(org); !found {
			return refuse(http.StatusNotFound, "not_found", "org", "")
		}
		return answer(r, who)
	}
}

// forWebsite lets in who may see the website of the path.
func (p *Panel) forWebsite(answer handle) handle {
	return p.forOrg(func(r *http.Request, who Token) reply {
		website := p.website(r.PathValue("website"))
		if website == nil || website.OrgID != r.PathValue("org") {
			return refuse(http.StatusNotFound, "not_found", "website", "")
		}
		if !p.maySee(who, website) {
			return *unauthorized()
		}
		return answer(r, who)
	})
}

// maySee reports whether the token administers a website, or has access to just
// that one. The lock is held.
func (p *Panel) maySee(who Token, website *websiteState) bool {
	return p.isAdminOf(who, website.OrgID) || slices.Contains(who.Websites, website.ID)
}
