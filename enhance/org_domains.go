package enhance

import (
	"context"
	"net/http"
	"net/url"
)

// Domain is a name that belongs to an organisation (schema Domain). Which
// website has it is not told.
type Domain struct {
	ID    ID
	OrgID ID
	Name  string
	// Cloudflare is Connected, Disconnected or Error.
	Cloudflare string
}

// domainAnswer is what is needed of the schema Domain.
type domainAnswer struct {
	ID               requiredID  `json:"id"`
	OrgID            lenientID   `json:"orgId"`
	Domain           lenientText `json:"domain"`
	CloudflareStatus lenientText `json:"cloudflareStatus"`
}

// Domains returns the names of an organisation in their alphabetical order (GET
// /orgs/{org_id}/domains, page by page). Those of deleted websites are among
// them. Which role it needs is not documented.
func (c *Client) Domains(ctx context.Context, org ID) ([]Domain, error) {
	r := call{
		method: http.MethodGet, route: "/orgs/{org_id}/domains", ids: []ID{org}, list: true,
		query: url.Values{"sortBy": {"domain"}, "sortOrder": {"asc"}},
	}
	answers, err := readPages(ctx, c, r, func(a domainAnswer) ID { return ID(a.ID) })
	if err != nil {
		return nil, err
	}
	domains := make([]Domain, 0, len(answers))
	for _, a := range answers {
		domains = append(domains, Domain{
			ID: ID(a.ID), OrgID: first(ID(a.OrgID), org), Name: string(a.Domain), Cloudflare: string(a.CloudflareStatus),
		})
	}
	return domains, nil
}
