package enhance

import (
	"net/netip"
	"time"
)

// PanelStatus is how ready the panel is (GET /status).
type PanelStatus string

// The values of [PanelStatus] in the specification. A newer panel may know more.
const (
	StatusReady               PanelStatus = "ready"
	StatusInitialising        PanelStatus = "initialising"
	StatusUpdating            PanelStatus = "updating"
	StatusInitialisingServers PanelStatus = "initialisingServers"
)

// Membership is one organisation that the credential belongs to (schema LoginMembership).
type Membership struct {
	ID        ID
	OrgID     ID
	OrgName   string
	MasterOrg bool
	// Roles are those of the specification: Owner, SuperAdmin, Business,
	// SiteAccess, Support, Sysadmin.
	Roles []string
}

// ServerHostnames are the host names mapped to a server itself, which is not
// where the domains of a website belong (schema ServerHostnameWebsite).
type ServerHostnames struct {
	// WebsiteID is the special website that serves the names, "" on old panels.
	WebsiteID ID
	Names     []ServerHostname
	// Foreign reports an answer with items or an id at its top: the panels of the
	// specification never gave one, and other programs wait for it.
	Foreign bool
}

// ServerHostname is one host name of a server.
type ServerHostname struct {
	ID      ID
	Name    string
	Primary bool
}

// The values of Website.Kind and Website.Status that matter to the program.
const (
	WebsiteNormal         = "normal"
	WebsiteStaging        = "staging"
	WebsiteServerHostname = "serverHostname"

	WebsiteActive   = "active"
	WebsiteDisabled = "disabled"
	WebsiteDeleted  = "deleted"
)

// Website is one website (schema Website).
type Website struct {
	ID    ID
	OrgID ID
	// ServerID is the server that runs it. The panel tells it only to the
	// master organisation and only in recursive listings.
	ServerID ID
	// OrgName and ServerName are there when the panel tells them.
	OrgName, ServerName string
	// Domain is the primary domain.
	Domain string
	// Aliases are the other names, previews and subdomains included.
	Aliases  []string
	Status   string
	Kind     string
	UnixUser string
	// Plan is the name of the plan that the website is under, empty when the
	// panel does not tell. How many domains a plan allows is in no answer of the
	// specification: a plan that is used up shows only by a refusal.
	Plan string
	// ServerIPs are the addresses that its domains should point to; listings
	// leave them empty.
	ServerIPs []netip.Addr
}

// MappingKind is how a domain is mapped to a website.
type MappingKind string

// The values of [MappingKind] (schema DomainMappingKind; secondary up to panel 9.4.0).
const (
	MappingPrimary   MappingKind = "primary"
	MappingPreview   MappingKind = "preview"
	MappingAddon     MappingKind = "addon"
	MappingAlias     MappingKind = "alias"
	MappingSubdomain MappingKind = "subdomain"
	MappingSecondary MappingKind = "secondary"
)

// Mapping is one domain of a website (schema DomainMapping).
type Mapping struct {
	// ID is the domain's.
	ID           ID
	WebsiteID    ID
	Name         string
	Kind         MappingKind
	DocumentRoot string
	// Certificate is what the panel stores for the domain, nil when it stores none.
	Certificate *StoredCertificate
	// Cloudflare is Connected, Disconnected or Error.
	Cloudflare string
}

// StoredCertificate is a certificate as the panel describes it (schema
// DomainSslCert). It need not be the one that is served.
type StoredCertificate struct {
	CommonName, Issuer string
	Names              []string
	// NotBefore and NotAfter are in UTC, zero when the panel's text was not understood.
	NotBefore, NotAfter time.Time
	// Placeholder reports the self-signed stand-in that the panel serves until
	// a certificate is issued.
	Placeholder bool
}

// TLSFacts describes the certificate a server showed.
type TLSFacts struct {
	// Subject and Issuer are distinguished names as in RFC 2253.
	Subject, Issuer string
	// Names are the DNS names and addresses the certificate is for.
	Names               []string
	NotBefore, NotAfter time.Time
	// Fingerprint is the SHA-256 of the certificate, as openssl prints it:
	// upper-case pairs with colons.
	Fingerprint string
	// Pin is that of the certificate's key.
	Pin Pin
}
