package text

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"enhance-wizard/enhance"
	"enhance-wizard/wizard"
	"enhance-wizard/wizard/doctor"
)

// everyFinding is one of each that there can be, with the parameters that it has.
func everyFinding() []doctor.Finding {
	params := []any{
		"n", 3, "percent", 95, "until", time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC), "since", time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC), "off", 20 * time.Minute, "interval", time.Minute,
		"total", 5, "attention", 1, "broken", 2, "unknown", 1, "names",
		[]string{"a.example", "b.example"},
	}
	for _, name := range strings.Fields(`version roles id right name state kind domain root path folder folders generation page
		options constants constant missing place places suggestion value network url error owner expected mode git files message
		last domains site level database option seen addresses family disk newer source known plan`) {
		params = append(params, name, "the-"+name)
	}
	var findings []doctor.Finding
	for _, kind := range doctor.Kinds() {
		for _, status := range kind.Statuses {
			f := doctor.Finding{ID: kind.ID, Area: kind.Area, Status: status, Params: params}
			if status == doctor.NotChecked {
				f.Reason = doctor.ReasonOffline
			}
			findings = append(findings, f)
		}
	}
	return findings
}

func TestEveryFindingOfTheCheckUpHasItsWords(t *testing.T) {
	for _, f := range everyFinding() {
		advice := Diagnosis(f)
		name := string(f.ID) + " " + string(f.Status)
		for _, said := range []string{advice.Title, advice.Detail, advice.Next} {
			if strings.ContainsAny(said, "{}") || strings.Contains(said, "[doctor") {
				t.Errorf("%s: %q", name, said)
			}
		}
		if advice.Title == "" {
			t.Errorf("%s has no title", name)
		}
		bad := f.Status == doctor.Problem || f.Status == doctor.Warning
		if bad && (advice.Detail == "" || advice.Next == "") {
			f.Err = &enhance.Error{Cause: enhance.ConnectionRefused, Call: "GET /version", Host: "panel.example"}
			if said := Diagnosis(f); !explainedElsewhere(f.ID) || said.Detail == "" || said.Next == "" {
				t.Errorf("%s says neither why it matters nor what to do: %+v", name, said)
			}
		}
	}
}

// explainedElsewhere are findings that always bring an error, whose own words say what happened and what to do.
func explainedElsewhere(id doctor.ID) bool {
	return slices.Contains([]doctor.ID{
		doctor.PanelAddress, doctor.PanelConnect, doctor.PanelFirewall, doctor.PanelFiltered, doctor.PanelTLS,
		doctor.PanelReady, doctor.TokenAccepted, doctor.TokenUnauthorized, doctor.TokenExpired, doctor.TokenStripped,
		doctor.TokenForbidden, doctor.ServerKnown, doctor.ServerUnknown, doctor.WebsiteKnown, doctor.WebsiteUnknown,
		doctor.DomainsListed, doctor.PluginCall, doctor.WordPressFound, doctor.URLHTTP, doctor.URLMalformed,
		doctor.TokenMalformed, doctor.ServerIDMalformed, doctor.OrgIDMalformed, doctor.WebsiteIDMalformed,
	}, id)
}

func TestEveryReasonForNotLookingHasItsWords(t *testing.T) {
	for _, reason := range doctor.Reasons() {
		f := doctor.Finding{ID: doctor.PHPReach, Status: doctor.NotChecked, Reason: reason, Params: []any{
			"id", string(doctor.PanelReady), "option", "x", "constants", []string{"X"}, "path", "/log", "unknown", 1, "total", 2, "name", "x",
		}}
		advice := Diagnosis(f)
		if advice.Detail == "" || strings.ContainsAny(advice.Detail+advice.Next, "{}") {
			t.Errorf("%s: %+v", reason, advice)
		}
	}
}

func TestTitlesOfFindingsFitALine(t *testing.T) {
	for key, sentence := range english {
		if !strings.HasPrefix(key, "doctor.") || !strings.Contains(key, ".title") && !strings.HasSuffix(key, ".name") {
			continue
		}
		if len(sentence) > 90 || strings.HasSuffix(sentence, ".") {
			t.Errorf("%s is no title: %q", key, sentence)
		}
	}
}

func TestAreasAndStatusesHaveTheirWords(t *testing.T) {
	for _, area := range doctor.Areas() {
		if !Has("doctor.area." + string(area)) {
			t.Errorf("no heading for %s", area)
		}
	}
	for _, status := range doctor.Statuses() {
		if !Has("doctor.status." + string(status)) {
			t.Errorf("no word for %s", status)
		}
	}
}

