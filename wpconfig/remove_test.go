package wpconfig

import (
	"errors"
	"testing"
)

func TestRemove(t *testing.T) {
	for _, c := range []struct{ name, before, after string }{
		{"a line", "<?php\n$a = 1;\ndefine( 'A', 'x' );\n$b = 1;\n", "<?php\n$a = 1;\n$b = 1;\n"},
		{"a statement among others", "<?php $a = 1; define( 'A', 'x' ); $b = 1; // c\n", "<?php $a = 1;  $b = 1; // c\n"},
		{"its comment stays", "<?php\ndefine( 'A', 'x' ); // c\n", "<?php\n // c\n"},
		{"every definition", "<?php\r\ndefine( 'A', 'x' );\r\n@define( 'A', 'y' );\r\n" + loadLine + "define( 'A', 'z' );", "<?php\r\n" + loadLine},
		{"with its guard", "<?php\nif ( ! defined( 'A' ) ) {\n\tdefine( 'A', 'x' );\n}\n$b;\n", "<?php\n$b;\n"},
		{"without a guard for others", "<?php\nif ( ! defined( 'A' ) ) {\n\tdefine( 'A', 'x' );\n\t$b;\n}\n", "<?php\nif ( ! defined( 'A' ) ) {\n\t$b;\n}\n"},
		{"a short guard", "<?php\ndefined( 'A' ) || define( 'A', 'x' );\n", "<?php\n"},
		{"const", "<?php\nconst A = 'x';\n", "<?php\n"},
		{"the only statement of a namespace", "<?php\nnamespace X {\n\t\\define( 'A', 'x' );\n}\n", "<?php\nnamespace X {\n}\n"},
		{"not there", "<?php\n// define( 'A', 'x' );\n", "<?php\n// define( 'A', 'x' );\n"},
		{"the block", "<?php\n$a;\n\n" + heading + "\ndefine( 'A', 'x' );\n\n" + loadLine, "<?php\n$a;\n\n" + loadLine},
		{"part of the block", "<?php\n" + heading + "\ndefine( 'A', 'x' );\ndefine( 'B', 'x' );\n\n" + loadLine, "<?php\n" + heading + "\ndefine( 'B', 'x' );\n\n" + loadLine},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, err := mustParse(t, c.before).Remove([]string{"A"})
			if err != nil {
				t.Fatal(err)
			}
			if got := string(p.After); got != c.after {
				t.Errorf("got:\n%q\nwant:\n%q", got, c.after)
			}
		})
	}
}

func TestRemoveTakesBackWhatWasAdded(t *testing.T) {
	for _, src := range []string{
		framed(""), framed("namespace_free();"), "<?php\n" + loadLine, "<?php\nnamespace X {\n\t" + loadLine + "}\n",
	} {
		p := mustPlan(t, src, five...)
		names := make([]string, 0, len(five))
		for _, s := range five {
			names = append(names, s.Name)
		}
		back, err := mustParse(t, string(p.After)).Remove(names)
		if err != nil {
			t.Fatal(err)
		}
		if string(back.After) != src {
			t.Errorf("got:\n%s\nwant:\n%s", back.After, src)
		}
	}
}

func TestRemoveRefuses(t *testing.T) {
	for source, want := range map[string]Reason{
		"const A = 1, B = 2;":                      ReasonNotAlone,
		"define( 'A', 1 ) ?>":                      ReasonNotAlone,
		"if ( X ) { define( 'A', 1 ); }":           ReasonConditional,
		"function f() { define( 'A', 1 ); }":       ReasonInFunction,
		"define( 'A', 1 ) or die();":               ReasonExpression,
		"define( 'A', 1 ); $x = define( 'A', 2 );": ReasonExpression,
	} {
		_, err := mustParse(t, "<?php\n"+source).Remove([]string{"B_ABSENT", "A"})
		var refusal *Refusal
		if !errors.As(err, &refusal) || refusal.Reason != want || refusal.Line != 2 || refusal.Name != "A" {
			t.Errorf("%s: got %v, want %s", source, err, want)
		}
	}
}

// What the self-check is for: bytes that are not what the edits say, and an edit that misses.
func TestSelfCheckNoticesWrongEdits(t *testing.T) {
	const src = "<?php\ndefine( 'A', 'old' );\n// comment\n" + loadLine
	f := mustParse(t, src)
	settings := []Setting{{Name: "A", Value: String("new")}}
	edits, _, refusal := f.edit(settings)
	if refusal != nil {
		t.Fatal(refusal)
	}
	if _, refusal := f.verify(apply(src, edits), edits, settings); refusal != nil {
		t.Fatalf("the right edit is refused: %v", refusal)
	}
	for name, c := range map[string]struct {
		after string
		edits []edit
	}{
		"a byte elsewhere":      {"<?php\ndefine( 'A', 'new' );\n// Comment\n" + loadLine, edits},
		"cut off":               {"<?php\ndefine( 'A', 'new' );\n", edits},
		"another value":         {"<?php\ndefine( 'A', 'neu' );\n// comment\n" + loadLine, edits},
		"no edit at all":        {src, nil},
		"broken":                {"<?php\ndefine( 'A', 'new );\n// comment\n" + loadLine, edits},
		"a second definition":   {"<?php\ndefine( 'A', 'old' );\n// comment\ndefine( 'A', 'new' );\n" + loadLine, []edit{{len(src) - len(loadLine), len(src) - len(loadLine), "define( 'A', 'new' );\n"}}},
		"under a new condition": {"<?php\nif ( X ) define( 'A', 'new' );\n// comment\n" + loadLine, []edit{{6, 6, "if ( X ) "}, edits[0]}},
	} {
		_, refusal := f.verify([]byte(c.after), c.edits, settings)
		if refusal == nil {
			t.Errorf("%s goes unnoticed", name)
		}
	}
}
