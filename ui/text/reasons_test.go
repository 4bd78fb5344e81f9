package text

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"enhance-wizard/enhance"
	"enhance-wizard/wizard"
	"enhance-wizard/wizard/inventory"
	"enhance-wizard/wpconfig"
	"enhance-wizard/wpconfig/network"
	"enhance-wizard/wpconfig/safefile"
)

// reasons is every list of reasons below this package, under the key where its
// words begin.
func reasons(t *testing.T) map[string][]string {
	t.Helper()
	statuses := slices.DeleteFunc(constantsOf(t, "enhance", "PanelStatus"), func(s string) bool {
		return s == string(enhance.StatusReady)
	})
	return map[string][]string{
		"panel.":  names(enhance.Causes()),
		"token.":  names(enhance.TokenReasons()),
		"url.":    names(enhance.URLReasons()),
		"id.":     names(enhance.IDReasons()),
		"rootca.": names(enhance.RootCAReasons()),
		"pin.":    names(enhance.PinReasons()),
		"domain.taken.": slices.DeleteFunc(names(enhance.DomainUses()), func(s string) bool {
			return s == string(enhance.DomainNotInUse)
		}),
		"notready.":   append(statuses, "other"),
		"notlisted.":  names([]wizard.Field{wizard.Server, wizard.Org, wizard.Website}),
		"refused.":    names(safefile.Reasons()),
		"failed.":     names(safefile.Outcomes()),
		"entry.":      names(safefile.EntryReasons()),
		"wpconfig.":   names(wpconfig.Reasons()),
		"evaluation.": names(wpconfig.DifferenceKinds()),
		"notfound.":   names(wpconfig.NotFoundReasons()),
		"setting.":    constantsOf(t, "wpconfig", "SettingReason"),
		"database.":   names(network.DatabaseCauses()),
		"log.":        names(network.LogReasons()),
	}
}

func names[S ~string](list []S) []string {
	all := make([]string, len(list))
	for i, s := range list {
		all[i] = string(s)
	}
	return all
}

func TestEveryReasonHasItsWordsAndANextStep(t *testing.T) {
	for prefix, list := range reasons(t) {
		for _, reason := range list {
			for _, half := range []string{".what", ".next"} {
				if !Has(prefix + reason + half) {
					t.Errorf("%s%s%s has no words", prefix, reason, half)
				}
			}
		}
	}
}

// The lists themselves could forget a reason that the code uses.
func TestTheListsOfReasonsAreComplete(t *testing.T) {
	for _, list := range []struct {
		folder, typeName string
		listed           []string
	}{
		{"enhance", "Cause", names(enhance.Causes())},
		{"enhance", "TokenReason", names(enhance.TokenReasons())},
		{"enhance", "URLReason", names(enhance.URLReasons())},
		{"enhance", "IDReason", names(enhance.IDReasons())},
		{"enhance", "RootCAReason", names(enhance.RootCAReasons())},
		{"enhance", "PinReason", names(enhance.PinReasons())},
		{"enhance", "DomainUse", names(enhance.DomainUses())},
		{"wizard", "ConcernKind", names(wizard.ConcernKinds())},
		{"wizard", "CautionKind", names(wizard.CautionKinds())},
		{"wizard", "DigitsReason", names(wizard.DigitsReasons())},
		{"wpconfig/safefile", "Reason", names(safefile.Reasons())},
		{"wpconfig/safefile", "Outcome", names(safefile.Outcomes())},
		{"wpconfig/safefile", "EntryReason", names(safefile.EntryReasons())},
		{"wpconfig", "Reason", names(wpconfig.Reasons())},
		{"wpconfig", "DifferenceKind", names(wpconfig.DifferenceKinds())},
		{"wpconfig", "EvaluateReason", names(wpconfig.EvaluateReasons())},
		{"wpconfig", "NotFoundReason", names(wpconfig.NotFoundReasons())},
		{"wpconfig/network", "DatabaseCause", names(network.DatabaseCauses())},
		{"wpconfig/network", "LogReason", names(network.LogReasons())},
	} {
		slices.Sort(list.listed)
		if declared := constantsOf(t, list.folder, list.typeName); !slices.Equal(declared, list.listed) {
			t.Errorf("%s.%s declares %v and lists %v", list.folder, list.typeName, declared, list.listed)
		}
	}
}

