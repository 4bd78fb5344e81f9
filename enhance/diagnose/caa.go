package diagnose

import (
	"slices"
	"strings"

	"enhance-wizard/enhance/probe"
)

// knownTags are the properties that may be critical without a harm: those that Let's Encrypt knows (Boulder, va/caa.go).
var knownTags = []string{"issue", "issuewild", "iodef", "issuemail"}

// caa judges whether the CAA sets let the authority issue: that of the name, and that of www. where it is on the
// certificate. Without a set of its own, www. has that of the name.
func (j *judge) caa(state State) {
	j.caaSet(state, j.Facts.DNS.CAA)
	if i := j.Facts.Inquiry; i != nil && i.WWW != nil && j.certifies(i.WWW.Name) && i.WWW.CAA.Status == probe.Resolved {
		j.caaSet(state, i.WWW.CAA)
	}
}

// caaSet judges one set (RFC 8659; parameters: RFC 8657).
func (j *judge) caaSet(state State, set probe.CAA) {
	switch {
	case unanswered(set.Status):
		j.find(state, CauseCAAUnanswered, set.Domain, string(set.Status))
		return
	case set.Status != probe.Resolved:
		return
	}
	unknown := func(r probe.CAARecord) bool { return r.Critical && !slices.Contains(knownTags, r.Tag) }
	if i := slices.IndexFunc(set.Records, unknown); i >= 0 {
		j.find(state, CauseCAACritical, set.Domain, set.Records[i].Tag)
		return
	}
	var issuers []string
	var restriction *Param
	for _, r := range set.Records {
		if r.Tag != "issue" {
			continue
		}
		issuer, parameters := parseIssue(r.Value)
		issuers = append(issuers, issuer)
		if !strings.EqualFold(issuer, authorityDomain) {
			continue
		}
		if restriction = restricts(parameters); restriction == nil {
			return // one record that allows is enough
		}
	}
	switch {
	case restriction != nil:
		j.find(state, CauseCAARestricts, set.Domain, restriction.Name, restriction.Value)
	case len(issuers) > 0:
		allowed := slices.DeleteFunc(issuers, func(issuer string) bool { return issuer == "" })
		j.find(state, CauseCAAForbids, set.Domain, allowed, authorityDomain)
	}
}

// parseIssue reads the value of an issue property (RFC 8659, 4.2). An empty issuer allows nobody.
func parseIssue(value string) (issuer string, parameters []Param) {
	parts := strings.Split(value, ";")
	for _, part := range parts[1:] {
		if name, content, ok := strings.Cut(part, "="); ok {
			parameters = append(parameters, Param{strings.ToLower(strings.TrimSpace(name)), strings.TrimSpace(content)})
		}
	}
	return strings.TrimSpace(parts[0]), parameters
}

// restricts returns the parameter that rules out the panel's way of issuing: by http-01, with an account of its own.
func restricts(parameters []Param) *Param {
	for _, p := range parameters {
		methods := strings.Split(strings.ToLower(p.Value.(string)), ",")
		if p.Name == "accounturi" || p.Name == "validationmethods" && !slices.Contains(methods, "http-01") {
			return &p
		}
	}
	return nil
}
