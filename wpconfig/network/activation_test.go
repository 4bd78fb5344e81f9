package network_test

import (
	"fmt"
	"net/netip"
	"testing"
	"time"

	"enhance-wizard/wpconfig/network"
)

func option(siteID int, name, value string) string {
	return fmt.Sprintf("INSERT INTO wp_sitemeta (site_id, meta_key, meta_value) VALUES (%d, '%s', '%s');", siteID, name, value)
}

func TestActivationIsReadFromTheNetworkOptions(t *testing.T) {
	complete := option(1, "wu_host_integrations_enabled", `a:2:{s:10:"cloudflare";b:0;s:7:"enhance";b:1;}`) +
		option(1, "active_sitewide_plugins", `a:1:{s:41:"ultimate-multisite/ultimate-multisite.php";i:1763000000;}`) +
		option(1, "wu_setup_finished", "1") +
		option(1, "wu_sunrise_meta", `a:2:{s:6:"active";b:1;s:7:"created";i:1763000000;}`) +
		option(1, "wu_hosting_credential_WU_ENHANCE_API_TOKEN", "$wu_enc$c2VjcmV0") +
		option(1, "wu_hosting_credential_WU_ENHANCE_ORG_ID", "$wu_enc$c2VjcmV0") +
		option(1, "wu_hosting_credential_WU_ENHANCE_WEBSITE_ID", "") +
		option(1, "wu_hosting_credential_WU_CLOUDFLARE_API_KEY", "other") +
		"INSERT INTO wp_site (domain, path) VALUES ('Network.Example:8443', '/');"
	for _, test := range []struct {
		name, statements string
		want             network.Activation
	}{
		{"complete", complete, network.Activation{
			Integration: true, Plugin: true, SetupFinished: true, Sunrise: true,
			Stored:     []string{"WU_ENHANCE_API_TOKEN", "WU_ENHANCE_ORG_ID"},
			MainDomain: "network.example", Path: "/",
		}},
		{"nothing", "", network.Activation{}},
		{
			"integration off", option(1, "wu_host_integrations_enabled", `a:1:{s:7:"enhance";b:0;}`),
			network.Activation{},
		},
		{
			"integration as text", option(1, "wu_host_integrations_enabled", `a:1:{s:7:"enhance";s:1:"1";}`),
			network.Activation{Integration: true},
		},
		{
			"integration as text 0", option(1, "wu_host_integrations_enabled", `a:1:{s:7:"enhance";s:1:"0";}`),
			network.Activation{},
		},
		{
			"other network's options", option(2, "wu_host_integrations_enabled", `a:1:{s:7:"enhance";b:1;}`),
			network.Activation{},
		},
		{
			"first row of two counts", option(1, "wu_host_integrations_enabled", `a:1:{s:7:"enhance";b:0;}`) +
				option(1, "wu_host_integrations_enabled", `a:1:{s:7:"enhance";b:1;}`),
			network.Activation{},
		},
		{
			"old plugin folder", option(1, "active_sitewide_plugins", `a:1:{s:23:"wp-ultimo/wp-ultimo.php";i:1;}`),
			network.Activation{},
		},
		{
			"damaged", option(1, "wu_host_integrations_enabled", `a:1:{s:70:"enhance";b:1;}`),
			network.Activation{Unreadable: []string{"wu_host_integrations_enabled"}},
		},
		{
			"too long", "INSERT INTO wp_sitemeta (site_id, meta_key, meta_value) VALUES (1, 'wu_sunrise_meta', REPEAT('x', 1048577));",
			network.Activation{Unreadable: []string{"wu_sunrise_meta"}},
		},
		{
			"null", "INSERT INTO wp_sitemeta (site_id, meta_key, meta_value) VALUES (1, 'wu_sunrise_meta', NULL), (1, 'wu_setup_finished', NULL);",
			network.Activation{},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			server, login := makeNetwork(t)
			execute(t, server, login, test.statements)
			got, err := network.ReadActivation(t.Context(), login)
			if err != nil {
				t.Fatal(err)
			}
			if fmt.Sprintf("%+v", got) != fmt.Sprintf("%+v", test.want) {
				t.Errorf("got  %+v\nwant %+v", got, test.want)
			}
		})
	}
}

func TestSettingsHoldThePluginsDefaultsAndLimits(t *testing.T) {
	server, login := makeNetwork(t)
	database := open(t, login)
	check := func(want network.Settings) {
		t.Helper()
		got, err := database.Settings(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if fmt.Sprintf("%+v", got) != fmt.Sprintf("%+v", want) {
			t.Errorf("got  %+v\nwant %+v", got, want)
		}
	}
	check(network.Settings{DNSInterval: 300 * time.Second, Logging: "default"})
	execute(t, server, login, option(1, "_site_transient_wu_public_network_ip", "203.0.113.10")+
		option(1, "wp-ultimo_v2_settings", `a:3:{s:21:"enable_domain_mapping";i:1;s:18:"dns_check_interval";s:1:"5";`+
			`s:19:"error_logging_level";s:6:"errors";}`))
	check(network.Settings{
		DomainMapping: true, DNSInterval: 10 * time.Second, Logging: "errors",
		PublicIP: netip.MustParseAddr("203.0.113.10"),
	})
}
