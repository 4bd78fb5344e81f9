package text

import (
	"slices"
	"strings"
	"testing"
	"time"

	"enhance-wizard/enhance/diagnose"
)

// halves are the two sentences of a cause.
var halves = []string{".why", ".next"}

func TestEveryCauseHasItsWordsAndANextStep(t *testing.T) {
	for _, cause := range diagnose.Causes() {
		for _, half := range halves {
			if !Has("cause." + string(cause) + half) {
				t.Errorf("cause.%s%s has no words", cause, half)
			}
		}
	}
	declared, listed := constantsOf(t, "enhance/diagnose", "Cause"), names(diagnose.Causes())
	slices.Sort(listed)
	if !slices.Equal(declared, listed) {
		t.Errorf("diagnose declares %v\nand lists %v", declared, listed)
	}
}

// mayBeEmpty are the parameters whose values diagnose does not always know.
var mayBeEmpty = []string{
	"since", "message", "resolver", "missing", "expected", "records", "detail", "cname", "ttl", "location", "allowed",
	"issuer", "names", "until", "stored", "served", "from", "answering",
}

// alwaysThere are the exceptions: causes that are only found because of the value.
var alwaysThere = map[string][]string{
	"certificate_expiring":      {"until"},
	"certificate_not_yet_valid": {"from"},
	"https_some_silent":         {"answering"},
	"https_redirect_lost":       {"location"},
}

func TestCausesOnlyHavePlacesThatDiagnoseFills(t *testing.T) {
	for _, key := range explanations(halves...) {
		cause, isCause := strings.CutPrefix(key, "cause.")
		if !isCause {
			continue
		}
		cause, _, _ = strings.Cut(cause, ".")
		provided := diagnose.Parameters(diagnose.Cause(cause))
		if slices.Contains(provided, "expected") {
			provided = append(provided, "records")
		}
		var always, attimes []string
		for _, name := range provided {
			if slices.Contains(mayBeEmpty, name) && !slices.Contains(alwaysThere[cause], name) {
				attimes = append(attimes, name)
			} else {
				always = append(always, name)
			}
		}
		checkPlaces(t, key, always, attimes)
	}
}

// Terms of the program and of the panel are words in a sentence, not codes.
func TestEveryTermInASentenceHasAWord(t *testing.T) {
	for prefix, values := range map[string][]string{
		"term.status.":    append(constantsOf(t, "enhance/probe", "Status"), "loop", "Resolved", "ForeignServer", "Failed", "Mixed", "Unknown", "Error"),
		"term.outcome.":   constantsOf(t, "enhance/probe", "Outcome"),
		"term.challenge.": constantsOf(t, "enhance/probe", "ACMEOutcome"),
		"term.stage.":     constantsOf(t, "enhance/diagnose", "Stage"),
		"term.kind.":      constantsOf(t, "enhance", "MappingKind"),
		"term.reason.":    {"underscore", "labels", "length"},
	} {
		for _, value := range values {
			if !Has(prefix + value) {
				t.Errorf("%s%s has no word", prefix, value)
			}
		}
	}
	for _, verdict := range constantsOf(t, "enhance/diagnose", "CertificateVerdict") {
		if !Has("term.verdict."+verdict) && !Has("cause.certificate_origin."+verdict+".why") {
			t.Errorf("the verdict %s has no word", verdict)
		}
	}
}

// sample gives a parameter a value of the type that diagnose gives it.
func sample(name, text string) any {
	switch name {
	case "addresses", "wrong", "expected":
		return []string{"203.0.113.10", "2001:db8::1" + text}
	case "allowed", "names":
		return []string{"a.example" + text, "b.example"}
	case "total", "answering", "port", "days":
		return 3
	case "since", "until", "from", "stored", "served":
		return time.Date(2026, 11, 23, 9, 30, 0, 0, time.UTC)
	case "ttl":
		return 37 * time.Minute
	default:
		return name + text
	}
}

func empty(name string) any {
	switch value := sample(name, "").(type) {
	case []string:
		return []string{}
	case time.Time:
		return time.Time{}
	case time.Duration:
		return time.Duration(0)
	case string:
		if slices.Contains(mayBeEmpty, name) {
			return ""
		}
		return value
	default:
		return value
	}
}

func finding(cause diagnose.Cause, value func(name string) any) diagnose.Finding {
	found := diagnose.Finding{Cause: cause}
	for _, name := range diagnose.Parameters(cause) {
		found.Params = append(found.Params, diagnose.Param{Name: name, Value: value(name)})
	}
	return found
}

func TestCausesReadWellWithAndWithoutDetails(t *testing.T) {
	for _, cause := range diagnose.Causes() {
		all := Finding(finding(cause, func(name string) any { return sample(name, "") }))
		checkNeat(t, string(cause)+" with details", all.What)
		checkNeat(t, string(cause)+" with details", all.Next)
		none := Finding(finding(cause, func(name string) any {
			if slices.Contains(alwaysThere[string(cause)], name) || !slices.Contains(mayBeEmpty, name) {
				return sample(name, "")
			}
			return empty(name)
		}))
		checkNeat(t, string(cause)+" without details", none.What)
		checkNeat(t, string(cause)+" without details", none.Next)
	}
}

func TestCausesAreClean(t *testing.T) {
	for name, payload := range hostile {
		for _, cause := range diagnose.Causes() {
			got := Finding(finding(cause, func(name string) any { return sample(name, payload) }))
			if found := foreign(got.What + got.Next); found != "" {
				t.Fatalf("%s with %s has %s: %q", cause, name, found, got)
			}
		}
	}
}

