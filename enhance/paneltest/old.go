package paneltest

import (
	"net/http"
	"strconv"
)

// Panels up to 9.4.0 answer some calls in other shapes and do not have those
// below /v2. The shapes are of the specifications of 7.3.0 to 9.4.0.

// defaultOldVersion is what an old panel says that it is.
const defaultOldVersion = "9.4.0"

// kindSecondary is what is neither primary nor preview on an old panel.
const kindSecondary = "secondary"

// oldMappingBody is the schema DomainMapping of an old panel, which lists
// certificates and knows three kinds.
type oldMappingBody struct {
	DomainID     string               `json:"domainId"`
	WebsiteID    string               `json:"websiteId"`
	Domain       string               `json:"domain"`
	MappingKind  string               `json:"mappingKind"`
	DocumentRoot string               `json:"documentRoot"`
	Certs        []oldCertificateBody `json:"certs,omitempty"`
}

// oldCertificateBody is one of the certificates of a domain on an old panel.
type oldCertificateBody struct {
	ID         string `json:"id"`
	CommonName string `json:"commonName"`
	Issuer     string `json:"issuer"`
	ValidFrom  string `json:"validFrom"`
	ValidTo    string `json:"validTo"`
	Enabled    bool   `json:"enabled"`
}

func (p *Panel) oldMapping(website *websiteState, m *mappingState, withSSL bool) oldMappingBody {
	body := oldMappingBody{
		DomainID: m.ID, WebsiteID: website.ID, Domain: m.Domain, MappingKind: m.Kind, DocumentRoot: documentRoot,
	}
	if m.Kind != kindPrimary && m.Kind != kindPreview {
		body.MappingKind = kindSecondary
	}
	if c, found := p.currentCertificate(m); found && withSSL {
		const layout = "2006-01-02"
		body.Certs = []oldCertificateBody{{
			ID: m.ID, CommonName: c.CommonName, Issuer: c.Issuer, Enabled: true,
			ValidFrom: c.NotBefore.UTC().Format(layout), ValidTo: c.NotAfter.UTC().Format(layout),
		}}
	}
	return body
}

// oldHostnameBody is a host name of a server on an old panel, which answers a
// bare array of them.
type oldHostnameBody struct {
	DomainID string `json:"domainId"`
	Domain   string `json:"domain"`
}

func oldHostnames(server *serverState) reply {
	names := make([]oldHostnameBody, 0, len(server.hostnames))
	for _, name := range server.hostnames {
		names = append(names, oldHostnameBody{DomainID: name.ID, Domain: name.Domain})
	}
	return ok(names)
}

// oldIssue is a dry run unless it is told not to be.
func (p *Panel) oldIssue(r *http.Request, _ Token) reply {
	mapping := mappingOf(p.website(r.PathValue("website")), r.PathValue("domain"))
	if mapping == nil {
		return refuse(http.StatusNotFound, "not_found", "domain", "")
	}
	isDry, err := strconv.ParseBool(r.URL.Query().Get("dryRun"))
	if err != nil || isDry {
		if obstacle := p.obstacle(mapping); obstacle != "" {
			return refuse(http.StatusBadRequest, "invalid_argument", "letsencrypt", obstacle)
		}
		return reply{status: http.StatusCreated}
	}
	return p.issue(mapping)
}
