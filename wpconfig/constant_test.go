package wpconfig

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestValues(t *testing.T) {
	for code, want := range map[string]Value{
		`'a\'b\\c\d'`:            String(`a'b\c\d`),
		`"a\n\x41\101\u{e9}\$x"`: String("a\nAA\u00e9$x"),
		`"a$b"`:                  Expression(`"a$b"`),
		"<<<A\n  x\n   y\n  A":   String("x\n y"),
		"<<<'A'\n$x\\n\nA":       String(`$x\n`),
		"<<<A\n{$x}\nA":          Expression("<<<A\n{$x}\nA"),
		"True":                   Bool(true),
		`\FALSE`:                 Bool(false),
		"null":                   Null(),
		"1_000":                  Int(1000),
		"-0x1f":                  Int(-31),
		"0o17":                   Int(15),
		"017":                    Int(15),
		"1.50":                   {KindFloat, "1.5"},
		"9223372036854775808":    {KindFloat, "9.223372036854776e+18"},
		"array( 1 )":             Expression("array( 1 )"),
		"'a' . 'b'":              Expression("'a' . 'b'"),
		"MINUTE_IN_SECONDS":      Expression("MINUTE_IN_SECONDS"),
	} {
		c, ok := mustParse(t, "<?php\ndefine( 'A', "+code+" );\n").Constant("A")
		if !ok || c.Value != want {
			t.Errorf("%s: got %+v, want %+v", code, c.Value, want)
		}
	}
}

func TestTruth(t *testing.T) {
	for _, c := range []struct {
		value        Value
		truth, known bool
	}{
		{String(""), false, true},
		{String("0"), false, true},
		{String("0.0"), true, true},
		{Bool(true), true, true},
		{Int(0), false, true},
		{Int(-1), true, true},
		{Null(), false, true},
		{Value{KindFloat, "0"}, false, true},
		{Expression("f()"), false, false},
	} {
		if truth, known := c.value.Truth(); truth != c.truth || known != c.known {
			t.Errorf("%s: got %v, %v", c.value.Code(), truth, known)
		}
	}
}

func TestWhichDefinitionHolds(t *testing.T) {
	for _, c := range []struct {
		name, body string
		want       Constant
	}{
		{"always", "define( 'A', 1 );", Constant{Value: Int(1), Line: 2, Effective: true}},
		{"guarded", "defined( 'A' ) || define( 'A', 1 );", Constant{Value: Int(1), Line: 2, Standing: Guarded, Effective: true}},
		{"the first of two", "define( 'A', 1 );\ndefine( 'A', 2 );\n@define( 'A', 3 );", Constant{Value: Int(1), Line: 2, Effective: true, Duplicates: []int{3, 4}}},
		{"a condition", "if ( X ) {\n\tdefine( 'A', 1 );\n}", Constant{Value: Int(1), Line: 3, Standing: Conditional}},
		{"a function", "function f() { define( 'A', 1 ); }", Constant{Value: Int(1), Line: 2, Standing: InFunction}},
		{"too late", loadLine + "define( 'A', 1 );", Constant{Value: Int(1), Line: 3, Standing: Dead}},
		{"in time and too late", "define( 'A', 2 );\n" + loadLine + "define( 'A', 1 );", Constant{Value: Int(2), Line: 2, Effective: true, Duplicates: []int{4}}},
		{"after a return", "return;\ndefine( 'A', 1 );", Constant{Value: Int(1), Line: 3, Standing: Conditional}},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.want.Name, c.want.Path = "A", "/srv/site/wp-config.php"
			got, ok := mustParse(t, "<?php\n"+c.body+"\n").Constant("A")
			same := slices.Equal(got.Duplicates, c.want.Duplicates)
			got.Duplicates, c.want.Duplicates = nil, nil
			if !ok || !same || got.Name != c.want.Name || got.Value != c.want.Value || got.Line != c.want.Line ||
				got.Standing != c.want.Standing || got.Effective != c.want.Effective || got.Path != c.want.Path {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
		})
	}
	if c, ok := mustParse(t, "<?php\n// define( 'A', 1 );\ndefine( 'a', 1 );\n").Constant("A"); ok {
		t.Errorf("found %+v", c)
	}
}

