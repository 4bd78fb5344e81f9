package wpconfig

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"enhance-wizard/wpconfig/internal/phptest"
)

// patience is for what ends by itself, on a busy machine too.
const patience = time.Minute

// siteUser owns the sites that root evaluates in these tests.
const siteUser = 65534

// evaluated is a site that its owner can read, and who that is.
type evaluated struct {
	site
	options EvaluateOptions
}

// newEvaluated makes a site for [Evaluate]. As root it is another user's, in a place that this user can enter.
func newEvaluated(t *testing.T, content string) evaluated {
	t.Helper()
	dir, err := os.MkdirTemp("", "evaluate")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	s := evaluated{site{dir, filepath.Join(dir, configFile)}, EvaluateOptions{PHP: phptest.Find(t), UID: siteUser, GID: siteUser, TimeLimit: patience}}
	if err := errors.Join(os.CopyFS(filepath.Join(dir, "_support"), os.DirFS("testdata/corpus/_support")), os.Chmod(dir, 0o777)); err != nil {
		t.Fatal(err)
	}
	writeFile(t, filepath.Join(dir, settingsFile), []byte("<?php file_put_contents( __DIR__ . '/started', '' );\n"))
	writeFile(t, s.config, []byte(content))
	err = filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			err = os.Chmod(path, 0o644)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if uid := os.Geteuid(); uid != 0 {
		s.options.UID, s.options.GID = uint32(uid), uint32(os.Getegid())
	}
	return s
}

func (s evaluated) parse(t *testing.T, content []byte) *File {
	t.Helper()
	f, err := Location{Root: s.dir, Config: s.config, HasCore: true}.Parse(content)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// plan sets the token and evaluates the result.
func (s evaluated) plan(t *testing.T, content string, settings ...Setting) EvaluateResult {
	t.Helper()
	if len(settings) == 0 {
		settings = []Setting{{Name: token, Value: String("new-token-0123456789"), Secret: true}}
	}
	before := s.parse(t, []byte(content))
	p, err := before.Plan(settings)
	if err != nil {
		t.Fatal(err)
	}
	return s.evaluateEdit(t, before, p.After, EvaluateWanted{Settings: settings})
}

func (s evaluated) evaluateEdit(t *testing.T, before *File, after []byte, wanted EvaluateWanted) EvaluateResult {
	t.Helper()
	result := Evaluate(t.Context(), s.options, before, s.parse(t, after), wanted)
	if _, err := os.Stat(filepath.Join(s.dir, "started")); err == nil {
		t.Error("WordPress was started")
	}
	if strings.Contains(fmt.Sprintf("%+v %v", result, result.Err), "new-token") {
		t.Errorf("the result holds the token: %+v", result)
	}
	return result
}

const endOfConfig = "\n$table_prefix = 'wp_';\nif ( ! defined( 'ABSPATH' ) ) {\n\tdefine( 'ABSPATH', __DIR__ . '/' );\n}\nrequire_once ABSPATH . 'wp-settings.php';\n"

func TestEvaluateEveryEditOfTheCorpus(t *testing.T) {
	for _, c := range corpus(t) {
		if c.refuse {
			continue
		}
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := newEvaluated(t, string(c.source))
			result := s.plan(t, string(c.source), Setting{Name: token, Value: String(c.value), Secret: true})
			if result.Outcome != EvaluateDone {
				t.Errorf("%s: %+v", c.what, result)
			}
		})
	}
}

