package probetest

import (
	"net/netip"

	"github.com/miekg/dns"
)

const (
	edgeName         = "edge.farm.test"  // what the CNAMEs of the farm lead to
	emptyName        = "empty.farm.test" // exists, and has no address
	nameServer       = "ns1.farm.test"   // the name servers of all zones
	secondNameServer = "ns2.farm.test"
)

// records answers a question about a site that DNS answers for.
func (f *Farm) records(reply *dns.Msg, q dns.Question, s *site, www bool) {
	owner := q.Name
	if s.recipe.cname {
		target := dns.Fqdn(edgeName)
		reply.Answer = append(reply.Answer, &dns.CNAME{Hdr: header(owner, dns.TypeCNAME), Target: target})
		owner = target
	}
	switch q.Qtype {
	case dns.TypeA:
		reply.Answer = append(reply.Answer, addressRecord(owner, s.recipe.at.ipv4(s.index), dns.TypeA))
		if s.recipe.also != atPanel {
			reply.Answer = append(reply.Answer, addressRecord(owner, s.recipe.also.ipv4(s.index), dns.TypeA))
		}
	case dns.TypeAAAA:
		switch {
		case s.recipe.lookup == aaaaFails:
			reply.Rcode = dns.RcodeServerFailure
		case s.recipe.ipv6 == atPanel:
			reply.Answer = append(reply.Answer, addressRecord(owner, panelIPv6, dns.TypeAAAA))
		case s.recipe.ipv6 == atOther:
			reply.Answer = append(reply.Answer, addressRecord(owner, otherIPv6, dns.TypeAAAA))
		}
	case dns.TypeCAA:
		s.recipe.caa.answer(reply, owner, www)
	}
}

// ipv4 returns the address of a place; names at the panel are spread over its servers.
func (p place) ipv4(spread int) netip.Addr {
	switch p {
	case atOther:
		return otherAddress
	case atProxy:
		return proxyAddress
	case atSilent:
		return silentAddress
	case atBlackhole:
		return blackholeAddress
	case atRefusing:
		return refusingAddress
	case atNoHTTP:
		return noHTTPAddress
	case atPrivate:
		return privateAddress
	default:
		return panelAddresses[spread%len(panelAddresses)]
	}
}

func (c caaSet) answer(reply *dns.Msg, owner string, www bool) {
	switch c {
	case noCAA, caaOthersAtParent:
	case caaOthersAtWWW:
		if www {
			reply.Answer = append(reply.Answer, caaRecord(owner, 0, "issue", "digicert.com"))
		}
	case caaOurs:
		reply.Answer = append(reply.Answer, caaRecord(owner, 0, "issue", "letsencrypt.org"))
	case caaOthers:
		reply.Answer = append(reply.Answer, caaRecord(owner, 0, "issue", "digicert.com"))
	case caaByDNSOnly:
		reply.Answer = append(reply.Answer, caaRecord(owner, 0, "issue", "letsencrypt.org; validationmethods=dns-01"))
	case caaUnknownCritical:
		reply.Answer = append(reply.Answer, caaRecord(owner, 0, "issue", "letsencrypt.org"), caaRecord(owner, 128, "unheardof", "1"))
	case caaFailing:
		reply.Rcode = dns.RcodeServerFailure
	}
}
