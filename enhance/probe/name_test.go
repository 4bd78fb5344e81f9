package probe

import (
	"strings"
	"testing"
)

// longest is as long as a name can be: 253 bytes without the dot at its end.
var longest = strings.Repeat("a.", 122) + "a.example"

func TestCanonicalNames(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		raw, name, ascii string
		fault            NameFault
	}{
		{"Shop.Example.", "shop.example", "shop.example", ""},
		{" shop.example\n", "shop.example", "shop.example", ""},
		{"bücher.example", "bücher.example", "xn--bcher-kva.example", ""},
		{"BÜCHER.example", "bücher.example", "xn--bcher-kva.example", ""},
		{"faß.example", "faß.example", "xn--fa-hia.example", ""},
		{"例え.テスト", "例え.テスト", "xn--r8jz45g.xn--zckzah", ""},
		{"xn--bcher-kva.example", "xn--bcher-kva.example", "xn--bcher-kva.example", ""},
		{"my_shop.example", "my_shop.example", "my_shop.example", ""},
		{"r3---sn-4g5.example", "r3---sn-4g5.example", "r3---sn-4g5.example", ""},
		{"my--shop.example", "my--shop.example", "my--shop.example", ""},
		{"xn--a.example", "xn--a.example", "", NameMalformed},           // no punycode
		{"xn--bcher-.example", "xn--bcher-.example", "", NameMalformed}, // nor that
		{"a\u200db.example", "a\u200db.example", "", NameMalformed},     // a joiner that joins nothing
		{"shop.example..", "shop.example.", "", NameMalformed},
		{"localhost", "localhost", "localhost", ""},
		{longest, longest, longest, ""},
		{"a" + longest, "a" + longest, "", NameMalformed},
		{"*.shop.example", "*.shop.example", "", NameWildcard},
		{"203.0.113.10", "203.0.113.10", "", NameAddress},
		{"[2001:db8::1]", "[2001:db8::1]", "", NameAddress},
		{"", "", "", NameMalformed},
		{"shop..example", "shop..example", "", NameMalformed},
		{"-shop.example", "-shop.example", "", NameMalformed},
		{"shop example", "shop example", "", NameMalformed},
		{"shop/../example", "shop/../example", "", NameMalformed},
		{"shop\x00.example", "shop\x00.example", "", NameMalformed},
		{strings.Repeat("a", 64) + ".example", strings.Repeat("a", 64) + ".example", "", NameMalformed},
		{strings.Repeat("a.", 127) + "example", strings.Repeat("a.", 127) + "example", "", NameMalformed},
	} {
		name, ascii, fault := Canonical(c.raw)
		if name != c.name || ascii != c.ascii || fault != c.fault {
			t.Errorf("Canonical(%q) = %q, %q, %q; want %q, %q, %q", c.raw, name, ascii, fault, c.name, c.ascii, c.fault)
		}
	}
}

func TestRegisteredDomain(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"a.b.shop.example": "shop.example", "shop.co.uk": "shop.co.uk", "x.shop.co.uk": "shop.co.uk", "co.uk": "co.uk",
	} {
		if got := Registered(name); got != want {
			t.Errorf("Registered(%q) = %q, want %q", name, got, want)
		}
	}
}

func FuzzCanonical(f *testing.F) {
	f.Add("bücher.example")
	f.Add("*.x")
	f.Fuzz(func(t *testing.T, raw string) {
		_, ascii, fault := Canonical(raw)
		if (ascii == "") != (fault != "") {
			t.Errorf("Canonical(%q) = %q, %q", raw, ascii, fault)
		}
		if ascii == "" {
			return
		}
		if _, again, fault := Canonical(ascii); again != ascii || fault != "" {
			t.Errorf("%q is canonical, and then becomes %q, %q", ascii, again, fault)
		}
	})
}
