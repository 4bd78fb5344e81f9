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
	var all []*mappingState
	for _, website := range p.websites {
		if website.OrgID == r.PathValue("org") {
			all = append(all, website.mappings...)
		}
	}
	query := r.URL.Query()
	if query.Get("sortBy") == "domain" {
		slices.SortFunc(all, func(a, b *mappingState) int { return strings.Compare(a.Domain, b.Domain) })
	}
	if query.Get("sortOrder") == "desc" {
		slices.Reverse(all)
	}
	return pageOf(r, all, func(m *mappingState) domainBody {
		return domainBody{ID: m.ID, OrgID: r.PathValue("org"), Domain: m.Domain, CloudflareStatus: m.Cloudflare}
	})
}
