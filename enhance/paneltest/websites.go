package paneltest

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// websiteBody is what the panel fills in of the schema Website.
type websiteBody struct {
	ID            string              `json:"id"`
	Domain        websiteDomainBody   `json:"domain"`
	Aliases       []websiteDomainBody `json:"aliases"`
	Subdomains    []websiteDomainBody `json:"subdomains"`
	Status        string              `json:"status"`
	ColorCode     string              `json:"colorCode"`
	Tags          []struct{}          `json:"tags"`
	Size          int64               `json:"size"`
	OrgID         string              `json:"orgId"`
	Org           string              `json:"org,omitempty"`
	Kind          string              `json:"kind"`
	CreatedAt     string              `json:"createdAt"`
	Plan          string              `json:"plan,omitempty"`
	PHPVersion    string              `json:"phpVersion"`
	AppServerID   string              `json:"appServerId,omitempty"`
	AppServerName string              `json:"appServerName,omitempty"`
	UnixUser      string              `json:"unixUser,omitempty"`
	ServerIPs     []addressBody       `json:"serverIps,omitempty"`
	AppServerIPv6 string              `json:"appServerIpv6,omitempty"`
}

// websiteDomainBody is the schema WebsiteDomain.
type websiteDomainBody struct {
	ID               string `json:"id"`
	Domain           string `json:"domain"`
	DocumentRoot     string `json:"documentRoot"`
	Kind             string `json:"kind"`
	CloudflareStatus string `json:"cloudflareStatus"`
}

const documentRoot = "public_html"

func websiteDomain(m *mappingState) websiteDomainBody {
	return websiteDomainBody{
		ID: m.ID, Domain: m.Domain, DocumentRoot: documentRoot, Kind: m.Kind, CloudflareStatus: m.Cloudflare,
	}
}

// websiteBody describes a website. The lock is held.
func (p *Panel) websiteBody(w *websiteState) websiteBody {
	body := websiteBody{
		ID: w.ID, Status: w.Status, Kind: w.Kind, OrgID: w.OrgID, CreatedAt: timestamp(w.created), ColorCode: "3F76C3",
		Tags: []struct{}{}, Size: 1_430_840_428, PHPVersion: "php82", Plan: w.Plan,
		Aliases: []websiteDomainBody{}, Subdomains: []websiteDomainBody{},
	}
	if org, found := p.org(w.OrgID); found {
		body.Org = org.Name
	}
	for _, mapping := range w.mappings {
		if mapping.Kind == kindPrimary {
			body.Domain = websiteDomain(mapping)
		} else {
			body.Aliases = append(body.Aliases, websiteDomain(mapping))
		}
	}
	return body
}

func (p *Panel) showWebsite(r *http.Request, _ Token) reply {
	website := p.website(r.PathValue("website"))
	body := p.websiteBody(website)
	body.UnixUser = website.UnixUser
	if server := p.serverByID(website.ServerID); server != nil {
		body.ServerIPs, body.AppServerIPv6 = addressBodies(server.IPs), server.IPv6
	}
	return ok(body)
}

func (p *Panel) listWebsites(r *http.Request, who Token) reply {
	query := r.URL.Query()
	if query.Has("showDeleted") && !p.isMaster(who) {
		return *unauthorized()
	}
	var listed []*websiteState
	for _, website := range p.websites {
		if p.isListed(website, r.PathValue("org"), who, query) {
			listed = append(listed, website)
		}
	}
	if query.Get("sortBy") == "domain" {
		slices.SortFunc(listed, func(a, b *websiteState) int { return strings.Compare(a.Domain, b.Domain) })
	}
	if query.Get("sortOrder") == "desc" {
		slices.Reverse(listed)
	}
	namesServers := query.Get("recursion") != "" && p.isMaster(who)
	return pageOf(r, listed, func(website *websiteState) websiteBody {
		return p.listedWebsite(website, query.Get("showAliases") == "true", namesServers)
	})
}

// listedWebsite describes a website as listings do. The lock is held.
func (p *Panel) listedWebsite(w *websiteState, showsAliases, namesServer bool) websiteBody {
	body := p.websiteBody(w)
	if !showsAliases {
		body.Aliases = []websiteDomainBody{}
	}
	if !namesServer {
		return body
	}
	body.AppServerID = w.ServerID
	if server := p.serverByID(w.ServerID); server != nil {
		body.AppServerName = server.Name
	}
	return body
}

// isListed applies the filters of the specification. The lock is held.
func (p *Panel) isListed(w *websiteState, org string, who Token, query url.Values) bool {
	isOneOf := func(name, value string) bool {
		list := query.Get(name)
		return list == "" || slices.Contains(strings.Split(list, ","), value)
	}
	return p.isInScope(w.OrgID, org, query.Get("recursion")) &&
		(p.isAdminOf(who, org) || slices.Contains(who.Websites, w.ID)) &&
		isOneOf("kind", w.Kind) && isOneOf("status", w.Status) &&
		isOneOf("servers", w.ServerID) && isOneOf("roles", "application") &&
		(query.Get("showDeleted") != "false" || w.Status != "deleted") &&
		isFound(w, query.Get("search"), query.Get("showAliases") == "true")
}

// isInScope reports whether websites of an organisation belong to a listing of
// another. The lock is held.
func (p *Panel) isInScope(owner, org, recursion string) bool {
	switch recursion {
	case "infinite":
		return p.isWithin(owner, org)
	case "directCustomers":
		found, _ := p.org(owner)
		return found.ParentID == org
	default:
		return owner == org
	}
}

func isFound(w *websiteState, search string, aliases bool) bool {
	if search == "" || strings.EqualFold(w.ID, search) {
		return true
	}
	return slices.ContainsFunc(w.mappings, func(m *mappingState) bool {
		return (aliases || m.Kind == kindPrimary) && strings.Contains(m.Domain, strings.ToLower(search))
	})
}
