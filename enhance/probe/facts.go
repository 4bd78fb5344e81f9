package probe

import (
	"net/netip"
	"time"
)

// Facts is what one check of one domain found. The zero value of a field means that it was not looked at.
type Facts struct {
	Name      string        `json:"name"`            // as asked for, in lower case and without the dot at the end
	ASCII     string        `json:"ascii,omitempty"` // as DNS and certificates know it (punycode); empty when Fault is set
	Fault     NameFault     `json:"fault,omitempty"` // why the name was not looked up at all
	CheckedAt time.Time     `json:"checked_at"`
	Took      time.Duration `json:"took"`
	DNS       DNS           `json:"dns"`
	Endpoints []Endpoint    `json:"endpoints,omitempty"` // one per address that was tried, in the order of DNS.Addresses
	Inquiry   *Inquiry      `json:"inquiry,omitempty"`   // what was asked only because something is wrong
}

// NameFault says why a name cannot be looked up.
type NameFault string

// The faults of a name.
const (
	NameMalformed NameFault = "malformed" // no host name: RFC 1123, RFC 5890
	NameWildcard  NameFault = "wildcard"  // "*.example.com" stands for names, and is none
	NameAddress   NameFault = "address"   // an IP address
)

// Status is the outcome of a DNS question.
type Status string

// The outcomes of a DNS question. Timeout and ServFail are said of the name's own name servers: when the resolver
// itself is the one that does not work, the status is ResolverDown.
const (
	NotAsked     Status = ""
	Resolved     Status = "resolved"
	NXDomain     Status = "nxdomain"  // the name does not exist (RFC 2308)
	NoData       Status = "nodata"    // the name exists, without a record of this type
	ServFail     Status = "servfail"  // SERVFAIL
	Refused      Status = "refused"   // REFUSED
	BadAnswer    Status = "badanswer" // another code, or an answer that cannot be read
	Timeout      Status = "timeout"   // no answer to any of the tries
	ResolverDown Status = "resolver_down"
	TooBusy      Status = "too_busy" // no answer in time, while this machine was too busy to take one in
)

// DNS is what the resolver says of the name.
type DNS struct {
	Status    Status         `json:"status"`              // of the addresses as a whole
	A         Status         `json:"a,omitempty"`         // of the A question alone
	AAAA      Status         `json:"aaaa,omitempty"`      // of the AAAA question alone
	Addresses []netip.Addr   `json:"addresses,omitempty"` // A first, then AAAA; an IPv4-mapped AAAA stays as it is
	CNAME     []string       `json:"cname,omitempty"`     // the targets on the way, in order; see [DNS.GoesRound]
	CAA       CAA            `json:"caa"`
	Resolver  netip.AddrPort `json:"resolver,omitzero"` // the one that answered, or the last one asked
	Detail    string         `json:"detail,omitempty"`  // extended DNS error (RFC 8914), or the name of another code
	AskedAt   time.Time      `json:"asked_at,omitzero"`
	TTL       time.Duration  `json:"ttl,omitempty"`   // how long the answers are taken at their word, from AskedAt
	Keeps     time.Duration  `json:"keeps,omitempty"` // how long the resolver may keep what it says of the addresses
}

// CAA is the set of CAA records that governs the name (RFC 8659).
type CAA struct {
	Status  Status      `json:"status,omitempty"` // Resolved, NoData (none up to where it was looked), or why it is not known
	Domain  string      `json:"domain,omitempty"` // where the set was found: the name, or the nearest parent that has one
	Climbed bool        `json:"climbed,omitempty"`
	Records []CAARecord `json:"records,omitempty"`
	AskedAt time.Time   `json:"asked_at,omitzero"`
}

// CAARecord is one property of a CAA set.
type CAARecord struct {
	Critical bool   `json:"critical,omitempty"` // flag 128, or 1 as Let's Encrypt reads it
	Tag      string `json:"tag"`                // lower case
	Value    string `json:"value"`
}

// Outcome says how far the connection to one address came.
type Outcome string