func TestCausesNameTheRecordToSet(t *testing.T) {
	for _, test := range []struct {
		cause      diagnose.Cause
		params     diagnose.Params
		what, next string
	}{
		{
			diagnose.CauseDNSElsewhereA,
			diagnose.Params{{Name: "addresses", Value: []string{"198.51.100.7"}}, {Name: "expected", Value: []string{"203.0.113.10", "2001:db8::1"}}, {Name: "cname", Value: ""}},
			"DNS leads to 198.51.100.7, not to the server.",
			"Point the domain to the server and nowhere else: A 203.0.113.10, AAAA 2001:db8::1.",
		},
		{
			diagnose.CauseDNSElsewhereA,
			diagnose.Params{{Name: "addresses", Value: []string{"198.51.100.7"}}, {Name: "expected", Value: []string{"203.0.113.10"}}, {Name: "cname", Value: "old.example"}},
			"DNS leads to 198.51.100.7 by the CNAME old.example, not to the server.",
			"Point the domain to the server and nowhere else: A 203.0.113.10.",
		},
		{
			diagnose.CauseDNSElsewhereAAAA,
			diagnose.Params{{Name: "address", Value: "2001:db8::9"}, {Name: "expected", Value: []string{}}},
			"IPv4 is right, but IPv6 leads to 2001:db8::9, another server. Let's Encrypt and many visitors try IPv6 first.",
			"Remove the AAAA record 2001:db8::9.",
		},
		{
			diagnose.CauseDNSElsewhereAAAA,
			diagnose.Params{{Name: "address", Value: "2001:db8::9"}, {Name: "expected", Value: []string{"2001:db8::1"}}},
			"IPv4 is right, but IPv6 leads to 2001:db8::9, another server. Let's Encrypt and many visitors try IPv6 first.",
			"Remove the AAAA record 2001:db8::9, or set the server's own: AAAA 2001:db8::1.",
		},
		{
			diagnose.CauseDNSNXDomain,
			diagnose.Params{{Name: "name", Value: "www.shop.example.com"}, {Name: "missing", Value: "shop.example.com"}},
			"www.shop.example.com does not exist in DNS: there is nothing from shop.example.com on.",
			"Check the spelling. If it is right, create an A record for www.shop.example.com with the server's address.",
		},
		{
			diagnose.CauseDNSNXDomain,
			diagnose.Params{{Name: "name", Value: "shop.example.com"}, {Name: "missing", Value: "shop.example.com"}},
			"shop.example.com does not exist in DNS.",
			"Check the spelling. If it is right, create an A record for shop.example.com with the server's address.",
		},
		{
			diagnose.CauseCAAForbids,
			diagnose.Params{{Name: "domain", Value: "example.com"}, {Name: "allowed", Value: []string{"digicert.com"}}, {Name: "wanted", Value: "letsencrypt.org"}},
			"The CAA records of example.com let only digicert.com issue certificates.",
			`Add this CAA record to example.com, or remove its CAA records: 0 issue "letsencrypt.org"`,
		},
		{
			diagnose.CausePanelHeld,
			diagnose.Params{{Name: "by", Value: "inUseDeletedSite"}},
			"A deleted website still holds this domain, so it cannot be added.",
			"Remove the deleted website in the panel for good, or have its operator do it, then add the domain.",
		},
		{
			diagnose.CausePanelHeld,
			diagnose.Params{{Name: "by", Value: "inUseOnTheMoon"}},
			"The panel holds this domain in another place (inUseOnTheMoon), so it cannot be added.",
			"Find the domain in the panel and remove it there, then add it to this website.",
		},
		{
			diagnose.CauseWWWUnresolved,
			diagnose.Params{{Name: "name", Value: "www.example.com"}, {Name: "status", Value: "nxdomain"}},
			"www.example.com does not lead to the server: the name does not exist. The certificate is for both names, so it fails for both.",
			"Create a record for www.example.com with the same address.",
		},
		{
			diagnose.CauseCertificateOrigin,
			diagnose.Params{{Name: "verdict", Value: "placeholder"}, {Name: "until", Value: time.Date(4096, 1, 1, 0, 0, 0, 0, time.UTC)}},
			"Behind the proxy, the server itself has no real certificate, only the panel's stand-in.",
			"Switch the proxy off, issue a certificate, and switch it on again with Full (strict).",
		},
	} {
		got := Cause(diagnose.Verdict{Cause: test.cause, Params: test.params})
		if got.What != test.what || got.Next != test.next {
			t.Errorf("%s:\n%q\n%q\nwant\n%q\n%q", test.cause, got.What, got.Next, test.what, test.next)
		}
	}
}

func TestSinceWhenIsSaidToTheMinute(t *testing.T) {
	since := time.Date(2026, 11, 23, 9, 15, 30, 0, time.Local)
	got := Cause(diagnose.Verdict{Cause: diagnose.CausePanelPushOverdue, Params: diagnose.Params{{Name: "since", Value: since}}})
	if !strings.Contains(got.What, "at 2026-11-23 09:15,") {
		t.Errorf("%q", got.What)
	}
}

func TestNothingIsSaidWithoutACause(t *testing.T) {
	if got := Cause(diagnose.Verdict{State: diagnose.Healthy}); got != (Explanation{}) {
		t.Errorf("%+v", got)
	}
}
