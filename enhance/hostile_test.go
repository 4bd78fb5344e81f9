package enhance_test

import (
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"enhance-wizard/enhance"
	"enhance-wizard/enhance/paneltest"
)

// Each case is a panel, or what pretends to be one, that answers one call.
func TestAnswersThatAreRefusals(t *testing.T) {
	t.Parallel()
	const text, page, object = "text/plain", "text/html; charset=utf-8", "application/json"
	answer := paneltest.Answer
	for name, c := range map[string]struct {
		fault               paneltest.Fault
		cause               enhance.Cause
		unreachable, denied bool
	}{
		"401":                       {paneltest.Unauthorized(), enhance.Unauthorized, false, true},
		"401, a page":               {paneltest.HTML(401), enhance.Unauthorized, false, true},
		"403 unauthorized":          {paneltest.Forbidden(), enhance.Forbidden, false, true},
		"403 only_mo_allowed":       {paneltest.MasterOrgOnly(), enhance.MasterOrgOnly, false, true},
		"403, no body":              {answer(403, object, ""), enhance.Forbidden, false, true},
		"403 of a filter in front":  {paneltest.HTML(403), enhance.HTML, true, false},
		"200, a page":               {paneltest.HTML(200), enhance.HTML, true, false},
		"200, a page called JSON":   {answer(200, object, " \n<!doctype html><title>x</title>"), enhance.HTML, true, false},
		"200, XHTML":                {answer(200, "application/xhtml+xml", ""), enhance.HTML, true, false},
		"404, a page":               {paneltest.HTML(404), enhance.RouteMissing, false, false},
		"404, no body":              {answer(404, text, ""), enhance.RouteMissing, false, false},
		"404 not_found":             {answer(404, object, `{"code":"not_found","detail":"org"}`), enhance.NotFound, false, false},
		"404 with another code":     {answer(404, object, `{"code":"gone"}`), enhance.NotFound, false, false},
		"404 UUID":                  {answer(404, text, "UUID parsing failed: invalid length"), enhance.MalformedID, false, false},
		"400 UUID":                  {answer(400, text, "UUID parsing failed: invalid length"), enhance.MalformedID, false, false},
		"400 invalid_argument":      {answer(400, object, `{"code":"invalid_argument","message":"no"}`), enhance.InvalidRequest, false, false},
		"400 already_exists":        {answer(400, object, `{"code":"already_exists"}`), enhance.Conflict, false, false},
		"409":                       {answer(409, text, "conflict"), enhance.Conflict, false, false},
		"405":                       {answer(405, text, ""), enhance.RouteMissing, false, false},
		"422":                       {answer(422, text, "no"), enhance.InvalidRequest, false, false},
		"429":                       {answer(429, text, "slow down"), enhance.RateLimited, false, false},
		"500":                       {paneltest.ServerError(500), enhance.ServerError, true, false},
		"502, a page":               {paneltest.HTML(502), enhance.ServerError, true, false},
		"522 of Cloudflare":         {answer(522, page, "<html>"), enhance.ServerError, true, false},
		"broken JSON":               {paneltest.BrokenJSON(), enhance.NotJSON, true, false},
		"no JSON":                   {answer(200, object, "all is well"), enhance.NotJSON, true, false},
		"two values":                {answer(200, object, "[] []"), enhance.NotJSON, true, false},
		"a number that is none":     {answer(200, object, `{"items":[],"total":NaN}`), enhance.NotJSON, true, false},
		"a key that is there twice": {answer(200, object, `{"items":[],"items":"none"}`), enhance.UnexpectedAnswer, true, false},
		"204":                       {answer(204, "", ""), enhance.NotJSON, true, false},
		"nothing":                   {answer(200, object, ""), enhance.NotJSON, true, false},
		"wrong types":               {paneltest.WrongTypes(), enhance.UnexpectedAnswer, true, false},
		"a number":                  {answer(200, object, "5"), enhance.UnexpectedAnswer, true, false},
		"another object":            {answer(200, object, `{"hello":"world"}`), enhance.UnexpectedAnswer, true, false},
		"an item without an id":     {answer(200, object, `{"items":[{}],"total":1}`), enhance.UnexpectedAnswer, true, false},
		"an id that is a number":    {answer(200, object, `{"items":[{"id":5}],"total":1}`), enhance.UnexpectedAnswer, true, false},
		"an id that is a path":      {answer(200, object, `{"items":[{"id":"../../x"}],"total":1}`), enhance.UnexpectedAnswer, true, false},
		"items that are numbers":    {answer(200, object, `{"items":[1,2],"total":2}`), enhance.UnexpectedAnswer, true, false},
		"too deep":                  {paneltest.Nested(100_000), enhance.UnexpectedAnswer, true, false},
		"much too deep":             {paneltest.Nested(1_000_000), enhance.UnexpectedAnswer, true, false},
		"a million items":           {answer(200, object, "["+strings.Repeat("1,", 1_000_000)+"1]"), enhance.TooLarge, true, false},
		"1 GiB":                     {paneltest.Huge(1 << 30), enhance.TooLarge, true, false},
		"a gzip bomb":               {paneltest.GzipBomb(1 << 10), enhance.NotJSON, true, false},
		"too many items":            {answer(200, object, "["+strings.Repeat("{},", 11_000)+"{}]"), enhance.TooLarge, true, false},
		"too many announced":        {answer(200, object, `{"items":[],"total":11001}`), enhance.TooLarge, true, false},
		"a string that is too long": {answer(200, object, `["`+strings.Repeat("x", 2<<20)+`"]`), enhance.TooLarge, true, false},
		"endless":                   {paneltest.Endless(), enhance.TooLarge, true, false},
		"a hang-up":                 {paneltest.HangUp(), enhance.ConnectionFailed, true, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			overHTTP2(t, func(t testing.TB) {
				panel := newPanel(t, paneltest.Options{HTTP2: true})
				panel.Fault(paneltest.Match{}, c.fault)
				_, err := newClient(t, panel, masterToken).Servers(background(t))
				failure := wantError(t, err, c.cause)
				if failure.Unreachable() != c.unreachable || failure.Refused() != c.denied {
					t.Errorf("unreachable %t, refused %t", failure.Unreachable(), failure.Refused())
				}
				if requests := panel.Requests(); len(requests) != 1 {
					t.Errorf("%d requests were sent", len(requests))
				}
			})
		})
	}
}

