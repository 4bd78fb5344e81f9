package enhance

import (
	"cmp"
	"context"
	"encoding/json"
	"net/http"
	"slices"
)

const (
	serverDomainsRoute = "/servers/{server_id}/domains"
	serverDomainRoute  = "/servers/{server_id}/domains/{domain_id}"
)

// serverHostnamesAnswer takes an object (ServerHostnameWebsite, from 9.9.0) or
// a bare array (up to 9.4.0). What stands in its place when a server has no
// host names yet is not documented: null and empty lists are taken too.
type serverHostnamesAnswer struct {
	websiteID lenientID
	names     lenientList[serverHostnameAnswer]
	foreign   bool
}

type serverHostnameAnswer struct {
	DomainID   lenientID   `json:"domainId"`
	ID         lenientID   `json:"id"`
	DomainName lenientText `json:"domainName"`
	Domain     lenientText `json:"domain"`
	IsPrimary  lenientBool `json:"isPrimary"`
}

func (a *serverHostnamesAnswer) UnmarshalJSON(data []byte) error {
	if data[0] != '{' {
		return a.names.UnmarshalJSON(data)
	}
	var object struct {
		WebsiteID lenientID                         `json:"websiteId"`
		Domains   presentList[serverHostnameAnswer] `json:"domains"`
		Items     presentList[serverHostnameAnswer] `json:"items"`
		ID        lenientID                         `json:"id"`
	}
	if err := json.Unmarshal(data, &object); err != nil {
		return err
	}
	if !object.Domains.present && !object.Items.present {
		return shapeError("the list of host names is missing")
	}
	a.websiteID, a.foreign = object.WebsiteID, object.Items.present || object.ID != ""
	a.names = slices.Concat(object.Domains.list, object.Items.list)
	return nil
}

// ServerDomains returns the host names of a server itself
// (GET /servers/{server_id}/domains). Domains of websites are not among them:
// see [Client.Mappings]. A panel may answer [NotFound] for a server that has no
// host names.
func (c *Client) ServerDomains(ctx context.Context, server ID) (ServerHostnames, error) {
	r := call{method: http.MethodGet, route: serverDomainsRoute, ids: []ID{server}, list: true}
	answer, err := read[serverHostnamesAnswer](ctx, c, r)
	if err != nil {
		return ServerHostnames{}, err
	}
	hostnames := ServerHostnames{
		WebsiteID: ID(answer.websiteID), Foreign: answer.foreign, Names: make([]ServerHostname, 0, len(answer.names)),
	}
	for _, item := range answer.names {
		name := ServerHostname{ID: ID(cmp.Or(item.DomainID, item.ID)), Primary: bool(item.IsPrimary)}
		name.Name = string(cmp.Or(item.DomainName, item.Domain))
		if name.ID == "" {
			return ServerHostnames{}, c.bodyError(ctx, r, http.StatusOK, errNoID)
		}
		hostnames.Names = append(hostnames.Names, name)
	}
	return hostnames, nil
}

// AddServerDomain maps a host name to a server (POST /servers/{server_id}/domains)
// and returns the domain's id, "" when the panel did not tell it. The body is
// the bare JSON string that the specification asks for. The panel may have done
// it even when the error is [Timeout]: read again, do not repeat.
func (c *Client) AddServerDomain(ctx context.Context, server ID, name string) (ID, error) {
	return c.create(ctx, call{method: http.MethodPost, route: serverDomainsRoute, ids: []ID{server}, body: name})
}

// RemoveServerDomain takes a host name from a server
// (DELETE /servers/{server_id}/domains/{domain_id}). Its certificates stay.
func (c *Client) RemoveServerDomain(ctx context.Context, server, domain ID) error {
	_, err := c.do(ctx, call{method: http.MethodDelete, route: serverDomainRoute, ids: []ID{server, domain}})
	return err
}

// create sends a write that answers with the new domain's id: domainId
// (WebsiteAndDomainUuid) or id (NewResourceUuid). A panel that confirms without
// telling has created it all the same.
func (c *Client) create(ctx context.Context, r call) (ID, error) {
	got, err := c.do(ctx, r)
	if err != nil {
		return "", err
	}
	var created struct {
		DomainID lenientID `json:"domainId"`
		ID       lenientID `json:"id"`
	}
	_ = decode(got.body, &created)
	return ID(cmp.Or(created.DomainID, created.ID)), nil
}
