package wpconfig

import (
	"path/filepath"
	"strconv"
	"strings"

	"enhance-wizard/wpconfig/phptoken"
)

// maxFold limits constants that are made of constants.
const maxFold = 20

// fold returns the text of an expression made of strings, __DIR__, __FILE__, dirname() and constants that the file
// itself defines so.
func (f *File) fold(u *unit, r span, depth int) (string, bool) {
	if r.last < r.first || depth > maxFold {
		return "", false
	}
	var folded strings.Builder
	for start := r.first; start <= r.last; {
		end := start
		for end <= r.last && !u.is(end, ".") {
			end = max(end, u.partner[end]) + 1
		}
		term, ok := f.foldTerm(u, span{start, end - 1}, depth+1)
		if !ok || end == r.last {
			return "", false
		}
		folded.WriteString(term)
		start = end + 1
	}
	return folded.String(), true
}

func (f *File) foldTerm(u *unit, r span, depth int) (string, bool) {
	switch {
	case r.last < r.first:
		return "", false
	case u.is(r.first, "(") && u.partner[r.first] == r.last:
		return f.fold(u, span{r.first + 1, r.last - 1}, depth)
	case u.function(r.first) == "dirname" && u.partner[r.first+1] == r.last:
		return f.foldDirname(u, r.first+1, depth)
	case r.first != r.last:
		return "", false
	case u.kind(r.first) == phptoken.Name:
		return f.foldName(u, r.first, depth)
	default:
		return u.literal(r.first)
	}
}

func (f *File) foldName(u *unit, i, depth int) (string, bool) {
	switch word := u.word(i); word {
	case "":
		return "", false
	case "__file__", "__dir__":
		if !filepath.IsAbs(u.path) {
			return "", false
		}
		if word == "__dir__" {
			return filepath.Dir(u.path), true
		}
		return u.path, true
	case "directory_separator", `\directory_separator`:
		return "/", true
	}
	return f.resolve(strings.TrimPrefix(u.at(i), `\`), depth)
}

// foldDirname reads dirname( path ) or dirname( path, levels ), whose bracket is at open.
func (f *File) foldDirname(u *unit, open, depth int) (string, bool) {
	arguments, unpacked := u.arguments(open)
	if unpacked || len(arguments) == 0 || len(arguments) > 2 || arguments[0].label != "" {
		return "", false
	}
	path, ok := f.fold(u, arguments[0].span, depth)
	levels := 1
	if len(arguments) == 2 {
		n, err := strconv.Atoi(u.bytes(arguments[1].span))
		ok = ok && err == nil && n > 0
		levels = n
	}
	for ; ok && levels > 0 && path != "/"; levels-- {
		path = filepath.Dir(strings.TrimRight(path, "/"))
	}
	return path, ok
}
