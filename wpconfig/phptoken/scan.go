package phptoken

import (
	"bytes"
	"strings"
)

// maxDepth limits code in strings in code, which is read by recursion.
const maxDepth = 1000

// rules are the ones that are easily forgotten. Tests switch them off one at a time, to prove that the comparison
// with PHP's lexer would notice.
type rules struct {
	attributes           bool // #[ is no comment
	closeTagEndsComment  bool // ?> ends // and #
	nestedCode           bool // {$a["b"]} in a string may hold quotes
	indentedLabels       bool // the closing label of a heredoc may be indented
	labelAfterBackslash  bool // a backslash before the line ending does not hide the closing label
	interpolationEscapes bool // \{$ and \$ in a string do not begin code
}

var phpRules = rules{true, true, true, true, true, true}

// Scan splits the source of a file. The tokens cover it without a gap; with an error, they cover what lies before
// the token that could not be read.
func Scan(src []byte) ([]Token, error) { return scan(src, phpRules) }

func scan(src []byte, r rules) ([]Token, error) {
	s := scanner{src: src, rules: r}
	tokens := make([]Token, 0, len(src)/4)
	halt := haltWatch{src: src}
	for s.pos < len(src) {
		token, err := s.next()
		if err != nil {
			return tokens, err
		}
		tokens = append(tokens, token)
		if halt.ended(token) && s.pos < len(src) {
			return append(tokens, Token{Data, s.pos, len(src)}), nil
		}
	}
	return tokens, nil
}

type scanner struct {
	src    []byte
	pos    int
	inCode bool
	depth  int
	rules  rules
	// nested is told of each token of code in a string.
	nested func(Token)
}

// next reads one token at pos, which lies before the end.
func (s *scanner) next() (Token, error) {
	start := s.pos
	kind, err := s.scanHTML(), error(nil)
	if s.pos == start {
		kind, err = s.scanCode()
	}
	if err != nil {
		s.pos = start
		return Token{}, err
	}
	return Token{kind, start, s.pos}, nil
}

// scanHTML reads text up to a tag, or the tag itself; in code it reads nothing.
func (s *scanner) scanHTML() Kind {
	if s.inCode {
		return HTML
	}
	start := s.pos
	for {
		at := bytes.Index(s.src[s.pos:], []byte("<?"))
		if at < 0 {
			s.pos = len(s.src)
			return HTML
		}
		kind, size := openTag(s.src[s.pos+at:])
		switch {
		case size == 0:
			s.pos += at + 2
		case s.pos+at > start:
			s.pos += at
			return HTML
		default:
			s.pos += size
			s.inCode = true
			return kind
		}
	}
}

// openTag tells whether src, which begins with <?, begins with a tag, and how long that is.
func openTag(src []byte) (Kind, int) {
	const name = "<?php"
	if len(src) > 2 && src[2] == '=' {
		return OpenEcho, 3
	}
	if len(src) < len(name) || !bytes.EqualFold(src[:len(name)], []byte(name)) {
		return HTML, 0
	}
	rest := src[len(name):]
	switch {
	case len(rest) == 0:
		return OpenTag, len(name)
	case rest[0] == ' ' || rest[0] == '\t':
		return OpenTag, len(name) + 1
	case lineEnding(rest) > 0:
		return OpenTag, len(name) + lineEnding(rest)
	default:
		return HTML, 0
	}
}

// lineEnding returns the size of the line ending that src begins with: LF, CRLF or CR.
func lineEnding(src []byte) int {
	switch {
	case len(src) == 0:
		return 0
	case src[0] == '\n':
		return 1
	case src[0] != '\r':
		return 0
	case len(src) > 1 && src[1] == '\n':
		return 2
	default:
		return 1
	}
}

// haltWatch finds the end of __halt_compiler();, after which nothing is code.
type haltWatch struct {
	src []byte
	// seen counts the tokens of the statement that were met: the word, ( and ).
	seen int
	// member is true after an arrow, where the word names a method.
	member bool
}

func (h *haltWatch) ended(t Token) bool {
	switch t.Kind {
	case Whitespace, Comment, OpenTag:
		return false
	case CloseTag:
		return h.seen == 3
	case Name, Punctuation:
	default:
		h.seen, h.member = 0, false
		return false
	}
	text := string(t.Text(h.src))
	switch {
	case !h.member && strings.EqualFold(text, "__halt_compiler"):
		h.seen = 1
	case h.seen == 1 && text == "(", h.seen == 2 && text == ")":
		h.seen++
	case h.seen == 3 && text == ";":
		return true
	default:
		h.seen, h.member = 0, text == "->" || text == "?->" || text == "::"
	}
	return false
}
