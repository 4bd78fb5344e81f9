package diagnose

import (
	"net/netip"
	"time"

	"enhance-wizard/enhance/probe"
)

// Input is all that is known of a domain.
type Input struct {
	Facts     probe.Facts
	Panel     *PanelRow     // nil: the panel was not asked, or did not answer
	WordPress *WordPressRow // nil: WordPress was not read
	Expected  []netip.Addr  // the server's addresses; empty: not known, every address is taken as right
	Now       time.Time
	// FirstSeen is when the name was first seen with its DNS right: the age of a placeholder counts from there.
	// Zero: now is the first time.
	FirstSeen time.Time
}

// PanelRow is what the panel knows of a domain.
type PanelRow struct {
	Mapped      bool               `json:"mapped"`
	ID          string             `json:"id,omitempty"`
	Kind        string             `json:"kind,omitempty"`       // primary, preview, addon, alias, subdomain
	DNSStatus   string             `json:"dns_status,omitempty"` // Resolved, ForeignServer, Failed, ...; empty: not asked
	Cloudflare  string             `json:"cloudflare,omitempty"` // Connected, Disconnected, Error
	Certificate *StoredCertificate `json:"certificate,omitempty"`
	// HeldBy is where a name that is not mapped here is held, as POST /orgs/{org}/domains/check answers:
	// inUseCurrentOrg, inUseAnotherOrg, inUseDeletedSite, prohibited; or serverHostname. Empty: not asked, or free.
	HeldBy    string     `json:"held_by,omitempty"`
	Preflight *Preflight `json:"preflight,omitempty"` // nil: not asked
}

// StoredCertificate is the certificate as the panel stores it.
type StoredCertificate struct {
	CommonName  string    `json:"common_name,omitempty"`
	Issuer      string    `json:"issuer,omitempty"`
	Names       []string  `json:"names,omitempty"`
	NotBefore   time.Time `json:"not_before"`
	NotAfter    time.Time `json:"not_after"`
	Placeholder bool      `json:"placeholder,omitempty"`
}

// Preflight is the panel's own answer to whether a certificate could be issued.
type Preflight struct {
	CanIssue bool   `json:"can_issue"`
	Error    string `json:"error,omitempty"` // the panel's words
}

// WordPressRow is what WordPress knows of a domain.
type WordPressRow struct {
	Mapped bool  `json:"mapped"` // false: WordPress was read, and does not map the name
	SiteID int   `json:"site_id,omitempty"`
	Active bool  `json:"active,omitempty"`
	Secure bool  `json:"secure,omitempty"`
	Stage  Stage `json:"stage,omitempty"`
	// Stuck is said when the stage waits for a check and no job is scheduled that would make it.
	Stuck     bool      `json:"stuck,omitempty"`
	Push      Push      `json:"push,omitempty"`
	PushSince time.Time `json:"push_since,omitzero"`  // when the pending push was due; zero: not known
	PushError string    `json:"push_error,omitempty"` // from the integration's log
}

// Stage is the stage of a mapping in the plugin (wu_domain_mappings.stage).
type Stage string

// The stages of the plugin Ultimate Multisite (inc/database/domains/class-domain-stage.php).
const (
	StageCheckingDNS Stage = "checking-dns"
	StageCheckingSSL Stage = "checking-ssl-cert"
	StageDone        Stage = "done"
	StageWithoutSSL  Stage = "done-without-ssl"
	StageFailed      Stage = "failed"
	StageSSLFailed   Stage = "ssl-failed"
)

// Push is what became of the plugin's attempt to add the name at the panel.
type Push string

// The states of a push.
const (
	PushUnknown Push = ""
	PushPending Push = "pending" // a wu_add_domain job waits
	PushFailed  Push = "failed"  // the integration's log says so
	PushNever   Push = "never"   // no job and no line in the log
)