// What the wizard asks a network's file: multisite constants, directories, the table prefix.
func TestReadingANetwork(t *testing.T) {
	s := newSite(t, nil)
	src := "<?php\ndefine( 'DB_NAME', 'shop' );\ndefine( 'MULTISITE', true );\nconst SUBDOMAIN_INSTALL = FALSE;\n" +
		"define( 'DOMAIN_CURRENT_SITE', \"network.example\" );\ndefine( 'WP_CONTENT_DIR', dirname( __DIR__ ) . '/content' );\n" +
		"define( 'WP_PLUGIN_DIR', WP_CONTENT_DIR . '/plugins' );\ndefine( 'UP', dirname( __FILE__, 2 ) );\n" +
		"define( 'CORE', ABSPATH . 'wp-includes' );\ndefine( 'DYNAMIC', getenv( 'X' ) );\ndefine( 'LOOP', LOOP . 'x' );\n" +
		"$table_prefix = 'shop_';\nif ( ! defined( 'ABSPATH' ) ) {\n\tdefine( 'ABSPATH', __DIR__ . '/wp/' );\n}\n" + loadLine
	f, err := Location{Config: s.config, Root: "/srv/core"}.Parse([]byte(src))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"DB_NAME": "shop", "DOMAIN_CURRENT_SITE": "network.example", "UP": filepath.Dir(s.dir), "CORE": "/srv/core/wp-includes",
		"WP_CONTENT_DIR": filepath.Dir(s.dir) + "/content", "WP_PLUGIN_DIR": filepath.Dir(s.dir) + "/content/plugins", "ABSPATH": "/srv/core/",
	} {
		if got, ok := f.Resolve(name); !ok || got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	for _, name := range []string{"DYNAMIC", "LOOP", "MULTISITE", "NONE"} {
		if got, ok := f.Resolve(name); ok {
			t.Errorf("%s is %q, want nothing", name, got)
		}
	}
	for name, want := range map[string]bool{"MULTISITE": true, "SUBDOMAIN_INSTALL": false} {
		c, _ := f.Constant(name)
		if truth, known := c.Value.Truth(); !known || truth != want {
			t.Errorf("%s is %+v, want %v", name, c, want)
		}
	}
	if prefix, ok := f.TablePrefix(); !ok || prefix != "shop_" {
		t.Errorf("table prefix %q, %v", prefix, ok)
	}
	if all := f.Constants(); len(all) != 11 || all[0].Name != "DB_NAME" {
		t.Errorf("got %d constants: %+v", len(all), all)
	}
}

func TestTablePrefix(t *testing.T) {
	for body, want := range map[string]string{
		"$table_prefix = 'a_';":                                     "a_",
		"$table_prefix  =  \"b_\" ;":                                "b_",
		"$table_prefix = 'a_';\n$table_prefix = 'c_';":              "c_",
		"$table_prefix = 'a' . '_';":                                "a_",
		"$table_prefix = getenv( 'P' ) ?: 'a_';":                    "",
		"$table_prefix = 'a_';\nif ( X ) $table_prefix = 'b_';":     "",
		"if ( X ) { $table_prefix = 'a_'; }":                        "",
		"function f() { $table_prefix = 'a_'; }":                    "",
		"// $table_prefix = 'a_';":                                  "",
		loadLine + "$table_prefix = 'late_';":                       "",
		"$x = $table_prefix = 'a_';":                                "",
		"require __DIR__ . '/_support/config/application.php';":     "wp_",
		"$table_prefix = 'a_'; require '_support/base-config.php';": "wp_",
	} {
		s := newSite(t, nil)
		f, err := parse(s.config, "", []byte("<?php\n"+body+"\n"))
		if err != nil {
			t.Fatal(err)
		}
		if got, ok := f.TablePrefix(); got != want || ok != (want != "") {
			t.Errorf("%s: got %q, want %q", body, got, want)
		}
	}
}

