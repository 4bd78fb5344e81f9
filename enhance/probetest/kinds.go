package probetest

import "slices"

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

	NXDomain       Kind = "nxdomain"      // the name does not exist
	NoData         Kind = "nodata"        // exists without A and AAAA
	ServFail       Kind = "servfail"      // SERVFAIL
	BrokenDNSSEC   Kind = "brokendnssec"  // SERVFAIL with EDE 7, and an answer with checking disabled
	RefusedByDNS   Kind = "dnsrefused"    // REFUSED
	DNSTimeout     Kind = "dnstimeout"    // DNS never answers
	LameDNS        Kind = "lamedns"       // SERVFAIL, since the zone's name server answers REFUSED
	DNSLossy       Kind = "dnslossy"      // DNS answers every second question only
	DNSTruncated   Kind = "dnstruncated"  // DNS answers over TCP only
	DNSWithoutEDNS Kind = "dnsnoedns"     // FORMERR to a question with EDNS
	CAABlocks      Kind = "caablock"      // the placeholder; CAA names another authority
	CAAParent      Kind = "caaparent"     // the placeholder; the parent's CAA names another authority
	CAARestricts   Kind = "caarestricts"  // the placeholder; CAA allows letsencrypt.org by dns-01 only
	CAACritical    Kind = "caacritical"   // the placeholder; CAA has a critical property that nobody knows
	CAAFails       Kind = "caafails"      // the placeholder; SERVFAIL for CAA
	CAAOfWWW       Kind = "caawww"        // the placeholder; the CAA of www. names another authority
	WWWMissing     Kind = "wwwmissing"    // the placeholder; www. does not exist
	ParentMissing  Kind = "parentmissing" // the placeholder; the parent does not exist

	ACMEClosed    Kind = "acmeclosed"    // the placeholder; nothing listens on the HTTP port
	ACMESilent    Kind = "acmesilent"    // the placeholder; the ACME path never answers
	ACMEForbidden Kind = "acmeforbidden" // the placeholder; 403 on the ACME path
	ACMEChallenge Kind = "acmechallenge" // the placeholder; a challenge page on the ACME path
	ACMEElsewhere Kind = "acmeelsewhere" // the placeholder; the ACME path is redirected to another host
	ACMEPort      Kind = "acmeport"      // the placeholder; the ACME path is redirected to another port
	ACMELoop      Kind = "acmeloop"      // the placeholder; the ACME path is redirected to itself
	ACMETLS       Kind = "acmetls"       // the placeholder; TLS is expected on the HTTP port

	Error500     Kind = "error500"     // HTTPS answers 500
	NotFound     Kind = "notfound"     // HTTPS answers 404
	RedirectWWW  Kind = "redirectwww"  // HTTPS redirects to www.
	RedirectLoop Kind = "redirectloop" // HTTPS redirects to itself
	RedirectHTTP Kind = "redirecthttp" // HTTPS redirects to http
	Signup       Kind = "signup"       // WordPress does not know the name, and redirects to its sign-up page
	NoAnswer     Kind = "noanswer"     // TLS stands, and HTTP never answers
)

// recipe is how a kind is made.
type recipe struct {
	kind        Kind
	lookup      lookup
	at          place
	also        place // a second A
	ipv6        place
	cname       bool
	caa         caaSet
	certificate certificate
	page        page
	challenge   challenge
}

type (
	lookup      int
	place       int
	caaSet      int
	certificate int
	page        int
	challenge   int
)

const (
	answers lookup = iota
	nxdomain
	nodata
	servfail
	bogus
	refusing
	silent
	lossy
	truncated
	withoutEDNS
	aaaaFails
	outdated
	outdatedAbsence
	halfPropagated
	lame
	wwwMissing
	parentMissing
)

const (
	atPanel place = iota
	nowhere
	atOther
	atProxy
	atSilent
	atBlackhole
	atRefusing
	atNoHTTP
	atPrivate
)

const (
	noCAA caaSet = iota
	caaOurs
	caaOthers
	caaOthersAtParent
	caaOthersAtWWW
	caaByDNSOnly
	caaUnknownCritical
	caaFailing
)

const (
	valid certificate = iota
	expiring
	expired
	notYet
	placeholder
	ownSigned
	ofOtherName
	ofWildcard
	withoutChain
	ofUnknownCA
	hangUp
	plainHTTP
	refused
	onlyX25519
)

const (
	pageFine page = iota
	page500
	page404
	pageWWW
	pageLoop
	pageHTTP
	pageSignup
	pageSilent
)

const (
	challengeOpen challenge = iota
	challengeForbidden
	challengePage
	challengeElsewhere
	challengePort
	challengeLoop
	challengeTLS
	challengeSilent
)

