package paneltest

import (
	"cmp"
	"encoding/json"
	"net/http"
	"slices"
)

// orgBody is what the panel fills in of the schema Org.
type orgBody struct {
	ID                 string `json:"id"`
	ParentID           string `json:"parentId,omitempty"`
	Name               string `json:"name"`
	Status             string `json:"status"`
	SubscriptionsCount int    `json:"subscriptionsCount"`
	WebsitesCount      int    `json:"websitesCount"`
	CreatedAt          string `json:"createdAt"`
	Locale             string `json:"locale"`
}

// forOrgAdmin lets in who administers the organisation of the path.
func (p *Panel) forOrgAdmin(answer handle) handle {
	return p.forOrg(func(r *http.Request, who Token) reply {
		if !p.isAdminOf(who, r.PathValue("org")) {
			return *unauthorized()
		}
		return answer(r, who)
	})
}

func (p *Panel) showOrg(r *http.Request, _ Token) reply {
	org, _ := p.org(r.PathValue("org"))
	body := orgBody{
		ID: org.ID, ParentID: org.ParentID, Name: org.Name, Status: "active", Locale: "en-GB", CreatedAt: timestamp(p.began),
	}
	for _, website := range p.websites {
		if website.OrgID == org.ID {
			body.WebsitesCount++
		}
	}
	return ok(body)
}

// accessTokenBody is the schema OrgAccessToken.
type accessTokenBody struct {
	ID           string   `json:"id"`
	FirstFive    string   `json:"firstFive"`
	Roles        []string `json:"roles"`
	TokenExpires string   `json:"tokenExpires,omitempty"`
	FriendlyName string   `json:"friendlyName,omitempty"`
	AllowedIPs   []string `json:"allowedIps,omitzero"`
	IPRestricted bool     `json:"ipRestricted,omitzero"`
}

// listAccessTokens answers a bare array, as the specification has it.
func (p *Panel) listAccessTokens(r *http.Request, _ Token) reply {
	bodies := []accessTokenBody{}
	for _, token := range p.tokens {
		if token.OrgID != r.PathValue("org") {
			continue
		}
		body := accessTokenBody{
			ID: token.member, FirstFive: token.Value[:min(5, len(token.Value))], Roles: append([]string{}, token.Roles...),
			FriendlyName: token.Name, AllowedIPs: []string{}, IPRestricted: len(token.AllowedIPs) > 0,
		}
		if !token.Expires.IsZero() {
			body.TokenExpires = token.Expires.UTC().Format("2006-01-02T15:04:05Z")
		}
		for _, prefix := range token.AllowedIPs {
			body.AllowedIPs = append(body.AllowedIPs, allowedIP(prefix))
		}
		if p.options.Old { // the name came with 9.9.0, the addresses later
			body.FriendlyName, body.AllowedIPs, body.IPRestricted = "", nil, false
		}
		bodies = append(bodies, body)
	}
	slices.SortFunc(bodies, func(a, b accessTokenBody) int {
		return cmp.Or(cmp.Compare(a.FirstFive, b.FirstFive), cmp.Compare(a.ID, b.ID))
	})
	return ok(bodies)
}

// checkDomain says whether a name can be added to an organisation.
func (p *Panel) checkDomain(r *http.Request, _ Token) reply {
	var wanted struct{ Domain string }
	if err := json.NewDecoder(r.Body).Decode(&wanted); err != nil {
		return notDeserialized(err)
	}
	if !domainForm.MatchString(wanted.Domain) {
		return refuse(http.StatusBadRequest, "invalid_argument", "domain", "Invalid domain name")
	}
	website := p.websiteOf(wanted.Domain)
	switch {
	case website == nil && p.inUse(wanted.Domain): // a host name of a server
		if p.options.Old { // which do not know the word yet
			return ok(map[string]string{"status": "inUseAnotherOrg"})
		}
		return ok(map[string]string{"status": "prohibited"})
	case website == nil:
		return ok(map[string]string{"status": "notInUse"})
	case website.Status == "deleted":
		return ok(map[string]string{"status": "inUseDeletedSite"})
	case website.OrgID != r.PathValue("org"):
		return ok(map[string]string{"status": "inUseAnotherOrg"})
	default:
		return ok(map[string]string{"status": "inUseCurrentOrg", "websiteId": website.ID})
	}
}
