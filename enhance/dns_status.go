package enhance

import (
	"context"
	"net/http"
)

// DNSStatus is where a domain points to, as the panel's own resolver sees it.
type DNSStatus string

// The values of [DNSStatus] in the specification. A domain behind Cloudflare's
// proxy reads DNSForeignServer, which is no error.
const (
	DNSResolved      DNSStatus = "Resolved"
	DNSForeignServer DNSStatus = "ForeignServer"
	DNSFailed        DNSStatus = "Failed"
	DNSMixed         DNSStatus = "Mixed"
	DNSUnknown       DNSStatus = "Unknown"
	DNSError         DNSStatus = "Error"
)

// DNSStatus returns where a domain of a website points to (GET
// /orgs/{org_id}/websites/{website_id}/domains/{domain_id}/dns-status). A value
// that is none of the constants is returned as it is. Which role it needs is not
// documented; a domain that is not of the website is [NotFound].
func (c *Client) DNSStatus(ctx context.Context, org, website, domain ID) (DNSStatus, error) {
	r := call{method: http.MethodGet, route: mappingRoute + "/dns-status", ids: []ID{org, website, domain}}
	text, err := c.readString(ctx, r)
	return DNSStatus(text), err
}
