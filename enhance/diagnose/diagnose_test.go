package diagnose

import (
	"net/netip"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"enhance-wizard/enhance/probe"
)

var (
	now    = time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC)
	server = netip.MustParseAddr("203.0.113.10")
	ipv6   = netip.MustParseAddr("2001:db8::10")
	other  = netip.MustParseAddr("198.51.100.7")
	other6 = netip.MustParseAddr("2001:db8::9")
	proxy  = netip.MustParseAddr("104.16.1.1")
)

const days = 24 * time.Hour

// good is a certificate with so many days left, of 90.
func good(left int) *probe.Certificate {
	return &probe.Certificate{
		Issuer: "R11", Organization: "Let's Encrypt", Names: []string{"shop.example", "www.shop.example"},
		NotBefore: now.Add(time.Duration(left-90) * days), NotAfter: now.Add(time.Duration(left) * days),
	}
}

func bad(left int, faults ...probe.CertificateFault) *probe.Certificate {
	c := good(left)
	c.Faults = faults
	return c
}

func panelPlaceholder() *probe.Certificate {
	c := bad(0, probe.Placeholder)
	c.Issuer, c.Organization = "shop.example", ""
	c.NotBefore, c.NotAfter = time.Date(1975, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(4096, 1, 1, 0, 0, 0, 0, time.UTC)
	return c
}

func serving(at netip.Addr, c *probe.Certificate) probe.Endpoint {
	return probe.Endpoint{Address: at, Outcome: probe.Answered, Certificate: c, HTTP: &probe.HTTP{Status: 200}, At: now}
}

func failing(at netip.Addr, o probe.Outcome) probe.Endpoint {
	return probe.Endpoint{Address: at, Outcome: o, Detail: "technical", At: now}
}

// input is a healthy domain, mapped and active, its DNS right for a day; the changes make it ill.
func input(changes ...func(*Input)) Input {
	in := Input{
		Facts: probe.Facts{
			Name: "shop.example", ASCII: "shop.example", CheckedAt: now,
			DNS: probe.DNS{
				Status: probe.Resolved, A: probe.Resolved, AAAA: probe.NoData, Addresses: []netip.Addr{server},
				CAA: probe.CAA{Status: probe.NoData, Domain: "shop.example"}, TTL: 5 * time.Minute, Keeps: 5 * time.Minute, AskedAt: now,
			},
			Endpoints: []probe.Endpoint{serving(server, good(60))},
		},
		Panel:     &PanelRow{Mapped: true, ID: "id", Kind: "alias"},
		WordPress: &WordPressRow{Mapped: true, SiteID: 7, Active: true, Stage: StageDone},
		Expected:  []netip.Addr{server, ipv6}, Now: now, FirstSeen: now.Add(-days),
	}
	for _, change := range changes {
		change(&in)
	}
	return in
}

func status(s probe.Status) func(*Input) {
	return func(in *Input) {
		in.Facts.DNS = probe.DNS{Status: s, A: s, AAAA: s, Detail: "EDE 22", Resolver: netip.MustParseAddrPort("192.0.2.53:53")}
		in.Facts.Endpoints = nil
	}
}

func endpoints(e ...probe.Endpoint) func(*Input) {
	return func(in *Input) {
		in.Facts.Endpoints, in.Facts.DNS.Addresses = e, nil
		for _, at := range e {
			in.Facts.DNS.Addresses = append(in.Facts.DNS.Addresses, at.Address)
		}
	}
}

func certificate(c *probe.Certificate) func(*Input) { return endpoints(serving(server, c)) }

func answer(h probe.HTTP) func(*Input) {
	return func(in *Input) { in.Facts.Endpoints[0].HTTP = &h }
}

func inquiry(i probe.Inquiry) func(*Input) {
	return func(in *Input) { in.Facts.Inquiry = &i }
}

func acme(o probe.ACMEOutcome) func(*Input) {
	return inquiry(probe.Inquiry{ACME: []probe.ACME{{Address: server, Port: 80, Outcome: o, Status: 403, Location: "https://else.example/"}}})
}

// leads is an answer that redirects, and where that ends.
func leads(to string, r probe.Redirect) func(*Input) {
	return func(in *Input) {
		in.Facts.Endpoints[0].HTTP = &probe.HTTP{Status: 301, Location: to}
		in.Facts.Inquiry = &probe.Inquiry{Redirect: &r}
	}
}

// alias is a name whose CNAMEs lead nowhere.
func alias(s probe.Status, path ...string) func(*Input) {
	return func(in *Input) {
		status(s)(in)
		in.Facts.DNS.CNAME = path
	}
}

func clock(ahead time.Duration) func(*Input) {
	return func(in *Input) { in.Facts.Endpoints[0].HTTP.Ahead = ahead }
}

func caa(records ...probe.CAARecord) func(*Input) {
	return func(in *Input) {
		in.Facts.DNS.CAA = probe.CAA{Status: probe.Resolved, Domain: "example", Records: records}
	}
}

func issue(value string) probe.CAARecord { return probe.CAARecord{Tag: "issue", Value: value} }

func panel(p PanelRow) func(*Input)         { return func(in *Input) { in.Panel = &p } }
func wordPress(w WordPressRow) func(*Input) { return func(in *Input) { in.WordPress = &w } }
func age(d time.Duration) func(*Input)      { return func(in *Input) { in.FirstSeen = now.Add(-d) } }

func fault(f probe.NameFault) func(*Input) {
	return func(in *Input) { in.Facts = probe.Facts{Name: "*.example", Fault: f} }
}

func name(n string) func(*Input) {
	return func(in *Input) { in.Facts.Name, in.Facts.ASCII = n, n }
}

func pushed(p Push, since time.Time) func(*Input) {
	return func(in *Input) {
		in.Panel = &PanelRow{}
		in.WordPress.Push, in.WordPress.PushSince, in.WordPress.PushError = p, since, "Failed to add domain"
	}
}

func stored(c StoredCertificate) func(*Input) {
	return func(in *Input) { in.Panel.Certificate = &c }
}

var old = certificate(panelPlaceholder())

// The fourth column is what the parameters are to hold, in their order.
var rows = []struct {
	name   string
	in     Input
	state  State
	cause  Cause
	params []any
}{
	{"healthy", input(), Healthy, "", nil},

	{"a name that is none", input(fault(probe.NameMalformed)), Broken, CauseNameMalformed, []any{"*.example"}},
	{"a wildcard", input(fault(probe.NameWildcard)), Unknown, CauseNameWildcard, []any{"*.example"}},
	{"an address", input(fault(probe.NameAddress)), Broken, CauseNameAddress, []any{"*.example"}},

	{"push waits", input(pushed(PushPending, now.Add(-time.Minute))), Waiting, CausePanelPushPending, nil},
	{"push is overdue", input(pushed(PushPending, now.Add(-time.Hour))), Broken, CausePanelPushOverdue, []any{now.Add(-time.Hour)}},
	{"push failed", input(pushed(PushFailed, time.Time{})), Broken, CausePanelPushFailed, []any{"Failed to add domain"}},
	{"never pushed", input(pushed(PushNever, time.Time{})), Broken, CausePanelNotAdded, nil},
	{"missing, WordPress unread", input(panel(PanelRow{}), func(in *Input) { in.WordPress = nil }), Broken, CausePanelNotAdded, nil},
	{"held elsewhere", input(panel(PanelRow{HeldBy: "inUseAnotherOrg"})), Broken, CausePanelHeld, []any{"inUseAnotherOrg"}},
	{"on the server's site", input(panel(PanelRow{HeldBy: "serverHostname"})), Broken, CausePanelWrongSite, nil},
	{"left over", input(wordPress(WordPressRow{})), Healthy, CausePanelLeftover, []any{"alias"}},

	{"resolver down", input(status(probe.ResolverDown)), Unknown, CauseDNSResolverDown, []any{"192.0.2.53:53"}},
	{"not registered", input(status(probe.NXDomain)), Broken, CauseDNSUnregistered, []any{"shop.example"}},
	{
		"no record", input(name("a.b.shop.example"), status(probe.NXDomain), inquiry(probe.Inquiry{Missing: "b.shop.example"})),
		Broken, CauseDNSNXDomain,
		[]any{"a.b.shop.example", "b.shop.example"},
	},
	{
		"alias of a name that does not exist", input(alias(probe.NXDomain, "www.example", "gone.example")), Broken, CauseDNSAlias,
		[]any{"shop.example", "gone.example", "nxdomain", []string{"203.0.113.10", "2001:db8::10"}},
	},
	{
		"alias of a name without address", input(alias(probe.NoData, "empty.example")), Broken, CauseDNSAlias,
		[]any{"shop.example", "empty.example", "nodata", []string{"203.0.113.10", "2001:db8::10"}},
	},
	{
		"alias of a name that nobody serves", input(alias(probe.ServFail, "dead.example")), Broken, CauseDNSAlias,
		[]any{"shop.example", "dead.example", "servfail", []string{"203.0.113.10", "2001:db8::10"}},
	},
	{
		"aliases in a circle", input(alias(probe.ServFail, "a.example", "b.example", "a.example")), Broken, CauseDNSAlias,
		[]any{"shop.example", "a.example", "loop", []string{"203.0.113.10", "2001:db8::10"}},
	},
	{
		"alias of itself", input(alias(probe.NoData, "shop.example")), Broken, CauseDNSAlias,
		[]any{"shop.example", "shop.example", "loop", []string{"203.0.113.10", "2001:db8::10"}},
	},
	{"no address", input(status(probe.NoData)), Broken, CauseDNSNoAddress, []any{"shop.example", []string{"203.0.113.10", "2001:db8::10"}}},
	{"signatures broken", input(status(probe.ServFail), inquiry(probe.Inquiry{Signatures: true})), Broken, CauseDNSSECBroken, []any{"EDE 22"}},
	{"servfail", input(status(probe.ServFail)), Broken, CauseDNSServFail, []any{"EDE 22"}},
	{
		"lame", input(status(probe.ServFail), inquiry(probe.Inquiry{Authority: []probe.Authority{{Server: "ns2.example", Status: probe.Refused}}})),
		Broken, CauseDNSLame,
		[]any{"ns2.example", "refused"},
	},
	{"refused", input(status(probe.Refused)), Broken, CauseDNSRefused, []any{"EDE 22"}},
	{"bad answer", input(status(probe.BadAnswer)), Broken, CauseDNSBadAnswer, []any{"EDE 22"}},
	{"no answer", input(status(probe.Timeout)), Broken, CauseDNSTimeout, []any{"shop.example"}},
	{
		"old answer", input(endpoints(serving(other, good(60))),
			inquiry(probe.Inquiry{Authority: []probe.Authority{{Server: "ns1.example", Status: probe.Resolved, Addresses: []netip.Addr{server}}}})),
		Waiting, CauseDNSStale,
		[]any{"198.51.100.7", "ns1.example", []string{"203.0.113.10"}, 5 * time.Minute},
	},
	{
		"one resolver has the old answer", input(endpoints(serving(other, good(60))), inquiry(probe.Inquiry{Resolvers: []probe.ResolverAnswer{
			{Resolver: netip.MustParseAddrPort("8.8.8.8:53"), Status: probe.Resolved, Addresses: []netip.Addr{other}, Keeps: 37 * time.Minute},
			{Resolver: netip.MustParseAddrPort("1.1.1.1:53"), Status: probe.Resolved, Addresses: []netip.Addr{server}, Keeps: time.Hour},
		}})),
		Waiting, CauseDNSStale,
		[]any{"198.51.100.7", "1.1.1.1", []string{"203.0.113.10"}, 37 * time.Minute},
	},
	{
		"old absence", input(status(probe.NoData), func(in *Input) { in.Facts.DNS.Keeps, in.Facts.DNS.AskedAt = 10*time.Minute, now.Add(-time.Minute) },
			inquiry(probe.Inquiry{Authority: []probe.Authority{{Server: "ns1.example", Status: probe.Resolved, Addresses: []netip.Addr{server}}}})),
		Waiting, CauseDNSStaleAbsence,
		[]any{"shop.example", "ns1.example", []string{"203.0.113.10"}, 9 * time.Minute},
	},
	{
		"name servers do not agree", input(status(probe.NoData), inquiry(probe.Inquiry{Authority: []probe.Authority{
			{Server: "ns1.example", Status: probe.Resolved, Addresses: []netip.Addr{server}}, {Server: "ns2.example", Status: probe.NoData},
		}})),
		Broken, CauseDNSNotPropagated,
		[]any{"ns2.example", []string{}, "ns1.example"},
	},
	{
		"one name server is late", input(endpoints(serving(other, good(60))), inquiry(probe.Inquiry{Authority: []probe.Authority{
			{Server: "ns1.example", Status: probe.Timeout},
			{Server: "ns2.example", Status: probe.Resolved, Addresses: []netip.Addr{server}},
			{Server: "ns3.example", Status: probe.Resolved, Addresses: []netip.Addr{other}},
		}})),
		Broken, CauseDNSNotPropagated,
		[]any{"ns3.example", []string{"198.51.100.7"}, "ns2.example"},
	},
	{
		"private", input(endpoints(failing(netip.MustParseAddr("10.0.0.1"), probe.NotAllowed))), Broken, CauseDNSPrivate,
		[]any{"10.0.0.1", []string{"203.0.113.10", "2001:db8::10"}},
	},
	{
		"a view of one's own", input(endpoints(failing(netip.MustParseAddr("10.0.0.1"), probe.NotAllowed)), inquiry(probe.Inquiry{
			Authority: []probe.Authority{{Server: "ns1.example", Status: probe.Resolved, Addresses: []netip.Addr{server}}},
		})),
		Unknown, CauseDNSSplit,
		[]any{"10.0.0.1", "ns1.example", []string{"203.0.113.10"}},
	},
	{
		"the server is known by a private address", input(func(in *Input) { in.Expected = []netip.Addr{netip.MustParseAddr("10.0.0.5")} }),
		Healthy, CauseDNSUnconfirmed,
		[]any{[]string{"203.0.113.10"}, []string{"10.0.0.5"}},
	},
	{
		"private, though another one", input(endpoints(failing(netip.MustParseAddr("10.0.0.1"), probe.NotAllowed)),
			func(in *Input) { in.Expected = []netip.Addr{netip.MustParseAddr("10.0.0.5")} }),
		Broken, CauseDNSPrivate,
		[]any{"10.0.0.1", []string{"10.0.0.5"}},
	},
	{
		"translated for a network without IPv4", input(endpoints(failing(server, probe.NoFamily),
			serving(netip.MustParseAddr("64:ff9b::203.0.113.10"), good(60)))), Healthy, "", nil,
	},
	{
		"translated, and elsewhere", input(endpoints(serving(netip.MustParseAddr("64:ff9b::198.51.100.7"), good(60)))), Broken, CauseDNSElsewhereA,
		[]any{[]string{"64:ff9b::c633:6407"}, []string{"203.0.113.10", "2001:db8::10"}, ""},
	},
	{
		"elsewhere, and no way there", input(endpoints(failing(other, probe.NoRoute))), Broken, CauseDNSElsewhereA,
		[]any{[]string{"198.51.100.7"}, []string{"203.0.113.10", "2001:db8::10"}, ""},
	},
	{
		"elsewhere, and no IPv6", input(endpoints(failing(other6, probe.NoFamily))), Broken, CauseDNSElsewhereA,
		[]any{[]string{"2001:db8::9"}, []string{"203.0.113.10", "2001:db8::10"}, ""},
	},
	{
		"elsewhere", input(endpoints(serving(other, good(60)))), Broken, CauseDNSElsewhereA,
		[]any{[]string{"198.51.100.7"}, []string{"203.0.113.10", "2001:db8::10"}, ""},
	},
	{
		"IPv6 elsewhere", input(endpoints(serving(server, good(60)), serving(other6, good(60)))), Broken, CauseDNSElsewhereAAAA,
		[]any{"2001:db8::9", []string{"2001:db8::10"}},
	},
	{
		"one of two elsewhere", input(endpoints(serving(server, good(60)), serving(other, good(60)))), Attention, CauseDNSSomeElsewhere,
		[]any{[]string{"203.0.113.10", "198.51.100.7"}, []string{"198.51.100.7"}, 2, []string{"203.0.113.10", "2001:db8::10"}},
	},
	{
		"IPv4 elsewhere, IPv6 right", input(endpoints(serving(other, good(60)), serving(ipv6, good(60)))), Broken, CauseDNSSomeElsewhere,
		[]any{[]string{"198.51.100.7", "2001:db8::10"}, []string{"198.51.100.7"}, 2, []string{"203.0.113.10", "2001:db8::10"}},
	},
	{
		"one of two elsewhere, so no certificate", input(endpoints(serving(server, panelPlaceholder()), serving(other, good(60)))), Broken,
		CauseDNSSomeElsewhere,
		[]any{[]string{"203.0.113.10", "198.51.100.7"}, []string{"198.51.100.7"}, 2, []string{"203.0.113.10", "2001:db8::10"}},
	},
	{"proxied", input(endpoints(serving(proxy, good(60)))), Healthy, CauseDNSProxy, []any{[]string{"104.16.1.1"}}},
	{
		"A unanswered", input(endpoints(serving(ipv6, good(60))), func(in *Input) { in.Facts.DNS.A, in.Facts.DNS.AAAA = probe.Timeout, probe.Resolved }),
		Broken, CauseDNSAUnanswered,
		[]any{"timeout"},
	},
	{"AAAA unanswered", input(func(in *Input) { in.Facts.DNS.AAAA = probe.ServFail }), Attention, CauseDNSAAAAUnanswered, []any{"servfail"}},
	{
		"the panel's resolver lags", input(old, panel(PanelRow{Mapped: true, DNSStatus: "ForeignServer"})), Broken, CauseDNSPanelUnresolved,
		[]any{"ForeignServer"},
	},

	{"connect timeout", input(endpoints(failing(server, probe.ConnectTimeout))), Broken, CauseHTTPSTimeout, []any{"203.0.113.10"}},
	{"silent", input(endpoints(failing(server, probe.Silent))), Broken, CauseHTTPSSilent, []any{"203.0.113.10"}},
	{"connection refused", input(endpoints(failing(server, probe.ConnectRefused))), Broken, CauseHTTPSRefused, []any{"203.0.113.10"}},
	{"server silent", input(endpoints(failing(server, probe.ServerSilent))), Broken, CauseServerSilent, []any{"203.0.113.10"}},
	{"hung up", input(endpoints(failing(server, probe.Closed))), Broken, CauseHTTPSClosed, []any{"203.0.113.10"}},
	{"host down", input(endpoints(failing(server, probe.Unreachable))), Broken, CauseHTTPSNoHost, []any{"203.0.113.10"}},
	{"no TLS", input(endpoints(failing(server, probe.NotTLS))), Broken, CauseHTTPSNotTLS, []any{"203.0.113.10"}},
	{"no certificate", input(endpoints(failing(server, probe.NoCertificate))), Broken, CauseHTTPSNoCert, []any{"203.0.113.10", "technical"}},
	{"TLS failed", input(endpoints(failing(server, probe.TLSFailed))), Broken, CauseHTTPSTLSFailed, []any{"203.0.113.10", "technical"}},
	{
		"one address silent", input(endpoints(serving(server, good(60)), failing(ipv6, probe.Silent))), Attention, CauseHTTPSSome,
		[]any{"2001:db8::10", "silent", 1},
	},
	{"no IPv6 here", input(endpoints(serving(server, good(60)), failing(ipv6, probe.NoRoute))), Healthy, "", nil},
	{"no IPv6 here, and nothing else there", input(endpoints(failing(ipv6, probe.NoFamily))), Unknown, CauseNoFamily, []any{"2001:db8::10", "IPv6"}},
	{"no IPv4 here", input(endpoints(failing(server, probe.NoFamily))), Unknown, CauseNoFamily, []any{"203.0.113.10", "IPv4"}},
	{"no way there", input(endpoints(failing(server, probe.NoRoute))), Unknown, CauseLineDown, []any{"203.0.113.10"}},
	{"no more files", input(endpoints(failing(server, probe.LocalFailure))), Unknown, CauseLocalFailure, []any{"technical"}},
	{"interrupted", input(endpoints(failing(server, probe.Interrupted))), Unknown, CauseInterrupted, nil},
	{"too busy", input(endpoints(failing(server, probe.Overloaded))), Unknown, CauseOverloaded, nil},
	{"too busy for DNS", input(status(probe.TooBusy)), Unknown, CauseOverloaded, nil},
	{"nothing asked", input(status(probe.NotAsked)), Unknown, CauseInterrupted, nil},
	{"no page", input(answer(probe.HTTP{Detail: "EOF"})), Broken, CauseHTTPSNoAnswer, []any{"203.0.113.10", "EOF"}},
	{
		"wants to know who asks", input(answer(probe.HTTP{Identity: true, Detail: "certificate required"})), Attention, CauseHTTPSIdentity,
		[]any{"203.0.113.10"},
	},
	{"maintenance", input(answer(probe.HTTP{Status: 503, RetryAfter: true})), Attention, CauseHTTPSMaintenance, []any{503}},
	{"error 503", input(answer(probe.HTTP{Status: 503})), Broken, CauseHTTPSServer, []any{503}},
	{"error 526 of the proxy", input(answer(probe.HTTP{Status: 526, Proxy: probe.Cloudflare})), Broken, CauseProxyOrigin, []any{526, "certificate"}},
	{"error 521 of the proxy", input(answer(probe.HTTP{Status: 521, Proxy: probe.Cloudflare})), Broken, CauseProxyOrigin, []any{521, "refused"}},
	{"error 502 through the proxy", input(answer(probe.HTTP{Status: 502, Proxy: probe.Cloudflare})), Broken, CauseHTTPSServer, []any{502}},
	{"error 521 of somebody else", input(answer(probe.HTTP{Status: 521})), Broken, CauseHTTPSServer, []any{521}},
	{"forbidden", input(answer(probe.HTTP{Status: 403})), Healthy, CauseHTTPSForbidden, []any{403}},
	{"not for this browser", input(answer(probe.HTTP{Status: 406})), Healthy, "", nil},
	{"too many requests", input(answer(probe.HTTP{Status: 429})), Healthy, "", nil},
	{"error 502", input(answer(probe.HTTP{Status: 502})), Broken, CauseHTTPSServer, []any{502}},
	{"the proxy's challenge", input(answer(probe.HTTP{Status: 503, Challenge: true})), Healthy, "", nil},
	{"password", input(answer(probe.HTTP{Status: 401})), Healthy, "", nil},
	{"not found", input(answer(probe.HTTP{Status: 404})), Attention, CauseHTTPSNotFound, []any{404}},
	{"gone", input(answer(probe.HTTP{Status: 410})), Attention, CauseHTTPSNotFound, []any{410}},
	{"a name that is not the server's", input(answer(probe.HTTP{Status: 400})), Attention, CauseHTTPSNotFound, []any{400}},
	{"misdirected", input(answer(probe.HTTP{Status: 421})), Attention, CauseHTTPSNotFound, []any{421}},
	{"redirect", input(answer(probe.HTTP{Status: 301, Location: "https://www.shop.example/"})), Healthy, "", nil},
	{"redirect to a page", input(answer(probe.HTTP{Status: 302, Location: "/en/"})), Healthy, "", nil},
	{"redirect to a port", input(answer(probe.HTTP{Status: 301, Location: "https://shop.example:8443/"})), Healthy, "", nil},
	{
		"redirect to set a cookie", input(leads("/", probe.Redirect{Hops: []string{"https://shop.example/"}, Status: 200})),
		Healthy, "", nil,
	},
	{
		"redirect loop", input(leads("https://shop.example/", probe.Redirect{Hops: []string{"https://shop.example/"}, Loop: true})),
		Broken, CauseHTTPSLoop,
		[]any{"https://shop.example/"},
	},
	{
		"to www and back", input(leads("https://www.shop.example/", probe.Redirect{
			Hops: []string{"https://www.shop.example/", "https://shop.example/"}, Loop: true,
		})), Broken, CauseHTTPSLoop,
		[]any{"https://shop.example/"},
	},
	{
		"to http, and from there to https again", input(leads("http://shop.example/", probe.Redirect{
			Hops: []string{"http://shop.example/", "https://shop.example/en/"}, Status: 200,
		})), Healthy, "", nil,
	},
	{
		"to www, which does not exist", input(leads("https://www.shop.example/", probe.Redirect{
			Hops: []string{"https://www.shop.example/"}, Trouble: probe.RedirectUnresolved,
		})), Broken, CauseHTTPSLost,
		[]any{"https://www.shop.example/", "unresolved"},
	},
	{
		"to www, which fails", input(leads("https://www.shop.example/", probe.Redirect{
			Hops: []string{"https://www.shop.example/"}, Status: 500,
		})), Broken, CauseHTTPSServer,
		[]any{500},
	},
	{
		"sign-up", input(answer(probe.HTTP{Status: 302, Location: "https://network.example/wp-signup.php?new=shop"})), Attention, CauseHTTPSSignup,
		[]any{"https://network.example/wp-signup.php?new=shop"},
	},
	{
		"sent back to http", input(leads("http://shop.example/", probe.Redirect{Hops: []string{"http://shop.example/"}, Status: 200})),
		Attention, CauseHTTPSPlain,
		[]any{"http://shop.example/"},
	},

	{"young placeholder", input(old, age(14*time.Minute)), Waiting, CauseCertificatePending, []any{now.Add(-14 * time.Minute)}},
	{"first seen now", input(old, func(in *Input) { in.FirstSeen = time.Time{} }), Waiting, CauseCertificatePending, []any{time.Time{}}},
	{
		"young, the path still blocked", input(old, age(time.Minute), acme(probe.ACMEBlocked)), Waiting, CauseCertificatePending,
		[]any{now.Add(-time.Minute)},
	},
	{
		"young, and CAA forbids", input(old, age(time.Minute), caa(issue("digicert.com"))), Broken, CauseCAAForbids,
		[]any{"example", []string{"digicert.com"}, "letsencrypt.org"},
	},
	{"old placeholder", input(old, age(15*time.Minute)), Broken, CauseCertificateNotIssued, []any{now.Add(-15 * time.Minute)}},
	{"CAA forbids all", input(old, caa(issue(";"))), Broken, CauseCAAForbids, []any{"example", []string{}, "letsencrypt.org"}},
	{
		"CAA allows among others", input(old, caa(issue("digicert.com"), issue("LetsEncrypt.org"))), Broken, CauseCertificateNotIssued,
		[]any{now.Add(-days)},
	},
	{
		"CAA for wildcards only", input(old, caa(probe.CAARecord{Tag: "issuewild", Value: "digicert.com"})), Broken, CauseCertificateNotIssued,
		[]any{now.Add(-days)},
	},
	{"CAA forbids renewal", input(caa(issue("digicert.com"))), Attention, CauseCAAForbids, []any{"example", []string{"digicert.com"}, "letsencrypt.org"}},
	{"CAA forbids renewal, and the page is gone now", input(caa(issue("digicert.com")), answer(probe.HTTP{Status: 404})), Attention, CauseHTTPSNotFound, []any{404}},
	{"CAA of another authority's customer", input(caa(issue("digicert.com")), func(in *Input) {
		in.Facts.Endpoints[0].Certificate.Organization = "DigiCert Inc"
	}), Healthy, "", nil},
	{
		"CAA by another method", input(old, caa(issue("letsencrypt.org; validationmethods=dns-01"))), Broken, CauseCAARestricts,
		[]any{"example", "validationmethods", "dns-01"},
	},
	{
		"CAA by our method", input(old, caa(issue("letsencrypt.org; validationmethods=dns-01,http-01"))), Broken, CauseCertificateNotIssued,
		[]any{now.Add(-days)},
	},
	{
		"CAA by another account", input(old, caa(issue("letsencrypt.org;accounturi=https://x/1"))), Broken, CauseCAARestricts,
		[]any{"example", "accounturi", "https://x/1"},
	},
	{
		"CAA critical", input(old, caa(issue("letsencrypt.org"), probe.CAARecord{Tag: "tbs", Critical: true})), Broken, CauseCAACritical,
		[]any{"example", "tbs"},
	},
	{
		"CAA critical, and not to Let's Encrypt's knowledge",
		input(old, caa(issue("letsencrypt.org"), probe.CAARecord{Tag: "contactemail", Critical: true})), Broken, CauseCAACritical,
		[]any{"example", "contactemail"},
	},
	{
		"CAA critical and known", input(old, caa(issue("letsencrypt.org"), probe.CAARecord{Tag: "iodef", Critical: true})),
		Broken, CauseCertificateNotIssued,
		[]any{now.Add(-days)},
	},
	{"CAA unknown, not critical", input(caa(issue("letsencrypt.org"), probe.CAARecord{Tag: "tbs"})), Healthy, "", nil},
	{
		"CAA unanswered", input(old, func(in *Input) { in.Facts.DNS.CAA.Status = probe.Timeout }), Broken, CauseCAAUnanswered,
		[]any{"shop.example", "timeout"},
	},
	{"underscore", input(old, name("my_shop.example")), Broken, CauseNameNotCertifiable, []any{"my_shop.example", "underscore"}},
	{"too many labels", input(old, name("1.2.3.4.5.6.7.8.9.10.11")), Broken, CauseNameNotCertifiable, []any{"1.2.3.4.5.6.7.8.9.10.11", "labels"}},
	{
		"too long", input(old, name(strings.Repeat("a", 61)+".example")), Broken, CauseNameNotCertifiable,
		[]any{strings.Repeat("a", 61) + ".example", "length"},
	},
	{
		"www missing", input(old, inquiry(probe.Inquiry{WWW: &probe.Lookup{Name: "www.shop.example", Status: probe.NXDomain}})), Broken,
		CauseWWWUnresolved,
		[]any{"www.shop.example", "nxdomain"},
	},
	{
		"CAA of www forbids", input(old, inquiry(probe.Inquiry{WWW: &probe.Lookup{
			Name: "www.shop.example", Status: probe.Resolved, Addresses: []netip.Addr{server},
			CAA: probe.CAA{Status: probe.Resolved, Domain: "www.shop.example", Records: []probe.CAARecord{issue("digicert.com")}},
		}})), Broken, CauseCAAForbids,
		[]any{"www.shop.example", []string{"digicert.com"}, "letsencrypt.org"},
	},
	{
		"www elsewhere", input(old, inquiry(probe.Inquiry{WWW: &probe.Lookup{Name: "www.shop.example", Status: probe.Resolved, Addresses: []netip.Addr{other}}})),
		Broken, CauseWWWUnresolved,
		[]any{"www.shop.example", "elsewhere"},
	},
	{
		"www not on the certificate", input(certificate(func() *probe.Certificate {
			c := panelPlaceholder()
			c.Names = c.Names[:1]
			return c
		}()), inquiry(probe.Inquiry{WWW: &probe.Lookup{Name: "www.shop.example", Status: probe.NXDomain}})), Broken, CauseCertificateNotIssued,
		[]any{now.Add(-days)},
	},
	{
		"parent missing", input(old, inquiry(probe.Inquiry{Parent: &probe.Lookup{Name: "example", Status: probe.NoData}})), Broken,
		CauseParentUnresolved,
		[]any{"example", "nodata"},
	},
	{"port 80 refused", input(old, acme(probe.ACMERefused)), Broken, CauseACMEPortClosed, []any{"203.0.113.10", 80}},
	{"port 80 silent", input(old, acme(probe.ACMETimeout)), Broken, CauseACMETimeout, []any{"203.0.113.10", 80}},
	{"port 80 is no HTTP", input(old, acme(probe.ACMEFailed)), Broken, CauseACMENotHTTP, []any{"203.0.113.10", 80, ""}},
	{"port 80 is TLS", input(old, acme(probe.ACMESpeaksTLS)), Broken, CauseACMESpeaksTLS, []any{"203.0.113.10", 80}},
	{"path blocked", input(old, acme(probe.ACMEBlocked)), Broken, CauseACMEBlocked, []any{"203.0.113.10", 403}},
	{"path challenged", input(old, acme(probe.ACMEChallenge)), Broken, CauseACMEChallenge, []any{"203.0.113.10", 403}},
	{"path redirected", input(old, acme(probe.ACMERedirectHost)), Broken, CauseACMERedirectHost, []any{"203.0.113.10", "https://else.example/"}},
	{"path redirected to a port", input(old, acme(probe.ACMERedirectPort)), Broken, CauseACMERedirectPort, []any{"203.0.113.10", "https://else.example/"}},
	{"path in a loop", input(old, acme(probe.ACMERedirectLoop)), Broken, CauseACMERedirectLoop, []any{"203.0.113.10", "https://else.example/"}},
	{"path open", input(old, acme(probe.ACMEOpen)), Broken, CauseCertificateNotIssued, []any{now.Add(-days)}},
	{
		"rate limited", input(old, panel(PanelRow{Mapped: true, Preflight: &Preflight{Error: "urn:ietf:params:acme:error:rateLimited: too many"}})), Broken,
		CausePreflightRateLimited,
		[]any{"urn:ietf:params:acme:error:rateLimited: too many"},
	},
	{
		"preflight refused", input(old, panel(PanelRow{Mapped: true, Preflight: &Preflight{Error: "no A record"}})), Broken, CausePreflightRefused,
		[]any{"no A record"},
	},
	{
		"preflight passed", input(old, panel(PanelRow{Mapped: true, Preflight: &Preflight{CanIssue: true}})), Broken, CauseCertificateNotIssued,
		[]any{now.Add(-days)},
	},
	{"self-signed", input(certificate(bad(60, probe.SelfSigned))), Broken, CauseCertificateSelfSigned, []any{"R11"}},
	{"incomplete", input(certificate(bad(60, probe.IncompleteChain))), Broken, CauseCertificateIncomplete, []any{"R11"}},
	{"chain expired", input(certificate(bad(60, probe.ExpiredChain))), Broken, CauseCertificateChainExpired, []any{"R11"}},
	{"only for behind the proxy", input(certificate(func() *probe.Certificate {
		c := bad(60, probe.UnknownAuthority)
		c.Subject = "CloudFlare Origin Certificate"
		return c
	}())), Broken, CauseCertificateOriginOnly, nil},
	{"unknown authority", input(certificate(bad(60, probe.UnknownAuthority))), Broken, CauseCertificateUnknownCA, []any{"R11"}},
	{"unacceptable", input(certificate(bad(60, probe.Unacceptable))), Broken, CauseCertificateUnacceptable, []any{""}},
	{
		"wrong name", input(certificate(bad(60, probe.WrongName))), Broken, CauseCertificateWrongName,
		[]any{"shop.example", []string{"shop.example", "www.shop.example"}},
	},
	{"expired", input(certificate(bad(-3, probe.Expired))), Broken, CauseCertificateExpiredSince, []any{now.Add(-3 * days)}},
	{"expired since it was looked at", input(certificate(good(-1))), Broken, CauseCertificateExpiredSince, []any{now.Add(-days)}},
	{"not yet valid", input(certificate(bad(91, probe.NotYetValid))), Broken, CauseCertificateNotYet, []any{now.Add(days)}},
	{"begins in a moment", input(certificate(func() *probe.Certificate {
		c := bad(90, probe.NotYetValid)
		c.NotBefore = now.Add(5 * time.Minute)
		return c
	}())), Waiting, CauseCertificateNotYet, []any{now.Add(5 * time.Minute)}},
	{
		"expired by our clock alone", input(certificate(bad(-3, probe.Expired)), clock(-10*days)), Unknown, CauseClockDiffers,
		[]any{10 * days, "203.0.113.10"},
	},
	{
		"not yet valid by our clock alone", input(certificate(bad(91, probe.NotYetValid)), clock(2*days)), Unknown, CauseClockDiffers,
		[]any{2 * days, "203.0.113.10"},
	},
	{"expired by both clocks", input(certificate(bad(-3, probe.Expired)), clock(-2*days)), Broken, CauseCertificateExpiredSince, []any{now.Add(-3 * days)}},
	{
		"expired, and of another name, whatever the clock", input(certificate(bad(-3, probe.WrongName, probe.Expired)), clock(-10*days)),
		Broken, CauseCertificateWrongName,
		[]any{"shop.example", []string{"shop.example", "www.shop.example"}},
	},
	{"9 days left", input(certificate(good(9))), Attention, CauseCertificateLate, []any{9, now.Add(9 * days)}},
	{"10 days left", input(certificate(good(10))), Healthy, "", nil},
	{"13 days left: the panel is about to renew", input(certificate(good(13))), Healthy, "", nil},
	{
		"covered by a wildcard", input(func(in *Input) { in.Facts.Endpoints[0].Certificate.Names = []string{"*.example"} }),
		Healthy, CauseCertificateWildcard,
		[]any{"shop.example", "*.example"},
	},
	{
		"stored differs from served", input(stored(StoredCertificate{NotAfter: now.Add(89 * days)})), Attention, CauseCertificateStored,
		[]any{now.Add(89 * days), now.Add(60 * days), "earlier"},
	},
	{
		"served is later than stored", input(stored(StoredCertificate{NotAfter: now.Add(30 * days)})), Attention, CauseCertificateStored,
		[]any{now.Add(30 * days), now.Add(60 * days), "later"},
	},
	{
		"renewed, and the one about to end is shown", input(certificate(good(5)), stored(StoredCertificate{NotAfter: now.Add(80 * days)})),
		Attention, CauseCertificateStored,
		[]any{now.Add(80 * days), now.Add(5 * days), "earlier"},
	},
	{
		"renewed, and the one that ended is shown", input(certificate(bad(-2, probe.Expired)), acme(probe.ACMEBlocked),
			stored(StoredCertificate{NotAfter: now.Add(80 * days)})),
		Broken, CauseCertificateStored,
		[]any{now.Add(80 * days), now.Add(-2 * days), "earlier"},
	},
	{
		"issued, and the placeholder is shown", input(old, stored(StoredCertificate{NotAfter: now.Add(80 * days)})), Broken, CauseCertificateStored,
		[]any{now.Add(80 * days), panelPlaceholder().NotAfter, "placeholder"},
	},
	{
		"issued long ago, and the placeholder is seen for the first time", input(old, age(0),
			stored(StoredCertificate{NotBefore: now.Add(-10 * days), NotAfter: now.Add(80 * days)})), Broken, CauseCertificateStored,
		[]any{now.Add(80 * days), panelPlaceholder().NotAfter, "placeholder"},
	},
	{
		"issued a moment ago, and the placeholder is still shown", input(old, age(time.Minute),
			stored(StoredCertificate{NotBefore: now.Add(-65 * time.Minute), NotAfter: now.Add(90 * days)})), Waiting, CauseCertificatePending,
		[]any{now.Add(-time.Minute)},
	},
	{
		"stored has ended as well", input(certificate(bad(-2, probe.Expired)), stored(StoredCertificate{NotAfter: now.Add(-2 * days)})),
		Broken, CauseCertificateExpiredSince,
		[]any{now.Add(-2 * days)},
	},
	{"stored as served", input(stored(StoredCertificate{NotAfter: now.Add(60 * days)})), Healthy, "", nil},
	{
		"the proxy's has expired", input(endpoints(serving(proxy, bad(-3, probe.Expired))), caa(issue("digicert.com"))), Broken, CauseCertificateProxy,
		[]any{"expired", now.Add(-3 * days)},
	},
	{
		"the proxy's is about to end", input(endpoints(serving(proxy, good(3)))), Attention, CauseCertificateProxy,
		[]any{"expiring", now.Add(3 * days)},
	},
	{
		"the proxy has none", input(endpoints(failing(proxy, probe.NoCertificate))), Broken, CauseCertificateProxy,
		[]any{"none", time.Time{}},
	},
	{
		"the origin's has expired", input(endpoints(serving(proxy, good(60))), stored(StoredCertificate{NotAfter: now.Add(-days)}),
			func(in *Input) { in.Facts.DNS.Addresses = nil; in.Facts.DNS.Addresses = []netip.Addr{proxy} }), Healthy, CauseDNSProxy,
		[]any{[]string{"104.16.1.1"}},
	},

	{"WordPress checks", input(wordPress(WordPressRow{Mapped: true, Stage: StageCheckingDNS})), Waiting, CauseWordPressChecking, []any{"checking-dns"}},
	{
		"WordPress is stuck", input(wordPress(WordPressRow{Mapped: true, Stage: StageCheckingSSL, Stuck: true})), Attention, CauseWordPressStuck,
		[]any{"checking-ssl-cert"},
	},
	{"WordPress gave up on DNS", input(wordPress(WordPressRow{Mapped: true, Stage: StageFailed})), Attention, CauseWordPressDNSFailed, nil},
	{"WordPress gave up on SSL", input(wordPress(WordPressRow{Mapped: true, Stage: StageSSLFailed})), Attention, CauseWordPressSSLFailed, nil},
	{"WordPress without SSL", input(wordPress(WordPressRow{Mapped: true, Active: true, Stage: StageWithoutSSL})), Attention, CauseWordPressWithoutTLS, nil},
	{"switched off", input(wordPress(WordPressRow{Mapped: true, Stage: StageDone})), Healthy, CauseWordPressOff, nil},
}

func TestEachCauseHasItsRow(t *testing.T) {
	t.Parallel()
	// Notes that stand beside another cause: TestNotesStandBesideTheCause, TestServerIsJudgedBeforeDNSMoves.
	covered := map[Cause]bool{CauseCertificateOrigin: true, CauseServerReady: true, CauseServerNotReady: true}
	for _, r := range rows {
		covered[r.cause] = true
		v := Diagnose(r.in)
		var values []any
		for _, p := range v.Params {
			values = append(values, p.Value)
		}
		if v.State != r.state || v.Cause != r.cause || !reflect.DeepEqual(values, r.params) {
			t.Errorf("%s:\n got %s %s %v\nwant %s %s %v\nfindings %v", r.name, v.State, v.Cause, values, r.state, r.cause, r.params, v.Findings)
		}
	}
	for _, c := range Causes() {
		if !covered[c] {
			t.Errorf("no row of the table ends in %s", c)
		}
	}
}

func TestFindingsHaveTheParametersOfTheirCause(t *testing.T) {
	t.Parallel()
	for _, r := range rows {
		for _, f := range Diagnose(r.in).Findings {
			var names []string
			for _, p := range f.Params {
				names = append(names, p.Name)
				switch p.Value.(type) {
				case string, int, []string, time.Time, time.Duration:
				default:
					t.Errorf("%s: parameter %s of %s is a %T", r.name, p.Name, f.Cause, p.Value)
				}
			}
			if want := Parameters(f.Cause); !slices.Equal(names, want) {
				t.Errorf("%s: %s has parameters %v, want %v", r.name, f.Cause, names, want)
			}
		}
	}
}

func TestNotesStandBesideTheCause(t *testing.T) {
	t.Parallel()
	v := Diagnose(input(endpoints(serving(proxy, good(60))), stored(StoredCertificate{Placeholder: true})))
	if !slices.ContainsFunc(v.Findings, func(f Finding) bool { return f.Cause == CauseCertificateOrigin && f.State == Healthy }) {
		t.Errorf("findings %v, want a note about the origin's certificate", v.Findings)
	}
	v = Diagnose(input(endpoints(serving(server, bad(-3, probe.Expired, probe.WrongName, probe.UnknownAuthority)))))
	for _, want := range []Cause{CauseCertificateUnknownCA, CauseCertificateWrongName, CauseCertificateExpiredSince} {
		if !slices.ContainsFunc(v.Findings, func(f Finding) bool { return f.Cause == want }) {
			t.Errorf("findings %v, want %s among them", v.Findings, want)
		}
	}
}

func TestServerIsJudgedBeforeDNSMoves(t *testing.T) {
	t.Parallel()
	refused := failing(server, probe.NoCertificate)
	for name, c := range map[string]struct {
		at     probe.Endpoint
		is     CertificateVerdict
		noted  Cause
		params []any
	}{
		"good":        {serving(server, good(60)), CertificateValid, CauseServerReady, []any{"203.0.113.10", now.Add(60 * days)}},
		"placeholder": {serving(server, panelPlaceholder()), CertificatePlaceholder, CauseServerNotReady, []any{"203.0.113.10", "placeholder"}},
		"other name":  {serving(server, bad(60, probe.WrongName)), CertificateMismatch, CauseServerNotReady, []any{"203.0.113.10", "mismatch"}},
		"none":        {refused, CertificateNone, CauseServerNotReady, []any{"203.0.113.10", "none"}},
		"no answer":   {failing(server, probe.ConnectTimeout), "", "", nil},
	} {
		for how, dns := range map[string]func(*Input){
			"elsewhere": endpoints(serving(other, good(60))), "no name": status(probe.NXDomain), "no address": status(probe.NoData),
		} {
			v := Diagnose(input(dns, inquiry(probe.Inquiry{AtServer: &c.at})))
			i := slices.IndexFunc(v.Findings, func(f Finding) bool { return f.Cause == CauseServerReady || f.Cause == CauseServerNotReady })
			if v.AtServer != c.is || v.State != Broken || (i >= 0) != (c.noted != "") {
				t.Errorf("%s, %s: %s, at the server %q, findings %v", name, how, v.State, v.AtServer, v.Findings)
				continue
			}
			if i < 0 {
				continue
			}
			var values []any
			for _, p := range v.Findings[i].Params {
				values = append(values, p.Value)
			}
			if f := v.Findings[i]; f.Cause != c.noted || f.State != Healthy || !reflect.DeepEqual(values, c.params) {
				t.Errorf("%s, %s: noted %v %v, want %s %v", name, how, f, values, c.noted, c.params)
			}
		}
	}
}

func TestStateIsTheWorst(t *testing.T) {
	t.Parallel()
	v := Diagnose(input(endpoints(serving(server, good(60)), serving(other, good(60))), answer(probe.HTTP{Status: 500})))
	if v.State != Broken || v.Cause != CauseHTTPSServer || v.DNS != DNSMixed {
		t.Errorf("%s %s, dns %s; want broken for the 500, the addresses beside it", v.State, v.Cause, v.DNS)
	}
}

func TestOwnFailureIsNeverBroken(t *testing.T) {
	t.Parallel()
	for _, change := range []func(*Input){
		status(probe.ResolverDown), status(probe.NotAsked), endpoints(failing(server, probe.NoRoute)),
		endpoints(failing(server, probe.LocalFailure)), endpoints(failing(server, probe.Interrupted)),
		endpoints(failing(server, probe.Overloaded)), status(probe.TooBusy),
	} {
		if v := Diagnose(input(change)); v.State != Unknown || !v.Blind() {
			t.Errorf("%s, blind %v: %v", v.State, v.Blind(), v.Findings)
		}
	}
}

// TestWhatWillNotPassIsNoBlindness: a row whose check cannot ever show more is judged by it, and not tried again all the
// time.
func TestWhatWillNotPassIsNoBlindness(t *testing.T) {
	t.Parallel()
	for _, in := range []Input{
		input(fault(probe.NameWildcard)), input(endpoints(failing(ipv6, probe.NoFamily))), input(endpoints(failing(other, probe.NoRoute))),
	} {
		if v := Diagnose(in); v.Blind() {
			t.Errorf("%s %s counts as blind: %v", v.State, v.Cause, v.Findings)
		}
	}
}

func TestRenewalIsLateByLifetime(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		lifetime, left float64
		want           CertificateVerdict
	}{
		{90, 10.1, CertificateValid},
		{90, 9.9, CertificateExpiring},
		{45, 7.6, CertificateValid},
		{45, 7.4, CertificateExpiring},
		{6, 1.1, CertificateValid},
		{6, 0.9, CertificateExpiring},
	} {
		after := now.Add(time.Duration(c.left * float64(days)))
		cert := &probe.Certificate{NotBefore: after.Add(-time.Duration(c.lifetime * float64(days))), NotAfter: after}
		if got := verdictOf(cert, now); got != c.want {
			t.Errorf("%v of %v days left: %s, want %s", c.left, c.lifetime, got, c.want)
		}
	}
}

