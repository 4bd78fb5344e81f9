package enhance

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
)

// Scope is how far a token reaches.
type Scope string

// The values of [Scope].
const (
	// ScopeServers is of the master organisation: the servers and, below them,
	// everything.
	ScopeServers Scope = "servers"
	// ScopeOrganisation is of one organisation and those below it.
	ScopeOrganisation Scope = "organisation"
)

// Scope finds out how far the token reaches, by trying (GET /servers?limit=1). A
// token or a role that is refused altogether is an error, [Unauthorized] or
// [Forbidden].
func (c *Client) Scope(ctx context.Context) (Scope, error) {
	r := call{method: http.MethodGet, route: serversRoute, query: url.Values{"limit": {"1"}}, list: true}
	_, err := read[page[json.RawMessage]](ctx, c, r)
	var failure *Error
	switch {
	case err == nil:
		return ScopeServers, nil
	case errors.As(err, &failure) && failure.Cause == MasterOrgOnly:
		return ScopeOrganisation, nil
	default:
		return "", err
	}
}
