package enhance_test

import (
	"bytes"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"enhance-wizard/enhance"
	"enhance-wizard/enhance/paneltest"
)

// posts counts the writes that reached the panel on paths with this ending.
func posts(panel *paneltest.Panel, ending string) int {
	count := 0
	for _, request := range panel.Requests() {
		if request.Method == http.MethodPost && strings.HasSuffix(request.Path, ending) {
			count++
		}
	}
	return count
}

// whenReached tries something with a short limit, which is to run out, and with
// longer ones as long as a busy machine needed all of it to reach the panel.
func whenReached(try func(limit time.Duration) (reached bool)) {
	for limit := time.Second; !try(limit) && limit < patience; limit *= 2 {
	}
}

func TestACertificateIsIssued(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC)
	panel := newPanel(t, paneltest.Options{Now: func() time.Time { return now }, IssueAfter: time.Hour})
	domain := enhance.ID(panel.AddMapping(string(network), paneltest.Mapping{Domain: "shop.example"}))
	client := newClient(t, panel, customerToken)
	ctx := background(t)

	if before, err := client.Certificate(ctx, domain); err != nil || before == nil || !before.Placeholder {
		t.Fatalf("before: %+v, %v", before, err)
	}
	if said, err := client.Preflight(ctx, domain); err != nil || !said.CanIssue || said.Reason != "" {
		t.Fatalf("%+v, %v", said, err)
	}
	if err := client.IssueCertificate(ctx, domain); err != nil {
		t.Fatal(err)
	}
	after, err := client.Certificate(ctx, domain)
	if err != nil {
		t.Fatal(err)
	}
	wantEqual(t, after, &enhance.StoredCertificate{
		CommonName: "shop.example", Issuer: "Let's Encrypt", Names: []string{"shop.example", "www.shop.example"},
		NotBefore: now, NotAfter: now.Add(90 * 24 * time.Hour),
	})
	if n := posts(panel, "/letsencrypt"); n != 1 {
		t.Errorf("%d requests for one certificate", n)
	}
}

func TestThePanelsOwnWordsComeAlongWhenItCannotIssue(t *testing.T) {
	t.Parallel()
	panel := newPanel(t, paneltest.Options{})
	obstacle := "DNS problem: NXDOMAIN looking up A for shop.example " + strings.Repeat("x", 400)
	domain := enhance.ID(panel.AddMapping(string(network), paneltest.Mapping{Domain: "shop.example", Obstacle: obstacle}))
	client := newClient(t, panel, customerToken)
	said, err := client.Preflight(background(t), domain)
	if err != nil || said.CanIssue || !strings.HasPrefix(obstacle, said.Reason) || len(said.Reason) != 300 {
		t.Errorf("%+v, %v", said, err)
	}
	failure := wantError(t, client.IssueCertificate(background(t), domain), enhance.InvalidRequest)
	if !strings.HasPrefix(failure.Message, "DNS problem") {
		t.Errorf("%+v", failure)
	}
	for body, cause := range map[string]enhance.Cause{
		`{"error":"maybe"}`: enhance.UnexpectedAnswer, `"yes"`: enhance.UnexpectedAnswer, `{"canIssue":"true"}`: enhance.UnexpectedAnswer,
		`{`: enhance.NotJSON,
	} {
		remove := panel.Fault(paneltest.Match{Path: "/v2/domains/*/letsencrypt_preflight"}, paneltest.Answer(200, "application/json", body))
		_, err := client.Preflight(background(t), domain)
		wantError(t, err, cause)
		remove()
	}
}

