package diagnose

import (
	"slices"
	"strings"
	"time"

	"enhance-wizard/enhance/probe"
)

// seriousness orders the verdicts of certificates: of several served ones the worst counts.
var seriousness = []CertificateVerdict{
	CertificatePlaceholder, CertificateUntrusted, CertificateMismatch, CertificateExpired, CertificateExpiring, CertificateValid,
}

// verdictOf judges one served certificate.
func verdictOf(c *probe.Certificate, now time.Time) CertificateVerdict {
	has := func(faults ...probe.CertificateFault) bool { return slices.ContainsFunc(faults, c.Has) }
	switch {
	case has(probe.Placeholder):
		return CertificatePlaceholder
	case has(probe.SelfSigned, probe.IncompleteChain, probe.ExpiredChain, probe.UnknownAuthority, probe.Unacceptable,
		probe.NotYetValid):
		return CertificateUntrusted
	case has(probe.WrongName):
		return CertificateMismatch
	case has(probe.Expired), now.After(c.NotAfter): // it may have ended since it was looked at
		return CertificateExpired
	case c.Renewal(now):
		return CertificateExpiring
	default:
		return CertificateValid
	}
}

// certificate judges what a visitor is served, wherever DNS leads.
func (j *judge) certificate() {
	worst := len(seriousness)
	for _, e := range j.Facts.Endpoints {
		if e.Outcome != probe.Answered || e.Certificate == nil {
			continue
		}
		verdict := verdictOf(e.Certificate, j.Now)
		if rank := slices.Index(seriousness, verdict); rank < worst {
			worst = rank
			j.v.Certificate, j.v.Served = verdict, e.Certificate
		}
	}
	if j.clockDiffers() {
		return
	}
	if j.notInstalled() {
		return
	}
	if j.v.DNS == DNSProxied && j.v.Served != nil && j.v.Certificate != CertificateValid {
		j.proxyCertificate(j.v.Served.NotAfter)
		j.stored()
		return
	}
	switch j.v.Certificate {
	case CertificatePlaceholder:
		j.notIssued()
	case CertificateExpired:
		j.blockers(Broken, Broken)
		j.find(Broken, CauseCertificateExpiredSince, j.v.Served.NotAfter)
	case CertificateExpiring:
		j.blockers(Attention, Attention)
		days := int(j.v.Served.NotAfter.Sub(j.Now) / (24 * time.Hour))
		j.find(Attention, CauseCertificateLate, days, j.v.Served.NotAfter)
	case CertificateUntrusted, CertificateMismatch:
		j.faults()
		j.blockers(Broken, Broken)
	case CertificateValid:
		j.wildcard()
	default:
	}
	j.stored()
}

// clockDiffers is said when it is by our clock alone that a certificate is too old or too young. Which of the two clocks is
// right cannot be told from here.
func (j *judge) clockDiffers() bool {
	c := j.v.Served
	byDate := func(f probe.CertificateFault) bool { return f == probe.Expired || f == probe.NotYetValid }
	if c == nil || len(c.Faults) != 1 || !byDate(c.Faults[0]) {
		return false
	}
	i := slices.IndexFunc(j.Facts.Endpoints, func(e probe.Endpoint) bool {
		if e.Certificate != c || e.HTTP == nil || e.HTTP.Ahead == 0 {
			return false
		}
		there := j.Now.Add(e.HTTP.Ahead)
		return there.After(c.NotBefore) && there.Before(c.NotAfter)
	})
	if i < 0 {
		return false
	}
	e := j.Facts.Endpoints[i]
	j.v.Certificate = CertificateUnknown
	j.find(Unknown, CauseClockDiffers, e.HTTP.Ahead.Abs(), e.Address.String())
	return true
}

// youth is how far in the future a certificate may begin without being wrong: clocks differ, and some authorities date what
// they issue to the second.
const youth = time.Hour

// backdated is by how much Let's Encrypt lets a certificate begin before it is issued (Boulder, issuance/cert.go).
const backdated = time.Hour

// originSubject is whom Cloudflare's origin certificates are made out to
// (https://developers.cloudflare.com/ssl/origin-configuration/origin-ca/).
const originSubject = "CloudFlare Origin Certificate"

// faults names everything that is wrong with a certificate that is no placeholder.
func (j *judge) faults() {
	c := j.v.Served
	for _, fault := range c.Faults {
		switch fault {
		case probe.SelfSigned:
			j.find(Broken, CauseCertificateSelfSigned, c.Issuer)
		case probe.IncompleteChain:
			j.find(Broken, CauseCertificateIncomplete, c.Issuer)
		case probe.ExpiredChain:
			j.find(Broken, CauseCertificateChainExpired, c.Issuer)
		case probe.UnknownAuthority:
			if c.Subject == originSubject {
				j.find(Broken, CauseCertificateOriginOnly)
				continue
			}
			j.find(Broken, CauseCertificateUnknownCA, c.Issuer)
		case probe.WrongName:
			j.find(Broken, CauseCertificateWrongName, j.Facts.Name, append([]string{}, c.Names...))
		case probe.Expired:
			j.find(Broken, CauseCertificateExpiredSince, c.NotAfter)
		case probe.NotYetValid:
			state := Broken
			if c.NotBefore.Sub(j.Now) < youth {
				state = Waiting
			}
			j.find(state, CauseCertificateNotYet, c.NotBefore)
		default:
			j.find(Broken, CauseCertificateUnacceptable, c.Detail)
		}
	}
}

