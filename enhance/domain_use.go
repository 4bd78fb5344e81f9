package enhance

import (
	"context"
	"net/http"
)

// DomainUse says whether an organisation can add a name (schema
// DomainInUseStatus).
type DomainUse string

// The values of [DomainUse] in the specification.
const (
	DomainNotInUse         DomainUse = "notInUse"
	DomainInUseCurrentOrg  DomainUse = "inUseCurrentOrg"
	DomainInUseAnotherOrg  DomainUse = "inUseAnotherOrg"
	DomainInUseDeletedSite DomainUse = "inUseDeletedSite"
	DomainProhibited       DomainUse = "prohibited"
)

// DomainUses lists every [DomainUse] that is known.
func DomainUses() []DomainUse {
	return []DomainUse{
		DomainNotInUse, DomainInUseCurrentOrg, DomainInUseAnotherOrg, DomainInUseDeletedSite, DomainProhibited,
	}
}

// CheckDomain asks whether an organisation can add a name (POST
// /orgs/{org_id}/domains/check), which changes nothing. The website is the one
// that has the name, "" when it is not told. A value that is none of the
// constants is returned as it is.
func (c *Client) CheckDomain(ctx context.Context, org ID, name string) (use DomainUse, website ID, err error) {
	r := call{
		method: http.MethodPost, route: "/orgs/{org_id}/domains/check", ids: []ID{org}, harmless: true,
		body: newMapping{Domain: name},
	}
	var answer struct {
		Status    lenientText `json:"status"`
		WebsiteID lenientID   `json:"websiteId"`
	}
	got, err := c.do(ctx, r)
	if err != nil {
		return "", "", err
	}
	if err := decode(got.body, &answer); err != nil {
		return "", "", c.bodyError(ctx, r, got.status, err)
	}
	if answer.Status == "" {
		return "", "", c.bodyError(ctx, r, got.status, shapeError("the status is missing"))
	}
	return DomainUse(answer.Status), ID(answer.WebsiteID), nil
}
