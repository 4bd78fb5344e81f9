package probetest

// Kind says how a name behaves.
type Kind string

// The kinds. Where nothing else is said, DNS leads to the panel and the certificate is valid.
const (
	Healthy    Kind = "healthy"
	CAAAllows  Kind = "caaok"      // CAA allows letsencrypt.org
	CNAME      Kind = "cname"      // through a CNAME
	IPv6       Kind = "ipv6"       // A and AAAA, both at the panel
	Expiring   Kind = "expiring"   // 1 to 6 days left
	Expired    Kind = "expired"    // expired 1 to 30 days ago
	NotYet     Kind = "notyet"     // valid from tomorrow
	SelfSigned Kind = "selfsigned" // the panel's placeholder, 1975 to 4096
	OwnSigned  Kind = "ownsigned"  // self-signed with ordinary dates
	WrongHost  Kind = "wronghost"  // valid certificate of another name
	NoChain    Kind = "nochain"    // the intermediate is not sent
	UnknownCA  Kind = "unknownca"  // whole chain of an authority that nobody trusts
	OldChain   Kind = "oldchain"   // the intermediate that is sent has expired
	NoRoot     Kind = "noroot"     // of an authority that nobody trusts, and that has no chain to send
	OriginOnly Kind = "originonly" // of Cloudflare's authority for servers behind it
	OnlyH2     Kind = "onlyh2"     // the server speaks HTTP/2 alone
	OnlyRSA    Kind = "onlyrsa"    // the server knows no key exchange but RSA's, of TLS 1.2
	OldTLS     Kind = "oldtls"     // the server knows no TLS after 1.1
	Identity   Kind = "identity"   // the server asks for a certificate of the visitor's, and does nothing without
	OnlyX25519 Kind = "onlyx25519" // the server knows no key exchange but X25519
	Wildcard   Kind = "wildcard"   // valid, by a wildcard for all names beside it
	Proxied    Kind = "proxied"    // A names a proxy, valid certificate there

	Hang      Kind = "hang"      // the server accepts and never answers
	Blackhole Kind = "blackhole" // SYN is dropped
	Refuse    Kind = "refuse"    // connection refused
	HangUp    Kind = "hangup"    // the server closes the connection on the TLS hello
	NoTLS     Kind = "notls"     // plain HTTP on the HTTPS port
	NoCert    Kind = "nocert"    // the server has no certificate for the name, and says so

	Elsewhere Kind = "elsewhere" // A names another server, valid certificate there
	TwoA      Kind = "twoa"      // two A, one of another server
	AAAAWrong Kind = "aaaawrong" // A right, AAAA of another server
	AAAAFails Kind = "aaaafails" // A right, SERVFAIL for AAAA
	Private   Kind = "private"   // A of a private network
	Stale     Kind = "stale"     // the resolver still names another server, the name servers already the panel
	HalfMoved Kind = "halfmoved" // one name server names the panel, the other one and the resolver still another server
	StaleNone Kind = "stalenone" // the resolver still says that the name does not exist, the name servers name the panel

	AliasGone  Kind = "aliasgone"  // a CNAME to a name that does not exist
	AliasEmpty Kind = "aliasempty" // a CNAME to a name without address
	AliasRound Kind = "aliasround" // CNAMEs in a circle, of which the resolver says SERVFAIL

	NXDomain       Kind = "nxdomain"       // the name does not exist
	NoData         Kind = "nodata"         // exists without A and AAAA
	ServFail       Kind = "servfail"       // SERVFAIL
	BrokenDNSSEC   Kind = "brokendnssec"   // SERVFAIL with EDE 7, and an answer with checking disabled
	RefusedByDNS   Kind = "dnsrefused"     // REFUSED
	DNSTimeout     Kind = "dnstimeout"     // DNS never answers
	LameDNS        Kind = "lamedns"        // SERVFAIL, since the zone's name server answers REFUSED
	DNSLossy       Kind = "dnslossy"       // DNS answers every second question only
	DNSTruncated   Kind = "dnstruncated"   // DNS answers over TCP only
	DNSWithoutEDNS Kind = "dnsnoedns"      // FORMERR to a question with EDNS
	DNSBareFormErr Kind = "dnsbareformerr" // the same, as a header without the question
	DNSDropsEDNS   Kind = "dnsdropsedns"   // no answer to a question with EDNS
	CAABlocks      Kind = "caablock"       // the placeholder; CAA names another authority
	CAAParent      Kind = "caaparent"      // the placeholder; the parent's CAA names another authority
	CAARestricts   Kind = "caarestricts"   // the placeholder; CAA allows letsencrypt.org by dns-01 only
	CAACritical    Kind = "caacritical"    // the placeholder; CAA has a critical property that nobody knows
	CAAFails       Kind = "caafails"       // the placeholder; SERVFAIL for CAA
	CAAOfWWW       Kind = "caawww"         // the placeholder; the CAA of www. names another authority
	WWWMissing     Kind = "wwwmissing"     // the placeholder; www. does not exist
	ParentMissing  Kind = "parentmissing"  // the placeholder; the parent does not exist

	ACMEClosed    Kind = "acmeclosed"    // the placeholder; nothing listens on the HTTP port
	ACMESilent    Kind = "acmesilent"    // the placeholder; the ACME path never answers
	ACMEForbidden Kind = "acmeforbidden" // the placeholder; 403 on the ACME path
	ACMEChallenge Kind = "acmechallenge" // the placeholder; a challenge page on the ACME path
	ACMEElsewhere Kind = "acmeelsewhere" // the placeholder; the ACME path is redirected to another host
	ACMEPort      Kind = "acmeport"      // the placeholder; the ACME path is redirected to another port
	ACMELoop      Kind = "acmeloop"      // the placeholder; the ACME path is redirected to itself
	ACMETLS       Kind = "acmetls"       // the placeholder; TLS is expected on the HTTP port

	Error500     Kind = "error500"     // HTTPS answers 500
	Maintenance  Kind = "maintenance"  // HTTPS answers 503, and when to come back
	Forbidden    Kind = "forbidden"    // HTTPS answers 403
	OriginBad    Kind = "originbad"    // behind a proxy that answers 526, since it does not trust the server behind it
	NotFound     Kind = "notfound"     // HTTPS answers 404
	RedirectWWW  Kind = "redirectwww"  // HTTPS redirects to www.
	LostWWW      Kind = "lostwww"      // HTTPS redirects to www., which does not exist
	UntrustedWWW Kind = "untrustedwww" // HTTPS redirects to www., which is not on the certificate
	RedirectLoop Kind = "redirectloop" // HTTPS redirects to itself
	RedirectHTTP Kind = "redirecthttp" // HTTPS redirects to http
	LoopHTTP     Kind = "loophttp"     // HTTPS redirects to http, and that back
	LoopWWW      Kind = "loopwww"      // HTTPS redirects to www., and that back
	LoopPage     Kind = "looppage"     // HTTPS redirects to a page, and that back
	CookieCheck  Kind = "cookiecheck"  // HTTPS redirects to itself as long as there is no cookie
	Signup       Kind = "signup"       // WordPress does not know the name, and redirects to its sign-up page
	NoAnswer     Kind = "noanswer"     // TLS stands, and HTTP never answers
)

// Kinds returns every kind.
func Kinds() []Kind {
	kinds := make([]Kind, len(recipes))
	for i, r := range recipes {
		kinds[i] = r.kind
	}
	return kinds
}
