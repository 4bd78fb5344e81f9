package enhance

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

// errShape marks JSON that is valid but is not what the call answers.
var errShape = errors.New("the answer has another shape")

// errNoID marks an item that nothing could be done with.
var errNoID = shapeError("an id is missing")

func shapeError(format string, arguments ...any) error {
	return fmt.Errorf("%w: %s", errShape, fmt.Sprintf(format, arguments...))
}

// decode reads an answer into target. What is not decoded by name, such as a
// private key beside a certificate, is never held in a Go value.
func decode(body []byte, target any) error {
	err := json.Unmarshal(body, target)
	var syntax *json.SyntaxError
	if err == nil || errors.As(err, &syntax) || errors.Is(err, errShape) || errors.Is(err, errTooLarge) {
		return err
	}
	return shapeError("%v", err)
}

// maxBareString is far beyond any version, status or address, in bytes.
const maxBareString = 200

// bareString reads an answer that is one string. Some panels leave out the
// quotes.
func bareString(body []byte) (string, error) {
	var text string
	if len(body) > 0 && body[0] == '"' {
		if err := decode(body, &text); err != nil {
			return "", err
		}
	} else {
		text = string(body)
	}
	text = strings.TrimSpace(text)
	if text == "" || len(text) > maxBareString || strings.ContainsFunc(text, func(r rune) bool { return r <= ' ' || r > '~' }) ||
		strings.ContainsAny(text, `{}[]"`) || text == "null" {
		return "", shapeError("a bare string was expected")
	}
	return text, nil
}

// versionText reads a version: any printable text that is a JSON string, or a
// bare string.
func versionText(body []byte) (string, error) {
	var text string
	if len(body) == 0 || body[0] != '"' {
		return bareString(body)
	}
	if err := decode(body, &text); err != nil {
		return "", err
	}
	text = strings.TrimSpace(text)
	if text == "" || len(text) > maxBareString || strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return "", shapeError("a version was expected")
	}
	return text, nil
}

// totalOf reads a count that may be absent, -1.
func totalOf(data json.RawMessage) int {
	total, err := strconv.Atoi(strings.Trim(string(data), `"`))
	if err != nil || total < 0 {
		return -1
	}
	return total
}
