package text

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// hostile are texts that do something to a terminal, or to the eye, that a text
// must not do. The families are those of the terminal's own documentation
// (ECMA-48, xterm's ctlseqs) and of Unicode's report on security (UTR 36).
var hostile = map[string]string{
	"CSI clear screen":                "a\x1b[2Jb",
	"CSI cursor home":                 "\x1b[H",
	"CSI cursor up and erase line":    "\x1b[1A\x1b[2K",
	"CSI colour":                      "\x1b[31mred\x1b[0m",
	"CSI conceal":                     "\x1b[8mhidden\x1b[28m",
	"CSI ask for the position":        "\x1b[6n",
	"CSI ask for the device":          "\x1b[c",
	"CSI ask for the window's title":  "\x1b[21t",
	"CSI resize the window":           "\x1b[8;1;1t",
	"CSI leave the alternate screen":  "\x1b[?1049l",
	"CSI report the mouse":            "\x1b[?1003h",
	"CSI end of a bracketed paste":    "\x1b[201~rm -rf /\n",
	"CSI repeat":                      "x\x1b[99999b",
	"CSI scroll region":               "\x1b[1;1r",
	"CSI soft reset":                  "\x1b[!p",
	"CSI cut short":                   "\x1b[",
	"OSC 0 title":                     "\x1b]0;root@panel\x07",
	"OSC 2 title with ST":             "\x1b]2;title\x1b\\",
	"OSC 4 palette":                   "\x1b]4;1;#000000\x07",
	"OSC 7 working directory":         "\x1b]7;file://host/etc\x07",
	"OSC 8 link":                      "\x1b]8;;https://evil.example\x1b\\click\x1b]8;;\x1b\\",
	"OSC 8 link ended by BEL":         "\x1b]8;;https://evil.example\x07x\x1b]8;;\x07",
	"OSC 9 notification":              "\x1b]9;hello\x07",
	"OSC 10 ask for the colour":       "\x1b]10;?\x07",
	"OSC 11 ask for the background":   "\x1b]11;?\x1b\\",
	"OSC 50 font":                     "\x1b]50;huge\x07",
	"OSC 52 clipboard":                "\x1b]52;c;cm0gLXJmIC8K\x07",
	"OSC 52 ask for the clipboard":    "\x1b]52;c;?\x07",
	"OSC 133 prompt mark":             "\x1b]133;C\x07",
	"OSC 777 notification":            "\x1b]777;notify;t;b\x07",
	"OSC 1337 file":                   "\x1b]1337;File=name=eA==;inline=1:AAAA\x07",
	"OSC never ended":                 "\x1b]0;and all that follows",
	"DCS ask for a setting":           "\x1bP$q\"p\x1b\\",
	"DCS sixel":                       "\x1bPq#0;2;0;0;0~\x1b\\",
	"DCS through tmux":                "\x1bPtmux;\x1b\x1b]52;c;AAAA\x07\x1b\\",
	"APC kitty graphics":              "\x1b_Gf=32,s=1,v=1;AAAA\x1b\\",
	"PM":                              "\x1b^private\x1b\\",
	"SOS":                             "\x1bXstart of string\x1b\\",
	"ESC full reset":                  "\x1bc",
	"ESC save and restore":            "\x1b7\x1b8",
	"ESC other character set":         "\x1b(0qqqq\x1b(B",
	"ESC alone at the end":            "text\x1b",
	"C1 CSI as a byte":                "\x9b2J",
	"C1 OSC as a byte":                "\x9d0;title\x9c",
	"C1 DCS as a byte":                "\x90q\x9c",
	"C1 CSI in UTF-8":                 "\u009b2J",
	"C1 OSC in UTF-8":                 "\u009d52;c;AAAA\u009c",
	"C1 NEL in UTF-8":                 "one\u0085two",
	"BEL":                             "ding\a",
	"BS over a word":                  "no\b\byes",
	"CR over a line":                  "refused\raccepted",
	"LF":                              "one\ntwo",
	"CRLF":                            "one\r\ntwo",
	"VT and FF":                       "\v\f",
	"TAB":                             "a\tb",
	"NUL":                             "a\x00b",
	"SO and SI":                       "\x0e\x0f",
	"XON and XOFF":                    "\x11\x13",
	"DEL":                             "a\x7fb",
	"BiDi override":                   "moc.elpmaxe\u202egnp.exe",
	"BiDi embedding":                  "\u202a\u202b\u202c",
	"BiDi isolates":                   "\u2066\u2067\u2068\u2069",
	"BiDi marks":                      "\u200e\u200f\u061c",
	"zero width space":                "exam\u200bple.com",
	"zero width joiners":              "a\u200cb\u200dc",
	"word joiner and invisible signs": "\u2060\u2061\u2064",
	"byte order mark":                 "\ufeffexample.com",
	"line and paragraph separator":    "one\u2028two\u2029three",
	"deprecated format characters":    "\u206a\u206f",
	"invalid UTF-8":                   "a\xc3(b",
	"overlong slash":                  "\xc0\xaf",
	"overlong ESC":                    "\xc0\x9b[2J",
	"surrogate in UTF-8":              "\xed\xa0\x80",
	"beyond Unicode":                  "\xf4\x90\x80\x80",
	"UTF-8 cut short":                 "caf\xc3",
	"only continuation bytes":         "\x80\x80\x80",
}

