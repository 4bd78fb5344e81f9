package wpconfig

import "strconv"

// ValueKind is the type of a constant's value as far as the source tells it.
type ValueKind uint8

// The kinds of values.
const (
	// KindExpression is PHP code that is more than one literal.
	KindExpression ValueKind = iota
	KindString
	KindBool
	KindInt
	KindFloat
	KindNull
)

// Value is a constant's value: a literal, or PHP code. Values compare with ==.
type Value struct {
	kind ValueKind
	// text is the string's content; for the other kinds it is the code in its shortest form.
	text string
}

// String makes a string; every byte but NUL is allowed.
func String(s string) Value { return Value{KindString, s} }

// Bool makes true or false.
func Bool(b bool) Value { return Value{KindBool, strconv.FormatBool(b)} }

// Int makes an integer.
func Int(n int64) Value { return Value{KindInt, strconv.FormatInt(n, 10)} }

// Null makes null.
func Null() Value { return Value{KindNull, "null"} }

// Expression makes a value from PHP code, such as $_SERVER['HTTP_HOST'] ?? ”. [File.Plan] refuses code that is
// not one balanced expression.
func Expression(code string) Value { return Value{KindExpression, code} }

// Kind returns the value's kind.
func (v Value) Kind() ValueKind { return v.kind }

// Text returns the content of a string.
func (v Value) Text() (string, bool) { return v.text, v.kind == KindString }

// Truth returns whether PHP takes the value for true; the second result is false for an expression.
func (v Value) Truth() (truth, known bool) {
	switch v.kind {
	case KindString:
		return v.text != "" && v.text != "0", true
	case KindBool:
		return v.text == "true", true
	case KindInt:
		return v.text != "0", true
	case KindFloat:
		f, err := strconv.ParseFloat(v.text, 64)
		return f != 0, err == nil
	case KindNull:
		return false, true
	default:
		return false, false
	}
}

// Integer returns the number of an integer.
func (v Value) Integer() (int64, bool) {
	if v.kind != KindInt {
		return 0, false
	}
	n, err := strconv.ParseInt(v.text, 10, 64)
	return n, err == nil
}

// Code returns the value as PHP code. A string is written in single quotes, where only \ and ' need an escape.
func (v Value) Code() string {
	if v.kind == KindString {
		return quote(v.text)
	}
	return v.text
}

// quote writes s as a PHP string in single quotes.
func quote(s string) string {
	quoted := make([]byte, 0, len(s)+2)
	quoted = append(quoted, '\'')
	for i := range len(s) {
		if s[i] == '\\' || s[i] == '\'' {
			quoted = append(quoted, '\\')
		}
		quoted = append(quoted, s[i])
	}
	return string(append(quoted, '\''))
}
