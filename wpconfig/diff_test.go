package wpconfig

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// unified writes a diff the way people know it.
func unified(diff []DiffLine) string {
	var b strings.Builder
	for _, line := range diff {
		b.WriteString([]string{DiffContext: " ", DiffAdded: "+", DiffRemoved: "-", DiffHunk: ""}[line.Kind] + line.Text + "\n")
	}
	return b.String()
}

func TestDiff(t *testing.T) {
	numbers := func(from, to int) string {
		var b strings.Builder
		for i := from; i <= to; i++ {
			fmt.Fprintf(&b, "%d\n", i)
		}
		return b.String()
	}
	for _, c := range []struct{ name, before, after, want string }{
		{"the same", "a\nb\n", "a\nb\n", ""},
		{"both empty", "", "", ""},
		{"from nothing", "", "a\n", "@@ -0,0 +1,1 @@\n+a\n"},
		{"to nothing", "a\nb", "", "@@ -1,2 +0,0 @@\n-a\n-b\n"},
		{"three lines of context", numbers(1, 9), numbers(1, 4) + "x\n" + numbers(6, 9), "@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+x\n 6\n 7\n 8\n"},
		{"two hunks", numbers(1, 20), "x\n" + numbers(1, 19), "@@ -1,3 +1,4 @@\n+x\n 1\n 2\n 3\n@@ -17,4 +18,3 @@\n 17\n 18\n 19\n-20\n"},
		{"near changes in one hunk", numbers(1, 8), "x\n" + numbers(2, 7) + "y\n", "@@ -1,8 +1,8 @@\n-1\n+x\n 2\n 3\n 4\n 5\n 6\n 7\n-8\n+y\n"},
		{"a line ending alone", "a\r\nb\n", "a\nb\n", "@@ -1,2 +1,2 @@\n-a\n+a\n b\n"},
		{"lines that end with CR", "a\rb\rc\r", "a\rx\rc\r", "@@ -1,3 +1,3 @@\n a\n-b\n+x\n c\n"},
		{"bytes that are no UTF-8", "\xe9\n", "\xe8\n", "@@ -1,1 +1,1 @@\n-\xe9\n+\xe8\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := unified(Diff([]byte(c.before), []byte(c.after))); got != c.want {
				t.Errorf("got:\n%s\nwant:\n%s", got, c.want)
			}
		})
	}
}

// Any diff leads from the one version to the other, and is as short as can be.
func TestDiffLeadsFromOldToNew(t *testing.T) {
	random := rand.New(rand.NewPCG(9, 10))
	lines := func(most int) []string {
		list := make([]string, random.IntN(most))
		for i := range list {
			list[i] = string(rune('a' + random.IntN(4)))
		}
		return list
	}
	for range 3_000 {
		old, changed := lines(14), lines(14)
		differences := 0
		var x, y []string
		for _, step := range lineSteps(old, changed) {
			if step.kind != DiffAdded {
				x = append(x, old[step.old])
			}
			if step.kind != DiffRemoved {
				y = append(y, changed[step.changed])
			}
			if step.kind != DiffContext {
				differences++
			} else if old[step.old] != changed[step.changed] {
				t.Fatalf("%v %v: lines %d and %d are not the same", old, changed, step.old, step.changed)
			}
		}
		if strings.Join(x, "") != strings.Join(old, "") || strings.Join(y, "") != strings.Join(changed, "") {
			t.Fatalf("%v to %v: the steps give %v and %v", old, changed, x, y)
		}
		if want := len(old) + len(changed) - 2*common(old, changed); differences != want {
			t.Fatalf("%v to %v: %d differences, %d are enough", old, changed, differences, want)
		}
	}
}

// common is the length of the longest common subsequence, by its definition.
func common(a, b []string) int {
	table := make([][]int, len(a)+1)
	table[0] = make([]int, len(b)+1)
	for i := range a {
		table[i+1] = make([]int, len(b)+1)
		for j := range b {
			table[i+1][j+1] = max(table[i][j+1], table[i+1][j])
			if a[i] == b[j] {
				table[i+1][j+1] = table[i][j] + 1
			}
		}
	}
	return table[len(a)][len(b)]
}

func TestDiffOfQuiteOtherFiles(t *testing.T) {
	var a, b strings.Builder
	for i := range 3_000 {
		fmt.Fprintf(&a, "a%d\n", i)
		fmt.Fprintf(&b, "b%d\n", i)
	}
	if diff := Diff([]byte(a.String()), []byte(b.String())); len(diff) != 6_001 {
		t.Errorf("got %d lines", len(diff))
	}
}

func TestMask(t *testing.T) {
	for secret, want := range map[string]string{
		"":                   "********",
		"123456789012":       "********",
		"1234567890123":      "********0123",
		"ééééééééééééé":      "********",
		"1234567890 12\n":    "********",
		"12345678901é23":     "********",
		"long-secret-a b'\\": "********",
	} {
		if got := Mask(secret); got != want {
			t.Errorf("%q: got %q, want %q", secret, got, want)
		}
	}
}

