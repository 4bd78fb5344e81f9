package doctor_test

import (
	"fmt"
	"testing"

	"enhance-wizard/wizard/doctor"
	"enhance-wizard/wpconfig/network"
	"enhance-wizard/wpconfig/network/networktest"
)

// TestConstantsAreHeldAgainstThePluginVersion is the plugin's documented troubleshooting as far as wp-config.php tells it,
// and what else is known to go wrong.
func TestConstantsAreHeldAgainstThePluginVersion(t *testing.T) {
	t.Parallel()
	const url, token = network.ConstantURL, network.ConstantToken
	const server, org, website = network.ConstantServerID, network.ConstantOrgID, network.ConstantWebsiteID
	for name, c := range map[string]struct {
		version string
		changes []string
		edit    [2]string
		want    string
	}{
		"all there":               {"2.4.12", nil, [2]string{}, ""},
		"no /api":                 {"2.4.12", []string{url, "https://panel.example"}, [2]string{}, "url_no_api problem"},
		"slash without /api":      {"2.4.12", []string{url, "https://panel.example/"}, [2]string{}, "url_no_api problem"},
		"api without a slash":     {"2.4.12", []string{url, "https://panel.example/api"}, [2]string{}, ""},
		"http":                    {"2.4.12", []string{url, "http://panel.example/api/"}, [2]string{}, "url_http problem"},
		"no scheme":               {"2.4.12", []string{url, "panel.example/api/"}, [2]string{}, "url_malformed problem"},
		"a page of the panel":     {"2.4.12", []string{url, "https://panel.example/servers/1"}, [2]string{}, "url_malformed problem"},
		"password in the address": {"2.4.12", []string{url, "https://a:b@panel.example/api/"}, [2]string{}, "url_malformed problem"},
		"no URL":                  {"2.4.9", []string{url, ""}, [2]string{}, "url_missing problem"},
		"no token":                {"2.4.9", []string{token, ""}, [2]string{}, "token_missing problem"},
		"token with a blank":      {"2.4.12", []string{token, goodToken + " "}, [2]string{}, "token_malformed problem"},
		"token cut off":           {"2.4.12", []string{token, "abc"}, [2]string{}, "token_malformed problem"},
		"no server id":            {"2.4.9", []string{server, "", org, "", website, ""}, [2]string{}, "server_id_missing problem"},
		"server id is no UUID":    {"2.4.9", []string{server, "web1"}, [2]string{}, "server_id_malformed problem"},
		"organisation is no UUID": {"2.4.10", []string{org, "{" + strangeID + "}"}, [2]string{}, "org_id_malformed problem"},
		"website is no UUID":      {"2.4.10", []string{website, "12345"}, [2]string{}, "website_id_malformed problem"},
		"an unread id is no UUID": {"2.4.12", []string{server, "web1"}, [2]string{}, ""},
		"no organisation":         {"2.4.10", []string{org, ""}, [2]string{}, "org_id_missing problem"},
		"no website":              {"2.4.10", []string{website, ""}, [2]string{}, "website_id_missing problem"},
		"those of the server":     {"2.4.10", []string{org, "", website, ""}, [2]string{}, "constants_other problem"},
		"those of the website":    {"2.4.9", []string{server, ""}, [2]string{}, "constants_other problem"},
		"neither, no plugin":      {"", []string{server, "", org, ""}, [2]string{}, "ids_missing problem"},
		"one set, no plugin":      {"", []string{org, "", website, ""}, [2]string{}, ""},
		"copied numbers": {
			"2.4.10",
			[]string{token, "0", url, "1", org, "2", website, "3"},
			[2]string{},
			"constants_leftover problem",
		},
		"copied without quotes": {
			"2.4.10",
			[]string{website, ""},
			[2]string{"define( 'WP_DEBUG', false );", "define( '" + website + "', 3 );"},
			"constants_leftover problem",
		},
		"twice": {
			"2.4.12", nil,
			[2]string{"define( 'WP_DEBUG', false );", "define( '" + server + "', 'x' );"},
			"constants_duplicate warning",
		},
		"small letters": {
			"2.4.12", nil,
			[2]string{"define( 'WP_DEBUG', false );", "define( 'wu_enhance_org_id', 'x' );"},
			"constants_other_case warning",
		},
		"too late": {
			"2.4.10",
			[]string{org, ""},
			[2]string{"'wp-settings.php';", "'wp-settings.php';\ndefine( '" + org + "', '" + strangeID + "' );"},
			"constants_late problem",
		},
		"under a condition": {
			"2.4.10",
			[]string{org, ""},
			[2]string{"define( 'WP_DEBUG', false );", "if ( $x ) { define( '" + org + "', '" + strangeID + "' ); }"},
			"constants_conditional warning",
		},
		"name by code": {
			"2.4.12", nil,
			[2]string{"define( 'WP_DEBUG', false );", "define( 'WU_' . $x, 'y' );"},
			"constants_dynamic warning",
		},
		"file not understood": {
			"2.4.12", nil,
			[2]string{"define( 'WP_DEBUG', false );", "require __DIR__ . '/damaged.php';"},
			"include_unread warning",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newPanel(t)
			s.makeSite(networktest.Options{PluginVersion: c.version, Constants: s.constants(c.changes...)})
			s.write("damaged.php", "<?php define( 'X', 'no end")
			if c.edit[0] != "" {
				s.edit(c.edit[0], c.edit[1])
			}
			findings := s.offline().run()
			if got := bad(findings, doctor.Constants); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
			if c.want == "" {
				hold(t, findings, doctor.ConstantsPresent, doctor.OK)
			}
		})
	}
}

func TestAConstantMadeByCodeIsNotJudged(t *testing.T) {
	t.Parallel()
	s := newPanel(t)
	s.makeSite(networktest.Options{PluginVersion: "2.4.10", Constants: s.constants(network.ConstantOrgID, "")})
	s.edit("define( 'WP_DEBUG', false );", "define( 'WU_ENHANCE_ORG_ID', getenv( 'ORG' ) );")
	findings := s.offline().run()
	if f := find(t, findings, doctor.ConstantsComputed); f.Status != doctor.NotChecked || f.Reason != doctor.ReasonUnsure {
		t.Errorf("%+v", f)
	}
	if got := bad(findings, doctor.Constants); got != "" {
		t.Errorf("%q", got)
	}
}

func TestValuesThatMayLieInTheDatabaseAreNotMissedWithoutIt(t *testing.T) {
	t.Parallel()
	s := newPanel(t)
	s.makeSite(networktest.Options{
		PluginVersion: "2.4.12", Constants: s.constants(network.ConstantOrgID, "", network.ConstantURL, "https://panel.example"),
	})
	findings := s.offline().run()
	f := find(t, findings, doctor.ConstantsPresent)
	if f.Status != doctor.NotChecked || f.Reason != doctor.ReasonDatabase {
		t.Errorf("%+v", f)
	}
	if got := fmt.Sprint(param(f, "constants")); got != "["+network.ConstantOrgID+"]" {
		t.Errorf("not in the file: %s", got)
	}
	// What the file holds counts for the plugin, whatever the database holds.
	if got := bad(findings, doctor.Constants); got != "url_no_api problem" {
		t.Errorf("%q", got)
	}
}
