package probetest

import "slices"

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
	bareFormErr
	dropsEDNS
	aliasGone
	aliasEmpty
	aliasRound
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
	ofOldChain
	withoutRoot
	ofOrigin
	onlyH2
	onlyRSA
	oldTLS
	wantsIdentity
	withoutWWW
)

const (
	pageFine page = iota
	page500
	page404
	pageWWW
	pageLoop
	pageHTTP
	pageHTTPAndBack
	pageWWWAndBack
	pageOtherAndBack
	pageCookie
	page403
	page503
	page526
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
	{kind: OldChain, ipv6: nowhere, certificate: ofOldChain},
	{kind: NoRoot, ipv6: nowhere, certificate: withoutRoot},
	{kind: OriginOnly, ipv6: nowhere, certificate: ofOrigin},
	{kind: OnlyH2, ipv6: nowhere, certificate: onlyH2},
	{kind: OnlyRSA, ipv6: nowhere, certificate: onlyRSA},
	{kind: OldTLS, ipv6: nowhere, certificate: oldTLS},
	{kind: Identity, ipv6: nowhere, certificate: wantsIdentity},
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

	{kind: AliasGone, ipv6: nowhere, lookup: aliasGone},
	{kind: AliasEmpty, ipv6: nowhere, lookup: aliasEmpty},
	{kind: AliasRound, ipv6: nowhere, lookup: aliasRound},

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
	{kind: DNSBareFormErr, ipv6: nowhere, lookup: bareFormErr},
	{kind: DNSDropsEDNS, ipv6: nowhere, lookup: dropsEDNS},
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
	{kind: Maintenance, ipv6: nowhere, page: page503},
	{kind: Forbidden, ipv6: nowhere, page: page403},
	{kind: OriginBad, ipv6: nowhere, at: atProxy, page: page526},
	{kind: NotFound, ipv6: nowhere, page: page404},
	{kind: RedirectWWW, ipv6: nowhere, page: pageWWW},
	{kind: LostWWW, ipv6: nowhere, lookup: wwwMissing, page: pageWWW},
	{kind: UntrustedWWW, ipv6: nowhere, certificate: withoutWWW, page: pageWWW},
	{kind: RedirectLoop, ipv6: nowhere, page: pageLoop},
	{kind: RedirectHTTP, ipv6: nowhere, page: pageHTTP},
	{kind: LoopHTTP, ipv6: nowhere, page: pageHTTPAndBack},
	{kind: LoopWWW, ipv6: nowhere, page: pageWWWAndBack},
	{kind: LoopPage, ipv6: nowhere, page: pageOtherAndBack},
	{kind: CookieCheck, ipv6: nowhere, page: pageCookie},
	{kind: Signup, ipv6: nowhere, page: pageSignup},
	{kind: NoAnswer, ipv6: nowhere, page: pageSilent},
}

func recipeOf(kind Kind) (recipe, bool) {
	i := slices.IndexFunc(recipes, func(r recipe) bool { return r.kind == kind })
	if i < 0 {
		return recipe{}, false
	}
	return recipes[i], true
}
