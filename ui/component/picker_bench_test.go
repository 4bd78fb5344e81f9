package component_test

import (
	"fmt"
	"testing"

	"enhance-wizard/ui/component"
)

// newLongPicker is a picker of as many websites as a panel may have.
func newLongPicker(n int) *component.Picker {
	p := component.NewPicker(bare, component.PickerOptions{ID: "website", AllowTyped: true})
	choices := make([]component.Choice, n)
	for i := range choices {
		choices[i] = component.Choice{
			ID: fmt.Sprintf("66666666-6666-4666-8666-%012d", i), Label: fmt.Sprintf("site-%04d.example", i),
			Detail: fmt.Sprintf("www.site-%04d.example site-%04d.preview.example", i, i),
		}
	}
	p.SetChoices(choices, "")
	p.SetSize(120, 36)
	return p
}

// filterOnce types a letter that narrows the list, takes it back, and draws after each.
func filterOnce(p *component.Picker) {
	for _, pressed := range []string{"7", "backspace"} {
		p.Update(typed(pressed))
		_ = p.View()
	}
}

// BenchmarkPickerKey is one key in the filter and the picture after it. A
// screen of 60 pictures a second has 16 ms for that.
func BenchmarkPickerKey(b *testing.B) {
	for _, n := range []int{100, 250, 2000, 10000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			p := newLongPicker(n)
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				p.Update(typed([]string{"7", "backspace"}[i%2]))
				_ = p.View()
			}
		})
	}
}

// What is drawn is a window's worth, however long the list is.
func TestAKeyInALongListAllocatesNoMoreThanInAShortOne(t *testing.T) {
	short, long := newLongPicker(100), newLongPicker(2000)
	few := testing.AllocsPerRun(20, func() { filterOnce(short) })
	many := testing.AllocsPerRun(20, func() { filterOnce(long) })
	if many > few*1.2 {
		t.Errorf("%.0f allocations with 2,000 choices and %.0f with 100", many, few)
	}
}
