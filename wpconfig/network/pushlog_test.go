package network_test

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"enhance-wizard/wpconfig/network"
	"enhance-wizard/wpconfig/network/networktest"
)

func stamped(lines ...string) string {
	var log strings.Builder
	for i, line := range lines {
		fmt.Fprintf(&log, "[2026-11-23 10:00:%02d] [INFO] %s\n", i, line)
	}
	return log.String()
}

func TestTheLogTellsHowTheLastPushOfADomainEnded(t *testing.T) {
	second := func(n int) time.Time { return time.Date(2026, 11, 23, 10, 0, n, 0, time.UTC) }
	for _, test := range []struct {
		name, log string
		want      []network.Push
	}{
		{"empty", "", nil},
		{"added", stamped(
			"Adding domain: Shop.example for site ID: 7",
			"Making POST request to: https://panel.example/api/orgs/x/websites/y/domains",
			`Request data: {"domain":"shop.example"}`,
			`API response code: 201, body: {"id":"1"}`,
			"Domain Shop.example added successfully. SSL will be automatically provisioned via LetsEncrypt when DNS resolves.",
		), []network.Push{{Domain: "shop.example", Outcome: network.PushAdded, At: second(4)}}},
		{"refused", stamped(
			"Adding domain: shop.example for site ID: 7",
			"API response code: 409, body: <html>\n[not a stamp] ] \n</html>",
			`Failed to add domain shop.example. Error: {"success":false,"error":"Domain exists","response_code":409,`+
				`"response_body":"{\"code\":\"already_exists\",\"detail\":\"domain\",\"message\":\"Domain exists\"}"}`,
		), []network.Push{{
			Domain: "shop.example", Outcome: network.PushFailed, At: second(2), Status: 409, Message: "Domain exists",
			Code: "already_exists", Detail: "domain",
		}}},
		{"network failure", stamped(
			"Adding domain: shop.example for site ID: 7", "API request failed: cURL error 28",
			`Failed to add domain shop.example. Error: {"success":false,"error":"cURL error 28"}`,
		), []network.Push{{Domain: "shop.example", Outcome: network.PushFailed, At: second(2), Message: "cURL error 28"}}},
		{"no token", stamped(
			"Adding domain: shop.example for site ID: 7", "WU_ENHANCE_API_TOKEN constant not defined or empty",
			`Failed to add domain shop.example. Error: {"success":false,"error":"Enhance API Token not found."}`,
		), []network.Push{{
			Domain: "shop.example", Outcome: network.PushFailed, At: second(2), Missing: "WU_ENHANCE_API_TOKEN",
			Message: "Enhance API Token not found.",
		}}},
		{"not configured, one domain after the other", stamped(
			"Adding domain: a.example for site ID: 7", "Organization ID not configured",
			"Adding domain: b.example for site ID: 8", "Website ID not configured",
			"Adding domain: c.example for site ID: 9", "Server ID not configured",
		), []network.Push{
			{Domain: "a.example", Outcome: network.PushNotConfigured, At: second(1), Missing: "WU_ENHANCE_ORG_ID"},
			{Domain: "b.example", Outcome: network.PushNotConfigured, At: second(3), Missing: "WU_ENHANCE_WEBSITE_ID"},
			{Domain: "c.example", Outcome: network.PushNotConfigured, At: second(5), Missing: "WU_ENHANCE_SERVER_ID"},
		}},
		{"a stray line after the end", stamped(
			"Adding domain: shop.example for site ID: 7", "Domain shop.example added successfully. SSL follows.",
			"Website ID not configured",
		), []network.Push{{Domain: "shop.example", Outcome: network.PushAdded, At: second(1)}}},
		{"unclear", stamped(
			"Adding domain: shop.example for site ID: 7",
			`Domain shop.example may have been added, but response was unclear: {"domainId":"1"}`,
		), []network.Push{{
			Domain: "shop.example", Outcome: network.PushUnclear, At: second(1), Message: `{"domainId":"1"}`,
		}}},
		{"the last attempt counts", stamped(
			"Adding domain: shop.example for site ID: 7",
			`Failed to add domain shop.example. Error: {"error":"first"}`,
			"Adding domain: shop.example for site ID: 7",
		), []network.Push{{Domain: "shop.example", Outcome: network.PushStarted, At: second(2)}}},
		{"removed", stamped(
			"Removing domain: shop.example for site ID: 7", "Domain shop.example removal request sent",
			"Removing domain: gone.example for site ID: 7",
			"Could not find domain ID for gone.example, it may have already been removed",
		), []network.Push{
			{Domain: "shop.example", Removal: true, Outcome: network.PushRemovalSent, At: second(1)},
			{Domain: "gone.example", Removal: true, Outcome: network.PushNotOnPanel, At: second(3)},
		}},
		{
			"beginning cut off", stamped(`Failed to add domain shop.example. Error: not json`),
			[]network.Push{{Domain: "shop.example", Outcome: network.PushFailed, At: second(0), Message: "not json"}},
		},
		{
			"damaged lines", "[2026-11-23 10:00:00]\n[2026-99-99 10:00:00] [INFO] Adding domain: x.example for site ID: 1\n" +
				stamped("Adding domain:  for site ID: 1", "Adding domain: x.example", "Website ID not configured"), nil,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "log")
			writeFile(t, path, test.log)
			got, err := network.ReadPushLog(path)
			if err != nil {
				t.Fatal(err)
			}
			want := map[string]network.Push{}
			for _, push := range test.want {
				want[push.Domain] = push
			}
			if !maps.Equal(got.Pushes, want) || got.Partial {
				t.Errorf("got  %+v\nwant %+v", got.Pushes, want)
			}
		})
	}
}

func TestOnlyTheEndOfALongLogIsRead(t *testing.T) {
	root := makeSite(t, networktest.Options{PushLog: stamped("Adding domain: old.example for site ID: 1") +
		strings.Repeat("[2026-11-23 10:00:00] [INFO] Request data: x\n", 40_000) +
		stamped("Adding domain: new.example for site ID: 1", `Failed to add domain new.example. Error: {"error":"`+
			strings.Repeat("ü", 1000)+`"}`)})
	log, err := network.ReadPushLog(network.Dirs{Root: root}.PushLogPath())
	if err != nil {
		t.Fatal(err)
	}
	if !log.Partial || len(log.Pushes) != 1 {
		t.Fatalf("partial %v, %d pushes", log.Partial, len(log.Pushes))
	}
	if message := log.Pushes["new.example"].Message; message != strings.Repeat("ü", 250) {
		t.Errorf("message of %d bytes", len(message))
	}
}

func TestAMissingLogIsToldFromAnUnreadableOne(t *testing.T) {
	folder := t.TempDir()
	if _, err := network.ReadPushLog(filepath.Join(folder, "none")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("missing: %v", err)
	}
	if _, err := network.ReadPushLog(folder); err == nil || errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a folder: %v", err)
	}
}
