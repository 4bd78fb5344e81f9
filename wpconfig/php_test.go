package wpconfig

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"enhance-wizard/wpconfig/internal/phptest"
	"enhance-wizard/wpconfig/phptoken"
)

// site is a directory with a wp-config.php, a stand-in for wp-settings.php that notes the constants it sees, and the
// files that the corpus includes.
type site struct {
	dir, config string
}

func newSite(t *testing.T, content []byte) site {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(filepath.Join(dir, "_support"), os.DirFS("testdata/corpus/_support")); err != nil {
		t.Fatal(err)
	}
	stub, err := os.ReadFile("testdata/corpus/stub-settings.php")
	if err != nil {
		t.Fatal(err)
	}
	s := site{dir, filepath.Join(dir, configFile)}
	for name, content := range map[string][]byte{s.config: content, filepath.Join(dir, settingsFile): stub} {
		if err := os.WriteFile(name, content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// evaluation is what PHP saw when it ran a wp-config.php.
type evaluation struct {
	// constants holds the values as JSON, once for each time wp-settings.php was loaded; strings are in base64.
	constants []map[string]any
	// output is all that was printed, warnings too, without line numbers.
	output string
}

// value returns the value of a constant when wp-settings.php was loaded first.
func (e evaluation) value(name string) (string, bool) {
	if len(e.constants) == 0 {
		return "", false
	}
	encoded, ok := e.constants[0][name].(string)
	decoded, err := base64.StdEncoding.DecodeString(encoded)
	return string(decoded), ok && err == nil
}

var onLine = regexp.MustCompile(`(?m)( on line |wp-config.php:)\d+`)

// evaluate lets PHP include the site's wp-config.php, as WordPress does.
func (s site) evaluate(t *testing.T, php *phptest.Worker, content []byte) evaluation {
	t.Helper()
	if err := os.WriteFile(s.config, content, 0o600); err != nil {
		t.Fatal(err)
	}
	var answer struct {
		Output []byte
		Notes  [][]byte
	}
	if err := json.Unmarshal(php.Ask(t, []byte(s.config)), &answer); err != nil {
		t.Fatal(err)
	}
	e := evaluation{output: onLine.ReplaceAllString(string(answer.Output), "")}
	for _, note := range answer.Notes {
		var constants map[string]any
		if string(bytes.TrimSpace(note)) == "[]" { // PHP's empty array
			note = []byte("{}")
		}
		if err := json.Unmarshal(note, &constants); err != nil {
			t.Fatal(err)
		}
		e.constants = append(e.constants, constants)
	}
	return e
}

func startEvaluator(t *testing.T) *phptest.Worker { return phptest.Start(t, "testdata/evaluate.php") }

// errNotLoaded is a file with which PHP did not get as far as WordPress before the edit.
var errNotLoaded = errors.New("wp-settings.php was not loaded")

// judge holds an edit of one constant against PHP: the new value is seen, all else is the same, nothing new is said,
// and no comment, heredoc or text outside of tags has changed.
func judge(t *testing.T, php *phptest.Worker, s site, name, want string, old, edited []byte) error {
	t.Helper()
	before, after := s.evaluate(t, php, old), s.evaluate(t, php, edited)
	if len(before.constants) == 0 {
		return errNotLoaded
	}
	if len(before.constants) != len(after.constants) {
		return fmt.Errorf("wp-settings.php was loaded %d times, before %d; PHP says: %s",
			len(after.constants), len(before.constants), after.output)
	}
	var faults []error
	fault := func(format string, arguments ...any) { faults = append(faults, fmt.Errorf(format, arguments...)) }
	if got, ok := after.value(name); !ok || got != want {
		fault("PHP sees %q, want %q", got, want)
	}
	said := strings.Split(before.output, "\n")
	for line := range strings.SplitSeq(after.output, "\n") {
		at := slices.Index(said, line)
		if at < 0 {
			fault("PHP says %q, before it only said %q", line, before.output)
			break
		}
		said = slices.Delete(said, at, at+1)
	}
	for i := range before.constants {
		delete(before.constants[i], name)
		delete(after.constants[i], name)
		if got, want := asJSON(after.constants[i]), asJSON(before.constants[i]); got != want {
			fault("other constants are %s, before %s", got, want)
		}
	}
	if got, want := untouchable(t, edited), untouchable(t, old); got != want {
		fault("comments or text changed: %q, before %q", got, want)
	}
	return errors.Join(faults...)
}

func writeFile(tb testing.TB, name string, content []byte) {
	tb.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		tb.Fatal(err)
	}
	if err := os.WriteFile(name, content, 0o600); err != nil {
		tb.Fatal(err)
	}
}

func asJSON(value any) string {
	text, _ := json.Marshal(value)
	return string(text)
}

// untouchable returns the comments and the text outside of tags, but our own comment.
func untouchable(t *testing.T, src []byte) string {
	t.Helper()
	tokens, err := phptoken.Scan(src)
	if err != nil {
		return err.Error()
	}
	var kept strings.Builder
	for _, token := range tokens {
		switch token.Kind {
		case phptoken.Comment, phptoken.HTML, phptoken.Data:
			if text := string(token.Text(src)); text != heading {
				kept.WriteString(text + "\n--\n")
			}
		default:
		}
	}
	return kept.String()
}
