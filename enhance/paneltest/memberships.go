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
	org, found := p.org(who.OrgID)
	if who.NoMemberships || !found {
		return *unauthorized()
	}
	return ok(map[string]any{"memberships": []membershipBody{{
		MemberID: who.member, OrgID: org.ID, OrgName: org.Name, IsMasterOrg: org.ParentID == "",
		Roles: append([]string{}, who.Roles...), SiteAccessCount: len(who.Websites),
	}}})
}
