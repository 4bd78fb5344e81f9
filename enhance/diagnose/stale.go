package diagnose

import (
	"net/netip"
	"slices"
	"time"

	"enhance-wizard/enhance/probe"
)

// stale is said when the record is right by now, and a resolver holds an old answer. Only waiting helps, but where the old
// one is private: then the resolver is one of an inner network, which tells those inside something else.
func (j *judge) stale(wrong []netip.Addr) bool {
	if len(wrong) == 0 {
		return false
	}
	source, addresses := j.renewed()
	if source == "" {
		return false
	}
	if !probe.IsPublic(wrong[0]) && slices.ContainsFunc(addresses, probe.IsPublic) {
		j.find(Unknown, CauseDNSSplit, wrong[0].String(), source, texts(addresses))
		return true
	}
	j.find(Waiting, CauseDNSStale, wrong[0].String(), source, texts(addresses), j.oldFor())
	return true
}

// staleAbsence is said when the record is there by now, and a resolver still holds that there is none.
func (j *judge) staleAbsence() bool {
	source, addresses := j.renewed()
	if source == "" {
		return false
	}
	j.find(Waiting, CauseDNSStaleAbsence, j.Facts.Name, source, texts(addresses), j.oldFor())
	return true
}

// renewed says who already has the server's addresses, and no others: the name's own name servers, which have to agree, or
// where none of them answers, another one of our resolvers.
func (j *judge) renewed() (source string, addresses []netip.Addr) {
	if j.Facts.Inquiry == nil {
		return "", nil
	}
	answered := false
	for _, a := range j.Facts.Inquiry.Authority {
		if unanswered(a.Status) {
			continue
		}
		answered = true
		if !j.isRight(a.Status, a.Addresses) {
			return "", nil
		}
		source, addresses = a.Server, a.Addresses
	}
	if answered {
		return source, addresses
	}
	for _, r := range j.Facts.Inquiry.Resolvers {
		if j.isRight(r.Status, r.Addresses) {
			return r.Resolver.Addr().String(), r.Addresses
		}
	}
	return "", nil
}

// notPropagated names the name server that still has an old answer while another one has the right one.
func (j *judge) notPropagated() {
	if j.Facts.Inquiry == nil {
		return
	}
	settled := func(a probe.Authority) bool { return !unanswered(a.Status) }
	right := func(a probe.Authority) bool { return j.isRight(a.Status, a.Addresses) }
	wrong := func(a probe.Authority) bool { return settled(a) && !right(a) }
	all := j.Facts.Inquiry.Authority
	has, lacks := slices.IndexFunc(all, right), slices.IndexFunc(all, wrong)
	if has >= 0 && lacks >= 0 {
		j.find(Broken, CauseDNSNotPropagated, all[lacks].Server, texts(all[lacks].Addresses), all[has].Server)
	}
}

func (j *judge) isRight(status probe.Status, addresses []netip.Addr) bool {
	right, others, proxies := j.sort(addresses)
	return status == probe.Resolved && len(right) > 0 && len(others)+len(proxies) == 0
}

// oldFor is how long it takes at most until the last of our resolvers has forgotten its old answer.
func (j *judge) oldFor() time.Duration {
	longest := j.Facts.DNS.Keeps
	for _, r := range j.Facts.Inquiry.Resolvers {
		if !j.isRight(r.Status, r.Addresses) {
			longest = max(longest, r.Keeps)
		}
	}
	since := j.Now.Sub(j.Facts.DNS.AskedAt)
	return max(longest-max(since, 0), 0).Round(time.Second)
}

// atServer notes what the server itself serves for the name while DNS does not lead there: whether all will be well the
// moment that DNS does.
func (j *judge) atServer() {
	if j.Facts.Inquiry == nil || j.Facts.Inquiry.AtServer == nil {
		return
	}
	e := j.Facts.Inquiry.AtServer
	switch {
	case e.Outcome == probe.NoCertificate:
		j.v.AtServer = CertificateNone
	case e.Outcome == probe.Answered && e.Certificate != nil:
		j.v.AtServer = verdictOf(e.Certificate, j.Now)
	default:
		return // what is wrong there is another matter
	}
	if slices.Contains([]CertificateVerdict{CertificateValid, CertificateExpiring}, j.v.AtServer) {
		j.find(Healthy, CauseServerReady, e.Address.String(), e.Certificate.NotAfter)
		return
	}
	j.find(Healthy, CauseServerNotReady, e.Address.String(), string(j.v.AtServer))
}
