package phptoken

import (
	"bytes"
	"strconv"
	"unicode/utf8"
)

// Literal returns the content of a String or Heredoc token whose content is fixed. It returns false for every other
// token, and where PHP itself would complain about the content.
func (t Token) Literal(src []byte) (string, bool) {
	text := t.Text(src)
	if len(text) > 0 && (text[0] == 'b' || text[0] == 'B') {
		text = text[1:]
	}
	switch {
	case t.Kind == String && text[0] == '\'':
		return unescapeSingle(text[1 : len(text)-1]), true
	case t.Kind == String:
		return unescapeDouble(text[1:len(text)-1], '"')
	case t.Kind == Heredoc:
		return heredocLiteral(text)
	default:
		return "", false
	}
}

func unescapeSingle(text []byte) string {
	content := make([]byte, 0, len(text))
	for i := 0; i < len(text); i++ {
		if text[i] == '\\' && i+1 < len(text) && (text[i+1] == '\\' || text[i+1] == '\'') {
			i++
		}
		content = append(content, text[i])
	}
	return string(content)
}

// heredocLiteral takes away the opening, the label and the indentation which the label sets for all lines.
func heredocLiteral(text []byte) (string, bool) {
	label, raw, size := heredocOpening(text)
	body := text[size : len(text)-len(label)]
	indent := len(body) - len(bytes.TrimRight(body, " \t"))
	body = body[:len(body)-indent]
	switch {
	case bytes.HasSuffix(body, []byte("\r\n")):
		body = body[:len(body)-2]
	case len(body) > 0:
		body = body[:len(body)-1]
	}
	body, ok := dedent(body, indent)
	if raw || !ok {
		return string(body), ok
	}
	if interpolates(body) {
		return "", false
	}
	return unescapeDouble(body, 0)
}

// dedent takes indent blanks from the start of each line; false when a line that is not empty has fewer.
func dedent(body []byte, indent int) ([]byte, bool) {
	if indent == 0 {
		return body, true
	}
	var lines []byte
	for len(body) > 0 {
		end := bytes.IndexAny(body, "\r\n")
		if end < 0 {
			end = len(body)
		}
		blanks := min(indent, end-len(bytes.TrimLeft(body[:end], " \t")))
		if blanks < indent && blanks < end {
			return nil, false
		}
		newline := lineEnding(body[end:])
		lines = append(lines, body[blanks:end+newline]...)
		body = body[end+newline:]
	}
	return lines, true
}

// interpolates tells whether PHP puts a value into the text of a heredoc.
func interpolates(text []byte) bool {
	for i := 0; i+1 < len(text); i++ {
		following := text[i+1]
		switch {
		case text[i] == '\\':
			i++
		case text[i] == '$' && (following == '{' || isNameStart(following)), text[i] == '{' && following == '$':
			return true
		}
	}
	return false
}

var simpleEscapes = map[byte]byte{
	'n': '\n', 't': '\t', 'r': '\r', 'v': '\v', 'e': 0x1b, 'f': '\f', '\\': '\\', '$': '$',
}

// unescapeDouble reads the escapes of double quotes; quote is the one that needs an escape, 0 in a heredoc.
func unescapeDouble(text []byte, quote byte) (string, bool) {
	content := make([]byte, 0, len(text))
	for i := 0; i < len(text); i++ {
		if text[i] != '\\' || i+1 == len(text) {
			content = append(content, text[i])
			continue
		}
		piece, size := unescape(text[i+1:], quote)
		if size < 0 {
			return "", false
		}
		if size == 0 {
			content = append(content, '\\')
			continue
		}
		content = append(content, piece...)
		i += size
	}
	return string(content), true
}

// unescape reads what follows a backslash. The size is 0 when this is no escape, and negative when it is a wrong one.
func unescape(rest []byte, quote byte) (piece []byte, size int) {
	c := rest[0]
	if to, ok := simpleEscapes[c]; ok {
		return []byte{to}, 1
	}
	switch {
	case quote != 0 && c == quote:
		return []byte{c}, 1
	case isOctalDigit(c):
		size = digits(rest, 3, isOctalDigit)
		n, _ := strconv.ParseUint(string(rest[:size]), 8, 16)
		return []byte{byte(n & 0xff)}, size
	case c == 'x' || c == 'X':
		size = digits(rest[1:], 2, isHexDigit)
		if size == 0 {
			return nil, 0
		}
		n, _ := strconv.ParseUint(string(rest[1:1+size]), 16, 8)
		return []byte{byte(n)}, 1 + size
	case c == 'u' && len(rest) > 1 && rest[1] == '{':
		return unescapeUnicode(rest)
	}
	return nil, 0
}

// unescapeUnicode reads u{...}. PHP encodes surrogates too, so this does not leave it to package utf8.
func unescapeUnicode(rest []byte) (piece []byte, size int) {
	size = digits(rest[2:], len(rest), isHexDigit)
	if size == 0 || 2+size >= len(rest) || rest[2+size] != '}' {
		return nil, -1
	}
	n, err := strconv.ParseUint(string(rest[2:2+size]), 16, 64)
	if err != nil || n > utf8.MaxRune {
		return nil, -1
	}
	if n >= 0xd800 && n <= 0xdfff {
		return []byte{0xed, 0x80 | byte(n>>6&0x3f), 0x80 | byte(n&0x3f)}, size + 3
	}
	return utf8.AppendRune(nil, rune(n)), size + 3
}

// digits counts the leading bytes of that kind, up to most.
func digits(text []byte, most int, is func(byte) bool) int {
	n := 0
	for n < len(text) && n < most && is(text[n]) {
		n++
	}
	return n
}
