package text

import (
	"testing"

	"golang.org/x/net/idna"
)

func TestADomainIsShownInItsOwnLetters(t *testing.T) {
	for _, name := range []string{
		"shop.example", "münchen.example", "www.bücher.example", "straße.example", "żółw.pl", "việt.example",
		"日本語.example", "ラーメン.example", "한국.example", "пример.рф", "ελλάδα.ελ", "b-ü-9.example",
	} {
		ascii, err := idna.Lookup.ToASCII(name)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if got := DomainName(ascii); got != name {
			t.Errorf("%s: %q, want %q", ascii, got, name)
		}
	}
}

// What could pass for another name, turn a line around, or is none, stays as DNS has it.
func TestADeceptiveDomainStaysAsDNSHasIt(t *testing.T) {
	for _, name := range []string{
		"аррӏе.example",  // Cyrillic throughout
		"pаypal.example", // one Cyrillic letter
		"ɑpple.example",  // a phonetic letter
		"gıthub.example", // a dotless i
		"loginノa.example",
		"ενα.example",
		"שלום.example", "مثال.example",
	} {
		ascii, err := idna.Punycode.ToASCII(name)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if got := DomainName(ascii); got != ascii {
			t.Errorf("%s: %q, want %q", name, got, ascii)
		}
	}
	for _, ascii := range []string{"xn--", "xn--a", "xn--99999999.example", "xn--shop-.example", "*.shop.example", "_a.example", ""} {
		if got := DomainName(ascii); got != ascii {
			t.Errorf("%q, want %q", got, ascii)
		}
	}
	if got := DomainName("evil\x1b[2J.xn--bcher-kva.example"); got != Clean("evil\x1b[2J.bücher.example") {
		t.Errorf("%q is not clean", got)
	}
}

func FuzzDomainName(f *testing.F) {
	f.Add("xn--mnchen-3ya.example")
	f.Fuzz(func(t *testing.T, name string) {
		if got := DomainName(name); got != Clean(got) {
			t.Errorf("%q makes %q", name, got)
		}
	})
}
