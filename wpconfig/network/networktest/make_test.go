package networktest_test

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"enhance-wizard/wpconfig/network/networktest"
)

func php(t *testing.T, arguments ...string) string {
	t.Helper()
	program, err := exec.LookPath("php")
	if err != nil {
		t.Skip("needs PHP: ", err)
	}
	output, err := exec.CommandContext(t.Context(), program, append([]string{"-n", "-d", "display_errors=stderr"}, arguments...)...).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, output)
	}
	return string(output)
}

func TestPHPSeesWhatTheOptionsSay(t *testing.T) {
	const awkward = `it's \ "quoted" $x \'`
	for _, test := range []struct {
		name    string
		options networktest.Options
		want    map[string]any
	}{
		{"standard", networktest.Options{}, map[string]any{
			"MULTISITE": true, "SUBDOMAIN_INSTALL": false, "DOMAIN_CURRENT_SITE": "network.example", "SUNRISE": true,
			"DB_HOST": "localhost", "WP_ULTIMO_SUNRISE_VERSION": "2.0.0.10", "prefix": "wp_",
		}},
		{"subdomains above the root", networktest.Options{Subdomains: true, Above: true, MainDomain: "shop.example"}, map[string]any{
			"SUBDOMAIN_INSTALL": true, "DOMAIN_CURRENT_SITE": "shop.example",
		}},
		{"single", networktest.Options{Single: true}, map[string]any{"MULTISITE": nil, "SUNRISE": nil, "DB_NAME": "wordpress"}},
		{"no sunrise", networktest.Options{NoSunrise: true}, map[string]any{
			"MULTISITE": true, "SUNRISE": nil, "WP_ULTIMO_SUNRISE_VERSION": nil,
		}},
		{"awkward values", networktest.Options{
			Prefix: "wp9_", Database: networktest.Database{Password: awkward},
			Constants: []networktest.Constant{{Name: "WU_ENHANCE_API_TOKEN", Value: awkward}},
		}, map[string]any{"DB_PASSWORD": awkward, "WU_ENHANCE_API_TOKEN": awkward, "prefix": "wp9_"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			root := filepath.Join(t.TempDir(), "public_html")
			if err := networktest.Make(root, test.options); err != nil {
				t.Fatal(err)
			}
			const script = `require $argv[1]; echo json_encode(get_defined_constants(true)['user'] + ['prefix' => $table_prefix]);`
			var got map[string]any
			output := php(t, "-r", script, filepath.Join(root, "wp-load.php"))
			if err := json.Unmarshal([]byte(output), &got); err != nil {
				t.Fatalf("%v in %s", err, output)
			}
			for name, want := range test.want {
				if got[name] != want {
					t.Errorf("%s is %v, want %v", name, got[name], want)
				}
			}
		})
	}
}

func TestEveryPHPFileIsValid(t *testing.T) {
	for _, version := range []string{"2.4.7", "2.4.9", "2.4.10", "2.4.13-beta.1"} {
		t.Run(version, func(t *testing.T) {
			root := t.TempDir()
			if err := networktest.Make(root, networktest.Options{PluginVersion: version, MustUse: version == "2.4.9"}); err != nil {
				t.Fatal(err)
			}
			checked := 0
			err := filepath.WalkDir(root, func(path string, _ fs.DirEntry, err error) error {
				if err == nil && filepath.Ext(path) == ".php" {
					php(t, "-l", path)
					checked++
				}
				return err
			})
			if err != nil || checked < 7 {
				t.Errorf("%d files checked, %v", checked, err)
			}
		})
	}
}

func TestNothingThatIsThereIsReplaced(t *testing.T) {
	root := t.TempDir()
	path := filepath.Join(root, "wp-config.php")
	if err := os.WriteFile(path, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := networktest.Make(root, networktest.Options{}); !errors.Is(err, fs.ErrExist) {
		t.Errorf("got %v", err)
	}
	if content, err := os.ReadFile(path); err != nil || string(content) != "mine" {
		t.Errorf("now %q, %v", content, err)
	}
}

func TestTheConfigurationIsNotForOthersToRead(t *testing.T) {
	root := t.TempDir()
	if err := networktest.Make(root, networktest.Options{PushLog: "[2026-11-23 10:00:00] [INFO] x\n"}); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(filepath.Join(root, "wp-config.php"))
	if err != nil || info.Mode().Perm()&0o007 != 0 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	rules, err := os.ReadFile(filepath.Join(root, ".htaccess"))
	if err != nil || !strings.Contains(string(rules), "# BEGIN WordPress\n") {
		t.Errorf("%s, %v", rules, err)
	}
	log, err := os.ReadFile(filepath.Join(root, "wp-content/uploads/wu-logs/integration-enhance.log"))
	if err != nil || string(log) != "[2026-11-23 10:00:00] [INFO] x\n" {
		t.Errorf("%s, %v", log, err)
	}
}

func TestAnUnknownLayoutIsRefused(t *testing.T) {
	err := networktest.Make(t.TempDir(), networktest.Options{PluginVersion: "1", PluginLayout: "other"})
	if !errors.Is(err, errors.ErrUnsupported) {
		t.Errorf("got %v", err)
	}
}
