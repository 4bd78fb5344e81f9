package phptoken

import "bytes"

// scanCode reads one token of code.
func (s *scanner) scanCode() (Kind, error) {
	c, following := s.src[s.pos], s.at(s.pos+1)
	switch {
	case isBlank(c):
		s.skipWhile(isBlank)
		return Whitespace, nil
	case c == '#', c == '/', c == '?':
		if kind, found, err := s.scanMark(c, following); found {
			return kind, err
		}
	case c == '$' && isNameStart(following):
		s.pos++
		s.skipWhile(isNamePart)
		return Variable, nil
	case isDigit(c), c == '.' && isDigit(following):
		s.scanNumber()
		return Number, nil
	default:
		if kind, found, err := s.scanQuoted(); found {
			return kind, err
		}
	}
	if s.scanName() {
		return Name, nil
	}
	return Punctuation, s.scanPunctuation()
}

// scanMark reads a comment, the start of an attribute or a close tag; found is false when c begins an operator.
func (s *scanner) scanMark(c, following byte) (kind Kind, found bool, err error) {
	switch {
	case c == '#' && following == '[' && s.rules.attributes:
		s.pos += 2
		return Attribute, true, nil
	case c == '#', c == '/' && following == '/':
		s.scanLineComment()
		return Comment, true, nil
	case c == '/' && following == '*':
		return Comment, true, s.scanBlockComment()
	case c == '?' && following == '>':
		s.scanCloseTag()
		return CloseTag, true, nil
	default:
		return 0, false, nil
	}
}

// at returns the byte at i, or NUL behind the end; PHP accepts NUL nowhere that this is asked.
func (s *scanner) at(i int) byte {
	if i < len(s.src) {
		return s.src[i]
	}
	return 0
}

func (s *scanner) skipWhile(is func(byte) bool) {
	for s.pos < len(s.src) && is(s.src[s.pos]) {
		s.pos++
	}
}

func (s *scanner) scanLineComment() {
	for s.pos < len(s.src) {
		c := s.src[s.pos]
		if c == '\n' || c == '\r' {
			return
		}
		if c == '?' && s.at(s.pos+1) == '>' && s.rules.closeTagEndsComment {
			return
		}
		s.pos++
	}
}

func (s *scanner) scanBlockComment() error {
	end := bytes.Index(s.src[s.pos+2:], []byte("*/"))
	if end < 0 {
		return &Error{s.pos, Unterminated}
	}
	s.pos += 2 + end + 2
	return nil
}

func (s *scanner) scanCloseTag() {
	s.pos += 2
	s.pos += lineEnding(s.src[s.pos:])
	s.inCode = false
}

// scanName reads name, \name or a\b\c; it returns false when there is none.
func (s *scanner) scanName() bool {
	start := s.pos
	if s.src[s.pos] == '\\' && isNameStart(s.at(s.pos+1)) {
		s.pos++
	}
	for isNameStart(s.at(s.pos)) {
		s.skipWhile(isNamePart)
		if s.at(s.pos) != '\\' || !isNameStart(s.at(s.pos+1)) {
			break
		}
		s.pos++
	}
	return s.pos > start
}

// scanNumber reads a number of any base, with _ between digits, a fraction and an exponent.
func (s *scanner) scanNumber() {
	if s.src[s.pos] == '0' {
		for _, base := range []struct {
			marks string
			digit func(byte) bool
		}{{"xX", isHexDigit}, {"bB", isBinaryDigit}, {"oO", isOctalDigit}} {
			if bytes.IndexByte([]byte(base.marks), s.at(s.pos+1)) >= 0 && base.digit(s.at(s.pos+2)) {
				s.pos += 2
				s.skipDigits(base.digit)
				return
			}
		}
	}
	s.skipDigits(isDigit)
	if s.at(s.pos) == '.' {
		s.pos++
		s.skipDigits(isDigit)
	}
	s.scanExponent()
}

func (s *scanner) scanExponent() {
	if c := s.at(s.pos); c != 'e' && c != 'E' {
		return
	}
	digits := s.pos + 1
	if c := s.at(digits); c == '+' || c == '-' {
		digits++
	}
	if isDigit(s.at(digits)) {
		s.pos = digits
		s.skipDigits(isDigit)
	}
}

// skipDigits passes digits, and a _ that stands between two of them.
func (s *scanner) skipDigits(is func(byte) bool) {
	if !is(s.at(s.pos)) {
		return
	}
	for {
		s.skipWhile(is)
		if s.at(s.pos) != '_' || !is(s.at(s.pos+1)) {
			return
		}
		s.pos++
	}
}

// operators holds, for each byte that may stand in code as punctuation, the operators of more than one byte that
// begin with it, the longest first.
var operators = map[byte][]string{
	';': {}, ',': {}, '(': {}, ')': {}, '[': {}, ']': {}, '{': {}, '}': {}, '@': {}, '~': {}, '$': {}, '\\': {},
	':': {"::"},
	'.': {"...", ".="},
	'|': {"||", "|=", "|>"},
	'^': {"^="},
	'&': {"&&", "&="},
	'+': {"++", "+="},
	'-': {"->", "--", "-="},
	'/': {"/="},
	'*': {"**=", "**", "*="},
	'=': {"===", "==", "=>"},
	'%': {"%="},
	'!': {"!==", "!="},
	'<': {"<=>", "<<=", "<<", "<=", "<>"},
	'>': {">>=", ">>", ">="},
	'?': {"?->", "??=", "??"},
}

// punctuation is operators as a table.
var punctuation = func() (table [256][]string) {
	for first, longer := range operators {
		table[first] = longer
	}
	return table
}()

func (s *scanner) scanPunctuation() error {
	longer := punctuation[s.src[s.pos]]
	if longer == nil {
		return &Error{s.pos, BadCharacter}
	}
	for _, operator := range longer {
		if end := s.pos + len(operator); end <= len(s.src) && string(s.src[s.pos:end]) == operator {
			s.pos = end
			return nil
		}
	}
	s.pos++
	return nil
}

// isBlank tells PHP's white space; form feed and vertical tab are not part of it.
func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

func isDigit(c byte) bool       { return c >= '0' && c <= '9' }
func isOctalDigit(c byte) bool  { return c >= '0' && c <= '7' }
func isBinaryDigit(c byte) bool { return c == '0' || c == '1' }
func isHexDigit(c byte) bool    { return isDigit(c) || c|0x20 >= 'a' && c|0x20 <= 'f' }

func isNameStart(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_' || c >= 0x80 }
func isNamePart(c byte) bool  { return isNameStart(c) || isDigit(c) }
