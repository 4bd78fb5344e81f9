package phptoken

import "bytes"

// scanHeredoc reads a heredoc or nowdoc from its <<<; found is false when this is none.
func (s *scanner) scanHeredoc() (found bool, err error) {
	start := s.pos
	label, raw, size := heredocOpening(s.src[s.pos:])
	if size == 0 {
		return false, nil
	}
	s.pos += size
	for lineStart := true; ; {
		if lineStart {
			if end := s.closingLabel(label); end > 0 {
				s.pos = end
				return true, nil
			}
		}
		if s.pos >= len(s.src) {
			return true, &Error{start, Unterminated}
		}
		if lineStart, err = s.scanHeredocPiece(raw); err != nil {
			return true, err
		}
	}
}

// heredocOpening reads <<<LABEL, <<<"LABEL" or <<<'LABEL' with its line ending; the size is 0 when it is none.
func heredocOpening(src []byte) (label []byte, raw bool, size int) {
	if !bytes.HasPrefix(src, []byte("<<<")) {
		return nil, false, 0
	}
	at := len(src) - len(bytes.TrimLeft(src[3:], " \t"))
	var quote byte
	if at < len(src) && (src[at] == '\'' || src[at] == '"') {
		quote = src[at]
		at++
	}
	start := at
	for at < len(src) && isNamePart(src[at]) {
		at++
	}
	label = src[start:at]
	if len(label) == 0 || isDigit(label[0]) {
		return nil, false, 0
	}
	if quote != 0 {
		if at >= len(src) || src[at] != quote {
			return nil, false, 0
		}
		at++
	}
	newline := lineEnding(src[at:])
	if newline == 0 {
		return nil, false, 0
	}
	return label, quote == '\'', at + newline
}

// closingLabel returns the end of the closing label when the line at pos begins with it, else 0.
func (s *scanner) closingLabel(label []byte) int {
	at := s.pos
	for s.rules.indentedLabels && (s.at(at) == ' ' || s.at(at) == '\t') {
		at++
	}
	if !bytes.HasPrefix(s.src[at:], label) || isNamePart(s.at(at+len(label))) {
		return 0
	}
	return at + len(label)
}

// scanHeredocPiece passes one byte, line ending, escape or piece of code. It returns true when a line begins there.
func (s *scanner) scanHeredocPiece(raw bool) (lineStart bool, err error) {
	if size := lineEnding(s.src[s.pos:]); size > 0 {
		s.pos += size
		return true, nil
	}
	if raw {
		s.pos++
		return false, nil
	}
	if s.src[s.pos] != '\\' {
		_, err = s.scanInterpolation()
		return false, err
	}
	size := lineEnding(s.src[s.pos+1:])
	if size == 0 {
		s.skipEscape()
		s.pos = min(s.pos, len(s.src))
		return false, nil
	}
	if !s.rules.labelAfterBackslash {
		s.pos += 1 + size
		return false, nil
	}
	s.pos++
	return false, nil
}
