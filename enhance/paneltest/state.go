package paneltest

import (
	"net/netip"
	"time"
)

// Org is an organisation. The one without a parent is the master organisation.
// An empty ID, here and below, is filled in by the method that adds the value.
type Org struct {
	ID, Name, ParentID string
}

// Server is one server of the cluster.
type Server struct {
	ID, Name, Hostname string
	// HostnameID is the id of the host name.
	HostnameID string
	// IPs are IPv4 addresses, the first one is primary.
	IPs  []string
	IPv6 string
	// ControlPanel marks the server that runs the panel itself.
	ControlPanel, Decommissioned bool
	// NoApplication leaves out the role that websites need.
	NoApplication bool
}

// Website is one website. Adding it maps its domain as the primary one.
type Website struct {
	ID, OrgID, ServerID string
	Domain              string
	// Preview, if set, is mapped as the preview name.
	Preview  string
	UnixUser string
	// Kind and Status are "normal" and "active" when empty.
	Kind, Status string
	// Plan is the name of the plan that it is under, not told when empty.
	Plan string
	// Certificate is that of the primary domain, see [Mapping].
	Certificate *Certificate
}

// Mapping is one domain of a website.
type Mapping struct {
	ID, Domain string
	// Kind is "alias" when empty.
	Kind string
	// Cloudflare is "Disconnected" when empty.
	Cloudflare string
	// Added is the panel's present time when zero.
	Added time.Time
	// Certificate is what the panel stores. When nil, the placeholder is shown
	// until Options.IssueAfter has passed, then an issued certificate.
	Certificate *Certificate
	// Obstacle, if set, is the panel's text of why the domain gets no certificate.
	Obstacle string
	// DNSStatus is "Resolved" when empty.
	DNSStatus string
	// NoCertificate leaves the certificate out of the answer.
	NoCertificate bool
	// ForceHTTPS sends visitors on from http.
	ForceHTTPS bool
}

// Certificate is a certificate as the panel describes it.
type Certificate struct {
	CommonName, Issuer  string
	Names               []string
	NotBefore, NotAfter time.Time
}

// Token is an access token of an organisation.
type Token struct {
	Value, OrgID string
	// Name is what the token is called in the panel.
	Name string
	// Roles are of the specification: Owner, SuperAdmin, Business,
	// SiteAccess, Support, Sysadmin.
	Roles []string
	// Also are further organisations that it is a member of, as a login can be.
	Also []Membership
	// Websites are what the role SiteAccess may see.
	Websites []string
	// Expires is never when zero.
	Expires time.Time
	// AllowedIPs are all when empty.
	AllowedIPs []netip.Prefix
	// NoMemberships makes /login/memberships refuse, as it may for a token
	// that is a member but not a login.
	NoMemberships bool

	// member is the token's own id in the organisation.
	member string
}

// Membership is what a token is in one more organisation.
type Membership struct {
	OrgID string
	// Roles are those of [Token].
	Roles []string

	id string
}

// Request is one request that reached the panel.
type Request struct {
	// Path begins after /api, as in "/version".
	Method, Path, Query string
	// Authorized says that an Authorization header came along.
	Authorized bool
	Body       string
	At         time.Time
}