func TestEvaluate(t *testing.T) {
	for _, c := range []struct {
		name, source string
		outcome      EvaluateOutcome
		reason       EvaluateReason
	}{
		{"plain", "<?php\ndefine( 'A', 1 );" + endOfConfig, EvaluateDone, ""},
		{"after the load nothing is run", "<?php" + endOfConfig + "add_filter( 'x', 'y' ); define( 'A', missing() );\n", EvaluateDone, ""},
		{"strict types", "<?php declare( strict_types=1 );" + endOfConfig, EvaluateDone, ""},
		{"namespace", "<?php\nnamespace A;\nconst B = __FILE__;" + endOfConfig, EvaluateDone, ""},
		{"prints", "<?php\necho 'maintenance' . PHP_EOL;" + endOfConfig, EvaluateDone, ""},
		{"prints the time", "<?php\necho microtime( true );" + endOfConfig, EvaluateDone, ""},
		{"keeps the time", "<?php\ndefine( 'STARTED', hrtime( true ) );" + endOfConfig, EvaluateDone, ""},
		{"warns", "<?php\n$a = $b;\ntrigger_error( 'x' );" + endOfConfig, EvaluateDone, ""},
		{"warns by itself", "<?php\nrestore_error_handler();\nini_set( 'display_errors', 1 );\n$a = $b;" + endOfConfig, EvaluateDone, ""},
		{"buffers", "<?php\nob_start();\necho 'a';\nob_start( function() { return 'b'; } );" + endOfConfig, EvaluateDone, ""},
		{"keeps odd values", "<?php\ndefine( 'A', [ 1, null, 1.5, NAN, [ 'x' => false ] ] );\ndefine( 'F', STDIN );" + endOfConfig, EvaluateDone, ""},
		{"includes beside it", "<?php\nrequire '_support/base-config.php';" + endOfConfig, EvaluateDone, ""},
		{"leaves ABSPATH to WordPress", "<?php\nif ( ABSPATH ) {}\nrequire ABSPATH . 'wp-settings.php';\n", EvaluateDone, ""},
		{"loads in an arm", "<?php\n$table_prefix = 'a_';\nif ( PHP_VERSION_ID ) { require __DIR__ . '/wp-settings.php'; } else { require './wp-settings.php'; }\n", EvaluateDone, ""},
		{"exits", "<?php\nif ( PHP_SAPI === 'cli' ) { exit; }" + endOfConfig, EvaluateNotPossible, EvaluateEndsEarly},
		{"fails", "<?php\nif ( PHP_SAPI === 'cli' ) { missing(); }" + endOfConfig, EvaluateNotPossible, EvaluateEndsEarly},
		{"runs for ever", "<?php\nwhile ( PHP_SAPI === 'cli' ) {}" + endOfConfig, EvaluateNotPossible, EvaluateTimeLimit},
		{"sleeps", "<?php\nif ( PHP_SAPI === 'cli' ) { sleep( 100 ); }" + endOfConfig, EvaluateNotPossible, EvaluateTimeLimit},
		{"eats memory", "<?php\n$a = ''; while ( PHP_SAPI === 'cli' ) { $a .= str_repeat( 'x', 1 << 20 ); }" + endOfConfig, EvaluateNotPossible, EvaluateEndsEarly},
		{"prints for ever", "<?php\nwhile ( PHP_SAPI === 'cli' ) { echo str_repeat( 'x', 1 << 16 ); }" + endOfConfig, EvaluateNotPossible, EvaluateTimeLimit},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := newEvaluated(t, c.source)
			if c.reason == EvaluateTimeLimit {
				s.options.TimeLimit = 500 * time.Millisecond
			}
			if result := s.plan(t, c.source); result.Outcome != c.outcome || result.Reason != c.reason {
				t.Errorf("got %+v, want %s %s", result, c.outcome, c.reason)
			}
		})
	}
}

// What no reading can find: only PHP knows the name, or the file that is included.
func TestEvaluateSeesWhatReadingCannot(t *testing.T) {
	for name, source := range map[string]string{
		"name put together":    "<?php\ndefine( 'WU_ENHANCE_' . strtoupper( 'api_token' ), 'other' );" + endOfConfig,
		"file that is chosen":  "<?php\n$file = 'secrets.php';\nrequire __DIR__ . '/_support/' . $file;" + endOfConfig,
		"name from a variable": "<?php\nforeach ( array( strrev( 'NEKOT_IPA_ECNAHNE_UW' ) => 'x' ) as $k => $v ) { define( $k, $v ); }" + endOfConfig,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newEvaluated(t, source)
			result := s.plan(t, source)
			if want := (Difference{Kind: DifferenceNotInEffect, Name: token}); result.Outcome != EvaluateFailed || result.Difference != want {
				t.Errorf("got %+v", result)
			}
		})
	}
}

// Each edit here does harm in one way only.
func TestEvaluateNamesWhatAnEditBroke(t *testing.T) {
	const good = "<?php\ndefine( 'A', '1' );\n/* here */" + endOfConfig
	for name, c := range map[string]struct {
		replace, with string
		want          Difference
	}{
		"nothing":             {"/* here */", "define( 'N', 'new' );", Difference{}},
		"other type":          {"/* here */", "define( 'N', 'new' ); define( 'B', 1 );", Difference{Kind: DifferenceOther, Name: "B"}},
		"not there":           {"/* here */", "", Difference{Kind: DifferenceNotInEffect, Name: "N"}},
		"other value":         {"/* here */", "define( 'N', 'new ' );", Difference{Kind: DifferenceNotInEffect, Name: "N"}},
		"value of other type": {"'1' );\n/* here */", "1 ); define( 'N', 'new' );", Difference{Kind: DifferenceOther, Name: "A"}},
		"constant gone":       {"define( 'A', '1' );\n/* here */", "define( 'N', 'new' );", Difference{Kind: DifferenceOther, Name: "A"}},
		"prefix":              {"/* here */\n$table_prefix = 'wp_';", "define( 'N', 'new' ); $table_prefix = 'w_';", Difference{Kind: DifferenceOther, Name: "$table_prefix"}},
		"warning":             {"/* here */", "define( 'N', 'new' );\n\ndefine( 'N', 'x' );", Difference{Kind: DifferenceWarning, Line: 5}},
		"output":              {"/* here */", "define( 'N', 'new' ) ?>\n x <?php", Difference{Kind: DifferenceOutput}},
		"end":                 {"/* here */", "define( 'N', 'new' ); exit;", Difference{Kind: DifferenceEndsEarly}},
		"fatal error":         {"/* here */", "define( 'N', 'new' ); nothing();", Difference{Kind: DifferenceEndsEarly}},
		"endless":             {"/* here */", "define( 'N', 'new' ); while ( true ) {}", Difference{Kind: DifferenceEndsEarly}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newEvaluated(t, good)
			after := strings.Replace(good, c.replace, c.with, 1)
			evaluate := func() EvaluateResult {
				return s.evaluateEdit(t, s.parse(t, []byte(good)), []byte(after), EvaluateWanted{Settings: []Setting{{Name: "N", Value: String("new")}}})
			}
			if name == "endless" {
				s.options.TimeLimit = 2 * time.Second
			}
			result := evaluate()
			for result.Reason == EvaluateTimeLimit && s.options.TimeLimit < patience { // the file as it was took as long
				s.options.TimeLimit *= 2
				result = evaluate()
			}
			if result.Difference != c.want || (result.Outcome == EvaluateDone) != (c.want.Kind == "") {
				t.Errorf("got %+v, want %+v", result, c.want)
			}
		})
	}
}

