package wpconfig

import (
	"encoding/base64"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"enhance-wizard/wpconfig/internal/phptest"
)

// hostile are the pieces of values: what ends a string, a comment, a tag or a statement, and bytes of no encoding.
var hostile = []string{
	`'`, `"`, "`", `\`, `\\`, `\'`, `$`, `$x`, `{$x}`, `${x}`, `?>`, `<?php `, `<?=`, `*/`, `/*`, `//`, `#`, `#[`, `;`, `);`, `'.`,
	".'", `,`, "\n", "\r", "\r\n", "\t", "\x01", "\x1b[31m", "\x7f", "\x80", "\xff", "\xef\xbb\xbf", "\u202e", "é", "<<<A\nA;\n", "A",
	"__halt_compiler();", "wp-settings.php", "require 'wp-settings.php';", "define( 'V1', 'x' );", heading, "0", " ", "%s", "\\0", "\\1",
}

func hostileValue(random *rand.Rand) string {
	var b strings.Builder
	for range random.IntN(12) {
		b.WriteString(hostile[random.IntN(len(hostile))])
	}
	return b.String()
}

// Every string that can be set is what PHP reads back, when it is added and when it replaces another such string.
func TestHostileValuesComeBackFromPHP(t *testing.T) {
	php := phptest.Start(t, "testdata/values.php")
	random := rand.New(rand.NewPCG(5, 6))
	total, batch := phptest.Size(4_000, 100_000), 100
	for first := 0; first < total; first += batch {
		src := []byte("<?php\nif ( false ) {\n\trequire 'wp-settings.php';\n}\n")
		var settings []Setting
		for round := range 2 {
			settings = settings[:0]
			for i := range batch {
				settings = append(settings, Setting{Name: fmt.Sprintf("V%d", first+i), Value: String(hostileValue(random))})
			}
			f, err := parse("wp-config.php", "", src)
			if err != nil {
				t.Fatal(err)
			}
			p, err := f.Plan(settings)
			if err != nil {
				t.Fatalf("round %d: %v", round, err)
			}
			src = p.After
		}
		answer := php.Ask(t, fmt.Appendf(nil, "%d %d\n%s", first, batch, src))
		for i, line := range strings.Split(string(answer), "\n") {
			got, err := base64.StdEncoding.DecodeString(line)
			want := ""
			if i > 0 {
				want, _ = settings[i-1].Value.Text()
			}
			if err != nil || string(got) != want {
				t.Fatalf("answer %d: PHP says %q, want %q in:\n%s", i, got, want, src)
			}
		}
	}
}
