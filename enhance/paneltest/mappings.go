package paneltest

import (
	"encoding/json"
	"net/http"
	"regexp"
	"slices"
)

// The kinds of a mapping that the panel treats differently.
const (
	kindPrimary   = "primary"
	kindPreview   = "preview"
	kindAddon     = "addon"
	kindAlias     = "alias"
	kindSubdomain = "subdomain"
)

// mappingBody is the schema DomainMapping.
type mappingBody struct {
	DomainID         string           `json:"domainId"`
	WebsiteID        string           `json:"websiteId"`
	Domain           string           `json:"domain"`
	MappingKind      string           `json:"mappingKind"`
	DocumentRoot     string           `json:"documentRoot"`
	CloudflareStatus string           `json:"cloudflareStatus"`
	Cert             *certificateBody `json:"cert,omitempty"`
}

func (p *Panel) listMappings(r *http.Request, _ Token) reply {
	website := p.website(r.PathValue("website"))
	withSSL := r.URL.Query().Get("withSsl") == "true"
	if p.options.Old {
		bodies := make([]oldMappingBody, 0, len(website.mappings))
		for _, mapping := range website.mappings {
			bodies = append(bodies, p.oldMapping(website, mapping, withSSL))
		}
		return ok(map[string]any{"items": bodies})
	}
	bodies := make([]mappingBody, 0, len(website.mappings))
	for _, mapping := range website.mappings {
		body := mappingBody{
			DomainID: mapping.ID, WebsiteID: website.ID, Domain: mapping.Domain, MappingKind: mapping.Kind,
			DocumentRoot: documentRoot, CloudflareStatus: mapping.Cloudflare,
		}
		if withSSL {
			body.Cert = p.storedCertificate(mapping)
		}
		bodies = append(bodies, body)
	}
	return ok(map[string]any{"items": bodies})
}

// domainForm is two labels or more; the panel takes international names in
// their ASCII form.
var domainForm = regexp.MustCompile(`(?i)^([a-z0-9_]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$`)

// refuseName says what is wrong with a name that is to be added. The lock is held.
func (p *Panel) refuseName(name string) *reply {
	var refusal reply
	switch {
	case len(name) > 253 || !domainForm.MatchString(name):
		refusal = refuse(http.StatusBadRequest, "invalid_argument", "domain", "Invalid domain name")
	case p.inUse(name):
		refusal = refuse(p.options.DuplicateStatus, "already_exists", "domain", "")
	default:
		return nil
	}
	return &refusal
}

// notDeserialized is how the panel answers a body of the wrong shape.
func notDeserialized(err error) reply {
	return reply{status: http.StatusBadRequest, text: "Json deserialize error: " + err.Error()}
}

func (p *Panel) addMapping(r *http.Request, _ Token) reply {
	var wanted struct {
		Domain, DocumentRoot, Kind string
	}
	if err := json.NewDecoder(r.Body).Decode(&wanted); err != nil {
		return notDeserialized(err)
	}
	if !slices.Contains([]string{"", kindAddon, kindAlias, kindSubdomain}, wanted.Kind) {
		return refuse(http.StatusBadRequest, "invalid_argument", "kind", "Invalid mapping kind")
	}
	if refusal := p.refuseName(wanted.Domain); refusal != nil {
		return *refusal
	}
	added := p.newMapping(Mapping{Domain: wanted.Domain, Kind: wanted.Kind})
	website := p.website(r.PathValue("website"))
	website.mappings = append(website.mappings, added)
	return reply{status: http.StatusCreated, body: map[string]string{"id": added.ID}}
}

func (p *Panel) removeMapping(r *http.Request, _ Token) reply {
	website := p.website(r.PathValue("website"))
	i := slices.IndexFunc(website.mappings, func(m *mappingState) bool { return m.ID == r.PathValue("domain") })
	switch {
	case i < 0:
		return refuse(http.StatusNotFound, "not_found", "domain", "")
	case website.mappings[i].Kind == kindPrimary:
		return refuse(http.StatusBadRequest, "invalid_argument", "domain", "The primary domain cannot be removed")
	default:
		website.mappings = slices.Delete(website.mappings, i, i+1)
		return reply{status: http.StatusNoContent}
	}
}