func TestAPageAtTheFirstContactIsAPage(t *testing.T) {
	t.Parallel()
	panel := newPanel(t, paneltest.Options{})
	client := newClient(t, panel, "")
	for _, status := range []int{200, 403, 404} {
		panel.Fault(paneltest.Match{}, paneltest.HTML(status))
		_, err := client.Version(background(t))
		wantError(t, err, enhance.HTML)
	}
	// Where no panel is told from where a panel has no such call by the page.
	panel.Fault(paneltest.Match{}, paneltest.Answer(404, "text/plain", ""))
	_, err := client.Version(background(t))
	wantError(t, err, enhance.RouteMissing)
}

func TestTheWebPageOfARealPanelIsAPage(t *testing.T) {
	t.Parallel()
	panel := newPanel(t, paneltest.Options{Check: func(paneltest.Exchange) {}})
	client := newClient(t, panel, "", func(o *enhance.Options) { o.BaseURL = address(t, strings.TrimSuffix(panel.URL(), "api/")+"app") })
	_, err := client.Version(background(t))
	wantError(t, err, enhance.HTML)
}

func TestRefusalsKeepWhatThePanelSaid(t *testing.T) {
	t.Parallel()
	panel := newPanel(t, paneltest.Options{})
	client := newClient(t, panel, masterToken)
	ask := func(fault paneltest.Fault) enhance.Error {
		panel.Fault(paneltest.Match{Times: 1}, fault)
		_, err := client.Server(background(t), mainServer)
		return wantError(t, err, enhance.InvalidRequest)
	}
	got := ask(paneltest.Answer(400, "application/json", `{"code":"invalid_argument","detail":"mysql_db","message":"Invalid file extension"}`))
	if got.Code != "invalid_argument" || got.Detail != "mysql_db" || got.Message != "Invalid file extension" || got.Status != 400 {
		t.Errorf("%+v", got)
	}
	want := `calling GET /servers/{server_id} on ` + client.BaseURL().Host() +
		`: invalid_request (status 400): "invalid_argument": "mysql_db": "Invalid file extension"`
	if (&got).Error() != want {
		t.Errorf("text %s\nwant %s", &got, want)
	}
	if got = ask(paneltest.Answer(400, "text/plain", " Json deserialize error \n")); got.Message != "Json deserialize error" || got.Code != "" {
		t.Errorf("%+v", got)
	}
	if got = ask(paneltest.Answer(400, "text/plain", strings.Repeat("é", 5000))); got.Message != strings.Repeat("é", 300) {
		t.Errorf("%d bytes are kept", len(got.Message))
	}
	if got = ask(paneltest.Answer(400, "application/json", `{"code":5,"message":["a"]}`)); got.Code != "" || got.Message != "" {
		t.Errorf("%+v", got)
	}
	if got = ask(paneltest.Answer(400, "application/json", `["a"]`)); got.Message != `["a"]` {
		t.Errorf("%+v", got)
	}
}

func TestNoRefusalRepeatsTheToken(t *testing.T) {
	t.Parallel()
	panel := newPanel(t, paneltest.Options{})
	client := newClient(t, panel, masterToken)
	encoded := base64.StdEncoding.EncodeToString([]byte("Bearer " + masterToken))
	for name, fault := range map[string]paneltest.Fault{
		"401":              paneltest.EchoAuthorization(401),
		"403":              paneltest.EchoAuthorization(403),
		"text":             paneltest.Answer(400, "text/plain", "bad "+masterToken),
		"code and detail":  paneltest.Answer(400, "application/json", `{"code":"`+masterToken+`","detail":"`+encoded+`"}`),
		"query":            paneltest.Answer(400, "text/plain", url.QueryEscape(masterToken)),
		"redirect":         paneltest.Redirect(302, "https://evil.example/?t="+url.QueryEscape(masterToken)),
		"cut by the limit": paneltest.Answer(400, "text/plain", strings.Repeat(" ", 64<<10-30)+masterToken),
		"cut by the quote": paneltest.Answer(400, "text/plain", strings.Repeat("x", 290)+masterToken),
	} {
		panel.Fault(paneltest.Match{Times: 1}, fault)
		_, err := client.Server(background(t), mainServer)
		if err == nil {
			t.Fatalf("%s: no error", name)
		}
		for _, part := range []string{masterToken, masterToken[:10], encoded[12:40], url.QueryEscape(masterToken)} {
			if text := fmt.Sprintf("%v %+v %#v", err, err, err); strings.Contains(text, part) {
				t.Errorf("%s: %q is in %s", name, part, text)
			}
		}
	}
}

