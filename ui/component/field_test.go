package component_test

import (
	"slices"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"enhance-wizard/ui/component"
)

func newField(o component.FieldOptions) *component.Field {
	f := component.NewField(bare, o)
	f.SetSize(60, 10)
	f.Focus()
	return f
}

func TestFieldTakesOutWhatCopiedTextBringsAlong(t *testing.T) {
	tests := []struct {
		name   string
		secret bool
		keys   []tea.KeyMsg
		want   string
	}{
		{"token with a line end", true, []tea.KeyMsg{pasted("abc123\n")}, "abc123"},
		{"token broken over lines", true, []tea.KeyMsg{pasted(" abc\r\n\t123 ")}, "abc123"},
		{"token with zero-width characters", true, []tea.KeyMsg{pasted("a\u200bb\ufeffc\u2060")}, "abc"},
		{"spaces typed into a token", true, []tea.KeyMsg{typed("a"), typed(" "), typed("b")}, "ab"},
		{"address with a line end", false, []tea.KeyMsg{pasted("https://panel.example/api\n")}, "https://panel.example/api"},
		{"escape sequence", false, []tea.KeyMsg{pasted("a\x1b[31mb")}, "a[31mb"},
		{"spaces inside other text", false, []tea.KeyMsg{typed("a"), typed(" "), typed("b")}, "a b"},
		{"a shortcut in a paste is text", false, []tea.KeyMsg{pasted("q")}, "q"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := newField(component.FieldOptions{ID: "f", Secret: tt.secret})
			for _, k := range tt.keys {
				f.Update(k)
			}
			if f.Value() != tt.want {
				t.Errorf("value %q, want %q", f.Value(), tt.want)
			}
		})
	}
}

func TestFieldKeepsALongPasteAndNoMore(t *testing.T) {
	f := newField(component.FieldOptions{ID: "f", Secret: true})
	f.Update(pasted(strings.Repeat("x", 5000)))
	if got := len(f.Value()); got != 4096 {
		t.Errorf("kept %d characters, want 4096", got)
	}
}

func TestFieldSaysAtOnceThatItChangedAndLaterThatACheckIsDue(t *testing.T) {
	f := newField(component.FieldOptions{ID: "url"})
	first := messages(f.Update(typed("a")))
	second := messages(f.Update(typed("b")))

	if !slices.Contains(first, tea.Msg(component.ChangedMsg{ID: "url", Seq: 1})) {
		t.Errorf("messages %v, want the change", first)
	}
	stale, due := component.DueMsg{ID: "url", Seq: 1}, component.DueMsg{ID: "url", Seq: 2}
	if !slices.Contains(first, tea.Msg(stale)) || !slices.Contains(second, tea.Msg(due)) {
		t.Fatalf("messages %v and %v, want a due check each", first, second)
	}
	if f.Due(stale) {
		t.Error("a check of an older value counts as due")
	}
	if !f.Due(due) {
		t.Error("the check of the newest value does not count as due")
	}
	if f.Due(component.DueMsg{ID: "token", Seq: 2}) {
		t.Error("another field's check counts as due")
	}
}

func TestFieldIsQuietWhenNothingWasEdited(t *testing.T) {
	f := newField(component.FieldOptions{ID: "f"})
	f.SetValue("abc")
	seq := f.Seq()
	f.SetStatus(component.OK, "", "")
	for _, name := range []string{"left", "right", "home", "end", "ctrl+v", "enter"} {
		for _, msg := range messages(f.Update(typed(name))) {
			t.Errorf("%s sent %v", name, msg)
		}
	}
	if f.Seq() != seq || f.Status() != component.OK || f.Value() != "abc" {
		t.Error("a key that edits nothing changed the field")
	}
}

func TestFieldWithoutFocusTakesNoKeys(t *testing.T) {
	f := newField(component.FieldOptions{ID: "f"})
	f.Blur()
	f.Update(typed("a"))
	if f.Value() != "" {
		t.Errorf("value %q", f.Value())
	}
}

func TestEditTakesTheFormerVerdictAway(t *testing.T) {
	f := newField(component.FieldOptions{ID: "f"})
	f.SetStatus(component.Problem, "wrong", "")
	f.Update(typed("a"))
	if f.Status() != component.Waiting {
		t.Errorf("status %d, want Waiting", f.Status())
	}
	f.Update(typed("backspace"))
	if f.Status() != component.None {
		t.Errorf("status %d of an empty field, want None", f.Status())
	}
}

func TestSecretIsNeverDrawn(t *testing.T) {
	f := newField(component.FieldOptions{ID: "f", Label: "Token", Secret: true})
	f.Update(pasted("hunter2"))
	if strings.Contains(f.View(), "hunter2") || !strings.Contains(f.View(), "•••••••") {
		t.Errorf("the view is\n%s", f.View())
	}
}

func TestEveryVerdictHasAWord(t *testing.T) {
	words := map[component.StatusKind]string{
		component.Waiting: "waiting", component.Checking: "checking", component.OK: "ok",
		component.Warning: "warning", component.Problem: "problem",
	}
	for kind, word := range words {
		f := newField(component.FieldOptions{ID: "f"})
		f.SetStatus(kind, "", "")
		if !strings.Contains(f.View(), word) {
			t.Errorf("status %d does not say %q:\n%s", kind, word, f.View())
		}
	}
}

func TestFieldHeightIsWhatItDraws(t *testing.T) {
	f := newField(component.FieldOptions{ID: "f", Label: "URL"})
	f.SetSize(30, 0)
	f.SetStatus(component.Problem, "the host name panel.example does not exist", "look for a typing error, or ask whoever runs DNS")
	f.SetNote("from wp-config.php")
	if got := strings.Count(f.View(), "\n") + 1; got != f.Height() || got < 6 {
		t.Errorf("draws %d lines, says %d:\n%s", got, f.Height(), f.View())
	}
}
