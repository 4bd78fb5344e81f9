package diagnose

import (
	"enhance-wizard/enhance/probe"
)

// connections judges whether the addresses answer at all.
func (j *judge) connections() {
	answering := 0
	for _, e := range j.Facts.Endpoints {
		if e.Outcome == probe.Answered {
			answering++
		}
	}
	if answering > 0 {
		j.someSilent(answering)
		return
	}
	for _, e := range j.Facts.Endpoints {
		if theirs(e.Outcome) {
			j.unreachable(e)
			return
		}
	}
	for _, e := range j.Facts.Endpoints {
		if j.cannotTell(e) {
			return
		}
	}
}

// ifItMatters is Unknown where more has to be known to judge the domain, and a mere note where DNS alone is enough to
// tell that it does not work.
func (j *judge) ifItMatters() State {
	if j.v.DNS == DNSElsewhere {
		return Healthy
	}
	return Unknown
}

// theirs reports whether an outcome is due to the other side, and not to this machine.
func theirs(o probe.Outcome) bool {
	switch o {
	case probe.ConnectTimeout, probe.ConnectRefused, probe.Unreachable, probe.Silent, probe.Closed, probe.NotTLS,
		probe.NoCertificate, probe.TLSFailed, probe.ServerSilent:
		return true
	default:
		return false
	}
}

// someSilent names the server's own addresses that do not answer while others do.
func (j *judge) someSilent(answering int) {
	for _, e := range j.Facts.Endpoints {
		if theirs(e.Outcome) && (len(j.Expected) == 0 || !probe.Foreign(j.Expected, e.Address)) {
			j.find(Attention, CauseHTTPSSome, e.Address.String(), string(e.Outcome), answering)
		}
	}
}

// unreachable is said when no address answers.
func (j *judge) unreachable(e probe.Endpoint) {
	j.v.HTTPS = HTTPSUnreachable
	address := e.Address.String()
	switch e.Outcome {
	case probe.ConnectRefused:
		j.find(Broken, CauseHTTPSRefused, address)
	case probe.Unreachable:
		j.find(Broken, CauseHTTPSNoHost, address)
	case probe.Silent:
		j.find(Broken, CauseHTTPSSilent, address)
	case probe.ServerSilent:
		j.find(Broken, CauseServerSilent, address)
	case probe.Closed:
		j.find(Broken, CauseHTTPSClosed, address)
	case probe.NotTLS:
		j.v.Certificate = CertificateNone
		j.find(Broken, CauseHTTPSNotTLS, address)
	case probe.NoCertificate:
		j.v.Certificate = CertificateNone
		j.noCertificate(address, e.Detail)
	case probe.TLSFailed:
		j.find(Broken, CauseHTTPSTLSFailed, address, e.Detail)
	default:
		j.find(Broken, CauseHTTPSTimeout, address)
	}
}

// cannotTell is said when this machine is the reason.
func (j *judge) cannotTell(e probe.Endpoint) bool {
	state := j.ifItMatters()
	switch e.Outcome {
	case probe.NoRoute:
		j.find(state, CauseLineDown, e.Address.String())
	case probe.NoFamily:
		family := "IPv6"
		if e.Address.Unmap().Is4() {
			family = "IPv4"
		}
		j.find(state, CauseNoFamily, e.Address.String(), family)
	case probe.LocalFailure:
		j.find(state, CauseLocalFailure, e.Detail)
	case probe.Overloaded:
		j.find(state, CauseOverloaded)
	case probe.Interrupted:
		j.find(state, CauseInterrupted)
	default:
		return false
	}
	return true
}
