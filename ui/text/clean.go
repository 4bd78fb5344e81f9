package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxCleaned bounds what one cleaned line may hold, in runes: a name of ten
// megabytes is an attack on the terminal too.
const maxCleaned = 4096

// replacement stands for a character that was taken out.
const replacement = '\uFFFD'

// Clean makes text from outside safe to draw on one line: C0 and C1 controls,
// DEL, invalid UTF-8 and the characters that reorder or hide text become
// U+FFFD, so that neither an escape sequence nor a look-alike gets through.
func Clean(s string) string {
	if isPlain(s) {
		return s
	}
	var b strings.Builder
	runes := 0
	for i := 0; i < len(s); runes++ {
		if runes == maxCleaned {
			b.WriteRune('…')
			break
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		if forbidden(r, size) {
			r = replacement
		}
		b.WriteRune(r)
	}
	return b.String()
}

// CleanLines splits at line ends (LF, CRLF, CR), expands tabs and cleans each line.
func CleanLines(s string) []string {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\t", "    ").Replace(s)
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		lines[i] = Clean(line)
	}
	return lines
}

func isPlain(s string) bool {
	if len(s) > maxCleaned {
		return false
	}
	for i := 0; i < len(s); i++ {
		if s[i] < 0x20 || s[i] > 0x7e {
			return false
		}
	}
	return true
}

func forbidden(r rune, size int) bool {
	switch {
	case r == utf8.RuneError && size <= 1:
		return true
	case r == 0x2028, r == 0x2029: // line and paragraph separator
		return true
	case r >= 0x2060 && r <= 0x206f: // reserved for more of the invisible ones
		return true
	default:
		return unicode.In(r, unicode.Cc, unicode.Cf)
	}
}
