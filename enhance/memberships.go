package enhance

import (
	"context"
	"net/http"
)

// membershipAnswer is the schema LoginMembership.
type membershipAnswer struct {
	MemberID    lenientID                `json:"memberId"`
	OrgID       requiredID               `json:"orgId"`
	OrgName     lenientText              `json:"orgName"`
	IsMasterOrg lenientBool              `json:"isMasterOrg"`
	Roles       lenientList[lenientText] `json:"roles"`
}

// Memberships returns the organisations the credential belongs to
// (GET /login/memberships). An access token is a member of an organisation and
// not a login, so a panel may refuse it here and take it elsewhere: an error of
// this call alone says nothing against the token.
func (c *Client) Memberships(ctx context.Context) ([]Membership, error) {
	r := call{method: http.MethodGet, route: "/login/memberships", list: true}
	answer, err := read[page[membershipAnswer]](ctx, c, r)
	if err != nil {
		return nil, err
	}
	memberships := make([]Membership, 0, len(answer.items))
	for _, item := range answer.items {
		if item.OrgID == "" {
			return nil, c.bodyError(ctx, r, http.StatusOK, errNoID)
		}
		memberships = append(memberships, Membership{
			ID: ID(item.MemberID), OrgID: ID(item.OrgID), OrgName: string(item.OrgName),
			MasterOrg: bool(item.IsMasterOrg), Roles: texts(item.Roles),
		})
	}
	return memberships, nil
}

// texts returns the strings that are not empty.
func texts(list []lenientText) []string {
	plain := make([]string, 0, len(list))
	for _, text := range list {
		if text != "" {
			plain = append(plain, string(text))
		}
	}
	return plain
}
