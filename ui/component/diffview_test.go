package component_test

import (
	"fmt"
	"strings"
	"testing"

	"enhance-wizard/ui/component"
)

func newDiff(width, height, lines int) *component.DiffView {
	d := component.NewDiffView(bare)
	all := []component.DiffLine{
		{Kind: component.DiffHunk, Text: "@ 20,3 20,4 @@"},
		{Kind: component.DiffRemoved, Text: "define( 'OLD', 1 );"},
		{Kind: component.DiffAdded, Text: "define( 'NEW', 1 );"},
	}
	for i := len(all); i < lines; i++ {
		all = append(all, component.DiffLine{Text: fmt.Sprintf("line %d %s", i, strings.Repeat("x", 100))})
	}
	d.SetSize(width, height)
	d.SetLines(all)
	return d
}

func TestDiffKeepsItsSignsWithoutColour(t *testing.T) {
	want := "@@ 20,3 20,4 @@\n-define( 'OLD', 1 );\n+define( 'NEW', 1 );"
	if got := newDiff(60, 10, 3).View(); got != want {
		t.Errorf("drew\n%s\nwant\n%s", got, want)
	}
}

func TestDiffScrollsInBothDirectionsAndSaysWhereItIs(t *testing.T) {
	d := newDiff(40, 6, 30)
	if view := d.View(); !strings.Contains(view, "lines 1 to 5 of 30") {
		t.Errorf("the part is not said:\n%s", view)
	}
	d.Update(typed("end"))
	if view := d.View(); !strings.Contains(view, "line 29") || !strings.Contains(view, "26 to 30 of 30") {
		t.Errorf("the end is not shown:\n%s", view)
	}
	for range 20 {
		d.Update(typed("right"))
	}
	for _, line := range strings.Split(d.View(), "\n")[:5] {
		if !strings.HasSuffix(line, "x") || !strings.HasPrefix(line, " ") {
			t.Errorf("the right end is not shown, or the sign is lost: %q", line)
		}
	}
	d.Update(typed("home"))
	if view := d.View(); !strings.HasPrefix(view, "@@ 20,3") {
		t.Errorf("the top left is not shown:\n%s", view)
	}
}