// The transport's own errors quote what the server sent.
func TestNoErrorOfTheTransportRepeatsTheToken(t *testing.T) {
	t.Parallel()
	client := newRawServer(t, "HTTP/1.1 "+masterToken+"\r\n\r\n")
	_, err := client.Servers(background(t))
	failure := wantError(t, err, enhance.UnexpectedAnswer)
	if failure.Err == nil || !strings.Contains(failure.Err.Error(), enhance.Redacted) {
		t.Errorf("the test provoked no echo: %v", err)
	}
}

func TestServersThatSpeakNoHTTP(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		answer string
		cause  enhance.Cause
	}{
		"smtp":             {"220 mail.example ESMTP\r\n", enhance.UnexpectedAnswer},
		"a header of text": {"HTTP/1.1 200 OK\r\nno colon here\r\n\r\n", enhance.UnexpectedAnswer},
		"endless headers":  {"HTTP/1.1 200 OK\r\n" + strings.Repeat("X-Fill: "+strings.Repeat("x", 1000)+"\r\n", 200) + "\r\n", enhance.TooLarge},
		"a short body":     {"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n[", enhance.ConnectionFailed},
		"200 MB announced": {"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 209715200\r\n\r\n[", enhance.TooLarge},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := newRawServer(t, c.answer).Servers(background(t))
			wantError(t, err, c.cause)
		})
	}
}

func TestEndlessHeadersOverHTTP2(t *testing.T) {
	t.Parallel()
	overHTTP2(t, func(t testing.TB) {
		client := newHostile(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			for i := range 70 {
				w.Header().Set(fmt.Sprintf("X-Fill-%d", i), strings.Repeat("x", 1000))
			}
		}), "h2")
		_, err := client.Servers(background(t))
		wantError(t, err, enhance.TooLarge)
	})
}

func TestLimitsOfSize(t *testing.T) {
	t.Parallel()
	fill := func(size int) string {
		return `{"id":"` + string(mainServer) + `","x":[` + strings.Repeat(`"`+strings.Repeat("x", 1021)+`",`, size>>10) + `1]}`
	}
	const mebibyte = 1 << 20
	for name, c := range map[string]struct {
		path, body string
		cause      enhance.Cause
	}{
		"an object below the limit": {"/servers/*", fill(mebibyte - 2<<10), ""},
		"an object above the limit": {"/servers/*", fill(mebibyte), enhance.TooLarge},
		"a list above an object's":  {"/servers", `{"items":[],"x":` + fill(5*mebibyte) + `}`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			panel := newPanel(t, paneltest.Options{})
			client := newClient(t, panel, masterToken)
			panel.Fault(paneltest.Match{Path: c.path}, paneltest.Answer(200, "application/json", c.body))
			_, err := client.Servers(background(t))
			if c.path != "/servers" {
				_, err = client.Server(background(t), mainServer)
			}
			if c.cause == "" && err != nil {
				t.Error(err)
			} else if c.cause != "" {
				wantError(t, err, c.cause)
			}
		})
	}
}

func TestCompressionIsNotAskedFor(t *testing.T) {
	t.Parallel()
	client := newHostile(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if accepted := r.Header.Get("Accept-Encoding"); accepted != "" {
			t.Errorf("Accept-Encoding: %s", accepted)
		}
		_, _ = io.WriteString(w, "[]")
	}))
	if _, err := client.Servers(background(t)); err != nil {
		t.Error(err)
	}
}

func TestSlowAnswersEndInTime(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		fault  paneltest.Fault
		limits enhance.Timeouts
	}{
		"headers that never come": {paneltest.Slow(time.Hour), enhance.Timeouts{Header: time.Second}},
		"a byte a second":         {paneltest.Drip(time.Second), enhance.Timeouts{Total: time.Second}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			overHTTP2(t, func(t testing.TB) {
				panel := newPanel(t, paneltest.Options{HTTP2: true})
				client := newClient(t, panel, masterToken, func(o *enhance.Options) { o.Timeouts = c.limits })
				panel.Fault(paneltest.Match{}, c.fault)
				began := time.Now()
				_, err := client.Servers(background(t))
				wantError(t, err, enhance.Timeout)
				if took := time.Since(began); took > patience/2 {
					t.Errorf("it took %s, with a limit of a second", took)
				}
			})
		})
	}
}
