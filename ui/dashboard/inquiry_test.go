package dashboard_test

import (
	"net/netip"
	"strings"
	"testing"

	"enhance-wizard/enhance/diagnose"
	"enhance-wizard/enhance/monitor"
	"enhance-wizard/enhance/probe"
)

func TestDetailTellsEveryFactThatWasAskedFor(t *testing.T) {
	server, other := netip.MustParseAddr("203.0.113.10"), netip.MustParseAddr("198.51.100.7")
	cloudflare, elsewhere := netip.MustParseAddr("104.16.1.1"), netip.MustParseAddr("198.51.100.8")
	for why, c := range map[string]struct {
		facts    probe.Facts
		expected netip.Addr
		want     []string
	}{
		"the name does not exist": {
			probe.Facts{DNS: probe.DNS{Status: probe.NXDomain}}, server, []string{"DNS ok, the name does not exist"},
		},
		"whose the addresses are": {
			probe.Facts{DNS: probe.DNS{Status: probe.Resolved, Addresses: []netip.Addr{server, other, cloudflare, elsewhere}}, Endpoints: []probe.Endpoint{
				{Address: elsewhere, Outcome: probe.Answered, TLS: "TLS 1.3", HTTP: &probe.HTTP{Proxy: probe.Sucuri}},
				{Address: other, Outcome: probe.ConnectRefused},
			}},
			server,
			[]string{
				"DNS ok 203.0.113.10, the server 198.51.100.7, another server 104.16.1.1, a proxy 198.51.100.8, a proxy",
				"198.51.100.8 answers, TLS 1.3 198.51.100.7 refuses the connection",
			},
		},
		"whose is not known": {
			probe.Facts{DNS: probe.DNS{Status: probe.Resolved, Addresses: []netip.Addr{other}}},
			netip.MustParseAddr("10.0.0.5"),
			[]string{"DNS ok 198.51.100.7 certificate"},
		},
		"who says what": {
			probe.Facts{Inquiry: &probe.Inquiry{
				Authority: []probe.Authority{
					{Server: "ns1.test", Status: probe.Resolved, Addresses: []netip.Addr{server, other}}, {Server: "ns2.test", Status: probe.Refused},
				},
				Resolvers: []probe.ResolverAnswer{
					{Resolver: netip.MustParseAddrPort("1.1.1.1:53"), Status: probe.NXDomain},
					{Resolver: netip.MustParseAddrPort("8.8.8.8:53"), Status: probe.Resolved, Addresses: []netip.Addr{other}},
				},
			}},
			server,
			[]string{
				"the name server ns1.test: 203.0.113.10, 198.51.100.7", "the name server ns2.test: the answer is refused (REFUSED)",
				"the resolver 1.1.1.1:53: the name does not exist", "the resolver 8.8.8.8:53: 198.51.100.7",
			},
		},
		"what a certificate needs": {
			probe.Facts{Inquiry: &probe.Inquiry{
				WWW:    &probe.Lookup{Name: "www.shop.a.test", Status: probe.Resolved, Addresses: []netip.Addr{server}},
				Parent: &probe.Lookup{Name: "a.test", Status: probe.NoData},
				ACME: []probe.ACME{
					{Address: server, Port: 80, Outcome: probe.ACMEOpen, Status: 404}, {Address: other, Port: 80, Outcome: probe.ACMETimeout},
				},
			}},
			server,
			[]string{
				"issuing www.shop.a.test: 203.0.113.10 a.test: there is no address",
				"203.0.113.10, port 80: lets the proof for Let's Encrypt through (status 404) 198.51.100.7, port 80: does not answer",
			},
		},
		"where the page leads": {
			probe.Facts{Inquiry: &probe.Inquiry{Redirect: &probe.Redirect{Hops: []string{"https://www.shop.a.test/en/"}, Status: 200}}},
			server,
			[]string{"leads in the end to https://www.shop.a.test/en/, status 200"},
		},
		"where the page never ends": {
			probe.Facts{Inquiry: &probe.Inquiry{Redirect: &probe.Redirect{Hops: []string{"https://shop.a.test/"}, Loop: true}}},
			server,
			[]string{"goes round in a circle, last to https://shop.a.test/"},
		},
	} {
		r := row("shop.a.test", diagnose.Broken)
		r.Facts, r.Domain.Expected = &c.facts, []netip.Addr{c.expected}
		r.Verdict.Served.Serial = "4af"
		b := newBoard(t, 100, 60)
		b.send(monitor.Batch{SourceOK: true, Rows: []monitor.Row{r}})
		b.press("enter")
		view := flat(b.View())
		for _, want := range append(c.want, "serial number 4af") {
			if !strings.Contains(view, want) {
				t.Errorf("%s: no %q in\n%s", why, want, b.View())
			}
		}
	}
}
