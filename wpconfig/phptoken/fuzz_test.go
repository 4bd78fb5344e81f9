package phptoken

import (
	"strings"
	"testing"
)

// FuzzTokens splits any bytes: the tokens cover them all, and those of fixed content can be read.
func FuzzTokens(f *testing.F) {
	for _, src := range seeds(f) {
		f.Add(src)
	}
	for _, fragment := range fragments {
		f.Add([]byte("<?php " + fragment))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		tokens, err := Scan(src)
		assertLossless(t, src, tokens, err)
		for _, token := range tokens {
			content, fixed := token.Literal(src)
			if fixed && len(content) > token.End-token.Start && !strings.Contains(string(token.Text(src)), `\u{`) {
				t.Fatalf("%q is longer than its source %q", content, token.Text(src))
			}
			token.Embedded(src)
		}
	})
}
