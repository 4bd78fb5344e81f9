package phpserial

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// The limits of Parse. WordPress options that matter here have some kilobytes and three levels.
const (
	MaxBytes = 1 << 20
	MaxDepth = 64
)

// The reasons why an input is refused; a *SyntaxError wraps one of them.
var (
	ErrTooLarge = errors.New("longer than 1 MiB")
	ErrTooDeep  = errors.New("nested deeper than 64 levels")
	ErrSyntax   = errors.New("not in PHP's serialize format")
	ErrTrailing = errors.New("bytes after the value")
)

// SyntaxError says where an input stops being readable. It does not quote the input, which may be secret.
type SyntaxError struct {
	Offset int // byte, counted from 0
	Err    error
}

// Error gives the technical form.
func (e *SyntaxError) Error() string {
	return fmt.Sprintf("reading serialized PHP at byte %d: %v", e.Offset, e.Err)
}

// Unwrap returns the reason.
func (e *SyntaxError) Unwrap() error { return e.Err }

// Parse reads one value that fills the whole input.
func Parse(input string) (Value, error) {
	if len(input) > MaxBytes {
		return Value{}, &SyntaxError{Offset: MaxBytes, Err: ErrTooLarge}
	}
	p := parser{input: input}
	value, err := p.value(0)
	if err == nil && p.at != len(input) {
		err = ErrTrailing
	}
	if err != nil {
		return Value{}, &SyntaxError{Offset: p.at, Err: err}
	}
	return value, nil
}

type parser struct {
	input string
	at    int
}

func (p *parser) value(depth int) (Value, error) {
	if depth > MaxDepth {
		return Value{}, ErrTooDeep
	}
	if p.take("N;") {
		return Value{}, nil
	}
	if len(p.input)-p.at < 2 || p.input[p.at+1] != ':' {
		return Value{}, ErrSyntax
	}
	kind := p.input[p.at]
	p.at += 2
	switch kind {
	case 'b', 'i', 'd', 'r', 'R':
		return p.scalar(kind)
	case 's':
		text, err := p.quoted()
		if err == nil && !p.take(";") {
			err = ErrSyntax
		}
		return Value{kind: kindString, text: text}, err
	case 'a':
		return p.array(depth)
	case 'O':
		return p.object(depth)
	case 'E':
		_, err := p.quoted()
		if err == nil && !p.take(";") {
			err = ErrSyntax
		}
		return Value{kind: kindObject}, err
	default:
		return Value{}, ErrSyntax
	}
}

// scalar reads what stands between "i:" and ";".
func (p *parser) scalar(kind byte) (Value, error) {
	text, err := p.until(';')
	if err != nil {
		return Value{}, err
	}
	if kind == 'd' {
		float, err := parseFloat(text)
		return Value{kind: kindFloat, float: float}, err
	}
	number, err := strconv.ParseInt(text, 10, 64)
	switch {
	case err != nil, kind == 'b' && number != 0 && number != 1:
		return Value{}, ErrSyntax
	case kind == 'b':
		return Value{kind: kindBool, number: number}, nil
	case kind == 'i':
		return Value{kind: kindInt, number: number}, nil
	default:
		return Value{kind: kindReference}, nil
	}
}

// array reads `2:{key value key value}`. The count is not trusted with memory: elements must be there to be counted.
func (p *parser) array(depth int) (Value, error) {
	count, err := p.count()
	if err != nil {
		return Value{}, err
	}
	items := map[Key]Value{}
	err = p.braced(count, func() error {
		key, err := p.value(depth + 1)
		if err != nil {
			return err
		}
		value, err := p.value(depth + 1)
		if err != nil {
			return err
		}
		switch key.kind {
		case kindInt:
			items[Key{number: key.number}] = value
		case kindString:
			items[TextKey(key.text)] = value
		default:
			return ErrSyntax
		}
		return nil
	})
	return Value{kind: kindArray, items: items}, err
}

// object reads `4:"Name":1:{name value}` and drops the properties.
func (p *parser) object(depth int) (Value, error) {
	if _, err := p.quoted(); err != nil {
		return Value{}, err
	}
	if !p.take(":") {
		return Value{}, ErrSyntax
	}
	count, err := p.count()
	if err != nil {
		return Value{}, err
	}
	err = p.braced(count, func() error {
		for range 2 { // name and value
			if _, err := p.value(depth + 1); err != nil {
				return err
			}
		}
		return nil
	})
	return Value{kind: kindObject}, err
}

func (p *parser) braced(count int, element func() error) error {
	if !p.take("{") {
		return ErrSyntax
	}
	for range count {
		if err := element(); err != nil {
			return err
		}
	}
	if !p.take("}") {
		return ErrSyntax
	}
	return nil
}

// quoted reads `5:"bytes"`: the length counts bytes, and nothing inside is escaped.
func (p *parser) quoted() (string, error) {
	length, err := p.count()
	if err != nil {
		return "", err
	}
	if !p.take(`"`) || length > len(p.input)-p.at {
		return "", ErrSyntax
	}
	text := p.input[p.at : p.at+length]
	p.at += length
	if !p.take(`"`) {
		return "", ErrSyntax
	}
	return text, nil
}

// count reads a length and the colon after it.
func (p *parser) count() (int, error) {
	text, err := p.until(':')
	if err != nil {
		return 0, err
	}
	number, err := strconv.ParseUint(text, 10, 31)
	if err != nil {
		return 0, ErrSyntax
	}
	return int(number), nil
}

// until reads up to a byte that ends a number, which is never far.
func (p *parser) until(end byte) (string, error) {
	const longest = 128
	window := p.input[p.at:min(len(p.input), p.at+longest)]
	length := strings.IndexByte(window, end)
	if length < 0 {
		return "", ErrSyntax
	}
	p.at += length + 1
	return window[:length], nil
}

func (p *parser) take(text string) bool {
	if !strings.HasPrefix(p.input[p.at:], text) {
		return false
	}
	p.at += len(text)
	return true
}

func parseFloat(text string) (float64, error) {
	if strings.ContainsAny(text, "xXpP_") { // Go takes hexadecimal floats, PHP does not
		return 0, ErrSyntax
	}
	float, err := strconv.ParseFloat(text, 64)
	if err != nil && !errors.Is(err, strconv.ErrRange) {
		return 0, ErrSyntax
	}
	return float, nil
}

// decimal reports whether PHP would turn a string key into an integer: no sign but minus, no leading zero.
func decimal(text string) (int64, bool) {
	number, err := strconv.ParseInt(text, 10, 64)
	return number, err == nil && strconv.FormatInt(number, 10) == text
}
