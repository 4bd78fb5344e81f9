package wpconfig

import (
	"slices"
	"strings"

	"enhance-wizard/wpconfig/phptoken"
)

// veil hides the bytes from start up to end behind another text.
type veil struct {
	start, end int
	text       string
}

// veils finds the secrets in a file, whether it is valid or not: the values of secret names, the same values
// elsewhere, and what follows a secret name in comments and in text that is no code. In doubt it hides more.
func veils(content []byte, names []string) []veil {
	v := &veiler{text: string(content), names: names}
	tokens, err := phptoken.Scan(content)
	for _, t := range tokens {
		switch t.Kind {
		case phptoken.Whitespace, phptoken.OpenTag:
		case phptoken.Comment, phptoken.HTML, phptoken.Data:
			v.hideInText(t.Start, t.End)
		default:
			v.code = append(v.code, t)
		}
	}
	if err != nil {
		v.hideInText(0, len(v.text))
	}
	for i := range v.code {
		v.hideFrom(i)
	}
	v.hideCopies()
	return disjoint(v.found)
}

type veiler struct {
	text   string
	code   []phptoken.Token
	names  []string
	found  []veil
	values []string
}

func (v *veiler) at(i int) string {
	if i < 0 || i >= len(v.code) {
		return ""
	}
	return v.text[v.code[i].Start:v.code[i].End]
}

func (v *veiler) isSecret(name string) bool {
	return slices.Contains(v.names, name) || wholeWord.MatchString(name) && isSecretName(name)
}

// literal returns the content of a string.
func (v *veiler) literal(i int) (string, bool) {
	t := v.code[i]
	return phptoken.Token{Kind: t.Kind, End: t.End - t.Start}.Literal([]byte(v.at(i)))
}

// hideFrom hides the value that belongs to the name at i, when that is the name of a secret.
func (v *veiler) hideFrom(i int) {
	name := v.at(i)
	switch v.code[i].Kind {
	case phptoken.String, phptoken.Heredoc:
		name, _ = v.literal(i)
		if key, _, assigned := strings.Cut(name, "="); assigned && v.isSecret(key) {
			v.hide(i, false) // putenv( 'NAME=value' )
		}
	case phptoken.Variable:
		name = name[1:]
	case phptoken.Name:
		if v.at(i+1) != "=" {
			return
		}
	default:
		return
	}
	switch {
	case !v.isSecret(name):
	case v.at(i-1) == ":": // a named argument: the value may stand before it
		v.hideStrings(v.callStart(i), v.valueEnd(i+1), name)
	default:
		v.hideStrings(i+1, v.valueEnd(i+1), name)
	}
}

// callStart returns the bracket that opens the call in which the token at i is an argument.
func (v *veiler) callStart(i int) int {
	for i > 0 && v.at(i) != "(" && v.at(i) != ";" {
		i--
	}
	return i
}

// valueEnd returns the end of the value that follows a name: define( 'NAME', value ), 'NAME' => value,
// $a['NAME'] = value, getenv( 'NAME' ) ?: value.
func (v *veiler) valueEnd(i int) int {
	depth := 0
	for at := i; at < len(v.code); at++ {
		switch v.at(at) {
		case "(", "[", "{", "#[":
			depth++
		case ")", "]", "}":
			if depth--; depth >= 0 {
				continue
			}
			switch v.at(at + 1) {
			case "=", "?", "??", "??=", ".", ".=":
				depth = 0
			default:
				return at
			}
		case ",":
			if depth == 0 && at > i {
				return at
			}
		case ";":
			if depth == 0 {
				return at
			}
		}
	}
	return len(v.code)
}

// hideStrings hides the strings and numbers of a range, but the secret's own name, as in getenv( 'NAME' ).
func (v *veiler) hideStrings(from, to int, name string) {
	var found []int
	for i := from; i < to; i++ {
		switch v.code[i].Kind {
		case phptoken.String, phptoken.Heredoc, phptoken.Template, phptoken.Shell, phptoken.Number:
			if content, _ := v.literal(i); content != name {
				found = append(found, i)
			}
		default:
		}
	}
	for _, i := range found {
		v.hide(i, len(found) == 1)
	}
}

// hide hides a string or number; of one that is the whole value, the tail may stay.
func (v *veiler) hide(i int, whole bool) {
	t := v.code[i]
	content, fixed := v.literal(i)
	if fixed {
		v.values = append(v.values, content)
	}
	masked := maskMark
	if whole && fixed {
		masked = Mask(content)
	}
	if first := v.text[t.Start]; t.Kind == phptoken.String && first != 'b' && first != 'B' {
		v.found = append(v.found, veil{t.Start + 1, t.End - 1, masked})
		return
	}
	v.found = append(v.found, veil{t.Start, t.End, masked})
}

// shortestCopy is the length from which a secret's value is looked for elsewhere; a shorter one is any word.
const shortestCopy = 6

// hideCopies hides the values that were found, wherever else they stand.
func (v *veiler) hideCopies() {
	slices.Sort(v.values)
	for _, value := range slices.Compact(v.values) {
		if len(value) < shortestCopy {
			continue
		}
		for at := 0; ; {
			i := strings.Index(v.text[at:], value)
			if i < 0 {
				break
			}
			v.found = append(v.found, veil{at + i, at + i + len(value), maskMark})
			at += i + len(value)
		}
	}
}
