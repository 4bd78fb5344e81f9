package phptoken

import (
	"fmt"
	"strings"
	"testing"
)

// kindCases show each rule once: the tokens but blanks, as kind:text.
var kindCases = []struct {
	name, source, want string
}{
	{"open tag in any case", "<?PhP\n$a;", "open tag:<?PhP\n|variable:$a|punctuation:;"},
	{"open tag at the end", "<?php", "open tag:<?php"},
	{"open tag takes one CRLF", "<?php\r\n\r\n", "open tag:<?php\r\n"},
	{"no open tag without a blank", "<?phpx", "html:<?phpx"},
	{"echo tag", "<?=1?>", "open echo:<?=|number:1|close tag:?>"},
	{"short tag is text", "<? define('A', 1); ?>", "html:<? define('A', 1); ?>"},
	{"xml is text", "<?xml version='1'?>\n<?php ", "html:<?xml version='1'?>\n|open tag:<?php "},
	{"byte order mark", "\xef\xbb\xbf<?php ", "html:\xef\xbb\xbf|open tag:<?php "},
	{"islands", "a<?php ?>\nb<?php\n", "html:a|open tag:<?php |close tag:?>\n|html:b|open tag:<?php\n"},
	{"close tag takes a CR", "<?php ?>\rb", "open tag:<?php |close tag:?>\r|html:b"},
	{"line comment ends at LF", "<?php // a'\n1;", "open tag:<?php |comment:// a'|number:1|punctuation:;"},
	{"line comment ends at CR", "<?php # a\"\r1;", "open tag:<?php |comment:# a\"|number:1|punctuation:;"},
	{"line comment ends at the close tag", "<?php // a ?>b", "open tag:<?php |comment:// a |close tag:?>|html:b"},
	{"hash comment ends at the close tag", "<?php # a ?>b", "open tag:<?php |comment:# a |close tag:?>|html:b"},
	{"attribute is no comment", "<?php #[A(1)]\nclass B {}", "open tag:<?php |attribute:#[|name:A|punctuation:(|number:1|punctuation:)|punctuation:]|name:class|name:B|punctuation:{|punctuation:}"},
	{"block comment", "<?php /* ' ?> \n*/1;", "open tag:<?php |comment:/* ' ?> \n*/|number:1|punctuation:;"},
	{"shortest comments", "<?php /**//***/#\n//", "open tag:<?php |comment:/**/|comment:/***/|comment:#|comment://"},
	{"single quotes", `<?php 'a\'\\';`, `open tag:<?php |string:'a\'\\'|punctuation:;`},
	{"single quotes over lines", "<?php 'a\nb $x';", "open tag:<?php |string:'a\nb $x'|punctuation:;"},
	{"double quotes", `<?php "a\"\\";`, `open tag:<?php |string:"a\"\\"|punctuation:;`},
	{"dollar alone is no variable", `<?php "$ {a} \$x \{$";`, `open tag:<?php |string:"$ {a} \$x \{$"|punctuation:;`},
	{"variable in a string", `<?php "a$b";`, `open tag:<?php |template:"a$b"|punctuation:;`},
	{"code with quotes in a string", `<?php "{$a["b"]}";`, `open tag:<?php |template:"{$a["b"]}"|punctuation:;`},
	{"nested twice", `<?php "{$a["{$b["c"]}"]}d";`, `open tag:<?php |template:"{$a["{$b["c"]}"]}d"|punctuation:;`},
	{"braces in nested code", `<?php "{$a(function() { return "}"; })}";`, `open tag:<?php |template:"{$a(function() { return "}"; })}"|punctuation:;`},
	{"variable name in braces", `<?php "${a["b"]}";`, `open tag:<?php |template:"${a["b"]}"|punctuation:;`},
	{"comment in nested code", "<?php \"{$a /* } \" */}\";", "open tag:<?php |template:\"{$a /* } \" */}\"|punctuation:;"},
	{"backticks", "<?php `ls {$a[`b`]} \\` '`;", "open tag:<?php |shell:`ls {$a[`b`]} \\` '`|punctuation:;"},
	{"binary strings", `<?php b'a'; B"b$c";`, `open tag:<?php |string:b'a'|punctuation:;|template:B"b$c"|punctuation:;`},
	{"name before a string", `<?php echo ab.'c';`, `open tag:<?php |name:echo|name:ab|punctuation:.|string:'c'|punctuation:;`},
	{"heredoc", "<?php <<<A\na ' \" // $b\nA;", "open tag:<?php |heredoc:<<<A\na ' \" // $b\nA|punctuation:;"},
	{"empty heredoc", "<?php <<<A\nA;", "open tag:<?php |heredoc:<<<A\nA|punctuation:;"},
	{"heredoc in quotes after blanks", "<?php <<< \t\"A\"\nb\nA . 'c';", "open tag:<?php |heredoc:<<< \t\"A\"\nb\nA|punctuation:.|string:'c'|punctuation:;"},
	{"nowdoc", "<?php <<<'A'\n{$a[\"\n\\\nA\n;", "open tag:<?php |heredoc:<<<'A'\n{$a[\"\n\\\nA|punctuation:;"},
	{"indented label with code behind", "<?php f(<<<A\n  b\n  A, 1);", "open tag:<?php |name:f|punctuation:(|heredoc:<<<A\n  b\n  A|punctuation:,|number:1|punctuation:)|punctuation:;"},
	{"longer word is no label", "<?php <<<A\nAB\nA1\nA\n;", "open tag:<?php |heredoc:<<<A\nAB\nA1\nA|punctuation:;"},
	{"label after a backslash", "<?php <<<A\nb\\\nA;", "open tag:<?php |heredoc:<<<A\nb\\\nA|punctuation:;"},
	{"label in nested code does not close", "<?php <<<A\n{$a['\nA\n']}\nA;", "open tag:<?php |heredoc:<<<A\n{$a['\nA\n']}\nA|punctuation:;"},
	{"heredoc in CR lines", "<?php <<<A\rb\rA;\r", "open tag:<?php |heredoc:<<<A\rb\rA|punctuation:;"},
	{"shift is no heredoc", "<?php 1<<<2;", "open tag:<?php |number:1|punctuation:<<|punctuation:<|number:2|punctuation:;"},
	{"binary heredoc", "<?php b<<<A\nA;", "open tag:<?php |heredoc:b<<<A\nA|punctuation:;"},
	{"qualified names", `<?php \define(a\b, namespace\c);`, `open tag:<?php |name:\define|punctuation:(|name:a\b|punctuation:,|name:namespace\c|punctuation:)|punctuation:;`},
	{"bytes from 0x80 are letters", "<?php \xe9t\xe9();", "open tag:<?php |name:\xe9t\xe9|punctuation:(|punctuation:)|punctuation:;"},
	{"halt", "<?php __HALT_Compiler /**/ ( ) ; <?php '", "open tag:<?php |name:__HALT_Compiler|comment:/**/|punctuation:(|punctuation:)|punctuation:;|data: <?php '"},
	{"halt at a close tag", "<?php __halt_compiler()?>\n'", "open tag:<?php |name:__halt_compiler|punctuation:(|punctuation:)|close tag:?>\n|data:'"},
	{"method named halt", "<?php $a->__halt_compiler(); 1;", "open tag:<?php |variable:$a|punctuation:->|name:__halt_compiler|punctuation:(|punctuation:)|punctuation:;|number:1|punctuation:;"},
	{"control bytes in a comment", "<?php # \x00\x01\xff\n1;", "open tag:<?php |comment:# \x00\x01\xff|number:1|punctuation:;"},
	{"numbers", "<?php [1.5e-3, 0x1_F, 0b1, 0o7, 1_000, .5, 1., 1 . 2];", "open tag:<?php |punctuation:[|number:1.5e-3|punctuation:,|number:0x1_F|punctuation:,|number:0b1|punctuation:,|number:0o7|punctuation:,|number:1_000|punctuation:,|number:.5|punctuation:,|number:1.|punctuation:,|number:1|punctuation:.|number:2|punctuation:]|punctuation:;"},
	{"operators", "<?php $a?->b ?? $c::d ??= !$e;", "open tag:<?php |variable:$a|punctuation:?->|name:b|punctuation:??|variable:$c|punctuation:::|name:d|punctuation:??=|punctuation:!|variable:$e|punctuation:;"},
	// Newer than the PHP that most servers have: no comparison with it, but the tokens must be right.
	{"typed constant of 8.3", "<?php class A { const string B = 'c'; }", "open tag:<?php |name:class|name:A|punctuation:{|name:const|name:string|name:B|punctuation:=|string:'c'|punctuation:;|punctuation:}"},
	{"hooks of 8.4", "<?php class A { public int $b { get => 1; } }", "open tag:<?php |name:class|name:A|punctuation:{|name:public|name:int|variable:$b|punctuation:{|name:get|punctuation:=>|number:1|punctuation:;|punctuation:}|punctuation:}"},
	{"pipe of 8.5", "<?php $a |> trim(...);", "open tag:<?php |variable:$a|punctuation:|>|name:trim|punctuation:(|punctuation:...|punctuation:)|punctuation:;"},
}

