package style_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"

	"enhance-wizard/ui/style"
)

func TestDetectFollowsTheEnvironment(t *testing.T) {
	tests := []struct {
		name    string
		env     map[string]string
		noColor bool
		want    style.Options
	}{
		{"usual", map[string]string{"TERM": "xterm", "LANG": "en_GB.UTF-8"}, false, style.Options{Ink: style.Colour, Unicode: true}},
		{"flag", map[string]string{"TERM": "xterm", "LANG": "C.utf8"}, true, style.Options{Ink: style.Mono, Unicode: true}},
		{"NO_COLOR", map[string]string{"TERM": "xterm", "NO_COLOR": "1"}, false, style.Options{Ink: style.Mono}},
		{"dumb", map[string]string{"TERM": "dumb", "COLORTERM": "truecolor"}, false, style.Options{Ink: style.Bare}},
		{"LC_ALL wins", map[string]string{"LC_ALL": "C", "LANG": "en_GB.UTF-8"}, false, style.Options{Ink: style.Colour}},
		{"LC_CTYPE before LANG", map[string]string{"LC_CTYPE": "de_DE.UTF-8", "LANG": "C"}, false, style.Options{Ink: style.Colour, Unicode: true}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := style.Detect(func(name string) string { return tt.env[name] }, tt.noColor); got != tt.want {
				t.Errorf("got %+v, want %+v", got, tt.want)
			}
		})
	}
}

// looks are all styles of a theme by name.
func looks(theme style.Theme) map[string]lipgloss.Style {
	all := map[string]lipgloss.Style{}
	v := reflect.ValueOf(theme)
	for i := range v.NumField() {
		if look, ok := v.Field(i).Interface().(lipgloss.Style); ok {
			all[v.Type().Field(i).Name] = look
		}
	}
	return all
}

func TestInkDecidesWhatIsWritten(t *testing.T) {
	for name, look := range looks(style.New(style.Options{Ink: style.Bare})) {
		if got := look.Render("x"); got != "x" {
			t.Errorf("%s without ink writes %q", name, got)
		}
	}
	for name, look := range looks(style.New(style.Options{Ink: style.Mono})) {
		if got := look.Render("x"); strings.Contains(got, "[3") || strings.Contains(got, ";3") {
			t.Errorf("%s without colour writes %q", name, got)
		}
	}
	mono, colour := style.New(style.Options{Ink: style.Mono}), style.New(style.Options{Ink: style.Colour})
	if mono.Selected.Render("x") == "x" || mono.Cursor.Render("x") == "x" {
		t.Error("selection and cursor vanish with the colour")
	}
	for name, look := range looks(colour) {
		if got := look.Render("x"); strings.Contains(got, "38;") || strings.Contains(got, "48;") {
			t.Errorf("%s is not one of the terminal's sixteen colours: %q", name, got)
		}
	}
}

func TestMarksAreOneCellWideAndASCIIWhereTheyMustBe(t *testing.T) {
	for _, unicode := range []bool{true, false} {
		v := reflect.ValueOf(style.New(style.Options{Unicode: unicode}).Marks)
		for i := range v.NumField() {
			name, mark := v.Type().Field(i).Name, v.Field(i).String()
			if ansi.StringWidth(mark) != 1 {
				t.Errorf("%s %q is %d cells wide", name, mark, ansi.StringWidth(mark))
			}
			if !unicode && mark[0] > 0x7e {
				t.Errorf("%s %q is not ASCII", name, mark)
			}
		}
	}
}

// OSC 8 is sent to terminals that are known to take it, and to no others.
func TestLinksAreForTerminalsThatHaveThem(t *testing.T) {
	for name, tt := range map[string]struct {
		env   map[string]string
		links bool
	}{
		"kitty":                 {map[string]string{"TERM": "xterm-kitty"}, true},
		"foot, with a variant":  {map[string]string{"TERM": "foot-extra"}, true},
		"alacritty":             {map[string]string{"TERM": "alacritty"}, true},
		"GNOME":                 {map[string]string{"TERM": "xterm-256color", "VTE_VERSION": "7600"}, true},
		"GNOME, too old":        {map[string]string{"TERM": "xterm-256color", "VTE_VERSION": "4602"}, false},
		"iTerm2":                {map[string]string{"TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"}, true},
		"Windows":               {map[string]string{"TERM": "xterm-256color", "WT_SESSION": "x"}, true},
		"anything over SSH":     {map[string]string{"TERM": "xterm-256color"}, false},
		"tmux in kitty":         {map[string]string{"TERM": "tmux-256color", "TERM_PROGRAM": "tmux"}, false},
		"screen in GNOME":       {map[string]string{"TERM": "screen", "VTE_VERSION": "7600"}, false},
		"the Linux console":     {map[string]string{"TERM": "linux"}, false},
		"a dumb one in VS Code": {map[string]string{"TERM": "dumb", "TERM_PROGRAM": "vscode"}, false},
		"footless":              {map[string]string{"TERM": "footless"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			if got := style.Detect(func(name string) string { return tt.env[name] }, false).Links; got != tt.links {
				t.Errorf("links %t, want %t", got, tt.links)
			}
		})
	}
}

func TestUnderlineTakesAsManyBytesForALongText(t *testing.T) {
	for _, ink := range []style.Ink{style.Mono, style.Colour} {
		theme := style.New(style.Options{Ink: ink})
		short, long := theme.Underline(theme.Problem, "x"), theme.Underline(theme.Problem, strings.Repeat("x", 20))
		if !strings.Contains(short, "\x1b[4m") || len(long) != len(short)+19 {
			t.Errorf("%q and %q", short, long)
		}
	}
	if bare := style.New(style.Options{Ink: style.Bare}); bare.Underline(bare.Problem, "x y") != "x y" {
		t.Errorf("%q without ink", bare.Underline(bare.Problem, "x y"))
	}
}