// places says, by the beginning of a key, which places its sentences may have:
// always those that every such error fills, at times those that may be empty
// and therefore need a plain sentence beside them.
var places = []struct {
	prefix          string
	always, attimes string
}{
	{"panel.connection_failed.", "host hostname", "error"},
	{"panel.proxy_failed.", "host hostname", "error"},
	{"panel.tls_failed.", "host hostname", "error"},
	{"panel.tls_unknown_authority.", "host hostname", "issuer"},
	{"panel.tls_expired.", "host hostname", "until"},
	{"panel.tls_not_yet_valid.", "host hostname", "from"},
	{"panel.tls_wrong_name.", "host hostname", "names"},
	{"panel.tls_self_signed.", "host hostname", "pin"},
	{"panel.tls_pin_mismatch.", "host hostname", "pin pinned"},
	{"panel.untrusted.", "host hostname", "names from until"},
	{"panel.redirect.", "host hostname", "location"},
	{"panel.html.filter.", "host hostname status", ""},
	{"panel.unauthorized.", "host hostname status role", "said"},
	{"panel.forbidden.", "host hostname status role", "said seen_as"},
	{"panel.rate_limited.", "host hostname status", "wait"},
	{"panel.server_error.", "host hostname status", "said"},
	{"panel.invalid_request.", "host hostname status call", "said"},
	{"panel.panel_too_old.", "host hostname", "version"},
	{"panel.conflict.", "host hostname call", "said"},
	{"right.", "call role", "said"},
	{"panel.", "host hostname call object where role", ""},
	{"url.", "", "suggestion"},
	{"rootca.", "path", ""},
	{"pin.", "", ""},
	{"domain.cannot_issue.", "name", "said"},
	{"domain.", "name", ""},
	{"notready.other.", "status", ""},
	{"notlisted.choose", "n", ""},
	{"notlisted.", "id", ""},
	{"concern.old_panel.", "version", ""},
	{"concern.pin_only.", "host", ""},
	{"concern.server_calls.", "version", ""},
	{"concern.no_integration.", "version", ""},
	{"concern.token_ends.", "until", ""},
	{"concern.certificate_ends.", "host until", ""},
	{"concern.other_server.", "name own address", ""},
	{"concern.php_", "host", "error"},
	{"concern.", "name state", ""},
	{"digits.", "", ""},
	{"noteffective.", "constant", ""},
	{"evaluation.", "place path constant", ""},
	{"syntax.", "place", "message"},
	{"incomplete.missing", "fields", ""},
	{"incomplete.wrong", "fields", ""},
	{"refused.directory_owner.", "path folder", ""},
	{"refused.", "path", ""},
	{"changed.", "path", ""},
	{"undoconflict.", "path id", ""},
	{"busy.", "path", ""},
	{"failed.step.", "operation path", "error"},
	{"entry.none.", "", "id"},
	{"entry.", "id", ""},
	{"notfound.", "path", ""},
	{"wpconfig.", "place constant", ""},
	{"setting.", "constant", ""},
	{"database.", "", "missing address table number"},
	{"log.", "path", ""},
	{"action.", "name", ""},
	{"system.", "", "path"},
	{"unknown.", "error", ""},
}

func TestSentencesOnlyHavePlacesThatAreFilled(t *testing.T) {
	for _, key := range explanations(".what", ".next") {
		if strings.HasPrefix(key, "usage.") || strings.HasPrefix(key, "cause.") || strings.HasPrefix(key, "doctor.") {
			continue // the commands fill their own; causes and check-up have tests of their own
		}
		always, attimes := "", ""
		for _, p := range places {
			if strings.HasPrefix(key, p.prefix) {
				always, attimes = p.always, p.attimes
				break
			}
		}
		checkPlaces(t, key, strings.Fields(always), strings.Fields(attimes))
	}
}

// checkPlaces holds one sentence to the values that it can count on.
func checkPlaces(t *testing.T, key string, always, attimes []string) {
	t.Helper()
	for _, name := range placeholders(english[key]) {
		switch {
		case slices.Contains(always, name):
		case !slices.Contains(attimes, name):
			t.Errorf("%s has {%s}, which nothing fills", key, name)
		case strings.HasSuffix(key, plain):
			t.Errorf("%s is to do without {%s}", key, name)
		case !Has(key + plain):
			t.Errorf("%s has {%s}, which may be empty, and no plain sentence beside it", key, name)
		}
	}
}

// everyError makes one error of each kind and reason, filled by fill.
func everyError(t *testing.T, fill string, list []string, at time.Time, number int) map[string]error {
	t.Helper()
	all := map[string]error{}
	cause := error(nil)
	if fill != "" {
		cause = errors.New(fill)
	}
	for prefix, reasons := range reasons(t) {
		for _, reason := range reasons {
			all[prefix+reason] = oneError(prefix, reason, fill, list, at, number, cause)
		}
	}
	return all
}

