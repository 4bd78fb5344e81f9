package wpconfig

import "enhance-wizard/wpconfig/phptoken"

// findBodies finds the functions, closures and classes: what stands in them is not run where it stands.
func (s *source) findBodies() {
	for i := range s.code {
		if s.kind(i) != phptoken.Name {
			continue
		}
		switch s.word(i) {
		case "function":
			s.addBody(i, s.functionEnd(i))
		case "fn":
			if s.is(i+1, "(") || s.is(i+1, "&") {
				s.addBody(i, s.expressionEnd(i+1))
			}
		case "class", "interface", "trait", "enum":
			if s.startsClass(i) {
				s.addBody(i, s.bracesEnd(i))
			}
		}
	}
}

func (s *source) addBody(first, last int) {
	if last > first {
		s.bodies = append(s.bodies, span{first, last})
	}
}

// inBody tells whether code token i stands in a function or class.
func (s *source) inBody(i int) bool {
	for _, body := range s.bodies {
		if body.first > i {
			break
		}
		if body.holds(i) {
			return true
		}
	}
	return false
}

// startsClass tells the keyword class from a constant or function of that name.
func (s *source) startsClass(i int) bool {
	switch {
	case s.word(i-1) == "new", s.word(i-1) == "readonly", s.is(i-1, "]"):
		return true
	case s.word(i) == "enum":
		return s.kind(i+1) == phptoken.Name && (s.is(i+2, "{") || s.is(i+2, ":") || s.word(i+2) == "implements")
	default:
		return s.kind(i+1) == phptoken.Name
	}
}

// functionEnd returns the end of the body of the function that begins at i, or 0 when it has none.
func (s *source) functionEnd(i int) int {
	i++
	if s.is(i, "&") {
		i++
	}
	if s.kind(i) == phptoken.Name {
		i++
	}
	if !s.is(i, "(") {
		return 0 // "use function …;"
	}
	i = s.partner[i] + 1
	if s.word(i) == "use" && s.is(i+1, "(") {
		i = s.partner[i+1] + 1
	}
	return s.bracesEnd(i)
}

// bracesEnd returns the end of the first braces at or after i, before the statement ends; 0 when there are none.
func (s *source) bracesEnd(i int) int {
	for i < len(s.code) && !s.is(i, ";") && s.kind(i) != phptoken.CloseTag {
		if s.is(i, "{") {
			return s.partner[i]
		}
		if s.partner[i] < i {
			return 0
		}
		i = s.partner[i] + 1
	}
	return 0
}

// expressionEnd returns the last token of the expression that begins at i.
func (s *source) expressionEnd(i int) int {
	for i < len(s.code) {
		if s.is(i, ";") || s.is(i, ",") || s.kind(i) == phptoken.CloseTag || s.partner[i] < i {
			break
		}
		i = s.partner[i] + 1
	}
	return i - 1
}
