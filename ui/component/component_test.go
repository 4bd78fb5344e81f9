package component_test

import (
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"enhance-wizard/ui/component"
	"enhance-wizard/ui/style"
)

var bare = style.New(style.Options{Ink: style.Bare, Unicode: true})

// typed is a key press; names as bubbletea gives them.
func typed(name string) tea.KeyMsg {
	named := map[string]tea.KeyType{
		"enter": tea.KeyEnter, "up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft, "right": tea.KeyRight,
		"pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown, "home": tea.KeyHome, "end": tea.KeyEnd,
		"ctrl+v": tea.KeyCtrlV, "backspace": tea.KeyBackspace, "ctrl+end": tea.KeyCtrlEnd,
	}
	if kind, ok := named[name]; ok {
		return tea.KeyMsg{Type: kind}
	}
	if name == " " {
		return tea.KeyMsg{Type: tea.KeySpace, Runes: []rune(" ")}
	}
	return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(name)}
}

func pasted(s string) tea.KeyMsg {
	return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(s), Paste: true}
}

// messages runs a command, and those of the batches it returns.
func messages(cmd tea.Cmd) []tea.Msg {
	if cmd == nil {
		return nil
	}
	msg := cmd()
	batch, ok := msg.(tea.BatchMsg)
	if !ok {
		return []tea.Msg{msg}
	}
	var all []tea.Msg
	for _, cmd := range batch {
		all = append(all, messages(cmd)...)
	}
	return all
}

// hostile is what a panel, a certificate or a site's user could send.
const hostile = "\x1b[2J\x1b]0;owned\a\u202etxt.exe\x9b5m\r\nlong" +
	"-and-without-any-place-to-break-it-and-wider-than-every-window-that-is-tried-here-漢字漢字漢字漢字"

// drawn are all components, filled with hostile text.
func drawn(theme style.Theme, width, height int) map[string]string {
	field := component.NewField(theme, component.FieldOptions{ID: "f", Label: hostile, Placeholder: "x"})
	field.SetSize(width, height)
	field.SetValue(strings.Repeat("wide ", 60))
	field.SetNote(hostile)
	field.SetStatus(component.Problem, hostile, hostile)
	field.Focus()

	checklist := component.NewChecklist(theme)
	checklist.SetSize(width, height)
	checklist.SetChecks([]component.Check{
		{ID: "1", State: component.Failed, Label: hostile, Took: time.Second, Detail: hostile, Next: []string{hostile}},
		{ID: "2", State: component.Running, Label: hostile},
	})

	picker := component.NewPicker(theme, component.PickerOptions{AllowTyped: true})
	picker.SetSize(width, height)
	picker.SetChoices([]component.Choice{{ID: "1", Label: hostile, Detail: hostile, Note: hostile}, {ID: "2", Label: "b"}}, "1")

	diff := component.NewDiffView(theme)
	diff.SetSize(width, height)
	diff.SetLines([]component.DiffLine{{Kind: component.DiffAdded, Text: hostile}, {Text: "\t" + hostile}})

	keys := []key.Binding{key.NewBinding(key.WithKeys("a"), key.WithHelp("a", hostile))}
	return map[string]string{
		"field": field.View(), "checklist": checklist.View(), "picker": picker.View(), "diff": diff.View(),
		"keys":   component.KeyBar(theme, keys, width),
		"header": component.Header(theme, component.HeaderOptions{Title: hostile, Aside: hostile, Steps: []string{hostile, "b"}}, width),
	}
}

func TestNothingIsWiderThanItsRoomOrDrivesTheTerminal(t *testing.T) {
	colour := style.New(style.Options{Ink: style.Colour, Unicode: true})
	for _, width := range []int{20, 40, 80, 120, 500} {
		for name, view := range drawn(colour, width, 12) {
			for _, line := range strings.Split(view, "\n") {
				if got := ansi.StringWidth(line); got > width {
					t.Errorf("%s at %d: a line is %d wide: %q", name, width, got, line)
				}
			}
		}
		for name, view := range drawn(bare, width, 12) {
			for _, r := range strings.ReplaceAll(view, "\n", "") {
				if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
					t.Errorf("%s at %d: draws %U", name, width, r)
				}
			}
		}
	}
}

func TestWithoutColourTheSameWordsAreShown(t *testing.T) {
	colour := drawn(style.New(style.Options{Ink: style.Colour, Unicode: true}), 80, 12)
	for name, plain := range drawn(bare, 80, 12) {
		if ansi.Strip(colour[name]) != plain {
			t.Errorf("%s: colour changes what is written:\n%s\nand without:\n%s", name, ansi.Strip(colour[name]), plain)
		}
	}
}

func TestAnASCIILocaleGetsASCIIMarks(t *testing.T) {
	theme := style.New(style.Options{Ink: style.Bare})
	header := component.Header(theme, component.HeaderOptions{Title: "t", Steps: []string{"a", "b"}, Step: 1}, 40)
	checklist := component.NewChecklist(theme)
	checklist.SetSize(40, 10)
	checklist.SetChecks([]component.Check{
		{State: component.Passed},
		{State: component.Failed},
		{State: component.NotYet},
		{State: component.Passed, Label: strings.Repeat("cut ", 20)},
	})
	secret := component.NewField(theme, component.FieldOptions{Secret: true})
	secret.SetSize(40, 1)
	secret.SetValue("abc")
	for _, r := range header + checklist.View() + secret.View() {
		if r > unicode.MaxASCII {
			t.Errorf("draws %q", r)
		}
	}
}
