package wpconfig

import (
	"errors"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"enhance-wizard/wpconfig/internal/phptest"
)

// leaves are statements: ways to define the constant, and code that only looks like it.
var leaves = []string{
	"define( '" + token + "', 'a' );", "define('" + token + "', \"b\" . 'c');", "@define( '" + token + "', 'd' );",
	"DEFINE( value: 'e', constant_name: '" + token + "' );", "const " + token + " = 'f';", "const SHOP_C = 1, " + token + " = 'g';",
	"defined( '" + token + "' ) || define( '" + token + "', 'h' );", "! defined( '" + token + "' ) and define( '" + token + "', 'i' );",
	"if ( ! defined( '" + token + "' ) ) define( '" + token + "', 'j' );", "$r = define( '" + token + "', 'k' );",
	"defined( '" + token + "' ) or define( '" + token + "', 'l' ) or die();", "define( 'WU_' . 'ENHANCE_API_TOKEN', 'm' );",
	"define( '" + token + "', <<<V\n  n\n  V\n);", "define( '" + token + "', ( function () { return 'o'; } )() );",
	"foreach ( array( '" + token + "' => 'p' ) as $k => $v ) { define( $k, $v ); }", "eval( \"define( '" + token + "', 'q' );\" );",
	"include __DIR__ . '/_support/secrets.php';", "@include_once dirname( __FILE__ ) . '/_support/secrets.php';",
	"$n = '" + token + "'; define( $n, 'r' );", "$d = 'define'; $d( '" + token + "', 's' );", "defined( '" + token + "' ) && die();",
	"// define( '" + token + "', 'comment' );", "# define( '" + token + "', 'comment' ); ?><?php", "/* define( '" + token + "', 'x' ); */",
	"$t = <<<T\ndefine( '" + token + "', 'text' );\nT;", "$t = \"define( '" + token + "', 'text' );\";",
	"define( 'SHOP_%d', 'x' );", "define( '" + token + "_%d', 'longer' );", "define( 'wu_enhance_api_token', 'lower' );",
	"$a = array( 'x' => [ 1, ';', ')' ] );", "class C%d { const " + token + " = 'class'; function define() { } }", "; ;", "label%d:",
	"require_once __DIR__ . '/_support/base-config.php';", "if ( getenv( 'NONE' ) ) { return; }", "?>\n<?php", "echo defined( '" + token + "' ) ? '' : '';",
	"$m = match ( true ) { default => 'x' };", "abstract class A%d { abstract function f(): ?array; }", "static fn() => 1;",
}

// wrappers are statements that hold others at %s; %d is a number of their own.
var wrappers = []string{
	"if ( true ) {\n%s\n}", "if ( false ) {\n%s\n}", "if ( ! defined( '" + token + "' ) ) {\n%s\n}",
	"if ( defined( '" + token + "' ) ) {\n%s\n} else { $e = 1; }", "if ( getenv( 'NONE' ) ) { $e = 1; } else {\n%s\n}",
	"if ( getenv( 'NONE' ) ) { $e = 1; } elseif ( true ) {\n%s\n}", "if ( true ):\n%s\nendif;", "{\n%s\n}",
	"foreach ( array( 1 ) as $i ) {\n%s\n}", "while ( false ) {\n%s\n}", "do {\n%s\n} while ( false );",
	"try {\n%s\n} catch ( Error $e ) { } finally { }", "function f%d() {\n%s\n}", "function g%d() {\n%s\n}\ng%d();",
	"( function () {\n%s\n} )();", "switch ( 1 ) { case 1:\n%s\n}", "switch ( 1 ): default:\n%s\nendswitch;",
	"for ( $i = 0; $i < 1; $i++ ):\n%s\nendfor;", "class D%d { static function m() {\n%s\n} }\nD%d::m();",
	"if ( ! defined( 'SHOP_Z' ) ) {\n%s\n}", "if ( ! ( defined( '" + token + "' ) ) ) {\n%s\n} else { }",
}

// endings load WordPress in some way.
var endings = []string{
	"require_once __DIR__ . '/wp-settings.php';", "if ( true ) {\n\trequire __DIR__ . '/wp-settings.php';\n}",
	"if ( getenv( 'NONE' ) ) { die(); } else require( __DIR__ . '/wp-settings.php' );", "if ( true ):\nrequire __DIR__ . '/wp-settings.php';\nendif;",
	"function boot() { require __DIR__ . '/wp-settings.php'; }\nboot();", "{ require __DIR__ . '/wp-settings.php'; }",
	"/* a */ $x = include __DIR__ . '/wp-settings.php';", "// load\nrequire_once dirname( __FILE__ ) . '/wp-settings.php';",
	"try { require __DIR__ . '/wp-settings.php'; } finally { }",
}

type generator struct {
	*rand.Rand
	count int
}

// statements makes a few statements, nested up to depth.
func (g *generator) statements(depth int) string {
	var lines []string
	for range 1 + g.IntN(3) {
		if depth > 0 && g.IntN(3) == 0 {
			lines = append(lines, g.fill(wrappers, g.statements(depth-1)))
			continue
		}
		lines = append(lines, g.fill(leaves, ""))
	}
	return strings.Join(lines, "\n")
}

// fill takes one of the patterns, with the statements in it and a number of its own.
func (g *generator) fill(patterns []string, inner string) string {
	g.count++
	number := strconv.Itoa(g.count)
	return strings.NewReplacer("%s", inner, "%d", number).Replace(patterns[g.IntN(len(patterns))])
}

func (g *generator) file() []byte {
	src := "<?php\n" + g.statements(2) + "\n\n" + endings[g.IntN(len(endings))] + "\n"
	if g.IntN(3) == 0 {
		src += g.statements(1) + "\n"
	}
	if g.IntN(4) == 0 {
		src = strings.ReplaceAll(src, "\n", []string{"\r\n", "\r"}[g.IntN(2)])
	}
	return []byte(src)
}

// Whatever file the pieces make: when we edit it, PHP sees the new value, and all else as before.
func TestGeneratedFilesAsPHPSeesThem(t *testing.T) {
	php := startEvaluator(t)
	g := &generator{Rand: rand.New(rand.NewPCG(7, 8))}
	edited, refused := 0, map[Reason]int{}
	s := newSite(t, nil)
	for range phptest.Size(800, 30_000) {
		src := g.file()
		p, err := planFor(s, src, token, "NEW-token_42")
		var refusal *Refusal
		if errors.As(err, &refusal) {
			refused[refusal.Reason]++
			continue
		}
		switch err := judge(t, php, s, token, "NEW-token_42", p.Before, p.After); {
		case err == nil:
			edited++
		case !errors.Is(err, errNotLoaded):
			t.Fatalf("%v in:\n%s\nwas:\n%s", err, p.After, src)
		}
	}
	t.Logf("%d edited, refused: %v", edited, refused)
	if edited < phptest.Size(150, 3_000) {
		t.Errorf("only %d files were edited: the comparison says too little", edited)
	}
}