func TestWithoutExpectedAddressesAnyPublicOneIsRight(t *testing.T) {
	t.Parallel()
	v := Diagnose(input(endpoints(serving(other, good(60))), func(in *Input) { in.Expected = nil }))
	if v.DNS != DNSOK || v.State != Healthy {
		t.Errorf("dns %s, %s %s", v.DNS, v.State, v.Cause)
	}
}

func TestDiagnoseIsTotal(t *testing.T) {
	t.Parallel()
	if v := Diagnose(Input{}); v.State != Unknown {
		t.Errorf("nothing known: %s %s", v.State, v.Cause)
	}
	outcomes := []probe.Outcome{
		"", probe.Answered, probe.ConnectTimeout, probe.ConnectRefused, probe.NoRoute, probe.Unreachable, probe.Silent,
		probe.Closed, probe.NotTLS, probe.NoCertificate, probe.TLSFailed, probe.NotAllowed, probe.NotTried, probe.Interrupted, probe.LocalFailure, probe.Overloaded,
		probe.ServerSilent, probe.NoFamily,
	}
	for _, a := range outcomes {
		for _, b := range outcomes {
			v := Diagnose(input(endpoints(failing(server, a), failing(other, b)), func(in *Input) { in.Panel, in.WordPress = nil, nil }))
			if v.State == "" || v.Certificate == "" || v.HTTPS == "" || v.DNS == "" {
				t.Errorf("%s and %s: %+v", a, b, v)
			}
		}
	}
}

func BenchmarkDiagnose(b *testing.B) {
	in := input(old, acme(probe.ACMEBlocked))
	b.ReportAllocs()
	for b.Loop() {
		Diagnose(in)
	}
}
