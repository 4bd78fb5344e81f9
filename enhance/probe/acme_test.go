package probe

import (
	"errors"
	"net/http"
	"net/url"
	"testing"
)

func TestAnswersOnTheChallengePath(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		status int
		header http.Header
		body   string
		want   ACMEOutcome
	}{
		{404, nil, "not found", ACMEOpen},
		{200, nil, "some page", ACMEOpen},
		{410, nil, "", ACMEOpen},
		{401, nil, "", ACMEBlocked},
		{403, nil, "Forbidden", ACMEBlocked},
		{429, nil, "", ACMEBlocked},
		{503, nil, "maintenance", ACMEBlocked},
		{403, http.Header{"Cf-Mitigated": {"challenge"}}, "", ACMEChallenge},
		{503, nil, "<title>Just a moment...</title>", ACMEChallenge},
		{403, nil, "please solve this CAPTCHA", ACMEChallenge},
		{400, nil, "The plain HTTP request was sent to HTTPS port", ACMESpeaksTLS},
		{400, nil, "Client sent an HTTP request to an HTTPS server.", ACMESpeaksTLS},
		{400, nil, "bad request", ACMEOpen},
	} {
		if c.header == nil {
			c.header = http.Header{}
		}
		if got := judgeAnswer(&http.Response{StatusCode: c.status, Header: c.header}, c.body); got != c.want {
			t.Errorf("%d %v %q: %s, want %s", c.status, c.header, c.body, got, c.want)
		}
	}
}

func TestRedirectsOfTheChallenge(t *testing.T) {
	t.Parallel()
	p := &Prober{http: 8080, https: 8443}
	first := &http.Request{URL: &url.URL{Scheme: "http", Host: "shop.example", Path: "/x"}}
	for to, want := range map[string]ACMEOutcome{
		"https://shop.example/x":      "",
		"https://SHOP.example:443/x":  "",
		"https://www.shop.example/x":  "",
		"https://shop.example:8443/x": "",
		"http://shop.example:80/y":    "",
		"http://shop.example:8081/x":  ACMERedirectPort,
		"https://login.example/x":     ACMERedirectHost,
		"ftp://shop.example/x":        ACMERedirectOther,
		"http://shop.example/x":       ACMERedirectLoop,
	} {
		u, err := url.Parse(to)
		if err != nil {
			t.Fatal(err)
		}
		var got ACMEOutcome
		var redirect *errRedirect
		if errors.As(p.judgeHop("shop.example", u, []*http.Request{first}), &redirect) {
			got = redirect.outcome
		}
		if got != want {
			t.Errorf("to %s: %q, want %q", to, got, want)
		}
	}
}