// The calls that take long have time of their own; all others keep theirs.
func TestIssuingHasItsOwnTimeOutAndIsNeverRepeated(t *testing.T) {
	t.Parallel()
	panel := newPanel(t, paneltest.Options{IssueAfter: time.Hour})
	domain := enhance.ID(panel.AddMapping(string(network), paneltest.Mapping{Domain: "shop.example"}))
	late := panel.Fault(paneltest.Match{Path: "/v2/domains/*/letsencrypt"}, paneltest.Late(4*time.Second))
	patient := newClient(t, panel, customerToken, func(o *enhance.Options) {
		o.Timeouts = enhance.Timeouts{Header: 3 * time.Second, Total: 3 * time.Second}
	})
	if err := patient.IssueCertificate(background(t), domain); err != nil {
		t.Errorf("the answer was not waited for: %v", err)
	}
	late()

	other := enhance.ID(panel.AddMapping(string(network), paneltest.Mapping{Domain: "other.example"}))
	panel.Fault(paneltest.Match{Path: "/v2/domains/*/letsencrypt"}, paneltest.Late(time.Hour))
	before := posts(panel, "/letsencrypt")
	whenReached(func(limit time.Duration) (reached bool) {
		hasty := newClient(t, panel, customerToken, func(o *enhance.Options) { o.Timeouts.Issue = limit })
		wantError(t, hasty.IssueCertificate(background(t), other), enhance.Timeout)
		return posts(panel, "/letsencrypt") > before
	})
	if n := posts(panel, "/letsencrypt") - before; n != 1 {
		t.Errorf("%d requests", n)
	}
	client := newClient(t, panel, customerToken)
	await(t, "what the panel did after all", func() bool {
		got, err := client.Certificate(background(t), other)
		return err == nil && got != nil && !got.Placeholder
	})
	for name, fault := range map[string]paneltest.Fault{
		"server error": paneltest.ServerError(503), "rate limit": paneltest.RateLimited(time.Second), "hang-up": paneltest.HangUp(),
	} {
		before := posts(panel, "/letsencrypt")
		remove := panel.Fault(paneltest.Match{Path: "/v2/domains/*/letsencrypt"}, fault)
		if err := newClient(t, panel, customerToken).IssueCertificate(background(t), domain); err == nil {
			t.Errorf("%s: no error", name)
		}
		remove()
		if n := posts(panel, "/letsencrypt") - before; n != 1 {
			t.Errorf("%s: %d requests", name, n)
		}
	}
}

func TestNoCertificateIsNoError(t *testing.T) {
	t.Parallel()
	panel := newPanel(t, paneltest.Options{})
	bare := enhance.ID(panel.AddMapping(string(network), paneltest.Mapping{Domain: "bare.example", NoCertificate: true}))
	client := newClient(t, panel, customerToken)
	for _, domain := range []enhance.ID{bare, nowhere} {
		if got, err := client.Certificate(background(t), domain); got != nil || err != nil {
			t.Errorf("%+v, %v", got, err)
		}
	}
	panel.Fault(paneltest.Match{Path: "/v2/domains/*/ssl"}, paneltest.Answer(200, "application/json", `[]`))
	_, err := client.Certificate(background(t), bare)
	wantError(t, err, enhance.UnexpectedAnswer)
	panel.Fault(paneltest.Match{Path: "/v2/domains/*/ssl"}, paneltest.Answer(404, "text/plain", ``))
	_, err = client.Certificate(background(t), bare)
	wantError(t, err, enhance.RouteMissing)
}

// The answer about one certificate holds its private key, whole or broken.
func TestThePrivateKeyOfACertificateIsReadPast(t *testing.T) {
	t.Parallel()
	panel := newPanel(t, paneltest.Options{})
	domain := enhance.ID(panel.AddMapping(string(network), paneltest.Mapping{Domain: "shop.example"}))
	var log bytes.Buffer
	client := newClient(t, panel, customerToken, func(o *enhance.Options) {
		o.Logger = slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	})
	bodies := []string{
		"",
		`{"cn":"shop.example","key":"` + paneltest.PrivateKey,
		`{"cn":"shop.example","key":"` + paneltest.PrivateKey + `","sans":7}`,
		`{"key":"` + paneltest.PrivateKey + `"} "` + paneltest.PrivateKey + `"`,
		`"` + paneltest.PrivateKey + `"`,
	}
	for _, body := range bodies {
		remove := func() {}
		if body != "" {
			remove = panel.Fault(paneltest.Match{Path: "/v2/domains/*/ssl"}, paneltest.Answer(200, "application/json", body))
		}
		certificate, err := client.Certificate(background(t), domain)
		remove()
		if said := fmt.Sprintf("%+v %#v %v %s", certificate, certificate, err, log.String()); strings.Contains(said, paneltest.PrivateKey) {
			t.Errorf("the key is in %s", said)
		}
	}
}
