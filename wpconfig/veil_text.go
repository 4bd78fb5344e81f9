package wpconfig

import (
	"regexp"
	"strings"
)

var (
	word      = regexp.MustCompile(`[A-Za-z0-9_]+`)
	wholeWord = regexp.MustCompile(`^[A-Za-z0-9_]+$`)
	// assigned is what may be a value in a comment: quoted, or behind an equals sign, a colon or an arrow.
	assigned = regexp.MustCompile(`'[^'\r\n]*'?|"[^"\r\n]*"?|[=:]>?[ \t]*([^\s'",;()>]+)`)
)

// hideInText hides what follows the name of a secret on its line, in text that is no code.
func (v *veiler) hideInText(start, end int) {
	for at := start; at < end; {
		lineEnd := end
		if i := strings.IndexAny(v.text[at:end], "\r\n"); i >= 0 {
			lineEnd = at + i
		}
		line := v.text[at:lineEnd]
		for _, name := range word.FindAllStringIndex(line, -1) {
			if !v.isSecret(line[name[0]:name[1]]) {
				continue
			}
			rest := strings.TrimLeft(line[name[1]:], `'"`)
			from := lineEnd - len(rest)
			for _, value := range assigned.FindAllStringSubmatchIndex(rest, -1) {
				start := value[0]
				if value[2] >= 0 {
					start = value[2]
				}
				v.found = append(v.found, veil{from + start, from + value[1], maskMark})
			}
			break
		}
		at = lineEnd + 1
	}
}
