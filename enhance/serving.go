package enhance

import (
	"context"
	"net/http"
)

// ForceHTTPS switches on or off that a domain answers http with a redirect to
// https (PUT /v2/domains/{domain_id}/ssl/force_ssl). The panel may have done it
// even when the error is [Timeout]; to say the same again changes nothing more,
// but that is left to the caller. Switched on without a certificate it makes the
// domain useless to browsers.
func (c *Client) ForceHTTPS(ctx context.Context, domain ID, on bool) error {
	_, err := c.do(ctx, call{method: http.MethodPut, route: "/v2/domains/{domain_id}/ssl/force_ssl", ids: []ID{domain}, body: on})
	return err
}

// RestartPHP restarts the PHP of a website, as after a change of a file that
// OPcache does not look at again (POST /v2/websites/{website_id}/restart_php).
// It cuts the requests that are under way, so that it is for a person to ask
// for, once; a panel that took too long to answer may have done it. The
// specification declares neither a role nor an answer for a website that the
// panel does not have: both are a [Forbidden].
func (c *Client) RestartPHP(ctx context.Context, website ID) error {
	_, err := c.do(ctx, call{method: http.MethodPost, route: "/v2/websites/{website_id}/restart_php", ids: []ID{website}})
	return err
}
