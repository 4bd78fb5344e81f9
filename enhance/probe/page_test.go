package probe

import (
	"bytes"
	"io"
	"strings"
	"testing"
	"time"
)

// wire answers whatever is asked, and keeps the request.
type wire struct {
	io.Reader
	sent bytes.Buffer
}

func (w *wire) Write(p []byte) (int, error) { return w.sent.Write(p) }

func TestHeadOfTheAnswer(t *testing.T) {
	t.Parallel()
	now := func() time.Time { return time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC) }
	for name, c := range map[string]struct {
		answer string
		want   HTTP
	}{
		"plain":         {"HTTP/1.1 200 OK\r\nServer: x\r\n\r\nbody", HTTP{Status: 200, Server: "x"}},
		"announced":     {"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n", HTTP{Status: 204}},
		"redirect":      {"HTTP/1.1 302 Found\r\nLocation: /x\r\nSet-Cookie: a=b\r\n\r\n", HTTP{Status: 302, Location: "/x"}},
		"proxy by ray":  {"HTTP/1.1 200 OK\r\nCF-RAY: 1\r\n\r\n", HTTP{Status: 200, Proxy: Cloudflare}},
		"proxy by name": {"HTTP/1.1 200 OK\r\nServer: Cloudflare\r\n\r\n", HTTP{Status: 200, Server: "Cloudflare", Proxy: Cloudflare}},
		"challenge":     {"HTTP/1.1 403 No\r\nCf-Mitigated: challenge\r\n\r\n", HTTP{Status: 403, Challenge: true}},
		"maintenance":   {"HTTP/1.1 503 No\r\nRetry-After: 600\r\n\r\n", HTTP{Status: 503, RetryAfter: true}},
		"its clock":     {"HTTP/1.1 200 OK\r\nDate: Mon, 23 Nov 2026 12:00:00 GMT\r\n\r\n", HTTP{Status: 200, Ahead: 2 * time.Hour}},
		"our clock":     {"HTTP/1.1 200 OK\r\nDate: Mon, 23 Nov 2026 09:55:00 GMT\r\n\r\n", HTTP{Status: 200}},
		"no clock":      {"HTTP/1.1 200 OK\r\nDate: yesterday\r\n\r\n", HTTP{Status: 200}},
		"long head":     {"HTTP/1.1 200 OK\r\nX: " + strings.Repeat("a", 200<<10) + "\r\n\r\n", HTTP{Status: 200}},
		"other proxy":   {"HTTP/1.1 200 OK\r\nX-Sucuri-ID: 1\r\n\r\n", HTTP{Status: 200, Proxy: Sucuri}},
		"garbage":       {"SSH-2.0-OpenSSH_9.9\r\n", HTTP{Detail: "malformed HTTP response \"SSH-2.0-OpenSSH_9.9\""}},
		"nothing":       {"", HTTP{Detail: "unexpected EOF"}},
		"long location": {"HTTP/1.1 302 Found\r\nLocation: " + strings.Repeat("a", 5000) + "\r\n\r\n", HTTP{Status: 302, Location: strings.Repeat("a", textLimit)}},
	} {
		w := &wire{Reader: strings.NewReader(c.answer)}
		got := *get(w, "shop.example:8443", now)
		got.Took = 0
		if got != c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
		if !strings.HasPrefix(w.sent.String(), "GET / HTTP/1.1\r\nHost: shop.example:8443\r\n") {
			t.Errorf("%s: sent %q", name, w.sent.String())
		}
	}
}

func TestEndlessHeadIsCutOff(t *testing.T) {
	t.Parallel()
	endless := io.MultiReader(strings.NewReader("HTTP/1.1 200 OK\r\n"), strings.NewReader(strings.Repeat("X: y\r\n", 1<<20)))
	if h := get(&wire{Reader: endless}, "x", time.Now); h.Status != 0 || h.Detail == "" {
		t.Errorf("%+v, want no status", h)
	}
}
