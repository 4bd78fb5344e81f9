package enhance

import (
	"cmp"
	"context"
	"encoding/json"
	"net/http"
	"net/url"
)

const (
	websitesRoute = "/orgs/{org_id}/websites"
	websiteRoute  = "/orgs/{org_id}/websites/{website_id}"
)

// WebsiteQuery narrows or widens a listing of websites.
type WebsiteQuery struct {
	// Server keeps those that run on this server.
	Server ID
	// Recursive adds those of the organisation's customers, at any depth.
	Recursive bool
	// Search keeps those whose domain or tag contains it, in any letter case,
	// or whose id it is.
	Search string
}

// websiteAnswer is what is needed of the schema Website.
type websiteAnswer struct {
	ID            requiredID                  `json:"id"`
	OrgID         lenientID                   `json:"orgId"`
	Org           lenientText                 `json:"org"`
	AppServerID   lenientID                   `json:"appServerId"`
	AppServerName lenientText                 `json:"appServerName"`
	Domain        websiteDomain               `json:"domain"`
	Aliases       lenientList[websiteDomain]  `json:"aliases"`
	Subdomains    lenientList[websiteDomain]  `json:"subdomains"`
	Status        lenientText                 `json:"status"`
	Kind          lenientText                 `json:"kind"`
	UnixUser      lenientText                 `json:"unixUser"`
	Plan          lenientText                 `json:"plan"`
	ServerIPs     lenientList[lenientAddress] `json:"serverIps"`
	AppServerIPv6 lenientAddress              `json:"appServerIpv6"`
}

// websiteDomain is the name of a WebsiteDomain object, or a bare name.
type websiteDomain string

func (d *websiteDomain) UnmarshalJSON(data []byte) error {
	var object struct {
		Domain lenientText `json:"domain"`
	}
	if data[0] == '{' {
		_ = json.Unmarshal(data, &object)
	} else {
		_ = object.Domain.UnmarshalJSON(data)
	}
	*d = websiteDomain(object.Domain)
	return nil
}

func (a websiteAnswer) website(org ID) Website {
	website := Website{
		ID: ID(a.ID), OrgID: cmp.Or(ID(a.OrgID), org), ServerID: ID(a.AppServerID),
		OrgName: string(a.Org), ServerName: string(a.AppServerName),
		Domain: string(a.Domain), Status: string(a.Status), Kind: string(a.Kind), UnixUser: string(a.UnixUser),
		Plan:      string(a.Plan),
		Aliases:   make([]string, 0, len(a.Aliases)+len(a.Subdomains)),
		ServerIPs: addresses(a.ServerIPs, a.AppServerIPv6),
	}
	for _, list := range []lenientList[websiteDomain]{a.Aliases, a.Subdomains} {
		for _, name := range list {
			if name != "" {
				website.Aliases = append(website.Aliases, string(name))
			}
		}
	}
	return website
}

// Websites returns the websites of an organisation (GET /orgs/{org_id}/websites,
// page by page). It needs a SuperAdmin or Owner of the organisation or of one
// above it; a member with access to some websites gets those. Deleted websites
// can be among them: see Website.Status.
func (c *Client) Websites(ctx context.Context, org ID, q WebsiteQuery) ([]Website, error) {
	r := call{method: http.MethodGet, route: websitesRoute, ids: []ID{org}, query: q.values(), list: true}
	if q.Server != "" && !q.Server.isCanonical() {
		return nil, c.failure(r, MalformedID, &IDError{Reason: IDMalformed})
	}
	answers, err := readPages(ctx, c, r, func(a websiteAnswer) ID { return ID(a.ID) })
	if err != nil {
		return nil, err
	}
	websites := make([]Website, 0, len(answers))
	for _, answer := range answers {
		websites = append(websites, answer.website(org))
	}
	return websites, nil
}

func (q WebsiteQuery) values() url.Values {
	values := url.Values{"showAliases": {"true"}}
	if q.Recursive {
		values.Set("recursion", "infinite")
	}
	if q.Server != "" {
		values.Set("servers", string(q.Server))
		values.Set("roles", "application")
	}
	if q.Search != "" {
		values.Set("search", q.Search)
	}
	return values
}

// Website returns one website with the addresses its domains should point to
// (GET /orgs/{org_id}/websites/{website_id}).
func (c *Client) Website(ctx context.Context, org, website ID) (Website, error) {
	// The answer lists the website's names, of which there can be thousands.
	r := call{method: http.MethodGet, route: websiteRoute, ids: []ID{org, website}, list: true}
	answer, err := read[websiteAnswer](ctx, c, r)
	if err != nil {
		return Website{}, err
	}
	if answer.ID == "" {
		return Website{}, c.bodyError(ctx, r, http.StatusOK, errNoID)
	}
	return answer.website(org), nil
}