func TestTokens(t *testing.T) {
	for _, c := range kindCases {
		t.Run(c.name, func(t *testing.T) {
			src := []byte(c.source)
			tokens, err := Scan(src)
			if err != nil {
				t.Fatal(err)
			}
			assertLossless(t, src, tokens, err)
			var got []string
			for _, token := range tokens {
				if token.Kind != Whitespace {
					got = append(got, fmt.Sprintf("%s:%s", token.Kind, token.Text(src)))
				}
			}
			if joined := strings.Join(got, "|"); joined != c.want {
				t.Errorf("got  %s\nwant %s", joined, c.want)
			}
		})
	}
}

func TestFaults(t *testing.T) {
	for _, c := range []struct {
		source string
		offset int
		fault  Fault
	}{
		{"<?php 'a", 6, Unterminated},
		{"<?php 'a\\'", 6, Unterminated},
		{"<?php 'a\\", 6, Unterminated},
		{"<?php \"a", 6, Unterminated},
		{"<?php \"a\\", 6, Unterminated},
		{"<?php \"{$a[\"b\"]\"", 6, Unterminated},
		{"<?php `a", 6, Unterminated},
		{"<?php /* a", 6, Unterminated},
		{"<?php /*/", 6, Unterminated},
		{"<?php <<<A\nb", 6, Unterminated},
		{"<?php <<<A\nb\\", 6, Unterminated},
		{"<?php <<<A\nb\nAB", 6, Unterminated},
		{"<?php 1 \x00", 8, BadCharacter},
		{"<?php 1 \f", 8, BadCharacter},
		{"<?php " + strings.Repeat("\"{$a[", maxDepth+1), 6, TooDeep},
	} {
		src := []byte(c.source)
		tokens, err := Scan(src)
		assertLossless(t, src, tokens, err)
		fault, ok := err.(*Error) //nolint:errorlint // Scan promises the bare type
		switch {
		case !ok:
			t.Errorf("%.40q: got %v, want a fault", c.source, err)
		case fault.Fault != c.fault:
			t.Errorf("%.40q: got %v, want fault %d", c.source, err, c.fault)
		case len(tokens) == 0 || tokens[len(tokens)-1].End != c.offset:
			t.Errorf("%.40q: tokens end before byte %v, want %d", c.source, tokens, c.offset)
		}
	}
}
