package wpconfig

import (
	"math/big"
	"strconv"
	"strings"

	"enhance-wizard/wpconfig/phptoken"
)

// readValue reads the value that a range of code tokens stands for.
func (s *source) readValue(r span) Value {
	if r.last < r.first {
		return Expression("")
	}
	if r.first == r.last {
		if v, ok := s.readLiteral(r.first); ok {
			return v
		}
	}
	if r.first+1 == r.last && s.is(r.first, "-") && s.kind(r.last) == phptoken.Number {
		if v, ok := readNumber("-" + s.at(r.last)); ok {
			return v
		}
	}
	return Expression(s.bytes(r))
}

func (s *source) readLiteral(i int) (Value, bool) {
	switch s.kind(i) {
	case phptoken.String, phptoken.Heredoc:
		text, ok := s.literal(i)
		return String(text), ok
	case phptoken.Number:
		return readNumber(s.at(i))
	case phptoken.Name:
		switch strings.TrimPrefix(s.word(i), `\`) {
		case "true":
			return Bool(true), true
		case "false":
			return Bool(false), true
		case "null":
			return Null(), true
		}
	default:
	}
	return Value{}, false
}

// readNumber reads PHP's numbers: an integer beyond 64 bits is a float.
func readNumber(code string) (Value, bool) {
	digits := strings.ToLower(strings.ReplaceAll(code, "_", ""))
	sign := strings.TrimSuffix(digits, strings.TrimPrefix(digits, "-"))
	hex := strings.HasPrefix(digits, sign+"0x")
	if !hex && !strings.HasPrefix(digits, sign+"0b") && strings.ContainsAny(digits, ".e") {
		f, err := strconv.ParseFloat(digits, 64)
		return Value{KindFloat, strconv.FormatFloat(f, 'g', -1, 64)}, err == nil
	}
	n, ok := new(big.Int).SetString(digits, 0)
	switch {
	case !ok:
		return Value{}, false
	case n.IsInt64():
		return Int(n.Int64()), true
	default:
		f, _ := new(big.Float).SetInt(n).Float64()
		return Value{KindFloat, strconv.FormatFloat(f, 'g', -1, 64)}, true
	}
}

// sameCode tells whether two pieces of PHP code differ in blanks and comments only.
func sameCode(a, b string) bool {
	if a == b {
		return true
	}
	left, leftOK := significant(a)
	right, rightOK := significant(b)
	return leftOK && rightOK && left == right
}

// significant returns the tokens of an expression that mean something, each followed by NUL.
func significant(code string) (string, bool) {
	s, refusal := newSource("", []byte("<?php "+code))
	if refusal != nil {
		return "", false
	}
	var tokens strings.Builder
	for i := range s.code {
		tokens.WriteString(s.at(i))
		tokens.WriteByte(0)
	}
	return tokens.String(), true
}
