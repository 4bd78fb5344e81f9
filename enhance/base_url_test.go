package enhance_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"enhance-wizard/enhance"
)

func TestParseBaseURLMendsWhatPeopleType(t *testing.T) {
	t.Parallel()
	const scheme, api, path = enhance.AddedScheme, enhance.AddedAPI, enhance.DroppedPath
	for raw, want := range map[string]struct {
		url   string
		fixes []enhance.URLFix
	}{
		"https://panel.example/api/":                                               {"https://panel.example/api/", nil},
		"https://panel.example/api":                                                {"https://panel.example/api/", nil},
		"  https://panel.example/api \r\n":                                         {"https://panel.example/api/", nil},
		"https://panel.\u200bexample/api":                                          {"https://panel.example/api/", nil},
		`"https://panel.example/api"`:                                              {"https://panel.example/api/", nil},
		" <https://panel.example/api> ":                                            {"https://panel.example/api/", nil},
		"'panel.example'":                                                          {"https://panel.example/api/", []enhance.URLFix{scheme, api}},
		"https://panel.example/\napi":                                              {"https://panel.example/api/", nil},
		"https://panel.example//api//":                                             {"https://panel.example/api/", nil},
		"HTTPS://PANEL.Example/API":                                                {"https://panel.example/api/", nil},
		"https://panel.example.":                                                   {"https://panel.example/api/", []enhance.URLFix{api}},
		"panel.example":                                                            {"https://panel.example/api/", []enhance.URLFix{scheme, api}},
		"//panel.example/":                                                         {"https://panel.example/api/", []enhance.URLFix{scheme, api}},
		"panel.example:8443/api":                                                   {"https://panel.example:8443/api/", []enhance.URLFix{scheme}},
		"panel.example:443/api":                                                    {"https://panel.example/api/", []enhance.URLFix{scheme}},
		"https://panel.example:0443/api":                                           {"https://panel.example/api/", nil},
		"https://panel.example/settings/access-tokens":                             {"https://panel.example/api/", []enhance.URLFix{api, path}},
		"https://panel.example/login":                                              {"https://panel.example/api/", []enhance.URLFix{api, path}},
		"https://panel.example/websites/" + string(network) + "/domains":           {"https://panel.example/api/", []enhance.URLFix{api, path}},
		"https://panel.example/servers/":                                           {"https://panel.example/api/", []enhance.URLFix{api, path}},
		"https://panel.example/customers/" + string(customerOrg):                   {"https://panel.example/api/", []enhance.URLFix{api, path}},
		"https://panel.example/api/orgs/" + string(masterOrg):                      {"https://panel.example/api/", []enhance.URLFix{path}},
		"https://panel.example/hosting":                                            {"https://panel.example/hosting/api/", []enhance.URLFix{api}},
		"https://panel.example/hosting/api/version":                                {"https://panel.example/hosting/api/", []enhance.URLFix{path}},
		"https://panel.example/hosting/login":                                      {"https://panel.example/hosting/api/", []enhance.URLFix{api, path}},
		"https://müller.example/api":                                               {"https://xn--mller-kva.example/api/", nil},
		"https://MÜLLER.example/api":                                               {"https://xn--mller-kva.example/api/", nil},
		"https://faß.example/api":                                                  {"https://xn--fa-hia.example/api/", nil},
		"https://my_panel.example/api":                                             {"https://my_panel.example/api/", nil},
		"https://203.0.113.9/api":                                                  {"https://203.0.113.9/api/", nil},
		"https://[2001:DB8:0::1]:8443/api":                                         {"https://[2001:db8::1]:8443/api/", nil},
		"https://[::ffff:203.0.113.9]/api":                                         {"", nil},
		"localhost:2087":                                                           {"https://localhost:2087/api/", []enhance.URLFix{scheme, api}},
		"https://panel.example/a%20b/api":                                          {"https://panel.example/a%20b/api/", nil},
		"https://panel.example/" + strings.Repeat("x", 100) + "/api/a/b/c?" + "\t": {"", nil},
	} {
		base, err := enhance.ParseBaseURL(raw, enhance.URLOptions{})
		if want.url == "" {
			if err == nil {
				t.Errorf("ParseBaseURL(%q) = %s, want an error", raw, base)
			}
			continue
		}
		if err != nil || base.String() != want.url || !slices.Equal(base.Fixes(), want.fixes) {
			t.Errorf("ParseBaseURL(%q) = %s %v, %v, want %s %v", raw, base, base.Fixes(), err, want.url, want.fixes)
		}
	}
}