// proxyCertificate is said where the proxy's own certificate is no good, which nothing at the panel changes.
func (j *judge) proxyCertificate(until time.Time) {
	state := Broken
	if j.v.Certificate == CertificateExpiring {
		state = Attention
	}
	j.find(state, CauseCertificateProxy, string(j.v.Certificate), until)
}

// noCertificate is said of a server that would rather serve nothing than a placeholder.
func (j *judge) noCertificate(address, detail string) {
	if j.v.DNS == DNSProxied {
		j.proxyCertificate(time.Time{})
		return
	}
	j.find(Broken, CauseHTTPSNoCert, address, detail)
	j.blockers(Broken, Broken)
}

// notIssued looks for what keeps the panel from issuing. Without a certificate for a few minutes is normal; but what
// waiting cannot cure is said at once.
func (j *judge) notIssued() {
	if j.v.DNS == DNSOK && !late(j.FirstSeen, j.Now) {
		j.find(Waiting, CauseCertificatePending, j.FirstSeen)
		j.blockers(Broken, Waiting)
		return
	}
	j.blockers(Broken, Broken)
	j.find(Broken, CauseCertificateNotIssued, j.FirstSeen)
}

// renewal looks for what will keep a good certificate from being renewed. That is a matter of weeks, so it comes after what is
// wrong now.
func (j *judge) renewal() {
	if j.v.Certificate == CertificateValid && j.v.Served.OfLetsEncrypt() {
		j.caa(Attention)
	}
}

// wildcard notes that the certificate is not the panel's for this name: the panel issues none with a wildcard.
func (j *judge) wildcard() {
	_, parent, _ := strings.Cut(j.Facts.ASCII, ".")
	names := j.v.Served.Names
	if slices.Contains(names, "*."+parent) && !slices.Contains(names, j.Facts.ASCII) {
		j.find(Healthy, CauseCertificateWildcard, j.Facts.Name, "*."+parent)
	}
}

// What is served, beside what the panel has.
const (
	shownEarlier     = "earlier"
	shownLater       = "later"
	shownPlaceholder = "placeholder"
)

// stored compares what is served with what the panel has.
func (j *judge) stored() {
	if j.Panel == nil || j.Panel.Certificate == nil || j.v.Served == nil {
		return
	}
	if j.v.DNS == DNSProxied {
		j.origin(j.Panel.Certificate)
		return
	}
	stored, served := j.own(), j.v.Served
	if stored == nil || j.v.Certificate == CertificatePlaceholder {
		return
	}
	if apart := served.NotAfter.Sub(stored.NotAfter); apart.Abs() > time.Minute {
		shown := shownEarlier
		if apart > 0 {
			shown = shownLater
		}
		j.find(Attention, CauseCertificateStored, stored.NotAfter, served.NotAfter, shown)
	}
}

// own is the certificate that the panel has for a domain whose DNS leads to the server; nil when there is none.
func (j *judge) own() *StoredCertificate {
	if j.Panel == nil || j.Panel.Certificate == nil || j.v.DNS != DNSOK {
		return nil
	}
	if c := j.Panel.Certificate; !c.Placeholder && !c.NotAfter.IsZero() {
		return c
	}
	return nil
}

// notInstalled is said when the panel has a good certificate, and the web server still shows a worse one. That is why, then,
// and nothing is in the way of issuing. A certificate that has only just come may be on its way to the web server.
func (j *judge) notInstalled() bool {
	stored, served := j.own(), j.v.Served
	if stored == nil {
		return false
	}
	c := probe.Certificate{NotBefore: stored.NotBefore, NotAfter: stored.NotAfter}
	if verdictOf(&c, j.Now) != CertificateValid {
		return false
	}
	state, shown := Broken, shownEarlier
	switch j.v.Certificate {
	case CertificatePlaceholder:
		if shown = shownPlaceholder; !late(j.FirstSeen, j.Now) && j.Now.Sub(stored.NotBefore) < backdated+Patience {
			return false
		}
	case CertificateExpired:
	case CertificateExpiring:
		state = Attention
	default:
		return false
	}
	j.find(state, CauseCertificateStored, stored.NotAfter, served.NotAfter, shown)
	return true
}

// origin notes that behind the proxy the panel's own certificate is no good.
func (j *judge) origin(stored *StoredCertificate) {
	c := probe.Certificate{NotBefore: stored.NotBefore, NotAfter: stored.NotAfter}
	verdict := verdictOf(&c, j.Now)
	if stored.Placeholder {
		verdict = CertificatePlaceholder
	}
	if verdict != CertificateValid {
		j.find(Healthy, CauseCertificateOrigin, string(verdict), stored.NotAfter)
	}
}
