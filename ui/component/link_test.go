package component_test

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"enhance-wizard/ui/component"
	"enhance-wizard/ui/style"
)

func TestAnAddressBecomesALinkOfTheSameWidth(t *testing.T) {
	const address = "https://panel.example.com/"
	linked := style.New(style.Options{Links: true})
	line := "In the panel: " + address + " > Settings"
	got := component.Link(linked, line, address)
	if want := "In the panel: \x1b]8;;" + address + "\a" + address + "\x1b]8;;\a > Settings"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if ansi.StringWidth(got) != len(line) || ansi.Strip(got) != line {
		t.Errorf("%d cells of %q", ansi.StringWidth(got), ansi.Strip(got))
	}
	if cut := component.Cut(got, 20, "~"); ansi.StringWidth(cut) > 20 || !strings.HasSuffix(cut, "\x1b]8;;\a") {
		t.Errorf("a cut line leaves the link open: %q", cut)
	}
	if bare := component.Link(style.New(style.Options{}), line, address); bare != line {
		t.Errorf("a terminal without links gets %q", bare)
	}
}

// Nothing from outside becomes a link, and no escape sequence gets into one.
func TestOnlyPlainHTTPSAddressesBecomeLinks(t *testing.T) {
	linked := style.New(style.Options{Links: true})
	for _, address := range []string{
		"", "http://panel.example/", "file:///etc/passwd", "javascript:alert(1)", "https:///x", "https://me:secret@panel.example/",
		"https://panel.example/\a\x1b]52;c;AAAA", "https://panel.example/\x1b\\", "https://panel.example/a b", "https://panel.example/;x",
		"https://p\u00e4nel.example/", "https://panel.example/\u202e", "https://panel.example/%zz", "https://panel.example/\\",
	} {
		if line := "see " + address; component.Link(linked, line, address) != line {
			t.Errorf("%q became a link", address)
		}
	}
}
