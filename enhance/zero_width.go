package enhance

import (
	"strings"
	"unicode"
)

// isZeroWidth reports characters that take no room on a screen and that come
// along when text is copied from a web page or a chat.
func isZeroWidth(r rune) bool {
	return unicode.Is(unicode.Cf, r) || r == '\u034f' || r == '\u115f' || r == '\u1160' || r == '\u3164'
}

// withoutBlanks drops every white space and zero-width character, wherever it is.
func withoutBlanks(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || isZeroWidth(r) {
			return -1
		}
		return r
	}, s)
}