func TestAFindingTellsTheErrorAndThenWhyItMatters(t *testing.T) {
	advice := Diagnosis(doctor.Finding{
		ID: doctor.ServerUnknown, Status: doctor.Problem,
		Err: &wizard.NotListedError{Field: wizard.Server, ID: "44444444-4444-4444-8444-444444444444"},
	})
	id, why := strings.Index(advice.Detail, "44444444"), strings.Index(advice.Detail, "Each domain")
	if id < 0 || why < id || advice.Next == "" {
		t.Errorf("%+v", advice)
	}
}

func TestWhatWasNotLookedAtSaysWhy(t *testing.T) {
	advice := Diagnosis(doctor.Finding{
		ID: doctor.DatabaseRead, Status: doctor.NotChecked, Reason: doctor.ReasonFailed, Err: errors.New("no \x1b[2J such thing"),
	})
	if !strings.Contains(advice.Detail, "such thing") || strings.Contains(advice.Detail, "\x1b") {
		t.Errorf("%+v", advice)
	}
}

func TestConstantsThatMayBeStoredAreNamedWithTheNextStep(t *testing.T) {
	advice := Diagnosis(doctor.Finding{
		ID: doctor.ConstantsPresent, Status: doctor.NotChecked, Reason: doctor.ReasonDatabase,
		Params: []any{"constants", []string{"WU_ENHANCE_ORG_ID", "WU_ENHANCE_WEBSITE_ID"}},
	})
	if !strings.Contains(advice.Detail, "Not in wp-config.php: WU_ENHANCE_ORG_ID, WU_ENHANCE_WEBSITE_ID.") ||
		!strings.Contains(advice.Next, "enhance-wizard setup") || !strings.Contains(advice.Next, "in WordPress") {
		t.Errorf("%+v", advice)
	}
}

func TestARefusedTokenIsToldWithTheAddressThatThePanelSees(t *testing.T) {
	refused := doctor.Finding{
		ID: doctor.TokenForbidden, Status: doctor.Problem, Params: []any{"seen", "2001:db8::9"},
		Err: &enhance.Error{Cause: enhance.Forbidden, Call: "GET /servers", Status: 403},
	}
	if advice := Diagnosis(refused); !strings.Contains(advice.Next, "2001:db8::9") {
		t.Errorf("%+v", advice)
	}
	refused.Params = append(refused.Params, "generation", "website")
	if advice := Diagnosis(refused); !strings.Contains(advice.Next, "it needs Super Admin or Owner.") {
		t.Errorf("the plugin needs no servers: %+v", advice)
	}
	refused.Params = nil
	if advice := Diagnosis(refused); advice.Next == "" || strings.Contains(advice.Next, "{") {
		t.Errorf("%+v", advice)
	}
}

func TestACommandToCopyTakesAPathForOneWord(t *testing.T) {
	for path, want := range map[string]string{
		"/var/www/site/wp-config.php":    `"chmod o-rwx /var/www/site/wp-config.php"`,
		"/srv/my site/wp-config.php":     `"chmod o-rwx '/srv/my site/wp-config.php'"`,
		"/srv/a; rm -rf $HOME/x.php":     `"chmod o-rwx '/srv/a; rm -rf $HOME/x.php'"`,
		"/srv/it's/wp-config.php":        `"chmod o-rwx '/srv/it'\''s/wp-config.php'"`,
		"/srv/b\u00fccher/wp-config.php": "\"chmod o-rwx '/srv/b\u00fccher/wp-config.php'\"",
	} {
		advice := Diagnosis(doctor.Finding{ID: doctor.ConfigMode, Status: doctor.Warning, Params: []any{"path", path, "mode", "0644"}})
		if !strings.Contains(advice.Next, want) {
			t.Errorf("%q, want %s", advice.Next, want)
		}
	}
}

func TestDomainsToDealWithAreNamed(t *testing.T) {
	var names []string
	for i := range 100 {
		names = append(names, fmt.Sprintf("shop%d.example", i))
	}
	for n, last := range map[int]string{1: "shop0.example.", 40: "shop39.example.", 41: "shop38.example and 2 more."} {
		advice := Diagnosis(doctor.Finding{
			ID: doctor.DomainsUnsent, Status: doctor.Problem, Params: []any{"n", n, "names", names[:n]},
		})
		if !strings.Contains(advice.Detail, last) {
			t.Errorf("%d: %q, want %q", n, advice.Detail, last)
		}
	}
}