func TestIncludedFiles(t *testing.T) {
	s := newSite(t, nil)
	write := func(name, content string) { writeFile(t, filepath.Join(s.dir, name), []byte("<?php\n"+content)) }
	write("a.php", "define( 'A', 1 );\nrequire __DIR__ . '/b.php';\nrequire __FILE__;\n")
	write("b.php", "define( 'B', 2 );\nif ( X ) { define( 'C', 3 ); }\nreturn;\ndefine( 'D', 4 );\nrequire __DIR__ . '/a.php';")
	write("loads.php", "require __DIR__ . '/wp-settings.php';\n")
	write("broken.php", "define( 'BROKEN', 'x );\n")
	f, err := parse(s.config, "", []byte("<?php\nrequire_once __DIR__ . '/a.php';\nrequire __DIR__ . '/broken.php';\n"+loadLine))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]Constant{
		"A": {Path: s.dir + "/a.php", Line: 2, Effective: true},
		"B": {Path: s.dir + "/b.php", Line: 2, Effective: true},
		"C": {Path: s.dir + "/b.php", Line: 3},
		"D": {Path: s.dir + "/b.php", Line: 5},
	} {
		c, ok := f.Constant(name)
		if !ok || c.Path != want.Path || c.Line != want.Line || c.Effective != want.Effective {
			t.Errorf("%s: got %+v, want %+v", name, c, want)
		}
	}
	for name, path := range map[string]string{"A": "a.php", "C": "b.php", "D": "b.php", "BROKEN": "broken.php"} {
		_, err := f.Plan([]Setting{{Name: name, Value: Int(1)}})
		var refusal *Refusal
		if !errors.As(err, &refusal) || refusal.Reason != ReasonIncludedFile || refusal.Path != filepath.Join(s.dir, path) {
			t.Errorf("%s: got %v, want a refusal of %s", name, err, path)
		}
	}
	f, err = parse(s.config, "", []byte("<?php\nrequire __DIR__ . '/loads.php';\n"+loadLine))
	if err != nil {
		t.Fatal(err)
	}
	_, err = f.Plan([]Setting{{Name: "A", Value: Int(1)}})
	var refusal *Refusal
	if !errors.As(err, &refusal) || refusal.Reason != ReasonSettingsInInclude || refusal.Line != 2 {
		t.Errorf("got %v, want a refusal of line 2", err)
	}
}

func TestWarnings(t *testing.T) {
	s := newSite(t, nil)
	f, err := parse(s.config, "", []byte("<?php\ndefine( '"+token+"', '0' );\ndefine( '"+token+"', 'b' );\ndefine( 'wu_enhance_api_url', 'x' );\n"+
		"define( $k, 1 );\ndefine( 'WU_ENHANCE_ORG_ID', '2' );\nrequire __DIR__ . '/_support';\n"+loadLine+"define( 'WU_ENHANCE_SERVER_ID', 'late' );\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := []Warning{
		{WarningPlaceholder, token, s.config, 2},
		{WarningDuplicate, token, s.config, 3},
		{WarningOtherCase, "wu_enhance_api_url", s.config, 4},
		{WarningDead, "WU_ENHANCE_SERVER_ID", s.config, 9},
		{WarningDynamicName, "", s.config, 5},
		{WarningIncludeUnread, "", s.dir + "/_support", 0},
	}
	if got := f.Warnings(token, "WU_ENHANCE_API_URL", "WU_ENHANCE_SERVER_ID"); !slices.Equal(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	if got := f.Warnings(); !slices.Contains(got, Warning{WarningPlaceholder, "WU_ENHANCE_ORG_ID", s.config, 6}) {
		t.Errorf("got %+v, which lacks the organisation", got)
	}
}

// As root, what wp-config.php's owner could not read is not read for them.
func TestIncludesOfOthersAreNotRead(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root can read what the owner of wp-config.php cannot")
	}
	s := newSite(t, []byte("<?php\n"))
	other := filepath.Join(s.dir, "other.php")
	writeFile(t, other, []byte("<?php define( 'DB_PASSWORD', 'of another site' );"))
	src := []byte("<?php\nrequire __DIR__ . '/other.php';\n")
	if err := errors.Join(os.Chown(s.config, 1001, 1001), os.Chown(other, 1002, 1002)); err != nil {
		t.Fatal(err)
	}
	for mode, readable := range map[os.FileMode]bool{0o600: false, 0o640: false, 0o644: true} {
		if err := os.Chmod(other, mode); err != nil {
			t.Fatal(err)
		}
		f, err := parse(s.config, "", src)
		if err != nil {
			t.Fatal(err)
		}
		if _, found := f.Constant("DB_PASSWORD"); found != readable {
			t.Errorf("mode %o: found is %v", mode, found)
		}
		if unread := len(f.Warnings()) == 1; unread == readable {
			t.Errorf("mode %o: warnings are %+v", mode, f.Warnings())
		}
	}
}
