package probe

import (
	"bytes"
	"io"
	"strings"
	"testing"
)

// wire answers whatever is asked, and keeps the request.
type wire struct {
	io.Reader
	sent bytes.Buffer
}

func (w *wire) Write(p []byte) (int, error) { return w.sent.Write(p) }

func TestHeadOfTheAnswer(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		answer string
		want   HTTP
	}{
		"plain":         {"HTTP/1.1 200 OK\r\nServer: x\r\n\r\nbody", HTTP{Status: 200, Server: "x"}},
		"announced":     {"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n", HTTP{Status: 204}},
		"redirect":      {"HTTP/1.1 302 Found\r\nLocation: /x\r\nSet-Cookie: a=b\r\n\r\n", HTTP{Status: 302, Location: "/x", SetsCookie: true}},
		"proxy by ray":  {"HTTP/1.1 200 OK\r\nCF-RAY: 1\r\n\r\n", HTTP{Status: 200, Cloudflare: true}},
		"proxy by name": {"HTTP/1.1 200 OK\r\nServer: Cloudflare\r\n\r\n", HTTP{Status: 200, Server: "Cloudflare", Cloudflare: true}},
		"challenge":     {"HTTP/1.1 403 No\r\nCf-Mitigated: challenge\r\n\r\n", HTTP{Status: 403, Challenge: true}},
		"nothing":       {"", HTTP{Detail: "unexpected EOF"}},
		"long location": {"HTTP/1.1 302 Found\r\nLocation: " + strings.Repeat("a", 5000) + "\r\n\r\n", HTTP{Status: 302, Location: strings.Repeat("a", textLimit)}},
	} {
		w := &wire{Reader: strings.NewReader(c.answer)}
		got := *get(w, "shop.example:8443")
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
	if h := get(&wire{Reader: endless}, "x"); h.Status != 0 || h.Detail == "" {
		t.Errorf("%+v, want no status", h)
	}
}