// The outcomes of a connection.
const (
	Answered       Outcome = "answered"        // TLS was spoken; see Certificate and HTTP
	ConnectTimeout Outcome = "connect_timeout" // no answer to SYN
	ConnectRefused Outcome = "refused"
	NoRoute        Outcome = "no_route"     // this machine's own line is down
	NoFamily       Outcome = "no_family"    // this machine has no IPv6, or no IPv4
	Unreachable    Outcome = "unreachable"  // a router on the way says that the host cannot be reached
	Silent         Outcome = "silent"       // connected, and then no answer to the TLS hello
	Closed         Outcome = "closed"       // connected, and then closed without an answer
	NotTLS         Outcome = "not_tls"      // something else than TLS is spoken there
	NoCertificate  Outcome = "no_cert"      // TLS is spoken, and refused for this name by an alert
	TLSFailed      Outcome = "tls_failed"   // TLS is spoken, and no common ground was found
	NotAllowed     Outcome = "not_allowed"  // a private address that is none of the server's: not connected to
	NotTried       Outcome = "not_tried"    // one address too many
	Interrupted    Outcome = "interrupted"  // the check was cancelled
	LocalFailure   Outcome = "local_failed" // this machine could not open a connection (no more files, ports)
	Overloaded     Outcome = "overloaded"   // no answer in time, while this machine was too busy to take one in
	// ServerSilent is said of a server that was not asked for this name, since it answered no other name either.
	ServerSilent Outcome = "server_silent"
)

// Endpoint is what one address of the name serves.
type Endpoint struct {
	Address     netip.Addr    `json:"address"`
	Outcome     Outcome       `json:"outcome"`
	Detail      string        `json:"detail,omitempty"`      // the technical error text
	Certificate *Certificate  `json:"certificate,omitempty"` // the leaf, also when it is bad
	HTTP        *HTTP         `json:"http,omitempty"`
	TLS         string        `json:"tls,omitempty"`       // "TLS 1.3"
	Connected   time.Duration `json:"connected,omitempty"` // until the connection stood
	Secured     time.Duration `json:"secured,omitempty"`   // until the handshake was done
	At          time.Time     `json:"at"`
}

// CertificateFault is one thing wrong with a served certificate.
type CertificateFault string

// The faults of a certificate. One certificate can have several.
const (
	Placeholder      CertificateFault = "placeholder" // the panel's own: self-signed, 1975 to 4096
	SelfSigned       CertificateFault = "self_signed"
	IncompleteChain  CertificateFault = "incomplete_chain"  // the issuer's certificate was not sent
	ExpiredChain     CertificateFault = "expired_chain"     // the issuer's certificate, as sent, has expired
	UnknownAuthority CertificateFault = "unknown_authority" // the chain ends at an authority that is not trusted
	WrongName        CertificateFault = "wrong_name"
	Expired          CertificateFault = "expired"
	NotYetValid      CertificateFault = "not_yet_valid"
	Unacceptable     CertificateFault = "unacceptable" // anything else; Detail says what
)

// Certificate is a served leaf certificate. It is shared between facts and must not be changed.
type Certificate struct {
	Subject      string             `json:"subject,omitempty"` // common name
	Issuer       string             `json:"issuer,omitempty"`  // common name, or the organisation where there is none
	Organization string             `json:"organization,omitempty"`
	Names        []string           `json:"names,omitempty"` // DNS names
	Serial       string             `json:"serial,omitempty"`
	NotBefore    time.Time          `json:"not_before"`
	NotAfter     time.Time          `json:"not_after"`
	Faults       []CertificateFault `json:"faults,omitempty"`
	Detail       string             `json:"detail,omitempty"`
}

// Has reports whether the certificate has this fault.
func (c *Certificate) Has(fault CertificateFault) bool {
	for _, f := range c.Faults {
		if f == fault {
			return true
		}
	}
	return false
}

// HTTP is the answer to GET / over the connection whose handshake was judged. Redirects are not followed.
type HTTP struct {
	Status     int    `json:"status"` // 0: no answer; Detail says why
	Location   string `json:"location,omitempty"`
	Server     string `json:"server,omitempty"`
	Proxy      Proxy  `json:"proxy,omitempty"`       // the one that answered in the server's place; empty: none is known
	Challenge  bool   `json:"challenge,omitempty"`   // cf-mitigated: the proxy wants to see a browser
	RetryAfter bool   `json:"retry_after,omitempty"` // it says when to come back
	// Identity is said where the server asks visitors for a certificate of their own, and does not serve us without.
	Identity bool          `json:"identity,omitempty"`
	Ahead    time.Duration `json:"ahead,omitempty"` // by how much its clock is ahead of ours; 0 when it is not far
	Took     time.Duration `json:"took"`            // from the request to the end of the headers
	Detail   string        `json:"detail,omitempty"`
	late     bool          // no answer in time
}

