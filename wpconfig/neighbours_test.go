package wpconfig

import (
	"errors"
	"strings"
	"testing"
)

// The frame of most neighbours: only what is awkward about each stands in the table.
const (
	frameHead = "<?php\n/**\n * Settings.\n */\ndefine( 'DB_NAME', 'shop_main' );\n$table_prefix = 'wp_';\n\n"
	frameTail = "\n\n/* That's all, stop editing! Happy publishing. */\n\n" +
		"if ( ! defined( 'ABSPATH' ) ) {\n\tdefine( 'ABSPATH', __DIR__ . '/' );\n}\n\n" +
		"/** Sets up WordPress vars and included files. */\nrequire_once ABSPATH . 'wp-settings.php';\n"
)

func framed(body string) string { return frameHead + body + frameTail }

const absPath = "define( 'ABSPATH', __DIR__ . '/' );\n"

// neighbour is a file beside those of the corpus. It is edited, or refused for the reason.
type neighbour struct {
	name   string
	reason Reason // empty: edited
	line   int    // of the refusal, 0: not checked
	value  string // empty: NEW-token_42
	source string
}

var neighbours = []neighbour{
	// Layout: where the statement that loads WordPress stands.
	{name: "settings on the line of the open tag", source: "<?php define('ABSPATH', __DIR__.'/'); require ABSPATH.'wp-settings.php';"},
	{name: "settings alone on the first line", source: "<?php require __DIR__ . '/wp-settings.php';\n"},
	{name: "settings in brackets", source: "<?php\n" + absPath + "require_once( ABSPATH . 'wp-settings.php' );\n"},
	{name: "settings by include", source: "<?php\n" + absPath + "include ABSPATH . 'wp-settings.php';\n"},
	{name: "settings by dirname", source: "<?php\nrequire_once dirname( __FILE__ ) . '/wp-settings.php';\n"},
	{name: "settings in a string with a variable", source: "<?php\n$dir = __DIR__;\nrequire_once \"$dir/wp-settings.php\";\n"},
	{name: "settings in a string with braces", source: "<?php\n$dir = __DIR__ . '/';\nrequire_once \"{$dir}wp-settings.php\";\n"},
	{name: "settings in a condition", source: "<?php\n" + absPath + "if ( ! defined( 'SHOP_NO_WP' ) ) {\n\trequire_once ABSPATH . 'wp-settings.php';\n}\n"},
	{name: "settings in a condition without braces", source: "<?php\n" + absPath + "if ( ! defined( 'SHOP_NO_WP' ) )\n\trequire_once ABSPATH . 'wp-settings.php';\n"},
	{name: "settings in else", source: "<?php\n" + absPath + "if ( getenv( 'SHOP_DOWN' ) ) {\n\tdie( 'down' );\n} else {\n\trequire_once ABSPATH . 'wp-settings.php';\n}\n"},
	{name: "settings behind and", source: "<?php\n" + absPath + "defined( 'ABSPATH' ) and require_once ABSPATH . 'wp-settings.php';\n"},
	{name: "settings in try", source: "<?php\n" + absPath + "try {\n\trequire_once ABSPATH . 'wp-settings.php';\n} catch ( Exception $e ) {\n\tdie( 'x' );\n} finally {\n}\n"},
	{name: "settings as a value", source: "<?php\n" + absPath + "$loaded = require ABSPATH . 'wp-settings.php';\n"},
	{name: "settings in plain braces", source: "<?php\n" + absPath + "{\n\trequire_once ABSPATH . 'wp-settings.php';\n}\n"},
	{name: "settings twice in two arms", source: "<?php\n" + absPath + "if ( getenv( 'X' ) ) {\n\trequire ABSPATH . 'wp-settings.php';\n} else {\n\trequire ABSPATH . 'wp-settings.php';\n}\n"},
	{name: "settings in a namespace with braces", source: "<?php\nnamespace Shop {\n\tdefine( 'ABSPATH', __DIR__ . '/' );\n\n\trequire_once ABSPATH . 'wp-settings.php';\n}\n"},
	{name: "settings in a switch", source: "<?php\n" + absPath + "switch ( PHP_SAPI ) {\n\tcase 'none':\n\t\tbreak;\n\tdefault:\n\t\trequire_once ABSPATH . 'wp-settings.php';\n}\n"},
	{name: "a comment belongs to the settings line", source: "<?php\n" + absPath + "# loads WordPress\n// really\nrequire ABSPATH . 'wp-settings.php';\n"},
	{name: "a comment before the settings on its line", source: "<?php\n" + absPath + "/* load */ require ABSPATH . 'wp-settings.php';\n"},
	{name: "settings in if: endif;", reason: ReasonSettingsInAlternative, line: 4, source: "<?php\n" + absPath + "if ( true ):\n\trequire_once ABSPATH . 'wp-settings.php';\nendif;\n"},
	{name: "settings in a function", reason: ReasonSettingsInFunction, line: 4, source: "<?php\n" + absPath + "function boot() {\n\trequire_once ABSPATH . 'wp-settings.php';\n}\nboot();\n"},
	{name: "settings in an arrow function", reason: ReasonSettingsInFunction, line: 3, source: "<?php\n" + absPath + "( fn() => require_once ABSPATH . 'wp-settings.php' )();\n"},
	{name: "settings in a variable", reason: ReasonNoSettings, source: "<?php\n" + absPath + "$file = ABSPATH . 'wp-settings.php';\nrequire $file;\n"},
	{name: "another file whose name ends so", reason: ReasonNoSettings, source: "<?php\n" + absPath + "require ABSPATH . 'my-wp-settings.php';\n"},
	{name: "settings only in a comment", reason: ReasonNoSettings, source: "<?php\n" + absPath + "// require ABSPATH . 'wp-settings.php';\n"},
	{name: "settings behind halt", reason: ReasonNoSettings, source: "<?php\n" + absPath + "__halt_compiler();\nrequire ABSPATH . 'wp-settings.php';\n"},
	{name: "a method named require", reason: ReasonNoSettings, source: "<?php\n" + absPath + "$a = new ArrayObject();\n$a?->require( 'wp-settings.php' );\n"},
	{name: "return before the settings", reason: ReasonUnreachable, line: 3, source: "<?php\n" + absPath + "return;\nrequire ABSPATH . 'wp-settings.php';\n"},
	{name: "goto", reason: ReasonUnreachable, line: 2, source: "<?php\ngoto end;\nend:\n" + absPath + "require ABSPATH . 'wp-settings.php';\n"},

	// Bytes and tags.
	{name: "no newline at the end", source: strings.TrimRight(framed(""), "\n")},
	{name: "mixed line endings, CRLF most", source: strings.ReplaceAll(framed("// a\n"), "\n\n", "\r\n\r\n")},
	{name: "CRLF with an update", source: strings.ReplaceAll(framed("define( '"+token+"',\n\t'old'\n);"), "\n", "\r\n")},
	{name: "CR with a line comment before", source: strings.ReplaceAll(framed("# comment '"), "\n", "\r")},
	{name: "open tag in capitals", source: strings.Replace(framed("define( '"+token+"', 'old' );"), "<?php", "<?PHP", 1)},
	{name: "close tag ends the definition", source: framed("define( '" + token + "', 'old' ) ?><?php")},
	{name: "close tag in a comment", source: framed("// define( '" + token + "', 'a' ); ?><?php define( '" + token + "', 'old' );")},
	{name: "text before the open tag", source: "\n" + framed("")},
	{name: "shebang", source: "#!/usr/bin/env php\n" + framed("")},
	{name: "bytes from 0x80 in names", source: framed("define( 'SHOP_\xe9', 1 );\n$\xe9 = 2;")},
	{name: "a vertical tab in code", reason: ReasonBadCharacter, line: 8, source: framed("\vdefine( 'A', 1 );")},
	{name: "short tag in an island", reason: ReasonShortOpenTag, line: 9, source: framed("?>\n<? define( 'A', 1 ); ?>\n<?php")},
	{name: "xml declaration in an island", reason: ReasonShortOpenTag, source: framed("if ( getenv( 'X' ) ) { ?>\n<?xml version='1.0'?>\n<?php }")},
	{name: "blanks only", reason: ReasonEmpty, source: " \n\t\r\n"},
	{name: "byte order mark only", reason: ReasonEmpty, source: "\xef\xbb\xbf\n"},
	{name: "bracket left open", reason: ReasonUnbalanced, line: 8, source: framed("if ( getenv( 'X' ) {")},
	{name: "wrong bracket", reason: ReasonUnbalanced, source: framed("$a = array( 1 ];")},
	{name: "comment left open", reason: ReasonUnterminated, source: framed("/* left open") + "/* again"},
	{name: "brace closed twice", reason: ReasonUnbalanced, line: 8, source: framed("} else {")},
	{name: "else without if", reason: ReasonUnclear, line: 8, source: framed("else { $a = 1; }")},
	{name: "if without a condition", reason: ReasonUnclear, line: 8, source: framed("if { $a = 1; }")},
	{name: "last semicolon missing", reason: ReasonUnclear, source: strings.TrimSuffix(framed(""), ";\n")},
	{name: "comment of PHP 7 in attribute form", reason: ReasonAttribute, line: 8, source: framed("#[old]\ndefine( '" + token + "', 'old' );")},
	{name: "attribute before a function", source: framed("#[Pure]\nfunction shop() { return 1; }\ndefine( '" + token + "', 'old' );")},

	// Text that looks like code.
	{name: "in a heredoc with code", source: framed("$a = array( 'b' => 1 );\n$s = <<<TXT\n{$" + "a['b']}\ndefine( '" + token + "', 'text' );\nTXT;")},
	{name: "heredoc with an indented end", source: framed("$s = <<<TXT\n  define( '" + token + "', 'text' );\n  TXT . '';\ndefine( '" + token + "', 'old' );")},
	{name: "heredoc whose label stands in its text", source: framed("$s = <<<A\nAB\n'A\nA;\ndefine( '" + token + "', 'old' );")},
	{name: "after halt", source: strings.Replace(framed(""), "wp-settings.php';\n", "wp-settings.php';\n__halt_compiler();\ndefine( '"+token+"', 'data' );\n", 1)},
	{name: "a longer text that holds the name", source: framed("$help = 'Set " + token + " here.';\ndefine( '" + token + "', 'old' );")},
	{name: "a method named define", source: framed("class Shop { function define( $a, $b ) {} static function set( $a ) {} }\n( new Shop() )->define( 'SHOP_X', 1 );")},
	{name: "name of a method call", reason: ReasonNameElsewhere, line: 9, source: framed("class Shop { function define( $a, $b ) {} }\n( new Shop() )->define( '" + token + "', 1 );")},
	{name: "a class constant of that name", source: framed("class Shop { const " + token + " = 'class'; }")},
	{name: "an enum case and a match", source: framed("enum Shop: string { case A = 'a'; const " + token + " = 'enum'; }\n$m = match ( true ) { default => 1 };")},
	{name: "evaluated text with the name", reason: ReasonNameElsewhere, line: 8, source: framed("eval( \"define( '" + token + "', 'x' );\" );")},
	{name: "a nested string with the name", reason: ReasonNameElsewhere, source: framed("$a = array( '" + token + "' => 'define' );\n$s = \"{$" + "a['" + token + "']}\";")},

	// Shapes of a definition.
	{name: "named arguments", source: framed("define( constant_name: '" + token + "', value: 'old' );")},
	{name: "named arguments the other way", source: framed("define( value: 'old', constant_name: '" + token + "' );")},
	{name: "second argument named", source: framed("define( '" + token + "', value: 'old', );")},
	{name: "trailing comma over lines", source: framed("define(\n\t'" + token + "',\n\t'old',\n);")},
	{name: "with a leading backslash", source: framed(`\define( '` + token + `', 'old' );`)},
	{name: "capitals and a leading backslash", source: framed(`\DeFiNe ( "` + token + `" , "old" ) ;`)},
	{name: "error suppressed", source: framed("@define( '" + token + "', 'old' );")},
	{name: "binary string as name", source: framed("define( b'" + token + "', b\"old\" );")},
	{name: "name in a nowdoc", source: framed("define( <<<'N'\n" + token + "\nN, 'old' );")},
	{name: "value in a heredoc", source: framed("define( '" + token + "', <<<V\n  old\n  value\n  V );")},
	{name: "value from the environment under its own name", source: framed("define( '" + token + "', getenv( '" + token + "' ) ?: 'old' );")},
	{name: "value a closure call", source: framed("define( '" + token + "', ( function () { $a = array( 1, 2 ); return 'old;' . $a[0]; } )() );")},
	{name: "value a ternary with commas in brackets", source: framed("define( '" + token + "', in_array( 'a', [ 'a', 'b' ], true ) ? 'x' : 'y' );")},
	{name: "value with a comment inside", source: framed("define( '" + token + "', 'old' . /* region */ 'eu' // the last\n . '1' );")},
	{name: "value null", source: framed("define( '" + token + "', NULL );")},
	{name: "value a negative number", source: framed("define( '" + token + "', -1 );")},
	{name: "const with several names", source: framed("const SHOP_A = 1, " + token + " = 'old', SHOP_B = [ 1, 2 ];")},
	{name: "const over lines with comments", source: framed("const /* a */ " + token + " // b\n\t= /* c */ 'old' . 'er';")},
	{name: "const in a namespace without a name", source: "<?php\nnamespace {\n\tconst " + token + " = 'old';\n\trequire_once __DIR__ . '/wp-settings.php';\n}\n"},
	{name: "define in a namespace", source: "<?php\nnamespace Shop;\n" + strings.TrimPrefix(framed("define( '"+token+"', 'old' );"), "<?php\n")},
	{name: "define of the namespace's own", reason: ReasonDefineReplaced, source: "<?php\nnamespace Shop;\nfunction define( $a, $b ) {}\n" + strings.TrimPrefix(framed(""), "<?php\n")},
	{name: "define by use function", reason: ReasonDefineReplaced, line: 3, source: "<?php\nnamespace Shop;\nuse function Other\\set as define;\n" + strings.TrimPrefix(framed(""), "<?php\n")},
	{name: "other letter case of the name", source: framed("define( '" + strings.ToLower(token) + "', 'lower' );")},
	{name: "a longer name in the same line", source: framed("define('" + token + "_2','x');define('OLD_" + token + "','y');define('" + token + "','old');")},
	{name: "third argument", source: framed("define( '" + token + "', 'old', false );")},
	{name: "in plain braces", source: framed("{\n\tdefine( '" + token + "', 'old' );\n}")},
	{name: "after a label", source: framed("start:\ndefine( '" + token + "', 'old' );")},
	{name: "name from pieces", reason: ReasonBuiltName, line: 8, source: framed("define( 'WU_' . 'ENHANCE_API_TOKEN', 'old' );")},
	{name: "name in brackets", reason: ReasonBuiltName, line: 8, source: framed("define( ( '" + token + "' ), 'old' );")},
	{name: "name from a constant", reason: ReasonBuiltName, line: 9, source: framed("define( 'SHOP_PREFIX', 'WU_ENHANCE_' );\ndefine( SHOP_PREFIX . 'API_TOKEN', 'old' );")},
	{name: "unpacked arguments", reason: ReasonNameElsewhere, source: framed("define( ...array( '" + token + "', 'old' ) );")},
	{name: "value missing", reason: ReasonArguments, line: 8, source: framed("if ( false ) {} define( '" + token + "' );")},
	{name: "define as a callback", reason: ReasonNameElsewhere, source: framed("call_user_func( 'define', '" + token + "', 'old' );")},
	{name: "define in a variable", reason: ReasonNameElsewhere, source: framed("$d = 'define';\n$d( '" + token + "', 'old' );")},
	{name: "define made a closure", reason: ReasonNameElsewhere, source: framed("$d = define( ... );\n$d( '" + token + "', 'old' );")},

	// Conditions.
	{name: "guard without braces over lines", source: framed("if ( ! defined( '" + token + "' ) )\n\tdefine( '" + token + "', 'old' );")},
	{name: "guard by ||", source: framed("defined( '" + token + "' ) || define( '" + token + "', 'old' );")},
	{name: "guard by or, suppressed", source: framed("@defined( '" + token + "' ) OR @define( '" + token + "', 'old' );")},
	{name: "guard by &&", source: framed("! defined( '" + token + "' ) && define( '" + token + "', 'old' );")},
	{name: "guard with more brackets", source: framed("if ( ( ! ( \\defined( \"" + token + "\" ) ) ) ) { \\define( '" + token + "', 'old' ); }")},
	{name: "guard against false", source: framed("if ( false === defined( '" + token + "' ) ) {\n\tdefine( '" + token + "', 'old' );\n}")},
	{name: "guard with an else", source: framed("if ( ! defined( '" + token + "' ) ) {\n\tdefine( '" + token + "', 'old' );\n} else {\n\t$x = 1;\n}")},
	{name: "guard around two names", source: framed("if ( ! defined( '" + token + "' ) ) {\n\tdefine( '" + token + "', 'old' );\n\tdefine( 'SHOP_A', 1 );\n}")},
	{name: "only asked for elsewhere", source: framed("define( '" + token + "', 'old' );\nif ( defined( '" + token + "' ) && constant( '" + token + "' ) === '' ) { die( 'x' ); }")},
	{name: "guard of another name", reason: ReasonConditional, line: 8, source: framed("if ( ! defined( 'SHOP_A' ) ) { define( '" + token + "', 'old' ); }")},
	{name: "guard the wrong way", reason: ReasonConditional, source: framed("if ( defined( '" + token + "' ) ) { define( '" + token + "', 'old' ); }")},
	{name: "guard by && the wrong way", reason: ReasonExpression, source: framed("defined( '" + token + "' ) && define( '" + token + "', 'old' );")},
	{name: "guard and more", reason: ReasonConditional, source: framed("if ( ! defined( '" + token + "' ) && getenv( 'A' ) ) { define( '" + token + "', 'old' ); }")},
	{name: "guard in another condition", reason: ReasonConditional, source: framed("if ( getenv( 'A' ) ) {\n\tif ( ! defined( '" + token + "' ) ) {\n\t\tdefine( '" + token + "', 'old' );\n\t}\n}")},
	{name: "condition in a guard", reason: ReasonConditional, source: framed("if ( ! defined( '" + token + "' ) ) {\n\tif ( getenv( 'A' ) ) define( '" + token + "', 'old' );\n}")},
	{name: "in else of a guard", reason: ReasonConditional, source: framed("if ( defined( '" + token + "' ) ) {\n} else {\n\tdefine( '" + token + "', 'old' );\n}")},
	{name: "in elseif", reason: ReasonConditional, source: framed("if ( getenv( 'A' ) ) {\n} elseif ( ! defined( '" + token + "' ) ) {\n\tdefine( '" + token + "', 'old' );\n}")},
	{name: "in else if", reason: ReasonConditional, source: framed("if ( getenv( 'A' ) ) {\n} else if ( ! defined( '" + token + "' ) ) {\n\tdefine( '" + token + "', 'old' );\n}")},
	{name: "in a guard with endif", reason: ReasonConditional, source: framed("if ( ! defined( '" + token + "' ) ):\n\tdefine( '" + token + "', 'old' );\nendif;")},
	{name: "in a loop", reason: ReasonConditional, source: framed("for ( $i = 0; $i < 1; $i++ ) define( '" + token + "', 'old' );")},
	{name: "in do while", reason: ReasonConditional, source: framed("do {\n\tdefine( '" + token + "', 'old' );\n} while ( false );")},
	{name: "in a switch", reason: ReasonConditional, source: framed("switch ( 1 ) { case 1: define( '" + token + "', 'old' ); }")},
	{name: "in try", reason: ReasonConditional, source: framed("try { define( '" + token + "', 'old' ); } catch ( Error $e ) {}")},
	{name: "in a closure that runs", reason: ReasonInFunction, line: 8, source: framed("( function () { define( '" + token + "', 'old' ); } )();")},
	{name: "in an arrow function", reason: ReasonInFunction, source: framed("array_map( fn( $v ) => define( '" + token + "', $v ), array( 'old' ) );")},
	{name: "in a method", reason: ReasonInFunction, source: framed("final class Shop { static function boot() { define( '" + token + "', 'old' ); } }\nShop::boot();")},
	{name: "defined, and again in a function", reason: ReasonInFunction, line: 9, source: framed("define( '" + token + "', 'old' );\nfunction shop_late() { define( '" + token + "', 'late' ); }")},
	{name: "result kept", reason: ReasonExpression, source: framed("$ok = define( '" + token + "', 'old' );")},
	{name: "result printed", reason: ReasonExpression, source: framed("?><?= define( '" + token + "', 'old' ) ?>\n<?php")},
	{name: "result asked by or", reason: ReasonExpression, source: framed("define( '" + token + "', 'old' ) or die( 'x' );")},
	{name: "ternary guard", reason: ReasonExpression, source: framed("defined( '" + token + "' ) ?: define( '" + token + "', 'old' );")},
	{name: "in an alternative while", reason: ReasonConditional, source: framed("$i = 1;\nwhile ( $i-- ):\n\tdefine( '" + token + "', 'old' );\nendwhile;")},
	{name: "read from the environment elsewhere", reason: ReasonNameElsewhere, line: 8, source: framed("$t = getenv( '" + token + "' );\ndefine( '" + token + "', $t );")},
	{name: "asked for by its full name elsewhere", reason: ReasonNameElsewhere, source: framed("$names = array( '\\" + token + "' );")},
	{name: "first conditional, then always", reason: ReasonConditional, line: 8, source: framed("if ( getenv( 'A' ) ) { define( '" + token + "', 'a' ); }\nif ( ! defined( '" + token + "' ) ) { define( '" + token + "', 'old' ); }")},
	{name: "first always, then conditional", source: framed("define( '" + token + "', 'old' );\nif ( getenv( 'A' ) ) { define( '" + token + "', 'a' ); }")},
	{name: "first a guard, then another guard", source: framed("defined( '" + token + "' ) || define( '" + token + "', 'old' );\ndefined( '" + token + "' ) || define( '" + token + "', 'never' );")},

	// After the load, and included files.
	{name: "dead", source: framed("") + "define( '" + token + "', 'dead' );\n"},
	{name: "dead, beside other code", source: framed("") + "$a = 1; define( '" + token + "', 'dead' ); $b = 2; // keep\n"},
	{name: "dead with a guard", source: framed("") + "if ( ! defined( '" + token + "' ) ) { define( '" + token + "', 'dead' ); }\n"},
	{name: "live and dead", source: framed("define( '"+token+"', 'old' );") + "define( '" + token + "', 'dead' );\n"},
	{name: "dead in a condition", reason: ReasonDead, source: framed("") + "if ( 1 ) { define( '" + token + "', 'dead' ); }\n"},
	{name: "dead const", reason: ReasonDead, source: framed("") + "const SHOP_A = 1, " + token + " = 'dead';\n"},
	{name: "dead and printed", reason: ReasonDead, source: framed("") + "?><?= define( '" + token + "', 'dead' ) ?>\n"},
	{name: "included by a path from dirname", reason: ReasonIncludedFile, line: 2, source: framed("include_once( dirname( __FILE__ ) . '/_support/secrets.php' );")},
	{name: "included by a path from a constant", reason: ReasonIncludedFile, source: framed("define( 'SHOP_DIR', __DIR__ . '/_support' );\nrequire SHOP_DIR . DIRECTORY_SEPARATOR . 'secrets.php';")},
	{name: "included by a relative path", reason: ReasonIncludedFile, source: framed("require '_support/secrets.php';")},
	{name: "included on condition", reason: ReasonIncludedFile, source: framed("if ( file_exists( __DIR__ . '/_support/secrets.php' ) ) {\n\tinclude __DIR__ . '/_support/secrets.php';\n}")},
	{name: "included in a function", reason: ReasonIncludedFile, source: framed("function shop() { require __DIR__ . '/_support/secrets.php'; }\nshop();")},
	{name: "included before a guard", reason: ReasonIncludedFile, source: framed("@include __DIR__ . '/_support/secrets.php';\ndefined( '" + token + "' ) || define( '" + token + "', 'old' );")},
	{name: "included after ours", source: framed("define( '" + token + "', 'old' );\nrequire __DIR__ . '/_support/secrets.php';")},
	{name: "included after the load", reason: ReasonIncludedFile, source: framed("") + "require __DIR__ . '/_support/secrets.php';\n"},
	{name: "included file is missing", source: framed("if ( is_file( __DIR__ . '/none.php' ) ) { require __DIR__ . '/none.php'; }")},
	{name: "included path is known at run time only", source: framed("$d = __DIR__;\nrequire $d . '/_support/base-config.php';"), value: "x"},

	// New values.
	{name: "value with every quote", value: `'"` + "`" + `\'\"`, source: framed("")},
	{name: "value of backslashes", value: `\\\`, source: framed("define( '" + token + "', 'old' );")},
	{name: "value with CRLF", value: "a\r\nb\rc", source: framed("")},
	{name: "value of a heredoc", value: "<<<A\nA;\n", source: framed("define( '" + token + "', 'old' );")},
	{name: "value with invalid UTF-8", value: "\xff\xfe\x80", source: framed("")},
	{name: "value that looks like PHP", value: "'.phpinfo().'", source: framed("define( \"" + token + "\", \"old\" );")},
	{name: "value that is a placeholder of old", value: "0", source: framed("define( '" + token + "', '' );")},
}

func TestNeighboursAsPHPSeesThem(t *testing.T) {
	php := startEvaluator(t)
	for _, c := range neighbours {
		t.Run(c.name, func(t *testing.T) {
			value := c.value
			if value == "" {
				value = "NEW-token_42"
			}
			s := newSite(t, []byte(c.source))
			p, err := planFor(s, []byte(c.source), token, value)
			if c.reason == "" {
				if err != nil {
					t.Fatal(err)
				}
				if err := judge(t, php, s, token, value, p.Before, p.After); err != nil {
					t.Errorf("%v in:\n%s", err, p.After)
				}
				return
			}
			var refusal *Refusal
			if !errors.As(err, &refusal) {
				t.Fatalf("got %v, want refusal %s", err, c.reason)
			}
			if refusal.Reason != c.reason || c.line > 0 && refusal.Line != c.line {
				t.Errorf("got %s at line %d, want %s at line %d", refusal.Reason, refusal.Line, c.reason, c.line)
			}
		})
	}
}
