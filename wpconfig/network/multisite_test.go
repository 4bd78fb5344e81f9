package network_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"enhance-wizard/wpconfig"
	"enhance-wizard/wpconfig/network"
	"enhance-wizard/wpconfig/network/networktest"
)

const settings = "\nif ( ! defined( 'ABSPATH' ) ) { define( 'ABSPATH', __DIR__ . '/' ); }\nrequire_once ABSPATH . 'wp-settings.php';\n"

func parse(t *testing.T, path, source string) *wpconfig.File {
	t.Helper()
	file, err := wpconfig.Location{Config: path}.Parse([]byte(source))
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func TestMultisiteFollowsTheConstants(t *testing.T) {
	network1 := func(change func(*network.Multisite)) network.Multisite {
		multisite := network.Multisite{Path: "/", NetworkID: 1, Prefix: "wp_"}
		if change != nil {
			change(&multisite)
		}
		return multisite
	}
	for _, test := range []struct {
		name, source string
		want         network.Multisite
	}{
		{"single site", "", network1(nil)},
		{
			"subdomains", `define('WP_ALLOW_MULTISITE', true); define('MULTISITE', true); define('SUBDOMAIN_INSTALL', true);
			define('DOMAIN_CURRENT_SITE', 'Network.Example:8443'); define('PATH_CURRENT_SITE', '/sub/');
			define('SITE_ID_CURRENT_SITE', 2); define('SUNRISE', 'on'); define('DISABLE_WP_CRON', 1);`,
			network.Multisite{
				Allowed: true, Enabled: true, Subdomains: true, MainDomain: "network.example", Path: "/sub/", NetworkID: 2,
				Sunrise: true, CronOff: true, Prefix: "wp_",
			},
		},
		{
			"subdirectories, texts for numbers",
			`define('MULTISITE', '1'); define('SUBDOMAIN_INSTALL', '0'); define('SITE_ID_CURRENT_SITE', '3');`,
			network1(func(m *network.Multisite) { m.Enabled, m.NetworkID = true, 3 }),
		},
		{
			"switched off though sunrise is on", `define('MULTISITE', false); define('SUNRISE', true);`,
			network1(func(m *network.Multisite) { m.Sunrise = true }),
		},
		{
			"known by SUBDOMAIN_INSTALL alone", `define('SUBDOMAIN_INSTALL', false);`,
			network1(func(m *network.Multisite) { m.Enabled = true }),
		},
		{
			"the old VHOST", `define('VHOST', 'yes');`,
			network1(func(m *network.Multisite) { m.Enabled, m.Subdomains = true, true }),
		},
		{
			"not in a comment", "// define('MULTISITE', true);\n/* define('SUNRISE', true); */", network1(nil),
		},
		{
			"only PHP knows", `define('MULTISITE', (bool) getenv('MS')); define('DOMAIN_CURRENT_SITE', $_SERVER['HTTP_HOST']);
			define('SITE_ID_CURRENT_SITE', intval('1'));`,
			network1(func(m *network.Multisite) {
				m.Unsure = []string{"MULTISITE", "DOMAIN_CURRENT_SITE", "SITE_ID_CURRENT_SITE"}
			}),
		},
		{
			"under a condition", `if (PHP_SAPI === 'cli') { define('MULTISITE', true); define('SUNRISE', true); }`,
			network1(func(m *network.Multisite) { m.Unsure = []string{"SUNRISE", "MULTISITE"} }),
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			file := parse(t, "/srv/site/wp-config.php", "<?php\n"+test.source+"\n$table_prefix = 'wp_';"+settings)
			got := network.ReadMultisite("/srv/site", file)
			got.Dirs = network.Dirs{}
			if fmt.Sprintf("%+v", got) != fmt.Sprintf("%+v", test.want) {
				t.Errorf("got  %+v\nwant %+v", got, test.want)
			}
		})
	}
}

func TestConstantsAfterTheLoadOfWordPressDoNotCount(t *testing.T) {
	file := parse(t, "/srv/site/wp-config.php", "<?php $table_prefix = 'wp_';"+settings+"define('MULTISITE', true); define('SUNRISE', true);")
	if got := network.ReadMultisite("/srv/site", file); got.Enabled || got.Sunrise || got.Unsure != nil {
		t.Errorf("%+v", got)
	}
}

