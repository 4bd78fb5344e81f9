package wpconfig

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
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

var onLine = regexp.MustCompile(`(?m) on line \d+$`)

// evaluate runs the site's wp-config.php with PHP.
func (s site) evaluate(t *testing.T, content []byte) evaluation {
	t.Helper()
	out := filepath.Join(s.dir, "constants.json")
	if err := os.RemoveAll(out); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(s.config, content, 0o600); err != nil {
		t.Fatal(err)
	}
	command := exec.Command(phptest.Find(t), "-n", "-d", "short_open_tag=0", "-d", "display_errors=1", "-d", "log_errors=0",
		"-d", "error_reporting=-1", s.config)
	command.Dir = s.dir
	command.Env = []string{"STUB_OUT=" + out, "WP_ENV=production"}
	printed, _ := command.CombinedOutput() // a config that dies is compared by what it said
	e := evaluation{output: onLine.ReplaceAllString(string(printed), "")}
	noted, err := os.ReadFile(out)
	if err != nil {
		return e
	}
	for line := range bytes.Lines(noted) {
		var constants map[string]any
		if string(bytes.TrimSpace(line)) == "[]" { // PHP's empty array
			line = []byte("{}")
		}
		if err := json.Unmarshal(line, &constants); err != nil {
			t.Fatal(err)
		}
		e.constants = append(e.constants, constants)
	}
	return e
}

// judge holds an edit of one constant against PHP: the new value is seen, all else is the same, nothing new is said,
// and no comment, heredoc or text outside of tags has changed.
func judge(t *testing.T, s site, name, want string, p *Plan) {
	t.Helper()
	before, after := s.evaluate(t, p.Before), s.evaluate(t, p.After)
	if len(after.constants) == 0 {
		t.Fatalf("wp-settings.php was not loaded; PHP said: %s\n%s", after.output, p.After)
	}
	if got, ok := after.value(name); !ok || got != want {
		t.Errorf("PHP sees %q, want %q in:\n%s", got, want, p.After)
	}
	if after.output != before.output {
		t.Errorf("PHP says %q, before %q", after.output, before.output)
	}
	for i := range before.constants {
		for constant, value := range before.constants[i] {
			if constant != name && !sameJSON(value, after.constants[i][constant]) {
				t.Errorf("%s was %v and is %v", constant, value, after.constants[i][constant])
			}
		}
		delete(after.constants[i], name)
		delete(before.constants[i], name)
		if len(before.constants[i]) != len(after.constants[i]) {
			t.Errorf("other constants came or went: %d before, %d after", len(before.constants[i]), len(after.constants[i]))
		}
	}
	if got, want := untouchable(t, p.After), untouchable(t, p.Before); got != want {
		t.Errorf("comments or text changed: %q, before %q", got, want)
	}
}

func sameJSON(a, b any) bool {
	left, _ := json.Marshal(a)
	right, _ := json.Marshal(b)
	return bytes.Equal(left, right)
}

// untouchable returns the comments and the text outside of tags, but our own comment.
func untouchable(t *testing.T, src []byte) string {
	t.Helper()
	tokens, err := phptoken.Scan(src)
	if err != nil {
		t.Fatal(err)
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
