package paneltest

import "net/http"

// membershipBody is the schema LoginMembership.
type membershipBody struct {
	MemberID        string   `json:"memberId"`
	OrgID           string   `json:"orgId"`
	OrgName         string   `json:"orgName"`
	IsMasterOrg     bool     `json:"isMasterOrg"`
	Roles           []string `json:"roles"`
	SiteAccessCount int      `json:"siteAccessCount"`
}

func (p *Panel) listMemberships(_ *http.Request, who Token) reply {
	if _, found := p.org(who.OrgID); who.NoMemberships || !found {
		return *unauthorized()
	}
	var bodies []membershipBody
	for _, membership := range who.memberships() {
		if org, found := p.org(membership.OrgID); found {
			bodies = append(bodies, membershipBody{
				MemberID: membership.id, OrgID: org.ID, OrgName: org.Name, IsMasterOrg: org.ParentID == "",
				Roles: append([]string{}, membership.Roles...), SiteAccessCount: len(who.Websites),
			})
		}
	}
	return ok(map[string]any{"memberships": bodies})
}

// memberships are that of the token's own organisation and all others.
func (t Token) memberships() []Membership {
	return append([]Membership{{OrgID: t.OrgID, Roles: t.Roles, id: t.member}}, t.Also...)
}
