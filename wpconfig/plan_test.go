package wpconfig

import (
	"errors"
	"strings"
	"testing"
)

// five are the constants of the integration, all at once.
var five = []Setting{
	{Name: token, Value: String("tok-0123456789abcdef"), Secret: true},
	{Name: "WU_ENHANCE_API_URL", Value: String("https://panel.example/api/")},
	{Name: "WU_ENHANCE_SERVER_ID", Value: String("11111111-1111-1111-1111-111111111111")},
	{Name: "WU_ENHANCE_ORG_ID", Value: String("22222222-2222-2222-2222-222222222222")},
	{Name: "WU_ENHANCE_WEBSITE_ID", Value: String("33333333-3333-3333-3333-333333333333")},
}

func mustParse(t *testing.T, src string) *File {
	t.Helper()
	f, err := parse("/srv/site/wp-config.php", "", []byte(src))
	if err != nil {
		t.Fatalf("%v in:\n%s", err, src)
	}
	return f
}

func mustPlan(t *testing.T, src string, settings ...Setting) *Plan {
	t.Helper()
	p, err := mustParse(t, src).Plan(settings)
	if err != nil {
		t.Fatalf("%v in:\n%s", err, src)
	}
	return p
}

const loadLine = "require_once ABSPATH . 'wp-settings.php';\n"

func TestEdits(t *testing.T) {
	one := Setting{Name: "A", Value: String("new")}
	for _, c := range []struct {
		name, before, after string
		settings            []Setting
	}{
		{
			"several in one block", "<?php\n$a = 1;\n\n" + loadLine,
			"<?php\n$a = 1;\n\n" + heading + "\ndefine( 'A', 'new' );\ndefine( 'B', true );\ndefine( 'C', $_SERVER['HTTP_HOST'] ?? '' );\n\n" + loadLine,
			[]Setting{one, {Name: "B", Value: Bool(true)}, {Name: "C", Value: Expression("$_SERVER['HTTP_HOST'] ?? ''")}},
		},
		{
			"above the comments of the statement", "<?php\n$a = 1;\n\n/** Loads. */\n// all\n" + loadLine,
			"<?php\n$a = 1;\n\n" + heading + "\ndefine( 'A', 'new' );\n\n/** Loads. */\n// all\n" + loadLine,
			[]Setting{one},
		},
		{
			"an empty line before the block", "<?php\n$a = 1;\n" + loadLine,
			"<?php\n$a = 1;\n\n" + heading + "\ndefine( 'A', 'new' );\n\n" + loadLine,
			[]Setting{one},
		},
		{
			"into the block of an earlier run", "<?php\n" + heading + "\ndefine( 'A', 'old' ); // mine\ndefine( 'B', 1 );\n\n" + loadLine,
			"<?php\n" + heading + "\ndefine( 'A', 'new' ); // mine\ndefine( 'B', 1 );\ndefine( 'C', 2 );\n\n" + loadLine,
			[]Setting{{Name: "C", Value: Int(2)}, one},
		},
		{
			"behind a comment at the end of the block", "<?php\n" + heading + "\ndefine( 'B', 1 ); /* c */ // d\n\n" + loadLine,
			"<?php\n" + heading + "\ndefine( 'B', 1 ); /* c */ // d\ndefine( 'A', 'new' );\n\n" + loadLine,
			[]Setting{one},
		},
		{
			"a heading without its block is a comment", "<?php\n" + heading + "\n\ndefine( 'B', 1 );\n\n" + loadLine,
			"<?php\n" + heading + "\n\ndefine( 'B', 1 );\n\n" + heading + "\ndefine( 'A', 'new' );\n\n" + loadLine,
			[]Setting{one},
		},
		{
			"guarded", "<?php\n" + loadLine,
			"<?php\n" + heading + "\nif ( ! defined( 'A' ) ) { define( 'A', 'new' ); }\n\n" + loadLine,
			[]Setting{{Name: "A", Value: String("new"), Guarded: true}},
		},
		{
			"indented in a namespace", "<?php\r\nnamespace X {\r\n\t$a = 1;\r\n\r\n\t" + strings.TrimSuffix(loadLine, "\n") + "\r\n}\r\n",
			"<?php\r\nnamespace X {\r\n\t$a = 1;\r\n\r\n\t" + heading + "\r\n\t\\define( 'A', 'new' );\r\n\r\n\t" +
				strings.TrimSuffix(loadLine, "\n") + "\r\n}\r\n",
			[]Setting{one},
		},
		{
			"on the line of other code", "<?php $a = 1; " + loadLine,
			"<?php $a = 1; \n" + heading + "\ndefine( 'A', 'new' );\n\n" + loadLine,
			[]Setting{one},
		},
		{
			"only the bytes of the value", "<?php\ndefine ( \"A\" /* a */ ,'x'.Y  ) ;define('B','b');\n",
			"<?php\ndefine ( \"A\" /* a */ ,'new'  ) ;define('B','b');\n",
			[]Setting{one},
		},
		{
			"comments in the value stay", "<?php\ndefine( 'A', 'x' . /* c */ 'y' // d\n);\n",
			"<?php\ndefine( 'A', 'new' /* c */  // d\n);\n",
			[]Setting{one},
		},
		{
			"a late line is moved", "<?php\n" + loadLine + "define( 'A', 'late' );\n$b = 1;\n",
			"<?php\n" + heading + "\ndefine( 'A', 'new' );\n\n" + loadLine + "$b = 1;\n",
			[]Setting{one},
		},
		{
			"a late statement leaves its comment", "<?php\n" + loadLine + "define( 'A', 'late' ); // by the plugin\n",
			"<?php\n" + heading + "\ndefine( 'A', 'new' );\n\n" + loadLine + " // by the plugin\n",
			[]Setting{one},
		},
		{"the same string in other quotes", "<?php\ndefine( 'A', \"ne\\x77\" );\n", "<?php\ndefine( 'A', \"ne\\x77\" );\n", []Setting{one}},
		{"the same code in other blanks", "<?php\ndefine( 'A', f( 1,2 ) );\n", "<?php\ndefine( 'A', f( 1,2 ) );\n", []Setting{{Name: "A", Value: Expression("f(1, 2)")}}},
		{"true in capitals", "<?php\ndefine( 'A', TRUE );\n", "<?php\ndefine( 'A', TRUE );\n", []Setting{{Name: "A", Value: Bool(true)}}},
		{"true is not its string", "<?php\ndefine( 'A', 'true' );\n", "<?php\ndefine( 'A', true );\n", []Setting{{Name: "A", Value: Bool(true)}}},
		{"null", "<?php\nconst A = 0x1F, B = 2;\n", "<?php\nconst A = null, B = 2;\n", []Setting{{Name: "A", Value: Null()}}},
		{"nothing asked", "<?php\n", "<?php\n", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := mustPlan(t, c.before, c.settings...)
			if got := string(p.After); got != c.after {
				t.Errorf("got:\n%s\nwant:\n%s", got, c.after)
			}
			if p.Changes() != (c.before != c.after) {
				t.Errorf("Changes() is %v", p.Changes())
			}
			if again := mustPlan(t, string(p.After), c.settings...); again.Changes() {
				t.Errorf("a second plan changes it to:\n%s", again.After)
			}
		})
	}
}