func TestFoldersFollowTheConstants(t *testing.T) {
	standard := network.Dirs{
		Root: "/srv/site", Content: "/srv/site/wp-content", Plugins: "/srv/site/wp-content/plugins",
		MustUse: "/srv/site/wp-content/mu-plugins", Uploads: "/srv/site/wp-content/uploads",
	}
	for _, test := range []struct {
		name, source string
		want         network.Dirs
		unsure       []string
	}{
		{name: "standard", want: standard},
		{
			name: "content moved", source: `define('WP_CONTENT_DIR', __DIR__ . '/app/');`,
			want: network.Dirs{
				Root: "/srv/site", Content: "/srv/site/app", Plugins: "/srv/site/app/plugins",
				MustUse: "/srv/site/app/mu-plugins", Uploads: "/srv/site/app/uploads",
			},
		},
		{
			name: "each moved",
			source: `define('WP_PLUGIN_DIR', dirname(__FILE__) . '/lib'); define('WPMU_PLUGIN_DIR', '/srv/mu');
				define('UPLOADS', 'files');`,
			want: network.Dirs{
				Root: "/srv/site", Content: "/srv/site/wp-content", Plugins: "/srv/site/lib", MustUse: "/srv/mu",
				Uploads: "/srv/site/files",
			},
		},
		{name: "only PHP knows", source: `define('WP_CONTENT_DIR', getenv('C'));`, want: standard, unsure: []string{"WP_CONTENT_DIR"}},
		{name: "relative", source: `define('WP_PLUGIN_DIR', 'lib');`, want: standard, unsure: []string{"WP_PLUGIN_DIR"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			file := parse(t, "/srv/site/wp-config.php", "<?php\n"+test.source+settings)
			got := network.ReadMultisite("/srv/site", file)
			if got.Dirs != test.want || !slices.Equal(got.Unsure, test.unsure) {
				t.Errorf("got %+v, unsure %v", got.Dirs, got.Unsure)
			}
		})
	}
}

func TestTheLoginIsTakenOnlyWhenItIsCertain(t *testing.T) {
	const complete = `define('DB_HOST', 'localhost'); define('DB_USER', 'wordpress'); define('DB_PASSWORD', 'se\'cret\\');
		define('DB_NAME', 'shop'); $table_prefix = 'wp_';`
	for _, test := range []struct {
		name, source string
		cause        network.DatabaseCause
		missing      []string
	}{
		{"complete", complete, "", nil},
		{
			"from the environment", strings.Replace(complete, `'se\'cret\\'`, `getenv('DB_PASSWORD')`, 1),
			network.CauseNoCredentials,
			[]string{"DB_PASSWORD"},
		},
		{
			"by host", "if ($_SERVER['X']) { define('DB_NAME', 'other'); } " + complete,
			network.CauseNoCredentials,
			[]string{"DB_NAME"},
		},
		{
			"nothing", "", network.CauseNoCredentials,
			[]string{"DB_HOST", "DB_USER", "DB_PASSWORD", "DB_NAME", "$table_prefix"},
		},
		{"hostile prefix", strings.Replace(complete, "wp_", "wp`_", 1), network.CauseBadPrefix, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			login, err := network.ReadLogin(parse(t, "/srv/site/wp-config.php", "<?php\n"+test.source+settings))
			if test.cause == "" {
				if err != nil || login.Host != "localhost" || login.User != "wordpress" || login.Name != "shop" ||
					login.Password.Reveal() != `se'cret\` || login.Prefix != "wp_" || login.NetworkID != 1 {
					t.Errorf("%+v, %v", login, err)
				}
				return
			}
			var failure *network.DatabaseError
			if !errors.As(err, &failure) || failure.Cause != test.cause || !slices.Equal(failure.Missing, test.missing) {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestAMadeNetworkIsReadBack(t *testing.T) {
	server, login := makeNetwork(t)
	execute(t, server, login, option(1, "wu_host_integrations_enabled", `a:1:{s:7:"enhance";b:1;}`))
	root := makeSite(t, networktest.Options{
		MainDomain: "shop.example", Subdomains: true, PluginVersion: "2.4.9",
		Database: networktest.Database{Host: login.Host, User: user, Password: password, Name: login.Name},
	})
	path := filepath.Join(root, "wp-config.php")
	source, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	file := parse(t, path, string(source))
	multisite := network.ReadMultisite(root, file)
	if !multisite.Enabled || !multisite.Subdomains || !multisite.Sunrise || multisite.MainDomain != "shop.example" ||
		multisite.Unsure != nil {
		t.Errorf("%+v", multisite)
	}
	if plugin := network.FindPlugin(multisite.Dirs); plugin.Generation != network.GenerationServer {
		t.Errorf("%+v", plugin)
	}
	if sunrise := network.FindSunrise(multisite.Dirs); !sunrise.Ours {
		t.Errorf("%+v", sunrise)
	}
	found, err := network.ReadLogin(file)
	if err != nil {
		t.Fatal(err)
	}
	found.TimeLimit = login.TimeLimit
	activation, err := network.ReadActivation(t.Context(), found)
	if err != nil || !activation.Integration {
		t.Errorf("%+v, %v", activation, err)
	}
}
