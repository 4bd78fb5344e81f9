package component_test

import (
	"fmt"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/exp/golden"

	"enhance-wizard/ui/component"
)

func sizeName(size [2]int) string { return fmt.Sprintf("%dx%d", size[0], size[1]) }

func servers(n int) []component.Choice {
	choices := make([]component.Choice, n)
	for i := range choices {
		choices[i] = component.Choice{
			ID:     fmt.Sprintf("id-%04d", i),
			Label:  fmt.Sprintf("server%04d.example.net", i),
			Detail: fmt.Sprintf("203.0.113.%d", i%256),
		}
	}
	return choices
}

func newPicker(o component.PickerOptions, choices []component.Choice, preselected string) *component.Picker {
	p := component.NewPicker(bare, o)
	p.SetSize(60, 12)
	p.SetChoices(choices, preselected)
	return p
}

func picked(t *testing.T, p *component.Picker) component.PickedMsg {
	t.Helper()
	for _, msg := range messages(p.Update(typed("enter"))) {
		if msg, ok := msg.(component.PickedMsg); ok {
			return msg
		}
	}
	t.Fatalf("nothing was picked from\n%s", p.View())
	return component.PickedMsg{}
}

func TestPickerTakesThePreselectedChoice(t *testing.T) {
	p := newPicker(component.PickerOptions{ID: "server"}, servers(2000), "id-1500")
	if !strings.Contains(p.View(), "> server1500.example.net") {
		t.Errorf("the preselected row is not marked and in sight:\n%s", p.View())
	}
	if got := picked(t, p); got != (component.PickedMsg{Picker: "server", ID: "id-1500"}) {
		t.Errorf("picked %+v", got)
	}
}

func TestPickerNarrowsAsOneTypes(t *testing.T) {
	p := newPicker(component.PickerOptions{}, servers(2000), "")
	for _, r := range "EXAMPLE 0042" {
		p.Update(typed(string(r)))
	}
	if got := picked(t, p); got.ID != "id-0042" || got.Typed {
		t.Errorf("picked %+v, want the only match", got)
	}
	p.ClearFilter()
	if selected, _ := p.Selected(); selected.ID != "id-0042" {
		t.Errorf("selected %q after the filter was cleared, want the same row", selected.ID)
	}
}

func TestPickerTakesWhatWasTypedOnlyWhereAllowed(t *testing.T) {
	closed := newPicker(component.PickerOptions{}, servers(3), "")
	closed.Update(pasted("unlisted"))
	if cmd := closed.Update(typed("enter")); cmd != nil {
		t.Errorf("picked %v from an empty list", messages(cmd))
	}
	open := newPicker(component.PickerOptions{ID: "server", AllowTyped: true}, servers(3), "")
	open.Update(pasted("unlisted"))
	if got := picked(t, open); got != (component.PickedMsg{Picker: "server", ID: "unlisted", Typed: true}) {
		t.Errorf("picked %+v", got)
	}
	open.ClearFilter()
	open.Update(typed("2"))
	open.Update(typed("ctrl+end"))
	if got := picked(t, open); !got.Typed || got.ID != "2" {
		t.Errorf("picked %+v, want the row of the typed text", got)
	}
}

func TestPickerMovesByPagesAndStopsAtTheEnds(t *testing.T) {
	p := newPicker(component.PickerOptions{}, servers(25), "")
	steps := []struct{ key, want string }{
		{"up", "id-0000"},
		{"pgdown", "id-0010"},
		{"pgdown", "id-0020"},
		{"pgdown", "id-0024"},
		{"down", "id-0024"},
		{"pgup", "id-0014"},
		{"up", "id-0013"},
	}
	for _, step := range steps {
		p.Update(typed(step.key))
		if selected, _ := p.Selected(); selected.ID != step.want {
			t.Fatalf("after %s selected %q, want %q", step.key, selected.ID, step.want)
		}
	}
}

func TestPickerView(t *testing.T) {
	choices := servers(30)
	choices[3].Note = "this machine"
	for _, size := range [][2]int{{80, 24}, {40, 12}} {
		t.Run(sizeName(size), func(t *testing.T) {
			p := newPicker(component.PickerOptions{Placeholder: "type to narrow"}, choices, "id-0003")
			p.SetSize(size[0], size[1])
			golden.RequireEqual(t, []byte(p.View()))
		})
	}
}

func BenchmarkPickerFrame(b *testing.B) {
	for _, n := range []int{20, 2000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			p := newPicker(component.PickerOptions{}, servers(n), "")
			b.ReportAllocs()
			for b.Loop() {
				p.Update(tea.KeyMsg{Type: tea.KeyDown})
				_ = p.View()
			}
		})
	}
}
