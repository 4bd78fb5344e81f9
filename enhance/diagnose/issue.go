package diagnose

import (
	"slices"
	"strings"

	"enhance-wizard/enhance/probe"
)

// authorityDomain is the issuer-domain of the authority that the panel asks (https://letsencrypt.org/docs/caa/).
const authorityDomain = "letsencrypt.org"

// blockers names what keeps a certificate from being issued. Firm is the state of what waiting cannot cure, soft that of
// what may still be under way.
func (j *judge) blockers(firm, soft State) {
	j.caa(firm)
	if reason := uncertifiable(j.Facts.ASCII); reason != "" {
		j.find(firm, CauseNameNotCertifiable, j.Facts.Name, reason)
	}
	if i := j.Facts.Inquiry; i != nil {
		j.otherNames(i, soft)
		for _, a := range i.ACME {
			j.challenge(a, soft)
		}
	}
	j.preflight(firm)
	if p := j.Panel; p != nil && j.v.DNS == DNSOK && (p.DNSStatus == "ForeignServer" || p.DNSStatus == "Failed") {
		j.find(soft, CauseDNSPanelUnresolved, p.DNSStatus)
	}
}

// uncertifiable says why Let's Encrypt would not certify a name; empty when it would.
func uncertifiable(name string) string {
	switch {
	case strings.Contains(name, "_"):
		return "underscore"
	case strings.Count(name, ".") >= 10:
		return "labels"
	case len(name) > 64:
		return "length"
	default:
		return ""
	}
}

// otherNames judges the names that have to resolve beside the domain itself: www. when it is on the certificate, and
// the parent, which Enhance asks for.
func (j *judge) otherNames(i *probe.Inquiry, state State) {
	if w := i.WWW; w != nil && j.certifies(w.Name) {
		if status := j.lookupFault(*w); status != "" {
			j.find(state, CauseWWWUnresolved, w.Name, status)
		}
	}
	if p := i.Parent; p != nil && p.Status != probe.Resolved && p.Status != probe.ResolverDown {
		j.find(state, CauseParentUnresolved, p.Name, string(p.Status))
	}
}

// certifies reports whether a name is on the certificate, served or stored.
func (j *judge) certifies(name string) bool {
	served := j.v.Served != nil && slices.Contains(j.v.Served.Names, name)
	stored := j.Panel != nil && j.Panel.Certificate != nil && slices.Contains(j.Panel.Certificate.Names, name)
	return served || stored
}

func (j *judge) lookupFault(l probe.Lookup) string {
	if l.Status != probe.Resolved {
		return string(l.Status)
	}
	if right, _, proxies := j.sort(l.Addresses); len(right)+len(proxies) == 0 {
		return "elsewhere"
	}
	return ""
}

// challenge judges what one address answers where Let's Encrypt looks for its token.
func (j *judge) challenge(a probe.ACME, state State) {
	address, port := a.Address.String(), int(a.Port)
	switch a.Outcome {
	case probe.ACMERefused:
		j.find(state, CauseACMEPortClosed, address, port)
	case probe.ACMETimeout:
		j.find(state, CauseACMETimeout, address, port)
	case probe.ACMEFailed:
		j.find(state, CauseACMENotHTTP, address, port, a.Detail)
	case probe.ACMESpeaksTLS:
		j.find(state, CauseACMESpeaksTLS, address, port)
	case probe.ACMEBlocked:
		j.find(state, CauseACMEBlocked, address, a.Status)
	case probe.ACMEChallenge:
		j.find(state, CauseACMEChallenge, address, a.Status)
	case probe.ACMERedirectHost, probe.ACMERedirectOther:
		j.find(state, CauseACMERedirectHost, address, a.Location)
	case probe.ACMERedirectPort:
		j.find(state, CauseACMERedirectPort, address, a.Location)
	case probe.ACMERedirectLoop:
		j.find(state, CauseACMERedirectLoop, address, a.Location)
	default:
	}
}

// preflight passes on what the panel itself says.
func (j *judge) preflight(state State) {
	if j.Panel == nil || j.Panel.Preflight == nil || j.Panel.Preflight.CanIssue {
		return
	}
	message := j.Panel.Preflight.Error
	words := strings.ToLower(message)
	for _, sign := range []string{"ratelimited", "rate limit", "too many certificates", "too many failed"} {
		if strings.Contains(words, sign) { // the authority's own words (RFC 8555, 6.6; Boulder)
			j.find(state, CausePreflightRateLimited, message)
			return
		}
	}
	j.find(state, CausePreflightRefused, message)
}