func oneError(prefix, reason, fill string, list []string, at time.Time, number int, cause error) error {
	switch prefix {
	case "panel.":
		return &enhance.Error{
			Cause: enhance.Cause(reason), Call: "GET /orgs/{org_id}/websites/{website_id}/domains", Host: fill, Status: number,
			Code: fill, Detail: fill, Message: fill, Location: fill, RetryAfter: time.Duration(number) * time.Second, Err: cause,
			Certificate: &enhance.TLSFacts{Subject: fill, Issuer: fill, Names: list, NotBefore: at, NotAfter: at, Fingerprint: fill},
			Pinned:      []enhance.Pin{{}},
		}
	case "token.":
		return &enhance.TokenError{Reason: enhance.TokenReason(reason)}
	case "url.":
		return &enhance.URLError{Reason: enhance.URLReason(reason), Suggestion: fill}
	case "id.":
		return &enhance.IDError{Reason: enhance.IDReason(reason)}
	case "domain.taken.":
		return &inventory.TakenError{Name: "d" + fill, Use: enhance.DomainUse(reason), Err: cause}
	case "pin.":
		return &enhance.PinError{Reason: enhance.PinReason(reason)}
	case "rootca.":
		return &enhance.RootCAError{Path: "/p" + fill, Reason: enhance.RootCAReason(reason), Err: cause}
	case "notready.":
		return &wizard.NotReadyError{Status: enhance.PanelStatus(reason)}
	case "notlisted.":
		return &wizard.NotListedError{Field: wizard.Field(reason), ID: enhance.ID("id" + fill), Listed: number}
	case "refused.":
		return &safefile.RefusedError{Path: "/p" + fill, Reason: safefile.Reason(reason), Err: cause}
	case "failed.":
		return &safefile.FailedError{Op: "writing" + fill, Path: "/p" + fill, Outcome: safefile.Outcome(reason), Err: cause}
	case "entry.":
		return &safefile.EntryError{ID: "id" + fill, Reason: safefile.EntryReason(reason)}
	case "wpconfig.":
		return &wpconfig.Refusal{Path: "/p" + fill, Line: number, Name: fill, Reason: wpconfig.Reason(reason)}
	case "evaluation.":
		return &wizard.EvaluationError{
			Path: "/p" + fill, Difference: wpconfig.Difference{Kind: wpconfig.DifferenceKind(reason), Name: fill, Line: number},
		}
	case "notfound.":
		return &wpconfig.NotFoundError{Dir: "/p" + fill, Reason: wpconfig.NotFoundReason(reason), Err: cause}
	case "setting.":
		return &wpconfig.SettingError{Name: "N" + fill, Reason: wpconfig.SettingReason(reason)}
	case "log.":
		return &network.LogError{Path: "/p" + fill, Reason: network.LogReason(reason), Err: cause}
	default:
		return &network.DatabaseError{
			Cause: network.DatabaseCause(reason), Missing: list, Address: fill, Table: fill, Number: uint16(number), Err: cause,
		}
	}
}

func TestExplanationsReadWellWithAndWithoutDetails(t *testing.T) {
	for label, all := range map[string]map[string]error{
		"with":    everyError(t, "DETAIL", []string{"a.example", "b.example"}, time.Date(2026, 11, 23, 9, 30, 0, 0, time.UTC), 418),
		"without": everyError(t, "", nil, time.Time{}, 0),
	} {
		for key, err := range all {
			for _, known := range [][]any{nil, {"seen_as", "198.51.100.7"}} {
				explanation := Explain(fmt.Errorf("doing it: %w", err), known...)
				checkNeat(t, label+" details: "+key, explanation.What)
				checkNeat(t, label+" details: "+key, explanation.Next)
			}
		}
	}
}

// gaps are what an empty or missing value leaves behind. The {places} of an API
// path stand after a slash.
var gaps = regexp.MustCompile(`^$|(^|[^/])\{|\[[a-z_.]+\]|  |\(\)|: \.| \.( |$)| ,|,,|""|0001-01-01|\.\.|%!|[: ]$`)

func checkNeat(t *testing.T, label, sentence string) {
	t.Helper()
	if gaps.MatchString(sentence) {
		t.Errorf("%s has a gap: %q", label, sentence)
	}
}

func TestExplanationsAreClean(t *testing.T) {
	for name, payload := range hostile {
		for key, err := range everyError(t, payload, []string{payload}, time.Time{}, 500) {
			explanation := Explain(err, "seen_as", payload)
			if found := foreign(explanation.What + explanation.Next); found != "" {
				t.Fatalf("%s with %s has %s: %q", key, name, found, explanation)
			}
		}
		if found := foreign(Explain(errors.New(payload)).What); found != "" {
			t.Fatalf("an unknown error with %s has %s", name, found)
		}
	}
}
