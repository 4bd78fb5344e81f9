package paneltest

import (
	"encoding/json"
	"net/http"
	"slices"
)

// hostnameBody is the schema DomainWithUuid.
type hostnameBody struct {
	DomainID   string `json:"domainId"`
	DomainName string `json:"domainName"`
	IsPrimary  bool   `json:"isPrimary"`
}

func (p *Panel) listHostnames(r *http.Request, _ Token) reply {
	server := p.serverByID(r.PathValue("server"))
	if server == nil {
		return refuse(http.StatusNotFound, "not_found", "server", "")
	}
	if p.options.Old {
		return oldHostnames(server)
	}
	names := make([]hostnameBody, 0, len(server.hostnames))
	for _, name := range server.hostnames {
		names = append(names, hostnameBody{DomainID: name.ID, DomainName: name.Domain, IsPrimary: name.Kind == kindPrimary})
	}
	return ok(map[string]any{"websiteId": server.hostnameWebsite, "domains": names})
}

func (p *Panel) addHostname(r *http.Request, _ Token) reply {
	server := p.serverByID(r.PathValue("server"))
	if server == nil {
		return refuse(http.StatusNotFound, "not_found", "server", "")
	}
	var name string
	if err := json.NewDecoder(r.Body).Decode(&name); err != nil {
		return notDeserialized(err)
	}
	if refusal := p.refuseName(name); refusal != nil {
		return *refusal
	}
	added := p.newMapping(Mapping{Domain: name})
	server.hostnames = append(server.hostnames, added)
	if p.options.Old {
		return reply{status: http.StatusCreated, body: map[string]string{"id": added.ID}}
	}
	return reply{
		status: http.StatusCreated,
		body:   map[string]string{"websiteId": server.hostnameWebsite, "domainId": added.ID},
	}
}

func (p *Panel) removeHostname(r *http.Request, _ Token) reply {
	server := p.serverByID(r.PathValue("server"))
	if server == nil {
		return refuse(http.StatusNotFound, "not_found", "server", "")
	}
	is := func(m *mappingState) bool { return m.ID == r.PathValue("domain") }
	if !slices.ContainsFunc(server.hostnames, is) {
		return refuse(http.StatusNotFound, "not_found", "domain", "")
	}
	server.hostnames = slices.DeleteFunc(server.hostnames, is)
	return reply{status: http.StatusNoContent}
}