// Where the secrets of a file stand, and what is shown of each line.
func TestDiffHidesSecrets(t *testing.T) {
	const secret, other = "sEcReT-vAlUe-0001", "sEcReT-oThEr-0002"
	for _, c := range []struct{ line, want string }{
		{"define( 'DB_PASSWORD', '" + secret + "' );", "define( 'DB_PASSWORD', '********0001' );"},
		{`define( "AUTH_KEY", "` + secret + `" );`, `define( "AUTH_KEY", "********0001" );`},
		{"define( 'NONCE_SALT', 'short' );", "define( 'NONCE_SALT', '********' );"},
		{"const WU_ENHANCE_API_TOKEN = '" + secret + "', SHOP = 'open';", "const WU_ENHANCE_API_TOKEN = '********0001', SHOP = 'open';"},
		{"define('A','open'); define('API_TOKEN','" + secret + "'); define('B','open');", "define('A','open'); define('API_TOKEN','********0001'); define('B','open');"},
		{"define( 'MY_TOKEN', 'se' . 'cret' );", "define( 'MY_TOKEN', '********' . '********' );"},
		{"define( 'MY_TOKEN', getenv( 'MY_TOKEN' ) ?: '" + secret + "' );", "define( 'MY_TOKEN', getenv( 'MY_TOKEN' ) ?: '********0001' );"},
		{"define( 'MY_TOKEN', 12345 );", "define( 'MY_TOKEN', ******** );"},
		{"define( value: '" + secret + "', constant_name: 'MY_TOKEN' );", "define( value: '********0001', constant_name: 'MY_TOKEN' );"},
		{"define( 'MY_TOKEN', b'" + secret + "' );", "define( 'MY_TOKEN', ********0001 );"},
		{"define( 'MY_TOKEN', <<<T", "define( 'MY_TOKEN', ********0001"},
		{"$db_password = \"" + secret + "\";", "$db_password = \"********0001\";"},
		{"$_ENV['API_TOKEN'] = '" + secret + "';", "$_ENV['API_TOKEN'] = '********0001';"},
		{"$a = array( 'x' => 'open', 'smtp_pass' => '" + secret + "', 'y' => 'open' );", "$a = array( 'x' => 'open', 'smtp_pass' => '********0001', 'y' => 'open' );"},
		{"putenv( 'API_TOKEN=" + secret + "' );", "putenv( '********' );"},
		{"// define( 'DB_PASSWORD', '" + secret + "' );", "// define( 'DB_PASSWORD', ******** );"},
		{"# DB_PASSWORD=" + secret, "# DB_PASSWORD=********"},
		{"/* API_TOKEN: " + other + " */", "/* API_TOKEN: ******** */"},
		{"define( 'OTHER', '" + secret + "' ); define( 'X_SECRET', '" + secret + "' );", "define( 'OTHER', '********' ); define( 'X_SECRET', '********0001' );"},
		{"define( 'WU_ENHANCE_API_URL', 'https://panel.example/api/' );", "define( 'WU_ENHANCE_API_URL', 'https://panel.example/api/' );"},
		{"defined( 'MY_TOKEN' ) || define( 'SHOP', 'open' );", "defined( 'MY_TOKEN' ) || define( 'SHOP', 'open' );"},
		{"define( 'NAMED_ONE', '" + secret + "' );", "define( 'NAMED_ONE', '********0001' );"},
		{"?>API_TOKEN='" + secret + "'<?php", "?>API_TOKEN=********<?php"},
		{"define( 'MY_TOKEN', '" + secret, "define( 'MY_TOKEN', ********"},
	} {
		line := strings.ReplaceAll(c.line, "<<<T", "<<<T\n"+secret+"\nT )")
		before := []byte("<?php\n" + line + "\n")
		for _, diff := range [][]DiffLine{
			Diff(before, append([]byte("<?php\n$new;\n"), before[6:]...), "NAMED_ONE"),
			Diff(before, nil, "NAMED_ONE"), Diff(nil, before, "NAMED_ONE"),
		} {
			text := unified(diff)
			if strings.Contains(text, secret) || strings.Contains(text, other) {
				t.Errorf("%s: the secret is shown:\n%s", c.line, text)
			}
			if c.want != "" && !strings.Contains(text, c.want) {
				t.Errorf("%s: got:\n%s\nwant the line %s", c.line, text, c.want)
			}
		}
	}
}

// Both the old and the new value of a secret are hidden, of any length and over lines, and still the change is shown.
func TestPlanDiffHidesOldAndNew(t *testing.T) {
	for _, values := range [][2]string{{"old", "new"}, {"old-secret-value", "new-secret-value"}, {"old\nsecret", "new\r\nsecret'"}} {
		src := "<?php\ndefine( 'X', " + quote(values[0]) + " );\n" + loadLine
		p := mustPlan(t, src, Setting{Name: "X", Value: String(values[1]), Secret: true})
		text := unified(p.Diff())
		for line := range strings.SplitSeq(values[0]+"\n"+values[1], "\n") {
			if line = strings.TrimRight(line, "\r'"); strings.Contains(text, line) && line != "new" && line != "old" {
				t.Errorf("%q is shown:\n%s", line, text)
			}
		}
		if !strings.Contains(text, "-define( 'X', '********") || !strings.Contains(text, "+define( 'X', '********") {
			t.Errorf("the change is not shown:\n%s", text)
		}
		if strings.Contains(p.Actions[0].Old+p.Actions[0].New, "secret'") || !strings.HasPrefix(p.Actions[0].Old, "'********") {
			t.Errorf("the action shows %+v", p.Actions[0])
		}
	}
}
