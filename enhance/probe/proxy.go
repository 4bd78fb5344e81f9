package probe

import (
	"net/http"
	"strings"
)

// Proxy is a service that answers visitors in the place of the server.
type Proxy string

// The proxies that say so in their answers.
const (
	Cloudflare Proxy = "cloudflare"
	Sucuri     Proxy = "sucuri"
	QUICCloud  Proxy = "quic.cloud"
	CloudFront Proxy = "cloudfront"
	Bunny      Proxy = "bunny"
	Fastly     Proxy = "fastly"
	Imperva    Proxy = "imperva"
)

// proxySigns are the headers that each of them adds to what it passes on.
var proxySigns = []struct {
	header string
	proxy  Proxy
}{
	{"Cf-Ray", Cloudflare},
	{"X-Sucuri-Id", Sucuri},
	{"X-Qc-Pop", QUICCloud},
	{"X-Amz-Cf-Id", CloudFront},
	{"Cdn-Pullzone", Bunny},
	{"X-Fastly-Request-Id", Fastly},
	{"X-Iinfo", Imperva},
}

// proxyOf returns which proxy an answer comes from; empty when none is known.
func proxyOf(h http.Header) Proxy {
	for _, sign := range proxySigns {
		if h.Get(sign.header) != "" {
			return sign.proxy
		}
	}
	if strings.EqualFold(h.Get("Server"), string(Cloudflare)) {
		return Cloudflare
	}
	return ""
}
