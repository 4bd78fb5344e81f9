package phptoken

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"enhance-wizard/wpconfig/internal/phptest"
)

// oracle is PHP's own lexer.
type oracle struct{ *phptest.Worker }

func startOracle(tb testing.TB) oracle {
	return oracle{phptest.Start(tb, filepath.Join("testdata", "lexer.php"))}
}

// tokens returns PHP's tokens of a file; valid is false when PHP does not accept it.
func (o oracle) tokens(tb testing.TB, src []byte) (tokens []Token, valid bool) {
	answer := o.Ask(tb, src)
	for at := 0; len(answer) > 0; answer = answer[5:] {
		size := int(binary.BigEndian.Uint32(answer[1:]))
		tokens = append(tokens, Token{Kind(answer[0]), at, at + size})
		at += size
	}
	return tokens, tokens != nil || len(src) == 0
}

// difference describes the first token that differs, or returns nil.
func difference(src []byte, got []Token, gotErr error, want []Token) error {
	if gotErr != nil {
		return fmt.Errorf("we refuse what PHP accepts: %w", gotErr)
	}
	for i := range max(len(got), len(want)) {
		if i < len(got) && i < len(want) && got[i] == want[i] {
			continue
		}
		say := func(tokens []Token) string {
			if i >= len(tokens) {
				return "nothing"
			}
			return fmt.Sprintf("%s %q", tokens[i].Kind, tokens[i].Text(src))
		}
		return fmt.Errorf("token %d: we see %s, PHP sees %s", i, say(got), say(want))
	}
	return nil
}

// seeds returns the files that mutants are made of.
func seeds(tb testing.TB) [][]byte {
	tb.Helper()
	var all [][]byte
	for _, pattern := range []string{"testdata/*.php", "../testdata/corpus/*.php"} {
		names, err := filepath.Glob(pattern)
		if err != nil {
			tb.Fatal(err)
		}
		for _, name := range names {
			src, err := os.ReadFile(name)
			if err != nil {
				tb.Fatal(err)
			}
			all = append(all, src)
		}
	}
	for _, c := range kindCases {
		all = append(all, []byte(c.source))
	}
	if len(all) < 20 {
		tb.Fatalf("only %d seeds", len(all))
	}
	return all
}

func TestTokensOfSeedsAreThoseOfPHP(t *testing.T) {
	php := startOracle(t)
	for _, src := range seeds(t) {
		want, valid := php.tokens(t, src)
		if !valid {
			continue
		}
		got, err := Scan(src)
		if err := difference(src, got, err, want); err != nil {
			t.Errorf("%v in:\n%s", err, src)
		}
	}
}

func TestTokensOfMutantsAreThoseOfPHP(t *testing.T) {
	php := startOracle(t)
	all := seeds(t)
	random := rand.New(rand.NewPCG(1, 2))
	valid, total := 0, phptest.Size(20_000, 200_000)
	for range total {
		src := mutate(random, all[random.IntN(len(all))])
		got, err := Scan(src)
		assertLossless(t, src, got, err)
		want, accepted := php.tokens(t, src)
		if !accepted {
			continue
		}
		valid++
		if err := difference(src, got, err, want); err != nil {
			t.Fatalf("%v in:\n%q", err, src)
		}
	}
	t.Logf("%d of %d mutants are valid PHP", valid, total)
	if valid < total/4 {
		t.Errorf("only %d of %d mutants are valid PHP: the comparison says too little", valid, total)
	}
}

// Each rule that is left out must be missed by the same comparison, else the test above could not fail.
func TestComparisonNoticesMissingRules(t *testing.T) {
	controls := map[string]func(*rules){
		"attributes":           func(r *rules) { r.attributes = false },
		"closeTagEndsComment":  func(r *rules) { r.closeTagEndsComment = false },
		"nestedCode":           func(r *rules) { r.nestedCode = false },
		"indentedLabels":       func(r *rules) { r.indentedLabels = false },
		"labelAfterBackslash":  func(r *rules) { r.labelAfterBackslash = false },
		"interpolationEscapes": func(r *rules) { r.interpolationEscapes = false },
	}
	php := startOracle(t)
	all := seeds(t)
	random := rand.New(rand.NewPCG(3, 4))
	missed := map[string]int{}
	for range 4_000 {
		src := mutate(random, all[random.IntN(len(all))])
		want, accepted := php.tokens(t, src)
		if !accepted {
			continue
		}
		for name, leaveOut := range controls {
			r := phpRules
			leaveOut(&r)
			got, err := scan(src, r)
			if difference(src, got, err, want) != nil {
				missed[name]++
			}
		}
	}
	for name := range controls {
		if missed[name] == 0 {
			t.Errorf("leaving out %s went unnoticed", name)
		}
	}
	t.Logf("differences by rule left out: %v", missed)
}