func TestParseBaseURLRefuses(t *testing.T) {
	t.Parallel()
	for raw, want := range map[string]enhance.URLError{
		"":                                      {Reason: enhance.URLEmpty},
		" \u200b ":                              {Reason: enhance.URLEmpty},
		"https://":                              {Reason: enhance.URLNoHost},
		"https:///api":                          {Reason: enhance.URLNoHost},
		"https://:8443":                         {Reason: enhance.URLNoHost},
		"http://panel.example":                  {Reason: enhance.URLHTTP, Suggestion: "https://panel.example/api/"},
		"http://panel.example:8080/login":       {Reason: enhance.URLHTTP, Suggestion: "https://panel.example:8080/api/"},
		"http://127.0.0.1":                      {Reason: enhance.URLHTTP, Suggestion: "https://127.0.0.1/api/"},
		"ftp://panel.example":                   {Reason: enhance.URLScheme, Suggestion: "https://panel.example/api/"},
		"javascript://panel.example":            {Reason: enhance.URLScheme, Suggestion: "https://panel.example/api/"},
		"https://me:secret@panel.example":       {Reason: enhance.URLUserInfo, Suggestion: "https://panel.example/api/"},
		"panel.example@evil.example":            {Reason: enhance.URLUserInfo, Suggestion: "https://evil.example/api/"},
		"https://panel.example/api?a=b":         {Reason: enhance.URLQueryOrFragment, Suggestion: "https://panel.example/api/"},
		"https://panel.example/api?":            {Reason: enhance.URLQueryOrFragment, Suggestion: "https://panel.example/api/"},
		"https://panel.example/#/login":         {Reason: enhance.URLQueryOrFragment, Suggestion: "https://panel.example/api/"},
		"https://panel.example/#":               {Reason: enhance.URLQueryOrFragment, Suggestion: "https://panel.example/api/"},
		"https:/panel.example":                  {Reason: enhance.URLMalformed, Suggestion: "https://panel.example/api/"},
		"https:panel.example":                   {Reason: enhance.URLMalformed, Suggestion: "https://panel.example/api/"},
		"https://panel example/api":             {Reason: enhance.URLMalformed},
		"https://panel.example:99999":           {Reason: enhance.URLMalformed},
		"https://panel.example:0":               {Reason: enhance.URLMalformed},
		"https://panel.example:":                {Reason: enhance.URLMalformed},
		"https://panel.example/a/../api":        {Reason: enhance.URLMalformed},
		"https://127.1/api":                     {Reason: enhance.URLMalformed},
		"https://0x7f000001/api":                {Reason: enhance.URLMalformed},
		"https://[fe80::1%25eth0]/api":          {Reason: enhance.URLMalformed},
		"https://panel.example\x1b[2J":          {Reason: enhance.URLMalformed},
		"https://panel.example\\@evil":          {Reason: enhance.URLMalformed},
		"https://a..b/api":                      {Reason: enhance.URLMalformed},
		"https://" + strings.Repeat("a.", 1100): {Reason: enhance.URLMalformed},
	} {
		base, err := enhance.ParseBaseURL(raw, enhance.URLOptions{})
		var refused *enhance.URLError
		if !errors.As(err, &refused) || *refused != want || !base.IsZero() || base.String() != "" {
			t.Errorf("ParseBaseURL(%q) = %q, %v, want %v", raw, base, err, &want)
		}
		if err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("the error repeats a password: %v", err)
		}
	}
}

func TestPlainHTTPIsForLoopbackOnly(t *testing.T) {
	t.Parallel()
	for raw, want := range map[string]string{
		"http://127.0.0.1:8080": "http://127.0.0.1:8080/api/",
		"http://[::1]/api":      "http://[::1]/api/",
		"http://localhost:80":   "http://localhost/api/",
	} {
		base, err := enhance.ParseBaseURL(raw, enhance.URLOptions{AllowHTTP: true})
		if err != nil || base.String() != want {
			t.Errorf("ParseBaseURL(%q) = %s, %v, want %s", raw, base, err, want)
		}
	}
	for _, raw := range []string{"http://panel.example", "http://10.0.0.1", "http://localhost.example"} {
		_, err := enhance.ParseBaseURL(raw, enhance.URLOptions{AllowHTTP: true})
		var refused *enhance.URLError
		if !errors.As(err, &refused) || refused.Reason != enhance.URLHTTPNotLoopback || !strings.HasPrefix(refused.Suggestion, "https://") {
			t.Errorf("ParseBaseURL(%q) = %v", raw, err)
		}
	}
}

func TestBaseURLParts(t *testing.T) {
	t.Parallel()
	for raw, want := range map[string][3]string{
		"https://panel.example":      {"panel.example", "panel.example", "443"},
		"https://panel.example:8443": {"panel.example:8443", "panel.example", "8443"},
		"https://[2001:db8::1]:8443": {"[2001:db8::1]:8443", "2001:db8::1", "8443"},
		"http://localhost/api":       {"localhost", "localhost", "80"},
		"https://[2001:db8::1]":      {"[2001:db8::1]", "2001:db8::1", "443"},
	} {
		base := address(t, raw)
		if got := [3]string{base.Host(), base.Hostname(), base.Port()}; got != want {
			t.Errorf("%s: %v, want %v", raw, got, want)
		}
	}
	if address(t, "https://panel.example/api") != address(t, " https://PANEL.example:443/api/ ") {
		t.Error("two ways of typing one address differ")
	}
}

// What was normalised once must stay as it is: it is written to wp-config.php
// and read back from there.
func FuzzParseBaseURLIsStable(f *testing.F) {
	for _, seed := range []string{"panel.example", "https://müller.example:8443/a/api/b", "[2001:db8::1]", "https://a%2fb", "x/..", "https://xn--a.example", "%80", "ü.."} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		base, err := enhance.ParseBaseURL(raw, enhance.URLOptions{})
		if err != nil {
			var refused *enhance.URLError
			if !errors.As(err, &refused) {
				t.Fatalf("ParseBaseURL(%q) fails with %T", raw, err)
			}
			if refused.Suggestion == "" {
				return
			}
			if base, err = enhance.ParseBaseURL(refused.Suggestion, enhance.URLOptions{}); err != nil {
				t.Fatalf("the suggestion %q is refused: %v", refused.Suggestion, err)
			}
		}
		again, err := enhance.ParseBaseURL(base.String(), enhance.URLOptions{})
		if err != nil || again.String() != base.String() || again.Fixes() != nil {
			t.Fatalf("ParseBaseURL(%q) = %s, but that gives %s %v, %v", raw, base, again, again.Fixes(), err)
		}
		if !strings.HasPrefix(base.String(), "https://") || !strings.HasSuffix(base.String(), "/api/") || base.Hostname() == "" {
			t.Fatalf("ParseBaseURL(%q) = %s", raw, base)
		}
	})
}
