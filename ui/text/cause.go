package text

import (
	"net/netip"
	"strings"
	"time"

	"enhance-wizard/enhance/diagnose"
)

// Cause words what the state of a domain is due to, and the next step. It is
// empty where there is nothing to say.
func Cause(verdict diagnose.Verdict) Explanation {
	return Finding(diagnose.Finding{Cause: verdict.Cause, Params: verdict.Params})
}

// Finding words one of the things that were found about a domain.
func Finding(finding diagnose.Finding) Explanation {
	if finding.Cause == "" {
		return Explanation{}
	}
	params := causeParams(finding)
	return Explanation{
		What: sentence(causeKey(finding, ".why"), params...),
		Next: sentence(causeKey(finding, ".next"), params...),
	}
}

// kinds names the parameter of a cause by which one cause has several sentences.
var kinds = map[diagnose.Cause]string{
	diagnose.CausePanelHeld:         "by",
	diagnose.CauseCAARestricts:      "property",
	diagnose.CauseCertificateOrigin: "verdict",
	diagnose.CauseCertificateProxy:  "verdict",
	diagnose.CauseCertificateStored: "shown",
	diagnose.CauseServerNotReady:    "verdict",
	diagnose.CauseProxyOrigin:       "trouble",
	diagnose.CauseHTTPSLost:         "trouble",
}

// causeKey is the key of the cause's sentence, of its kind where there is one.
func causeKey(finding diagnose.Finding, end string) string {
	key := "cause." + string(finding.Cause)
	kind, _ := finding.Params.Get(kinds[finding.Cause]).(string)
	if special := key + "." + kind + end; kind != "" && Has(special) {
		return special
	}
	return key + end
}

// causeParams makes the parameters ready for a sentence: words for the
// program's own terms, minutes for moments and waits, no endless lists. From the server's
// addresses it makes the records that name them.
func causeParams(finding diagnose.Finding) []any {
	params := make([]any, 0, 2*len(finding.Params)+2)
	for _, p := range finding.Params {
		switch v := p.Value.(type) {
		case []string:
			params = append(params, p.Name, listed(v))
		case string:
			params = append(params, p.Name, term(p.Name, v))
		case time.Time:
			params = append(params, p.Name, moment(p.Name, v))
		case time.Duration:
			params = append(params, p.Name, waiting(v))
		default:
			params = append(params, p.Name, v)
		}
		if addresses, ok := p.Value.([]string); ok && p.Name == "expected" {
			params = append(params, "records", records(addresses))
		}
	}
	if missing := value(params, "missing"); missing != nil && missing == value(params, "name") {
		params = without(params, "missing") // the name itself: no more to tell
	}
	return params
}

// term words a value that is one of the program's own or of an interface; other
// values stay as they are.
func term(name, value string) string {
	if key := "term." + name + "." + value; Has(key) {
		return Say(key)
	}
	return value
}

// moment writes since when something holds to the minute, in local time as
// clocks show it, and a date of a certificate as a day.
func moment(name string, t time.Time) any {
	if name != "since" || t.IsZero() {
		return t
	}
	return t.Local().Format("2006-01-02 15:04")
}

// records are the DNS records that lead to the addresses.
func records(addresses []string) string {
	all := make([]string, 0, len(addresses))
	for _, text := range addresses {
		kind := "A"
		if address, err := netip.ParseAddr(text); err == nil && address.Is6() {
			kind = "AAAA"
		}
		all = append(all, kind+" "+text)
	}
	return strings.Join(all, ", ")
}

func without(params []any, name string) []any {
	kept := make([]any, 0, len(params))
	for i := 0; i+1 < len(params); i += 2 {
		if params[i] != name {
			kept = append(kept, params[i], params[i+1])
		}
	}
	return kept
}
