package diagnose

import (
	"slices"

	"enhance-wizard/enhance/probe"
)

// Verdict is the judgement of one domain.
type Verdict struct {
	State  State
	Cause  Cause  // what State is due to; empty when there is nothing to say. A healthy domain may have a note.
	Params Params // of Cause
	// Findings are all that was found, in the order in which causes come before their effects. State is that of the
	// worst, Cause the first one of that state.
	Findings []Finding

	Panel       PanelVerdict
	DNS         DNSVerdict
	Certificate CertificateVerdict
	HTTPS       HTTPSVerdict
	WordPress   WordPressVerdict
	// AtServer is about the certificate that the server has for the name while DNS does not lead there; empty when it was
	// not asked.
	AtServer CertificateVerdict

	Served *probe.Certificate // the certificate that Certificate is about; nil when none was read
	Answer *probe.HTTP        // the answer that HTTPS is about; nil when there was none
}

// Finding is one thing that was found.
type Finding struct {
	State  State // what it means for the whole; Healthy for a mere note
	Cause  Cause
	Params Params
}

// Param is a parameter of a cause. Value is a string, an int, a time.Time, a time.Duration or a []string.
type Param struct {
	Name  string
	Value any
}

// Params are the parameters of a cause.
type Params []Param

// Get returns a parameter's value, nil when there is none of that name.
func (p Params) Get(name string) any {
	for _, param := range p {
		if param.Name == name {
			return param.Value
		}
	}
	return nil
}

// Pairs returns names and values in turn.
func (p Params) Pairs() []any {
	pairs := make([]any, 0, 2*len(p))
	for _, param := range p {
		pairs = append(pairs, param.Name, param.Value)
	}
	return pairs
}

// State is the judgement of the whole.
type State string

// The states.
const (
	Healthy   State = "healthy"
	Waiting   State = "waiting"
	Attention State = "attention"
	Broken    State = "broken"
	Unknown   State = "unknown" // could not be judged at all, for a reason on our side
)

// States returns all states, the worst first.
func States() []State { return []State{Broken, Attention, Unknown, Waiting, Healthy} }

// blinding are the causes on our side that pass.
var blinding = []Cause{CauseDNSResolverDown, CauseLineDown, CauseLocalFailure, CauseOverloaded, CauseInterrupted}

// Blindness is what kept us from judging for a reason on our side, and may be gone the next time; nil when nothing did. What
// stays, as a name that can never be checked, or a machine without IPv6, is another matter.
func (v Verdict) Blindness() *Finding {
	for _, f := range v.Findings {
		if f.State == Unknown && slices.Contains(blinding, f.Cause) {
			return &f
		}
	}
	return nil
}

// Blind reports whether something could not be judged for a reason on our side that passes.
func (v Verdict) Blind() bool { return v.Blindness() != nil }

// Has reports whether this is among what was found.
func (v Verdict) Has(cause Cause) bool {
	return slices.ContainsFunc(v.Findings, func(f Finding) bool { return f.Cause == cause })
}

// Overloaded reports whether this machine was too busy to tell.
func (v Verdict) Overloaded() bool { return v.Has(CauseOverloaded) }

// fleeting are the causes of which a moment's trouble on the way, or a restart, can be the reason.
var fleeting = []Cause{
	CauseDNSServFail, CauseDNSTimeout, CauseDNSAUnanswered, CauseDNSAAAAUnanswered, CauseDNSLame, CauseCAAUnanswered,
	CauseHTTPSTimeout, CauseHTTPSSilent, CauseServerSilent, CauseHTTPSRefused, CauseHTTPSNoHost, CauseHTTPSClosed, CauseHTTPSSome,
	CauseHTTPSNoAnswer,
}

// Fleeting reports whether the state is due to an answer that was not there. It may be the next time.
func (v Verdict) Fleeting() bool { return slices.Contains(fleeting, v.Cause) }

// PanelVerdict says whether the panel has the name.
type PanelVerdict string

// DNSVerdict says where DNS leads.
type DNSVerdict string

// CertificateVerdict says what a visitor is served.
type CertificateVerdict string

// HTTPSVerdict says what the web server answers.
type HTTPSVerdict string

// WordPressVerdict says how far WordPress has come with the name.
type WordPressVerdict string

// The verdicts of each fact.
const (
	PanelMapped  PanelVerdict = "mapped"
	PanelMissing PanelVerdict = "missing"
	PanelUnknown PanelVerdict = "unknown"

	DNSOK        DNSVerdict = "ok"
	DNSElsewhere DNSVerdict = "elsewhere"
	DNSMixed     DNSVerdict = "mixed"
	DNSProxied   DNSVerdict = "proxied"
	DNSNone      DNSVerdict = "none"
	DNSFailed    DNSVerdict = "failed"

	CertificateValid       CertificateVerdict = "valid"
	CertificateExpiring    CertificateVerdict = "expiring"
	CertificateExpired     CertificateVerdict = "expired"
	CertificateMismatch    CertificateVerdict = "mismatch"
	CertificateUntrusted   CertificateVerdict = "untrusted"
	CertificatePlaceholder CertificateVerdict = "placeholder"
	CertificateNone        CertificateVerdict = "none"
	CertificateUnknown     CertificateVerdict = "unknown"

	HTTPSOK          HTTPSVerdict = "ok"
	HTTPSRedirect    HTTPSVerdict = "redirect"
	HTTPSError       HTTPSVerdict = "error"
	HTTPSUnreachable HTTPSVerdict = "unreachable"
	HTTPSUnknown     HTTPSVerdict = "unknown"

	WordPressActive      WordPressVerdict = "active"
	WordPressWithoutSSL  WordPressVerdict = "without-ssl"
	WordPressInactive    WordPressVerdict = "inactive"
	WordPressCheckingDNS WordPressVerdict = "checking-dns"
	WordPressCheckingSSL WordPressVerdict = "checking-ssl"
	WordPressFailed      WordPressVerdict = "failed"
	WordPressSSLFailed   WordPressVerdict = "ssl-failed"
	WordPressUnmapped    WordPressVerdict = "unmapped"
	WordPressUnknown     WordPressVerdict = "unknown"
)
