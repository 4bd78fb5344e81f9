package enhance

import (
	"encoding/json"
	"fmt"
	"testing"
)

// listingOf makes a listing of so many items, each with its number in place of
// every %d.
func listingOf(count int, item string, numbers int) []byte {
	body := []byte(`{"items":[`)
	for i := range count {
		if i > 0 {
			body = append(body, ',')
		}
		arguments := make([]any, numbers)
		for at := range arguments {
			arguments[at] = i
		}
		body = fmt.Appendf(body, item, arguments...)
	}
	return fmt.Appendf(body, `],"total":%d}`, count)
}

const (
	serverItem = `{"id":"44444444-4444-4444-8444-%012d","groupId":"55555555-5555-4555-8555-555555555555","isControlPanel":false,` +
		`"isConfigured":true,"friendlyName":"server %d","hostname":"srv%d.example.net","ips":[{"ip":"203.0.113.10","isPrimary":true}],` +
		`"roles":{"application":"enabled","backup":"notInstalled","database":"enabled","dns":"enabled","email":"enabled"},` +
		`"createdAt":"2025-04-15T17:28:38.224166Z","ipv6Addr":"2001:db8::1","appcdVersion":"12.25.5"}`
	websiteItem = `{"id":"66666666-6666-4666-8666-%012d","domain":{"id":"77777777-7777-4777-8777-%012d","domain":"site%d.example",` +
		`"documentRoot":"public_html","kind":"primary","cloudflareStatus":"Disconnected"},"aliases":[{"id":"88888888-8888-4888-8888-%012d",` +
		`"domain":"site%d.site.example","documentRoot":"public_html","kind":"preview"}],"subdomains":[],"status":"active","plan":"Normal",` +
		`"orgId":"22222222-2222-4222-8222-222222222222","kind":"normal","appServerId":"44444444-4444-4444-8444-444444444444"}`
	mappingItem = `{"domain":"shop%d.example","domainId":"77777777-7777-4777-8777-%012d","websiteId":"66666666-6666-4666-8666-666666666666",` +
		`"mappingKind":"alias","documentRoot":"public_html","cloudflareStatus":"Disconnected","cert":{"cn":"shop%d.example",` +
		`"issuer":"Let's Encrypt","issued":"2025-04-15 20:33:46 UTC","expires":"2025-07-14 20:33:45 UTC","sans":["shop%d.example",` +
		`"www.shop%d.example"],"forceHttps":false}}`
)

func benchmarkDecoding[T any](b *testing.B, body []byte, want int) {
	b.Helper()
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		var answer page[T]
		if err := decode(body, &answer); err != nil || len(answer.items) != want {
			b.Fatalf("%d items, %v", len(answer.items), err)
		}
	}
}

// BenchmarkDecoding is for the sizes of the largest clusters: all servers, all
// websites, and the one listing that does not page.
func BenchmarkDecoding(b *testing.B) {
	b.Run("250 servers", func(b *testing.B) { benchmarkDecoding[serverAnswer](b, listingOf(250, serverItem, 3), 250) })
	b.Run("2,000 websites", func(b *testing.B) { benchmarkDecoding[websiteAnswer](b, listingOf(2000, websiteItem, 5), 2000) })
	b.Run("10,000 mappings", func(b *testing.B) { benchmarkDecoding[mappingAnswer](b, listingOf(10_000, mappingItem, 5), 10_000) })
}

// A benchmark of what is no answer would measure nothing.
func TestTheBenchmarkedListingsAreAnswers(t *testing.T) {
	t.Parallel()
	for _, item := range []struct {
		text    string
		numbers int
	}{{serverItem, 3}, {websiteItem, 5}, {mappingItem, 5}} {
		if body := listingOf(3, item.text, item.numbers); !json.Valid(body) {
			t.Errorf("no JSON: %s", body)
		}
	}
}
