package paneltest

import (
	"net/http"
	"slices"
	"strings"
)

// domainBody is the schema Domain.
type domainBody struct {
	ID               string `json:"id"`
	OrgID            string `json:"orgId"`
	Domain           string `json:"domain"`
	DKIM             bool   `json:"dkim"`
	SPF              bool   `json:"spf"`
	CloudflareStatus string `json:"cloudflareStatus"`
}

// listDomains answers the names of all websites of an organisation, deleted ones
// included.
func (p *Panel) listDomains(r *http.Request, _ Token) reply {
	var bodies []domainBody
	for _, website := range p.websites {
		if website.OrgID != r.PathValue("org") {
			continue
		}
		for _, m := range website.mappings {
			bodies = append(bodies, domainBody{ID: m.ID, OrgID: website.OrgID, Domain: m.Domain, CloudflareStatus: m.Cloudflare})
		}
	}
	query := r.URL.Query()
	if query.Get("sortBy") == "domain" {
		slices.SortFunc(bodies, func(a, b domainBody) int { return strings.Compare(a.Domain, b.Domain) })
	}
	if query.Get("sortOrder") == "desc" {
		slices.Reverse(bodies)
	}
	return pageOf(r, bodies)
}