var recipes = []recipe{
	{kind: Healthy, ipv6: nowhere},
	{kind: CAAAllows, ipv6: nowhere, caa: caaOurs},
	{kind: CNAME, ipv6: nowhere, cname: true},
	{kind: IPv6},
	{kind: Expiring, ipv6: nowhere, certificate: expiring},
	{kind: Expired, ipv6: nowhere, certificate: expired},
	{kind: NotYet, ipv6: nowhere, certificate: notYet},
	{kind: SelfSigned, ipv6: nowhere, certificate: placeholder},
	{kind: OwnSigned, ipv6: nowhere, certificate: ownSigned},
	{kind: WrongHost, ipv6: nowhere, certificate: ofOtherName},
	{kind: NoChain, ipv6: nowhere, certificate: withoutChain},
	{kind: UnknownCA, ipv6: nowhere, certificate: ofUnknownCA},
	{kind: OnlyX25519, ipv6: nowhere, certificate: onlyX25519},
	{kind: Wildcard, ipv6: nowhere, certificate: ofWildcard},
	{kind: Proxied, ipv6: nowhere, at: atProxy},

	{kind: Hang, ipv6: nowhere, at: atSilent},
	{kind: Blackhole, ipv6: nowhere, at: atBlackhole},
	{kind: Refuse, ipv6: nowhere, at: atRefusing},
	{kind: HangUp, ipv6: nowhere, certificate: hangUp},
	{kind: NoTLS, ipv6: nowhere, certificate: plainHTTP},
	{kind: NoCert, ipv6: nowhere, certificate: refused},

	{kind: Elsewhere, ipv6: nowhere, at: atOther},
	{kind: TwoA, ipv6: nowhere, also: atOther},
	{kind: AAAAWrong, ipv6: atOther},
	{kind: AAAAFails, ipv6: nowhere, lookup: aaaaFails},
	{kind: Private, ipv6: nowhere, at: atPrivate},
	{kind: Stale, ipv6: nowhere, lookup: outdated},
	{kind: HalfMoved, ipv6: nowhere, lookup: halfPropagated},
	{kind: StaleNone, ipv6: nowhere, lookup: outdatedAbsence},

	{kind: NXDomain, lookup: nxdomain},
	{kind: NoData, lookup: nodata},
	{kind: ServFail, lookup: servfail},
	{kind: BrokenDNSSEC, ipv6: nowhere, lookup: bogus},
	{kind: RefusedByDNS, lookup: refusing},
	{kind: DNSTimeout, lookup: silent},
	{kind: LameDNS, lookup: lame},
	{kind: DNSLossy, ipv6: nowhere, lookup: lossy},
	{kind: DNSTruncated, ipv6: nowhere, lookup: truncated},
	{kind: DNSWithoutEDNS, ipv6: nowhere, lookup: withoutEDNS},
	{kind: CAABlocks, ipv6: nowhere, certificate: placeholder, caa: caaOthers},
	{kind: CAAParent, ipv6: nowhere, certificate: placeholder, caa: caaOthersAtParent},
	{kind: CAARestricts, ipv6: nowhere, certificate: placeholder, caa: caaByDNSOnly},
	{kind: CAACritical, ipv6: nowhere, certificate: placeholder, caa: caaUnknownCritical},
	{kind: CAAFails, ipv6: nowhere, certificate: placeholder, caa: caaFailing},
	{kind: CAAOfWWW, ipv6: nowhere, certificate: placeholder, caa: caaOthersAtWWW},
	{kind: WWWMissing, ipv6: nowhere, certificate: placeholder, lookup: wwwMissing},
	{kind: ParentMissing, ipv6: nowhere, certificate: placeholder, lookup: parentMissing},

	{kind: ACMEClosed, ipv6: nowhere, certificate: placeholder, at: atNoHTTP},
	{kind: ACMESilent, ipv6: nowhere, certificate: placeholder, challenge: challengeSilent},
	{kind: ACMEForbidden, ipv6: nowhere, certificate: placeholder, challenge: challengeForbidden},
	{kind: ACMEChallenge, ipv6: nowhere, certificate: placeholder, challenge: challengePage},
	{kind: ACMEElsewhere, ipv6: nowhere, certificate: placeholder, challenge: challengeElsewhere},
	{kind: ACMEPort, ipv6: nowhere, certificate: placeholder, challenge: challengePort},
	{kind: ACMELoop, ipv6: nowhere, certificate: placeholder, challenge: challengeLoop},
	{kind: ACMETLS, ipv6: nowhere, certificate: placeholder, challenge: challengeTLS},

	{kind: Error500, ipv6: nowhere, page: page500},
	{kind: NotFound, ipv6: nowhere, page: page404},
	{kind: RedirectWWW, ipv6: nowhere, page: pageWWW},
	{kind: RedirectLoop, ipv6: nowhere, page: pageLoop},
	{kind: RedirectHTTP, ipv6: nowhere, page: pageHTTP},
	{kind: Signup, ipv6: nowhere, page: pageSignup},
	{kind: NoAnswer, ipv6: nowhere, page: pageSilent},
}

// Kinds returns every kind.
func Kinds() []Kind {
	kinds := make([]Kind, len(recipes))
	for i, r := range recipes {
		kinds[i] = r.kind
	}
	return kinds
}

func recipeOf(kind Kind) (recipe, bool) {
	i := slices.IndexFunc(recipes, func(r recipe) bool { return r.kind == kind })
	if i < 0 {
		return recipe{}, false
	}
	return recipes[i], true
}