// Inquiry holds the answers to what is asked only when something is wrong.
type Inquiry struct {
	WWW     *Lookup `json:"www,omitempty"`     // the name with www. in front
	Parent  *Lookup `json:"parent,omitempty"`  // the name without its first label
	Missing string  `json:"missing,omitempty"` // with NXDomain: the highest name that does not exist
	// Signatures is said with ServFail: the resolver answers once it is told not to check DNSSEC.
	Signatures bool             `json:"signatures,omitempty"`
	Authority  []Authority      `json:"authority,omitempty"`
	Resolvers  []ResolverAnswer `json:"resolvers,omitempty"` // beside Authority: what each of our resolvers says
	ACME       []ACME           `json:"acme,omitempty"`
	Redirect   *Redirect        `json:"redirect,omitempty"` // where the front page leads that redirects to its own site
	// AtServer is what the server serves for the name, asked at its own address, where DNS does not lead there.
	AtServer *Endpoint `json:"at_server,omitempty"`
}

// Redirect is where a visitor ends whom the front page sends to another scheme or to www.
type Redirect struct {
	Hops   []string  `json:"hops"`             // where to, one after the other
	Loop   bool      `json:"loop,omitempty"`   // it never ends
	Status int       `json:"status,omitempty"` // of the last answer; 0: none, or not to be followed
	At     time.Time `json:"at"`
	// Trouble is what visitors meet at the other name, www. or without it.
	Trouble RedirectTrouble `json:"trouble,omitempty"`
}

// RedirectTrouble is why a name that the front page leads to is not reached.
type RedirectTrouble string

// The troubles of a redirect.
const (
	RedirectUnresolved RedirectTrouble = "unresolved" // the name does not exist, or has no address
	RedirectRefused    RedirectTrouble = "refused"    // its server refuses the connection
	RedirectUntrusted  RedirectTrouble = "untrusted"  // its certificate has a fault
)

// Lookup is the outcome of looking up the addresses of another name.
type Lookup struct {
	Name      string       `json:"name"`
	Status    Status       `json:"status"`
	Addresses []netip.Addr `json:"addresses,omitempty"`
	CNAME     []string     `json:"cname,omitempty"` // as in [DNS]
	CAA       CAA          `json:"caa,omitzero"`    // the name's own, where it was asked for
}

// Authority is what one of the name's own name servers says, asked past the resolver.
type Authority struct {
	Server    string       `json:"server"`
	Address   netip.Addr   `json:"address"`
	Status    Status       `json:"status"`
	Addresses []netip.Addr `json:"addresses,omitempty"`
}

// ResolverAnswer is what one of the configured resolvers says.
type ResolverAnswer struct {
	Resolver  netip.AddrPort `json:"resolver"`
	Status    Status         `json:"status"`
	Addresses []netip.Addr   `json:"addresses,omitempty"`
	Keeps     time.Duration  `json:"keeps,omitempty"` // how long it may keep that
}

// ACMEOutcome says what stands where Let's Encrypt looks for its token (RFC 8555, 8.3).
type ACMEOutcome string

// The outcomes of asking one address for an ACME token that does not exist.
const (
	ACMEOpen          ACMEOutcome = "open"           // an answer that leaves room for a token, rightly 404
	ACMERefused       ACMEOutcome = "refused"        // port 80 refuses
	ACMETimeout       ACMEOutcome = "timeout"        // port 80 does not answer
	ACMEFailed        ACMEOutcome = "failed"         // port 80 answers with something else than HTTP
	ACMESpeaksTLS     ACMEOutcome = "speaks_tls"     // TLS on port 80
	ACMEBlocked       ACMEOutcome = "blocked"        // 401, 403 and the like, or a status of 500 and more
	ACMEChallenge     ACMEOutcome = "challenge"      // a page that wants to see a browser
	ACMERedirectHost  ACMEOutcome = "redirect_host"  // redirected to another host
	ACMERedirectPort  ACMEOutcome = "redirect_port"  // redirected to a port that is neither 80 nor 443
	ACMERedirectLoop  ACMEOutcome = "redirect_loop"  // more than 10 hops, or one seen twice
	ACMERedirectOther ACMEOutcome = "redirect_other" // redirected to something that cannot be followed
)

// ACME is the answer of one address on the path of the HTTP-01 challenge.
type ACME struct {
	Address  netip.Addr  `json:"address"`
	Port     uint16      `json:"port"` // the one that stands for 80
	Outcome  ACMEOutcome `json:"outcome"`
	Status   int         `json:"status,omitempty"`
	Location string      `json:"location,omitempty"`
	Detail   string      `json:"detail,omitempty"`
}