func TestActions(t *testing.T) {
	p := mustPlan(t, "<?php\ndefine( '"+token+"', 'short' );\ndefine( 'WU_ENHANCE_API_URL', 'https://panel.example/api/' );\n"+
		loadLine+"define( 'WU_ENHANCE_ORG_ID', 1 );\n", five...)
	want := []Action{
		{token, ActionReplaced, "'********'", "'********cdef'", 2},
		{"WU_ENHANCE_API_URL", ActionUnchanged, "'https://panel.example/api/'", "'https://panel.example/api/'", 3},
		{"WU_ENHANCE_SERVER_ID", ActionAdded, "", "'11111111-1111-1111-1111-111111111111'", 6},
		{"WU_ENHANCE_ORG_ID", ActionMoved, "1", "'22222222-2222-2222-2222-222222222222'", 7},
		{"WU_ENHANCE_WEBSITE_ID", ActionAdded, "", "'33333333-3333-3333-3333-333333333333'", 8},
	}
	if len(p.Actions) != len(want) {
		t.Fatalf("got %v", p.Actions)
	}
	for i := range want {
		if p.Actions[i] != want[i] {
			t.Errorf("got  %+v\nwant %+v", p.Actions[i], want[i])
		}
	}
}

// One constant that cannot be set keeps all from being set.
func TestAllOrNone(t *testing.T) {
	f := mustParse(t, "<?php\nif ( X ) {\n\tdefine( 'WU_ENHANCE_ORG_ID', 1 );\n}\n"+loadLine)
	_, err := f.Plan(five)
	var refusal *Refusal
	if !errors.As(err, &refusal) {
		t.Fatalf("got %v, want a refusal", err)
	}
	want := Refusal{Path: "/srv/site/wp-config.php", Line: 3, Name: "WU_ENHANCE_ORG_ID", Reason: ReasonConditional}
	if *refusal != want {
		t.Errorf("got %+v, want %+v", *refusal, want)
	}
}

