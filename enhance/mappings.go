package enhance

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
)

const (
	mappingsRoute = "/orgs/{org_id}/websites/{website_id}/domains"
	mappingRoute  = "/orgs/{org_id}/websites/{website_id}/domains/{domain_id}"
)

// mappingAnswer is the schema DomainMapping; certs in place of cert is of
// panels up to 9.4.0.
type mappingAnswer struct {
	DomainID         lenientID                         `json:"domainId"`
	ID               lenientID                         `json:"id"`
	WebsiteID        lenientID                         `json:"websiteId"`
	Domain           lenientText                       `json:"domain"`
	MappingKind      lenientText                       `json:"mappingKind"`
	DocumentRoot     lenientText                       `json:"documentRoot"`
	CloudflareStatus lenientText                       `json:"cloudflareStatus"`
	Cert             certificateAnswer                 `json:"cert"`
	Certs            lenientList[certificateListEntry] `json:"certs"`
}

func (a mappingAnswer) mapping(website ID) Mapping {
	return Mapping{
		ID: ID(cmp.Or(a.DomainID, a.ID)), WebsiteID: cmp.Or(ID(a.WebsiteID), website), Name: string(a.Domain),
		Kind: MappingKind(a.MappingKind), DocumentRoot: string(a.DocumentRoot), Cloudflare: string(a.CloudflareStatus),
		Certificate: storedCertificate(a.Cert, a.Certs),
	}
}

// Mappings returns the domains of a website with the certificates that the
// panel stores for them (GET /orgs/{org_id}/websites/{website_id}/domains?withSsl=true).
// The listing does not page. Private keys are not in it.
func (c *Client) Mappings(ctx context.Context, org, website ID) ([]Mapping, error) {
	r := call{
		method: http.MethodGet, route: mappingsRoute, ids: []ID{org, website},
		query: url.Values{"withSsl": {"true"}}, list: true,
	}
	answer, err := read[page[mappingAnswer]](ctx, c, r)
	if err != nil {
		return nil, err
	}
	mappings := make([]Mapping, 0, len(answer.items))
	for _, item := range answer.items {
		mapping := item.mapping(website)
		if mapping.ID == "" {
			return nil, c.bodyError(ctx, r, http.StatusOK, errNoID)
		}
		mappings = append(mappings, mapping)
	}
	return mappings, nil
}

// newMapping is the schema NewMappedDomain. The kind is left to the panel, which
// makes it an alias; panels before 9.9.0 do not know the field.
type newMapping struct {
	Domain string `json:"domain"`
}

// AddMapping maps a domain to a website (POST
// /orgs/{org_id}/websites/{website_id}/domains) and returns the domain's id, ""
// when the panel did not tell it. A domain that is there already is a [Conflict]
// or an [InvalidRequest]. The panel may have done it even when the error is
// [Timeout]: read again, do not repeat.
func (c *Client) AddMapping(ctx context.Context, org, website ID, name string) (ID, error) {
	return c.create(ctx, call{
		method: http.MethodPost, route: mappingsRoute, ids: []ID{org, website}, body: newMapping{Domain: name},
	})
}

// RemoveMapping takes a domain from a website (DELETE
// /orgs/{org_id}/websites/{website_id}/domains/{domain_id}). The primary domain
// cannot be removed. The panel keeps the certificate.
func (c *Client) RemoveMapping(ctx context.Context, org, website, domain ID) error {
	_, err := c.do(ctx, call{method: http.MethodDelete, route: mappingRoute, ids: []ID{org, website, domain}})
	return err
}
