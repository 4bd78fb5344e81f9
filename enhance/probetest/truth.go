package probetest

// Truth is how a kind is to be judged, in the words of the status report. A placeholder counts as an old one: while it is
// young, State may be waiting, for the cause certificate_pending.
type Truth struct {
	DNS, Certificate, HTTPS, State, Cause string
}

// TruthOf returns how a kind is to be judged; the zero value for an unknown kind.
func TruthOf(kind Kind) Truth { return truths[kind] }

var truths = map[Kind]Truth{
	Healthy:        {"ok", "valid", "ok", "healthy", ""},
	CAAAllows:      {"ok", "valid", "ok", "healthy", ""},
	CNAME:          {"ok", "valid", "ok", "healthy", ""},
	IPv6:           {"ok", "valid", "ok", "healthy", ""},
	Expiring:       {"ok", "expiring", "ok", "attention", "certificate_expiring"},
	Expired:        {"ok", "expired", "ok", "broken", "certificate_expired"},
	NotYet:         {"ok", "untrusted", "ok", "broken", "certificate_not_yet_valid"},
	SelfSigned:     {"ok", "placeholder", "ok", "broken", "certificate_not_issued"},
	OwnSigned:      {"ok", "untrusted", "ok", "broken", "certificate_self_signed"},
	WrongHost:      {"ok", "mismatch", "ok", "broken", "certificate_wrong_name"},
	NoChain:        {"ok", "untrusted", "ok", "broken", "certificate_incomplete"},
	UnknownCA:      {"ok", "untrusted", "ok", "broken", "certificate_unknown_ca"},
	Proxied:        {"proxied", "valid", "ok", "healthy", "dns_proxied"},
	Hang:           {"ok", "unknown", "unreachable", "broken", "https_silent"},
	Blackhole:      {"ok", "unknown", "unreachable", "broken", "https_timeout"},
	Refuse:         {"ok", "unknown", "unreachable", "broken", "https_refused"},
	HangUp:         {"ok", "unknown", "unreachable", "broken", "https_closed"},
	NoTLS:          {"ok", "none", "unreachable", "broken", "https_not_tls"},
	NoCert:         {"ok", "none", "unreachable", "broken", "https_no_cert"},
	Elsewhere:      {"elsewhere", "valid", "ok", "broken", "dns_a_elsewhere"},
	TwoA:           {"mixed", "valid", "ok", "attention", "dns_some_elsewhere"},
	AAAAWrong:      {"mixed", "valid", "ok", "broken", "dns_aaaa_elsewhere"},
	AAAAFails:      {"ok", "valid", "ok", "attention", "dns_aaaa_unanswered"},
	Stale:          {"elsewhere", "valid", "ok", "waiting", "dns_stale"},
	Private:        {"elsewhere", "unknown", "unknown", "broken", "dns_private"},
	NXDomain:       {"none", "unknown", "unknown", "broken", "dns_unregistered"},
	NoData:         {"none", "unknown", "unknown", "broken", "dns_no_address"},
	ServFail:       {"failed", "unknown", "unknown", "broken", "dns_servfail"},
	BrokenDNSSEC:   {"failed", "unknown", "unknown", "broken", "dns_dnssec"},
	RefusedByDNS:   {"failed", "unknown", "unknown", "broken", "dns_refused"},
	LameDNS:        {"failed", "unknown", "unknown", "broken", "dns_lame"},
	DNSTimeout:     {"failed", "unknown", "unknown", "broken", "dns_timeout"},
	DNSLossy:       {"ok", "valid", "ok", "healthy", ""},
	DNSTruncated:   {"ok", "valid", "ok", "healthy", ""},
	DNSWithoutEDNS: {"ok", "valid", "ok", "healthy", ""},
	CAABlocks:      {"ok", "placeholder", "ok", "broken", "caa_forbids"},
	CAAParent:      {"ok", "placeholder", "ok", "broken", "caa_forbids"},
	CAARestricts:   {"ok", "placeholder", "ok", "broken", "caa_restricts"},
	CAACritical:    {"ok", "placeholder", "ok", "broken", "caa_critical"},
	CAAFails:       {"ok", "placeholder", "ok", "broken", "caa_unanswered"},
	WWWMissing:     {"ok", "placeholder", "ok", "broken", "www_unresolved"},
	ParentMissing:  {"ok", "placeholder", "ok", "broken", "parent_unresolved"},
	ACMEClosed:     {"ok", "placeholder", "ok", "broken", "acme_port_closed"},
	ACMEForbidden:  {"ok", "placeholder", "ok", "broken", "acme_blocked"},
	ACMEChallenge:  {"ok", "placeholder", "ok", "broken", "acme_challenge"},
	ACMEElsewhere:  {"ok", "placeholder", "ok", "broken", "acme_redirect_host"},
	ACMEPort:       {"ok", "placeholder", "ok", "broken", "acme_redirect_port"},
	ACMELoop:       {"ok", "placeholder", "ok", "broken", "acme_redirect_loop"},
	ACMETLS:        {"ok", "placeholder", "ok", "broken", "acme_speaks_tls"},
	Error500:       {"ok", "valid", "error", "broken", "https_server_error"},
	NotFound:       {"ok", "valid", "error", "attention", "https_not_found"},
	RedirectWWW:    {"ok", "valid", "redirect", "healthy", ""},
	RedirectLoop:   {"ok", "valid", "redirect", "broken", "https_redirect_loop"},
	RedirectHTTP:   {"ok", "valid", "redirect", "attention", "https_to_http"},
	Signup:         {"ok", "valid", "redirect", "attention", "https_signup"},
	NoAnswer:       {"ok", "valid", "error", "broken", "https_no_answer"},
}