func TestSnippetIsReadBack(t *testing.T) {
	f := mustParse(t, "<?php\n"+Snippet(five)+loadLine)
	p, err := f.Plan(five)
	if err != nil || p.Changes() {
		t.Errorf("the pasted lines need an edit: %v\n%s", err, p.After)
	}
}

func TestInvalidSettings(t *testing.T) {
	for _, c := range []struct {
		setting Setting
		reason  SettingReason
	}{
		{Setting{Name: "", Value: Int(1)}, SettingName},
		{Setting{Name: "1A", Value: Int(1)}, SettingName},
		{Setting{Name: "A-B", Value: Int(1)}, SettingName},
		{Setting{Name: "A\n", Value: Int(1)}, SettingName},
		{Setting{Name: `A\B`, Value: Int(1)}, SettingName},
		{Setting{Name: "True", Value: Int(1)}, SettingName},
		{Setting{Name: "A", Value: String("a\x00b")}, SettingNUL},
		{Setting{Name: "A", Value: Expression("")}, SettingCode},
		{Setting{Name: "A", Value: Expression("1, 2")}, SettingCode},
		{Setting{Name: "A", Value: Expression("1 ); evil(")}, SettingCode},
		{Setting{Name: "A", Value: Expression("1; evil()")}, SettingCode},
		{Setting{Name: "A", Value: Expression("1 // ")}, SettingCode},
		{Setting{Name: "A", Value: Expression("1 ?> x <?php ")}, SettingCode},
		{Setting{Name: "A", Value: Expression("'open")}, SettingCode},
		{Setting{Name: "A", Value: Expression("...$a")}, SettingCode},
		{Setting{Name: "A", Value: Expression("name: 1")}, SettingCode},
		{Setting{Name: "A", Value: Expression("1 +\n1")}, SettingCode},
	} {
		_, err := mustParse(t, "<?php\n"+loadLine).Plan([]Setting{c.setting})
		var invalid *SettingError
		if !errors.As(err, &invalid) || invalid.Reason != c.reason || invalid.Name != c.setting.Name {
			t.Errorf("%+v: got %v, want %s", c.setting, err, c.reason)
		}
	}
	_, err := mustParse(t, "<?php\n"+loadLine).Plan([]Setting{{Name: "A", Value: Int(1)}, {Name: "A", Value: Int(2)}})
	var invalid *SettingError
	if !errors.As(err, &invalid) || invalid.Reason != SettingTwice {
		t.Errorf("a name given twice: got %v", err)
	}
}

func TestRefusalsOfWholeFiles(t *testing.T) {
	for _, c := range []struct {
		name, source string
		want         Refusal
	}{
		{"too large", "<?php " + strings.Repeat(" ", MaxSize), Refusal{Reason: ReasonTooLarge}},
		{"strings too deep", "<?php " + strings.Repeat("\"{$a[", 2000), Refusal{Reason: ReasonTooDeep, Line: 1}},
		{"braces too deep", "<?php\n" + strings.Repeat("{", 2000) + strings.Repeat("}", 2000), Refusal{Reason: ReasonTooDeep, Line: 2}},
		{"ifs too deep", "<?php\n" + strings.Repeat("if (1) ", 2000) + ";", Refusal{Reason: ReasonTooDeep, Line: 2}},
		{"plain text", "define( 'A', 1 );", Refusal{Reason: ReasonNoOpenTag, Line: 1}},
		{"nothing", "", Refusal{Reason: ReasonEmpty}},
	} {
		c.want.Path = "x"
		_, err := parse("x", "", []byte(c.source))
		var refusal *Refusal
		if !errors.As(err, &refusal) || *refusal != c.want {
			t.Errorf("%s: got %v, want %+v", c.name, err, c.want)
		}
	}
}
