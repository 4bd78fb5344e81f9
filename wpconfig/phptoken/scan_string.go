package phptoken

import "bytes"

// scanQuoted reads a string of any form; found is false when none begins here.
func (s *scanner) scanQuoted() (kind Kind, found bool, err error) {
	start := s.pos
	quote := s.src[s.pos]
	if (quote == 'b' || quote == 'B') && bytes.IndexByte([]byte(`'"<`), s.at(s.pos+1)) >= 0 {
		s.pos++
		quote = s.src[s.pos]
	}
	switch quote {
	case '\'':
		return String, true, s.scanSingleQuoted()
	case '"':
		kind, err = s.scanTemplate('"')
		return kind, true, err
	case '`':
		_, err = s.scanTemplate('`')
		return Shell, true, err
	case '<':
		if found, err = s.scanHeredoc(); found {
			return Heredoc, true, err
		}
	}
	s.pos = start
	return 0, false, nil
}

func (s *scanner) scanSingleQuoted() error {
	start := s.pos
	for s.pos++; s.pos < len(s.src); s.pos++ {
		switch s.src[s.pos] {
		case '\\':
			s.pos++
		case '\'':
			s.pos++
			return nil
		}
	}
	return &Error{start, Unterminated}
}

// scanTemplate reads up to the closing quote; the kind is String when no variable stands in it.
func (s *scanner) scanTemplate(quote byte) (Kind, error) {
	start, kind := s.pos, String
	s.pos++
	for s.pos < len(s.src) {
		switch s.src[s.pos] {
		case quote:
			s.pos++
			return kind, nil
		case '\\':
			s.skipEscape()
		default:
			variable, err := s.scanInterpolation()
			if err != nil {
				return kind, err
			}
			if variable {
				kind = Template
			}
		}
	}
	return kind, &Error{start, Unterminated}
}

// skipEscape passes a backslash and the byte after it.
func (s *scanner) skipEscape() {
	s.pos++
	if s.rules.interpolationEscapes || s.at(s.pos) != '$' && s.at(s.pos) != '{' {
		s.pos++
	}
}

// scanInterpolation passes one byte of a string, or the code that begins there. It returns true when PHP puts a
// value in.
func (s *scanner) scanInterpolation() (bool, error) {
	c, following := s.src[s.pos], s.at(s.pos+1)
	switch {
	case c == '{' && following == '$':
		s.pos++
	case c == '$' && following == '{':
		s.pos += 2
	case c == '$' && isNameStart(following):
		s.pos += 2
		return true, nil
	default:
		s.pos++
		return false, nil
	}
	if !s.rules.nestedCode {
		return true, nil
	}
	return true, s.scanNested()
}

// scanNested reads the code in a string up to and including the brace that ends it.
func (s *scanner) scanNested() error {
	start := s.pos
	if s.depth++; s.depth > maxDepth {
		return &Error{start, TooDeep}
	}
	defer func() { s.depth-- }()
	for open := 1; s.pos < len(s.src); {
		token, err := s.next()
		if err != nil {
			return err
		}
		if s.nested != nil {
			s.nested(token)
		}
		if token.Kind != Punctuation {
			continue
		}
		switch s.src[token.Start] {
		case '{':
			open++
		case '}':
			open--
		}
		if open == 0 {
			return nil
		}
	}
	return &Error{start, Unterminated}
}

// Embedded returns the tokens of the code that stands in a Template, Heredoc or Shell token, at any depth, such as
// those of $a['b'] in "{$a['b']}".
func (t Token) Embedded(src []byte) []Token {
	var embedded []Token
	s := scanner{src: src[:t.End], pos: t.Start, inCode: true, rules: phpRules}
	s.nested = func(token Token) { embedded = append(embedded, token) }
	if _, err := s.next(); err != nil {
		return nil
	}
	return embedded
}
