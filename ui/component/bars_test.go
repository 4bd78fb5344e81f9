package component_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/bubbles/key"
	"github.com/charmbracelet/x/ansi"

	"enhance-wizard/ui/component"
)

func TestKeyBarLeavesOutWholeKeysThatDoNotFitOrDoNothing(t *testing.T) {
	off := key.NewBinding(key.WithKeys("x"), key.WithHelp("x", "nothing"))
	off.SetEnabled(false)
	keys := []key.Binding{
		key.NewBinding(key.WithKeys("enter"), key.WithHelp("enter", "go on")),
		off,
		key.NewBinding(key.WithKeys("up")), // moves, but needs no mention
		key.NewBinding(key.WithKeys("esc"), key.WithHelp("esc", "go back")),
	}
	for width, want := range map[int]string{
		60: "enter go on  esc go back",
		24: "enter go on  esc go back",
		23: "enter go on",
		5:  "",
	} {
		if got := component.KeyBar(bare, keys, width); got != want {
			t.Errorf("at %d drew %q, want %q", width, got, want)
		}
	}
}

func TestHeaderShowsTheWayAsFarAsItFits(t *testing.T) {
	o := component.HeaderOptions{
		Title: "enhance-wizard", Aside: "network.example",
		Steps: []string{"Intro", "Credentials", "Test", "Review"}, Step: 1,
	}
	tests := []struct {
		width int
		want  string
	}{
		{80, "enhance-wizard  ✓ Intro  [Credentials]  Test  Review             network.example"},
		{60, "enhance-wizard  ✓ Intro  [Credentials]  Test  Review"},
		{48, "enhance-wizard  step 2 of 4: Credentials"},
		{10, "enhance-w…"},
	}
	for _, tt := range tests {
		lines := strings.Split(component.Header(bare, o, tt.width), "\n")
		if lines[0] != tt.want || len(lines) != component.HeaderHeight {
			t.Errorf("at %d drew %q, want %q", tt.width, lines[0], tt.want)
		}
	}
}

func TestFitIsExactlyAsWideAsAsked(t *testing.T) {
	for _, tt := range []struct {
		in    string
		width int
		want  string
	}{
		{"abc", 5, "abc  "},
		{"abcdef", 4, "abc…"},
		{"漢字漢", 4, "漢… "},
		{"abc", 0, ""},
		{"\x1b[31mabcdef\x1b[0m", 3, "\x1b[31mab…\x1b[0m"},
	} {
		if got := component.Fit(tt.in, tt.width, "…"); got != tt.want {
			t.Errorf("Fit(%q, %d) = %q, want %q", tt.in, tt.width, got, tt.want)
		}
	}
}

func TestWrapBreaksWhereOneCanStillRead(t *testing.T) {
	tests := []struct {
		in    string
		width int
		want  []string
	}{
		{"one two three", 8, []string{"one two", "three"}},
		{"see /srv/www/wp-config.php now", 18, []string{"see /srv/www/", "wp-config.php now"}},
		{"unbreakable", 5, []string{"unbre", "akabl", "e"}},
		{"without https:// here", 14, []string{"without", "https:// here"}},
		{"", 10, nil},
		{"漢字漢字", 5, []string{"漢字", "漢字"}},
	}
	for _, tt := range tests {
		if got := component.Wrap(tt.in, tt.width); !slices.Equal(got, tt.want) {
			t.Errorf("Wrap(%q, %d) = %q, want %q", tt.in, tt.width, got, tt.want)
		}
	}
}

func TestWrapNeverGoesBeyondTheWidth(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	letters := []rune("ab-/ /漢é.")
	for range 5000 {
		text := make([]rune, random.IntN(60))
		for i := range text {
			text[i] = letters[random.IntN(len(letters))]
		}
		width := 2 + random.IntN(30)
		for _, line := range component.Wrap(string(text), width) {
			if ansi.StringWidth(line) > width {
				t.Fatalf("Wrap(%q, %d) has a line of %d: %q", string(text), width, ansi.StringWidth(line), line)
			}
		}
	}
}
