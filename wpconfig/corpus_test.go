package wpconfig

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

const token = "WU_ENHANCE_API_TOKEN"

// corpusCase is one line of cases.tsv.
type corpusCase struct {
	name, what string
	refuse     bool
	value      string
	source     []byte
}

// corpus reads the cases. Each is an awkward file, and says whether it must be edited or refused.
func corpus(tb testing.TB) []corpusCase {
	tb.Helper()
	table, err := os.ReadFile("testdata/corpus/cases.tsv")
	if err != nil {
		tb.Fatal(err)
	}
	var cases []corpusCase
	for _, line := range strings.Split(strings.TrimSpace(string(table)), "\n")[1:] {
		field := strings.Split(line, "\t")
		c := corpusCase{name: field[0], refuse: field[1] == "refuse", what: field[4]}
		if field[2] != "0" {
			tb.Fatalf("%s: PHP is run with short_open_tag=0 only", c.name)
		}
		if err := json.Unmarshal([]byte(field[3]), &c.value); err != nil {
			tb.Fatal(err)
		}
		if c.name == "very-long" {
			c.source = veryLong(tb)
		} else if c.source, err = os.ReadFile(filepath.Join("testdata/corpus", c.name+".php")); err != nil {
			tb.Fatal(err)
		}
		cases = append(cases, c)
	}
	if len(cases) != 66 {
		tb.Fatalf("the corpus has %d cases, want 66", len(cases))
	}
	return cases
}

// veryLong makes a file of 9,000 lines and 550 kB, with the constant near its end.
func veryLong(tb testing.TB) []byte {
	tb.Helper()
	existing, err := os.ReadFile("testdata/corpus/default-existing.php")
	if err != nil {
		tb.Fatal(err)
	}
	head, tail, _ := strings.Cut(string(existing), "define( '"+token)
	_, tail, _ = strings.Cut(tail, "\n\n")
	var b strings.Builder
	b.WriteString(head)
	for i := range 4500 {
		fmt.Fprintf(&b, "// host pool entry %d: kept for the migration audit, do not remove\n", i)
		fmt.Fprintf(&b, "define( 'SHOP_POOL_%d', 'node-%d.pool.example' );\n", i, i)
	}
	b.WriteString("define( '" + token + "', 'old-token' );\n" + tail)
	return []byte(b.String())
}

// planFor plans one string, from the file as it lies in the site.
func planFor(s site, source []byte, name, value string) (*Plan, error) {
	f, err := parse(s.config, "", source)
	if err != nil {
		return nil, err
	}
	return f.Plan([]Setting{{Name: name, Value: String(value), Secret: true}})
}

func TestCorpusAsPHPSeesIt(t *testing.T) {
	php := startEvaluator(t)
	for _, c := range corpus(t) {
		t.Run(c.name, func(t *testing.T) {
			s := newSite(t, c.source)
			p, err := planFor(s, c.source, token, c.value)
			var refusal *Refusal
			switch {
			case c.refuse && !errors.As(err, &refusal):
				t.Fatalf("%s: got %v, want a refusal", c.what, err)
			case c.refuse:
				return
			case err != nil:
				t.Fatalf("%s: %v", c.what, err)
			}
			if err := judge(t, php, s, token, c.value, p.Before, p.After); err != nil {
				t.Errorf("%s: %v in:\n%s", c.what, err, p.After)
			}
		})
	}
}

// An editor that searches with a regular expression must fail before the same judge, else the test above says nothing.
func TestJudgeNoticesNaiveEdits(t *testing.T) {
	php := startEvaluator(t)
	search := regexp.MustCompile(`(?m)^define\( *'` + token + `', .*\);`)
	failed, total := 0, 0
	for _, c := range corpus(t) {
		if c.refuse {
			continue
		}
		line := "define( '" + token + "', " + quote(c.value) + " );"
		naive := search.ReplaceAllLiteral(c.source, []byte(line))
		if bytes.Equal(naive, c.source) {
			naive = bytes.Replace(c.source, []byte("/* That's all"), []byte(line+"\n/* That's all"), 1)
		}
		total++
		if judge(t, php, newSite(t, c.source), token, c.value, c.source, naive) != nil {
			failed++
		}
	}
	if failed < 15 {
		t.Errorf("the judge found fault with %d of %d naive edits, want 15 at least", failed, total)
	}
	t.Logf("%d of %d naive edits are wrong", failed, total)
}
