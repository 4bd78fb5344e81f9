package diagnose

import (
	"net/netip"
	"slices"

	"enhance-wizard/enhance/probe"
)

// dns judges where DNS leads.
func (j *judge) dns() {
	d := j.Facts.DNS
	switch d.Status {
	case probe.Resolved:
		j.addresses()
	case probe.NXDomain, probe.NoData:
		j.v.DNS = DNSNone
		if !j.staleAbsence() {
			j.notPropagated()
			j.missing()
		}
		j.atServer()
	case probe.ServFail:
		j.servFail()
	case probe.Refused:
		j.find(Broken, CauseDNSRefused, d.Detail)
	case probe.BadAnswer:
		j.find(Broken, CauseDNSBadAnswer, d.Detail)
	case probe.Timeout:
		j.find(Broken, CauseDNSTimeout, j.Facts.Name)
	case probe.TooBusy:
		j.find(Unknown, CauseOverloaded)
	case probe.ResolverDown:
		j.find(Unknown, CauseDNSResolverDown, d.Resolver.String())
	default:
		j.find(Unknown, CauseInterrupted)
	}
}

// servFail tells why the resolver could not find out.
func (j *judge) servFail() {
	i := j.Facts.Inquiry
	switch {
	case i != nil && i.Signatures:
		j.find(Broken, CauseDNSSECBroken, j.Facts.DNS.Detail)
	case !j.alias():
		j.lame()
		j.find(Broken, CauseDNSServFail, j.Facts.DNS.Detail)
	}
}

// statusRound is the status of CNAMEs that go round in a circle.
const statusRound = "loop"

// alias is said when the name itself is there, and what its CNAME leads to is not.
func (j *judge) alias() bool {
	d := j.Facts.DNS
	if len(d.CNAME) == 0 {
		return false
	}
	status := string(d.Status)
	if d.GoesRound(j.Facts.ASCII) {
		status = statusRound
	}
	j.find(Broken, CauseDNSAlias, j.Facts.Name, d.CNAME[len(d.CNAME)-1], status, texts(j.Expected))
	return true
}

// missing tells a domain that nobody has registered from a record that nobody has made.
func (j *judge) missing() {
	if j.alias() {
		return
	}
	if j.Facts.DNS.Status == probe.NoData {
		j.find(Broken, CauseDNSNoAddress, j.Facts.Name, texts(j.Expected))
		return
	}
	missing := j.Facts.ASCII
	if i := j.Facts.Inquiry; i != nil && i.Missing != "" {
		missing = i.Missing
	}
	if registered := probe.Registered(j.Facts.ASCII); missing == registered {
		j.find(Broken, CauseDNSUnregistered, registered)
		return
	}
	j.find(Broken, CauseDNSNXDomain, j.Facts.Name, missing)
}

// addresses compares the addresses with those of the server.
func (j *judge) addresses() {
	d := j.Facts.DNS
	right, wrong, proxies := j.sort(d.Addresses)
	switch {
	case len(wrong)+len(proxies) == 0:
		j.v.DNS = DNSOK
		if len(j.Expected) > 0 && !slices.ContainsFunc(right, func(a netip.Addr) bool { return probe.Among(j.Expected, a) }) {
			j.find(Healthy, CauseDNSUnconfirmed, texts(right), texts(j.Expected))
		}
	case len(right)+len(wrong) == 0:
		j.v.DNS = DNSProxied
		j.find(Healthy, CauseDNSProxy, texts(proxies))
	case len(right) == 0:
		j.v.DNS = DNSElsewhere
		if !j.stale(wrong) {
			j.notPropagated()
			j.elsewhere(append(wrong, proxies...))
		}
		j.atServer()
	default:
		j.v.DNS = DNSMixed
		if !j.stale(wrong) {
			j.notPropagated()
			j.mixed(append(wrong, proxies...))
		}
	}
	if j.v.DNS != DNSOK && j.v.DNS != DNSProxied {
		return
	}
	switch {
	case unanswered(d.A): // most visitors have IPv4 alone
		j.find(Broken, CauseDNSAUnanswered, string(d.A))
	case unanswered(d.AAAA):
		j.find(Attention, CauseDNSAAAAUnanswered, string(d.AAAA))
	}
}