// fragments are inserted into mutants; each is where lexers go wrong.
var fragments = []string{
	"'", "\"", "`", "\\", "\\'", "\\\"", "$x", "{$a[\"b\"]}", "${x}", "\"{$a[\"b\"]}\"", "\"\\{$x}\"", "\"a$b[0]c\"",
	"<<<X\na\nX;", "<<<'X'\n$a\\\nX;", "<<<\"X\"\n  a {$b['c']}\n  X;", "<<<X\na\\\nX;", "<<<X\nX1\n X;\n", "X\n",
	"#[A]\nfunction f(){}", "#[", "# a\n", "// a ?>b<?php ", "# ?>\n<?php ", "/* a */", "/*", "*/", "//", "/** a\n*/",
	"?>", "?>\n", "?>\r\n", "<?php ", "<?PHP\n", "<?= 1 ?>", "<?", "<?xml ?>", "<?php\r", "b'x'", "B\"$x\"", "b<<<X\nX\n",
	"\n", "\r", "\r\n", "\t", " ", "\x00", "\xef\xbb\xbf", "\xe9", "\x7f", "\f",
	";", "{", "}", "(", ")", "[", "]", ",", ".", "->", "?->", "::", "??", "...", "<<", "<<<", "|>", "&&", "\\a\\b",
	"namespace\\x", "1.5e3", "0x1f", "0b11", "0o17", "1_000", ".5", "1.", "1..2", "1...$a", "(string)", "(int )", "yield from $x",
	"__halt_compiler();", "$x->__halt_compiler();", "fn() => 1;", "match(1) { default => 2 };", "define('A', 1);",
	"$x->b'", "`ls $x`", "`ls {$x[`a`]}`", "const A = 1;", "if (1):", "endif;", "\"\\u{41}\"", "\"$x->y\"", "\"$x?->y\"", "\"${x['a']}\"",
}

func mutate(random *rand.Rand, seed []byte) []byte {
	src := bytes.Clone(seed)
	for range 1 + random.IntN(3) {
		at := random.IntN(len(src) + 1)
		end := min(len(src), at+random.IntN(12))
		switch random.IntN(8) {
		case 0:
			src = append(src[:at:at], src[end:]...)
		case 1:
			src = append(src[:end:end], src[at:]...)
		case 2:
			if at < len(src) {
				src[at] = byte(random.IntN(256))
			}
		case 3:
			src = bytes.ReplaceAll(src, []byte("\n"), []byte([]string{"\r", "\r\n", "\n"}[random.IntN(3)]))
		default:
			fragment := fragments[random.IntN(len(fragments))]
			at = boundary(random, src, at)
			src = append(src[:at:at], append([]byte(fragment), src[at:]...)...)
		}
	}
	return src
}

// boundary moves at behind a ; or a line ending most of the time: there, more fragments make a valid file.
func boundary(random *rand.Rand, src []byte, at int) int {
	if random.IntN(3) == 0 {
		return at
	}
	if next := bytes.IndexAny(src[at:], ";\n"); next >= 0 {
		return at + next + 1
	}
	return at
}

// assertLossless checks that the tokens cover the file, or all before the fault, without gap or overlap.
func assertLossless(t *testing.T, src []byte, tokens []Token, err error) {
	t.Helper()
	at := 0
	for _, token := range tokens {
		if token.Start != at || token.End <= at {
			t.Fatalf("token %v does not continue at %d in:\n%q", token, at, src)
		}
		at = token.End
	}
	var fault *Error
	if errors.As(err, &fault) {
		if fault.Offset < at {
			t.Fatalf("fault at %d lies before the last token's end %d in:\n%q", fault.Offset, at, src)
		}
		return
	}
	if err != nil || at != len(src) {
		t.Fatalf("tokens end at %d of %d, error %v, in:\n%q", at, len(src), err, src)
	}
}
