package network_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"enhance-wizard/wpconfig/network"
	"enhance-wizard/wpconfig/network/networktest"
)

func makeSite(t *testing.T, options networktest.Options) string {
	t.Helper()
	root := filepath.Join(t.TempDir(), "public_html")
	if err := networktest.Make(root, options); err != nil {
		t.Fatal(err)
	}
	return root
}

func writeFile(t *testing.T, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestTheGenerationFollowsTheFiles(t *testing.T) {
	server := []string{"WU_ENHANCE_API_TOKEN", "WU_ENHANCE_API_URL", "WU_ENHANCE_SERVER_ID"}
	website := []string{"WU_ENHANCE_API_TOKEN", "WU_ENHANCE_API_URL", "WU_ENHANCE_ORG_ID", "WU_ENHANCE_WEBSITE_ID"}
	for _, test := range []struct {
		version    string
		layout     networktest.Layout
		generation network.Generation
		names      []string
		disagrees  bool
	}{
		{"2.4.7", "", network.GenerationNone, nil, false},
		{"2.4.8", "", network.GenerationServer, server, false},
		{"2.4.9", "", network.GenerationServer, server, false},
		{"2.4.10", "", network.GenerationWebsite, website, false},
		{"2.4.11", "", network.GenerationStored, website, false},
		{"2.4.13-beta.1", "", network.GenerationStored, website, false},
		{"2.15.2", "", network.GenerationStored, website, false},
		{"2.4.9", networktest.LayoutWebsite, network.GenerationWebsite, website, true},
		{"2.4.11", networktest.LayoutServer, network.GenerationServer, server, true},
		{"2.4.12", networktest.LayoutNone, network.GenerationNone, nil, true},
		{"next", networktest.LayoutServer, network.GenerationServer, server, false},
	} {
		t.Run(test.version+" "+string(test.layout), func(t *testing.T) {
			root := makeSite(t, networktest.Options{PluginVersion: test.version, PluginLayout: test.layout})
			plugin := network.FindPlugin(network.Dirs{Root: root})
			if plugin.Status != network.PluginFound || plugin.Version != test.version || plugin.Err != nil {
				t.Fatalf("%+v", plugin)
			}
			if plugin.Generation != test.generation || plugin.Disagrees() != test.disagrees {
				t.Errorf("generation %s, disagrees %v", plugin.Generation, plugin.Disagrees())
			}
			if !slices.Equal(plugin.Names, test.names) || !slices.Equal(plugin.Generation.Reads(), test.names) {
				t.Errorf("names %v, reads %v", plugin.Names, plugin.Generation.Reads())
			}
		})
	}
}

func TestAProviderWithUnknownNamesIsUnknown(t *testing.T) {
	root := makeSite(t, networktest.Options{PluginVersion: "3.0.0", PluginLayout: networktest.LayoutNone})
	folder := filepath.Join(root, "wp-content/plugins/ultimate-multisite")
	writeFile(t, filepath.Join(folder, "inc/integrations/providers/enhance/class-enhance-integration.php"),
		"<?php // MY_WU_ENHANCE_SERVER_ID is no name of its own\n$x = ['WU_ENHANCE_PANEL', \"WU_ENHANCE_API_TOKEN\"];")
	plugin := network.FindPlugin(network.Dirs{Root: root})
	if plugin.Generation != network.GenerationUnknown || plugin.Generation.Reads() != nil || plugin.Disagrees() {
		t.Errorf("%+v", plugin)
	}
	if want := []string{"WU_ENHANCE_API_TOKEN", "WU_ENHANCE_PANEL"}; !slices.Equal(plugin.Names, want) {
		t.Errorf("names %v", plugin.Names)
	}
}

func TestTheHeaderIsReadAsWordPressReadsIt(t *testing.T) {
	for _, test := range []struct{ name, source, want string }{
		{"usual", "<?php\n/**\n * Plugin Name: X\n * Version: 2.4.10\n * @version 2.0.0\n */", "2.4.10"},
		{"wide", " * Version:     2.4.13-beta.1\n", "2.4.13-beta.1"},
		{"tag without colon first", " * @version 9.9\n * Version: 1.2\n", "1.2"},
		{"tag with colon", " * @version: 1.3\n", "1.3"},
		{"old Mac line ends", "<?php\r/*\rVersion: 1.4\r*/", "1.4"},
		{"Windows line ends", "<?php\r\n/*\r\nVersion: 1.5\r\n*/", "1.5"},
		{"one line", "<?php /* Version: 1.6 */ ?>", "1.6"},
		{"lower case", "# version: 1.7", "1.7"},
		{"other words before it", "Database Version: 3\nRequires WP Version: 4\n", ""},
		{"beyond 8 KiB", strings.Repeat("\n", 8<<10) + "Version: 1.8", ""},
		{"endless", "Version: " + strings.Repeat("9", 5000), strings.Repeat("9", 64)},
		{"empty", "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			root := t.TempDir()
			writeFile(t, filepath.Join(root, "wp-content/plugins/ultimate-multisite/ultimate-multisite.php"), test.source)
			if plugin := network.FindPlugin(network.Dirs{Root: root}); plugin.Version != test.want {
				t.Errorf("got %q, want %q", plugin.Version, test.want)
			}
		})
	}
}

