// Package diagnose judges the facts of one domain: a verdict for each fact, one state for the whole, and the causes in
// the order in which they should be dealt with. It is pure: no clock, no network, no words for people.
package diagnose

import (
	"slices"
	"time"

	"enhance-wizard/enhance/probe"
)

// Patience is for how long a domain may go without a certificate after its DNS is right. The panel asks for up to five
// minutes (Enhance documentation, "About Let's Encrypt").
const Patience = 15 * time.Minute

// judge collects the findings about one domain. Its methods are called in the order in which causes come before their
// effects, and look back at the verdicts of those before them.
type judge struct {
	Input
	v Verdict
}

// Diagnose judges one domain.
func Diagnose(in Input) Verdict {
	j := &judge{Input: in, v: Verdict{
		Panel: PanelUnknown, DNS: DNSFailed, Certificate: CertificateUnknown, HTTPS: HTTPSUnknown,
		WordPress: wordPressVerdict(in.WordPress),
	}}
	j.panel()
	if j.name() {
		j.dns()
		j.connections()
		j.certificate()
		j.answer()
		j.renewal()
	}
	j.wordPress()
	j.conclude()
	return j.v
}

// find adds a finding; the values are those of the cause's parameters, in their order.
func (j *judge) find(state State, cause Cause, values ...any) {
	var params Params
	names := Parameters(cause)
	for i, value := range values {
		params = append(params, Param{names[i], value})
	}
	j.v.Findings = append(j.v.Findings, Finding{state, cause, params})
}

// name reports whether the name can be looked at.
func (j *judge) name() bool {
	switch j.Facts.Fault {
	case "":
		return true
	case probe.NameWildcard:
		j.find(Unknown, CauseNameWildcard, j.Facts.Name)
	case probe.NameAddress:
		j.v.DNS = DNSNone
		j.find(Broken, CauseNameAddress, j.Facts.Name)
	default:
		j.v.DNS = DNSNone
		j.find(Broken, CauseNameMalformed, j.Facts.Name)
	}
	return false
}

// conclude takes the worst state, and the first cause of it.
func (j *judge) conclude() {
	j.v.State = Healthy
	for _, state := range States() {
		i := slices.IndexFunc(j.v.Findings, func(f Finding) bool { return f.State == state })
		if i >= 0 {
			f := j.v.Findings[i]
			j.v.State, j.v.Cause, j.v.Params = f.State, f.Cause, f.Params
			return
		}
	}
}