func TestEvaluateHoldsAbsentConstantsAway(t *testing.T) {
	source := "<?php\ndefine( 'A', 'x' );\ndefine( 'B', 'x' );" + endOfConfig
	s := newEvaluated(t, source)
	before := s.parse(t, []byte(source))
	p, err := before.Remove([]string{"A"})
	if err != nil {
		t.Fatal(err)
	}
	if result := s.evaluateEdit(t, before, p.After, EvaluateWanted{Absent: []string{"A"}}); result.Outcome != EvaluateDone {
		t.Errorf("got %+v", result)
	}
	want := Difference{Kind: DifferenceStillThere, Name: "B"}
	if result := s.evaluateEdit(t, before, p.After, EvaluateWanted{Absent: []string{"A", "B"}}); result.Difference != want {
		t.Errorf("got %+v", result)
	}
}

func TestEvaluateNotPossible(t *testing.T) {
	plain := "<?php" + endOfConfig
	elsewhere := "<?php\n$table_prefix = 'wp_';\nrequire __DIR__ . '/start.php';\n"
	for _, c := range []struct {
		name, source string
		change       func(*EvaluateOptions)
		want         EvaluateReason
	}{
		{"no PHP", plain, func(o *EvaluateOptions) { o.PHP = "no-such-php" }, EvaluateNoPHP},
		{"file of root", plain, func(o *EvaluateOptions) { o.UID = 0 }, EvaluateRootOwned},
		{"no load", "<?php\n", func(*EvaluateOptions) {}, EvaluateNoLoad},
		{"load in an included file", elsewhere, func(*EvaluateOptions) {}, EvaluateNoLoad},
		{"another program", plain, func(o *EvaluateOptions) { o.PHP = script(t, "echo hello") }, EvaluatePHPFailed},
	} {
		s := newEvaluated(t, c.source)
		writeFile(t, filepath.Join(s.dir, "start.php"), []byte("<?php require __DIR__ . '/wp-settings.php';\n"))
		c.change(&s.options)
		f := s.parse(t, []byte(c.source))
		if result := Evaluate(t.Context(), s.options, f, f, EvaluateWanted{}); result.Outcome != EvaluateNotPossible || result.Reason != c.want {
			t.Errorf("%s: got %+v", c.name, result)
		}
	}
	if os.Geteuid() == 0 {
		return // root is nobody's stranger
	}
	s := newEvaluated(t, plain)
	s.options.UID++
	f := s.parse(t, []byte(plain))
	if result := Evaluate(t.Context(), s.options, f, f, EvaluateWanted{}); result.Reason != EvaluateOtherOwner {
		t.Errorf("a stranger's file: got %+v", result)
	}
}

// The site's code gets the rights of its owner and nothing of ours: no environment, no terminal, no group of root.
func TestEvaluateGivesNothingAway(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("not root: there are no rights to give up")
	}
	t.Setenv("WU_ENHANCE_API_TOKEN", "secret-in-environment")
	source := "<?php\n$about = file_get_contents( '/proc/self/status' ) . file_get_contents( '/proc/self/environ' ) . file_get_contents( '/proc/self/stat' );\n" +
		"file_put_contents( __DIR__ . '/about', $about . ( @fopen( '/dev/tty', 'r' ) ? 'TERMINAL' : '' ) . implode( ',', scandir( '/proc/self/fd' ) ) );" + endOfConfig
	s := newEvaluated(t, source)
	if result := s.plan(t, source); result.Outcome != EvaluateDone {
		t.Fatalf("got %+v", result)
	}
	about, err := os.ReadFile(filepath.Join(s.dir, "about"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Uid:\t65534\t65534\t65534\t65534", "Gid:\t65534\t65534\t65534\t65534"} {
		if !strings.Contains(string(about), want) {
			t.Errorf("no %q in %s", want, about)
		}
	}
	groups := ""
	for line := range strings.Lines(string(about)) {
		if strings.HasPrefix(line, "Groups:") {
			groups = line
		}
	}
	if slices.Contains(strings.Fields(groups), "0") || strings.Contains(string(about), "secret-in") || strings.Contains(string(about), "TERMINAL") {
		t.Errorf("too much was given away: %s", about)
	}
}
