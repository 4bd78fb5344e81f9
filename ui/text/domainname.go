package text

import (
	"strings"
	"unicode"

	"golang.org/x/net/idna"
)

// DomainName is a domain as people read it: the labels that DNS has in Punycode in their own letters, where they look like
// nothing else. Others stay as DNS has them: "аpple" with a Cyrillic а is not to pass for another's name, and letters that
// run from right to left would turn the line around that they stand in. What DNS knows is to be shown beside, where a
// decision hangs on it.
func DomainName(ascii string) string {
	if !strings.Contains(ascii, "xn--") {
		return Clean(ascii)
	}
	labels := strings.Split(ascii, ".")
	end := script(readable(labels[len(labels)-1]))
	for i, label := range labels {
		letters := readable(label)
		switch script(letters) {
		case latin, eastAsian:
			labels[i] = letters
		case cyrillic, greek: // under a domain of the same script nobody looks for a Latin name
			if script(letters) == end {
				labels[i] = letters
			}
		}
	}
	return Clean(strings.Join(labels, "."))
}

// readable is a label in its own letters; the label itself where it is not one that browsers would look up.
func readable(label string) string {
	letters, err := idna.Display.ToUnicode(label)
	if err != nil {
		return label
	}
	if back, err := idna.Lookup.ToASCII(letters); err != nil || back != label {
		return label
	}
	return letters
}

// The writings that are told apart; other ones, and a mixture, are none.
const (
	latin     = "Latin"
	eastAsian = "East Asian"
	cyrillic  = "Cyrillic"
	greek     = "Greek"
)

// script is the writing that all letters of a label are of; empty where they are of several, or of another one.
func script(label string) string {
	found := ""
	for _, r := range label {
		if r == '-' || '0' <= r && r <= '9' {
			continue
		}
		s := scriptOf(r)
		if s == "" || found != "" && found != s {
			return ""
		}
		found = s
	}
	return found
}

func scriptOf(r rune) string {
	switch {
	case isPlainLatin(r):
		return latin
	case r == 'ー', unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Bopomofo):
		return eastAsian
	case unicode.Is(unicode.Cyrillic, r):
		return cyrillic
	case unicode.Is(unicode.Greek, r):
		return greek
	default:
		return ""
	}
}

// isPlainLatin takes the letters of Europe's languages and of Vietnamese. Phonetic ones and their like, of which many look
// like a to z, are left out, as are the dotless i and the small kra.
func isPlainLatin(r rune) bool {
	switch r {
	case 'ı', 'ĸ', '÷':
		return false
	default:
		return 'a' <= r && r <= 'z' || 'ß' <= r && r <= 'ž' || 'ạ' <= r && r <= 'ỹ'
	}
}