func unanswered(s probe.Status) bool {
	return s == probe.ServFail || s == probe.Refused || s == probe.Timeout || s == probe.BadAnswer
}

// sort tells the server's own addresses from others, and among these the proxies.
func (j *judge) sort(addresses []netip.Addr) (right, wrong, proxies []netip.Addr) {
	for _, a := range addresses {
		switch {
		case probe.Among(j.Expected, a):
			right = append(right, a)
		case probe.IsCloudflare(a) || j.answersAsProxy(a):
			proxies = append(proxies, a)
		case probe.Foreign(j.Expected, a):
			wrong = append(wrong, a)
		default:
			right = append(right, a)
		}
	}
	return right, wrong, proxies
}

func (j *judge) answersAsProxy(a netip.Addr) bool {
	return slices.ContainsFunc(j.Facts.Endpoints, func(e probe.Endpoint) bool {
		return e.Address == a && e.HTTP != nil && e.HTTP.Proxy != ""
	})
}

// lame names the name servers that do not serve the zone.
func (j *judge) lame() {
	if j.Facts.Inquiry == nil {
		return
	}
	for _, a := range j.Facts.Inquiry.Authority {
		if unanswered(a.Status) {
			j.find(Broken, CauseDNSLame, a.Server, string(a.Status))
		}
	}
}

// elsewhere is said when not one address is right.
func (j *judge) elsewhere(wrong []netip.Addr) {
	if i := slices.IndexFunc(wrong, func(a netip.Addr) bool { return !j.reachable(a) }); i >= 0 {
		j.find(Broken, CauseDNSPrivate, wrong[i].String(), texts(j.Expected))
		return
	}
	cname := ""
	if chain := j.Facts.DNS.CNAME; len(chain) > 0 {
		cname = chain[len(chain)-1]
	}
	j.find(Broken, CauseDNSElsewhereA, texts(wrong), texts(j.Expected), cname)
}

// reachable reports whether the prober was willing to connect to the address.
func (j *judge) reachable(a netip.Addr) bool {
	return !slices.ContainsFunc(j.Facts.Endpoints, func(e probe.Endpoint) bool {
		return e.Address == a && e.Outcome == probe.NotAllowed
	})
}

// mixed is said when some addresses are right. A wrong AAAA alone is worse than a wrong A among right ones: Let's Encrypt
// asks over IPv6 first, and falls back to IPv4 only when nothing answers there.
func (j *judge) mixed(wrong []netip.Addr) {
	if !slices.ContainsFunc(wrong, func(a netip.Addr) bool { return a.Is4() }) {
		ipv6 := slices.DeleteFunc(slices.Clone(j.Expected), func(a netip.Addr) bool { return a.Is4() || a.Is4In6() })
		j.find(Broken, CauseDNSElsewhereAAAA, wrong[0].String(), texts(ipv6))
		return
	}
	state, addresses := Attention, j.Facts.DNS.Addresses
	faulty := func(e probe.Endpoint) bool { return e.Certificate != nil && len(e.Certificate.Faults) > 0 }
	rightIPv4 := func(a netip.Addr) bool { return a.Is4() && !slices.Contains(wrong, a) }
	switch {
	case slices.ContainsFunc(j.Facts.Endpoints, faulty): // it may well be why no certificate is issued
		state = Broken
	case !slices.ContainsFunc(addresses, rightIPv4): // whoever has no IPv6 never comes to the server
		state = Broken
	}
	j.find(state, CauseDNSSomeElsewhere, texts(addresses), texts(wrong), len(addresses), texts(j.Expected))
}

func texts(addresses []netip.Addr) []string {
	out := make([]string, len(addresses))
	for i, a := range addresses {
		out[i] = a.String()
	}
	return out
}