func TestThePluginIsFoundWhereSunriseLooks(t *testing.T) {
	const file = "ultimate-multisite/ultimate-multisite.php"
	for _, test := range []struct {
		name   string
		files  []string
		dirs   network.Dirs
		want   network.Plugin
		former []string
	}{
		{name: "nowhere", want: network.Plugin{Status: network.PluginNotFound}},
		{
			name: "plugins", files: []string{"wp-content/plugins/" + file},
			want: network.Plugin{Status: network.PluginFound, Folder: "wp-content/plugins/ultimate-multisite"},
		},
		{
			name: "must-use", files: []string{"wp-content/mu-plugins/" + file},
			want: network.Plugin{Status: network.PluginFound, Folder: "wp-content/mu-plugins/ultimate-multisite", MustUse: true},
		},
		{
			name: "both", files: []string{"wp-content/mu-plugins/" + file, "wp-content/plugins/" + file},
			want: network.Plugin{
				Status: network.PluginFound, Folder: "wp-content/plugins/ultimate-multisite",
				Shadowed: "wp-content/mu-plugins/ultimate-multisite",
			},
		},
		{
			name: "content elsewhere", files: []string{"app/plugins/" + file}, dirs: network.Dirs{Content: "app"},
			want: network.Plugin{Status: network.PluginFound, Folder: "app/plugins/ultimate-multisite"},
		},
		{
			name: "plugins elsewhere", files: []string{"lib/" + file}, dirs: network.Dirs{Plugins: "lib"},
			want: network.Plugin{Status: network.PluginFound, Folder: "lib/ultimate-multisite"},
		},
		{
			name: "half an update", files: []string{"wp-content/plugins/ultimate-multisite/readme.txt"},
			want: network.Plugin{Status: network.PluginIncomplete, Folder: "wp-content/plugins/ultimate-multisite"},
		},
		{
			name: "a file in its place", files: []string{"wp-content/plugins/ultimate-multisite"},
			want: network.Plugin{Status: network.PluginNotFound},
		},
		{
			name:   "former names",
			files:  []string{"wp-content/plugins/wp-ultimo/wp-ultimo.php", "wp-content/mu-plugins/multisite-ultimate/x.php"},
			want:   network.Plugin{Status: network.PluginNotFound},
			former: []string{"wp-content/plugins/wp-ultimo", "wp-content/mu-plugins/multisite-ultimate"},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			root := t.TempDir()
			inside := func(path string) string {
				if path == "" {
					return ""
				}
				return filepath.Join(root, path)
			}
			for _, file := range test.files {
				writeFile(t, inside(file), "<?php\n")
			}
			got := network.FindPlugin(network.Dirs{
				Root: root, Content: inside(test.dirs.Content), Plugins: inside(test.dirs.Plugins),
			})
			want := test.want
			if got.Status != want.Status || got.Folder != inside(want.Folder) || got.MustUse != want.MustUse ||
				got.Shadowed != inside(want.Shadowed) || got.Err != nil {
				t.Errorf("got %+v", got)
			}
			var former []string
			for _, folder := range test.former {
				former = append(former, inside(folder))
			}
			if !slices.Equal(got.Former, former) {
				t.Errorf("former %v", got.Former)
			}
		})
	}
}

func TestUnreadablePluginFilesAreNotMistakenForAbsentOnes(t *testing.T) {
	for _, test := range []struct {
		name, file string
		status     network.PluginStatus
	}{
		{"main file", "ultimate-multisite.php", network.PluginUnreadable},
		{"provider file", "inc/integrations/providers/enhance/class-enhance-integration.php", network.PluginFound},
	} {
		t.Run(test.name, func(t *testing.T) {
			root := makeSite(t, networktest.Options{PluginVersion: "2.4.11"})
			file := filepath.Join(root, "wp-content/plugins/ultimate-multisite", test.file)
			if err := os.Remove(file); err != nil {
				t.Fatal(err)
			}
			if err := syscall.Mkfifo(file, 0o644); err != nil { // nobody writes: a plain open would wait for ever
				t.Fatal(err)
			}
			done := make(chan network.Plugin, 1)
			go func() { done <- network.FindPlugin(network.Dirs{Root: root}) }()
			select {
			case plugin := <-done:
				if plugin.Status != test.status || plugin.Err == nil || plugin.Disagrees() {
					t.Errorf("%+v", plugin)
				}
				if test.status == network.PluginFound && plugin.Generation != network.GenerationUnknown {
					t.Errorf("generation %s", plugin.Generation)
				}
			case <-time.After(time.Minute):
				t.Fatal("still waiting for a pipe that nobody writes")
			}
		})
	}
}

func TestSunriseIsToldFromOthers(t *testing.T) {
	for _, test := range []struct {
		name, source  string
		present, ours bool
		version       string
	}{
		{"none", "", false, false, ""},
		{"constant", "<?php const WP_ULTIMO_SUNRISE_VERSION = '2.0.0.10';", true, true, "2.0.0.10"},
		{"define", "<?php define( 'WP_ULTIMO_SUNRISE_VERSION', \"2.0.0.8\" );", true, true, "2.0.0.8"},
		{"no number", "<?php define('WP_ULTIMO_SUNRISE_VERSION', X);", true, true, ""},
		{"somebody else's", "<?php // domain mapping of another plugin, version 1.2", true, false, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			root := t.TempDir()
			if test.present {
				writeFile(t, filepath.Join(root, "wp-content/sunrise.php"), test.source)
			}
			got := network.FindSunrise(network.Dirs{Root: root})
			if got.Present != test.present || got.Ours != test.ours || got.Version != test.version || got.Err != nil {
				t.Errorf("got %+v", got)
			}
		})
	}
}

func TestASunriseThatCannotBeReadSaysSo(t *testing.T) {
	root := t.TempDir()
	if err := os.MkdirAll(filepath.Join(root, "wp-content/sunrise.php"), 0o755); err != nil {
		t.Fatal(err)
	}
	if got := network.FindSunrise(network.Dirs{Root: root}); !got.Present || got.Err == nil || errors.Is(got.Err, fs.ErrNotExist) {
		t.Errorf("got %+v", got)
	}
}