func TestCleanLeavesNothingThatDrivesATerminal(t *testing.T) {
	for name, payload := range hostile {
		t.Run(name, func(t *testing.T) {
			cleaned := Clean(payload)
			if found := foreign(cleaned); found != "" {
				t.Errorf("Clean(%q) = %q still has %s", payload, cleaned, found)
			}
			if cleaned == payload {
				t.Errorf("Clean(%q) changed nothing", payload)
			}
			if again := Clean(cleaned); again != cleaned {
				t.Errorf("cleaning twice gives %q, once %q", again, cleaned)
			}
			for _, line := range CleanLines(payload) {
				if found := foreign(line); found != "" {
					t.Errorf("CleanLines(%q) has a line %q with %s", payload, line, found)
				}
			}
		})
	}
}

func TestCleanLeavesPlainTextAlone(t *testing.T) {
	for _, plain := range []string{
		"",
		"shop.example",
		"The domain is mapped: 203.0.113.10 (id 7) {name} [x] <y> \"z\" 'q' \\ ~",
		"Müller & Söhne, Größe €5",
		"例え.テスト",
		"пример.испытание",
		"مثال.إختبار",
		"नमूना",
		"naïve café with combining e\u0301",
		"✓ ● … — “quoted”",
		"😀",
		"a\u00a0b",
		"\uFFFD is itself",
	} {
		if cleaned := Clean(plain); cleaned != plain {
			t.Errorf("Clean(%q) = %q", plain, cleaned)
		}
	}
}

func TestCleanBoundsWhatIsDrawn(t *testing.T) {
	const megabytes = 10 << 20
	for name, long := range map[string]string{
		"letters":    strings.Repeat("a", megabytes),
		"wide":       strings.Repeat("界", megabytes/3),
		"escapes":    strings.Repeat("\x1b", megabytes),
		"bad bytes":  strings.Repeat("\xff", megabytes),
		"combining":  "e" + strings.Repeat("\u0301", megabytes/2),
		"just above": strings.Repeat("a", maxCleaned+1),
	} {
		cleaned := Clean(long)
		if n := utf8.RuneCountInString(cleaned); n != maxCleaned+1 || !strings.HasSuffix(cleaned, "…") {
			t.Errorf("%s: %d runes, want %d with an ellipsis at the end", name, n, maxCleaned+1)
		}
	}
	if just := strings.Repeat("a", maxCleaned); Clean(just) != just {
		t.Errorf("a text of %d runes was changed", maxCleaned)
	}
}

func TestCleanLinesKeepsLinesApart(t *testing.T) {
	got := CleanLines("one\r\ntwo\rthree\n\tfour\x1b[2J")
	want := []string{"one", "two", "three", "    four\uFFFD[2J"}
	if strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("CleanLines = %q, want %q", got, want)
	}
}

func FuzzClean(f *testing.F) {
	for _, payload := range hostile {
		f.Add(payload)
	}
	f.Add("plain text")
	f.Fuzz(func(t *testing.T, s string) {
		cleaned := Clean(s)
		if found := foreign(cleaned); found != "" {
			t.Errorf("Clean(%q) = %q still has %s", s, cleaned, found)
		}
		if foreign(s) == "" && utf8.RuneCountInString(s) <= maxCleaned && cleaned != s {
			t.Errorf("Clean(%q) = %q, though nothing was wrong with it", s, cleaned)
		}
		if n := utf8.RuneCountInString(cleaned); n > maxCleaned+1 {
			t.Errorf("%d runes are left of %d", n, utf8.RuneCountInString(s))
		}
		if again := Clean(cleaned); utf8.RuneCountInString(cleaned) <= maxCleaned && again != cleaned {
			t.Errorf("cleaning twice gives %q, once %q", again, cleaned)
		}
	})
}

// foreign names what must not reach a terminal, "" when there is nothing. It is
// written from the list of what is forbidden, apart from the code it judges.
func foreign(s string) string {
	if !utf8.ValidString(s) {
		return "invalid UTF-8"
	}
	for _, r := range s {
		switch {
		case r < 0x20, r == 0x7f, r >= 0x80 && r <= 0x9f:
			return "a control character"
		case unicode.Is(unicode.Bidi_Control, r):
			return "a BiDi control"
		case r >= 0x200b && r <= 0x200f, r >= 0x2028 && r <= 0x202e, r >= 0x2060 && r <= 0x206f, r == 0xfeff,
			unicode.Is(unicode.Cf, r):
			return "an invisible character"
		}
	}
	return ""
}

func BenchmarkClean(b *testing.B) {
	for name, s := range map[string]string{"plain": "shop.example", "wide": "例え.テスト", "hostile": hostile["OSC 52 clipboard"]} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Clean(s)
			}
		})
	}
}
