package enhance

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/netip"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
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

// The lenient types below take what the specification says and count anything
// else as absent. They are for what the program can do without.

type lenientText string

func (t *lenientText) UnmarshalJSON(data []byte) error {
	// Nearly every string is written as it is read; a listing has half a million.
	if data[0] == '"' && !bytes.ContainsRune(data, '\\') && utf8.Valid(data) {
		*t = lenientText(data[1 : len(data)-1])
		return nil
	}
	var text string
	if json.Unmarshal(data, &text) == nil {
		*t = lenientText(text)
	}
	return nil
}

type lenientBool bool

func (b *lenientBool) UnmarshalJSON(data []byte) error {
	*b = lenientBool(bytes.Equal(data, []byte("true")))
	return nil
}

// requiredID is an id without which the item that it names is of no use. It is
// "" when the answer leaves it out, which the caller must look at.
type requiredID ID

func (i *requiredID) UnmarshalJSON(data []byte) error {
	var text string
	if err := json.Unmarshal(data, &text); err != nil {
		return shapeError("an id is no string")
	}
	id, err := ParseID(text)
	if err != nil {
		return shapeError("an id is malformed")
	}
	*i = requiredID(id)
	return nil
}

// lenientID is an id that may be absent.
type lenientID ID

func (i *lenientID) UnmarshalJSON(data []byte) error {
	var text lenientText
	_ = text.UnmarshalJSON(data)
	id, _ := ParseID(string(text))
	*i = lenientID(id)
	return nil
}

// lenientAddress is an IP address, alone or as {"ip": ..., "isPrimary": ...}
// (schema ServerIp).
type lenientAddress struct {
	address netip.Addr
	primary bool
}

func (a *lenientAddress) UnmarshalJSON(data []byte) error {
	var object struct {
		IP        lenientText `json:"ip"`
		IsPrimary lenientBool `json:"isPrimary"`
	}
	if data[0] == '{' {
		_ = json.Unmarshal(data, &object)
	} else {
		_ = object.IP.UnmarshalJSON(data)
	}
	address, err := netip.ParseAddr(strings.TrimSpace(string(object.IP)))
	if err == nil {
		*a = lenientAddress{address: address.Unmap().WithZone(""), primary: bool(object.IsPrimary)}
	}
	return nil
}

// dateLayouts are what panels write: certificates of the present generation,
// everything else, and certificates up to 9.4.0.
var dateLayouts = []string{"2006-01-02 15:04:05 MST", time.RFC3339Nano, "2006-01-02 15:04:05", "2006-01-02"}

// lenientTime is a date in UTC, zero when it is not understood.
type lenientTime time.Time

func (t *lenientTime) UnmarshalJSON(data []byte) error {
	var text lenientText
	_ = text.UnmarshalJSON(data)
	for _, layout := range dateLayouts {
		if parsed, err := time.Parse(layout, strings.TrimSpace(string(text))); err == nil {
			*t = lenientTime(parsed.UTC())
			break
		}
	}
	return nil
}

// lenientList is a list that may be null or absent. An object counts as the
// lists, or the items, that it groups.
type lenientList[T any] []T

func (l *lenientList[T]) UnmarshalJSON(data []byte) error {
	switch data[0] {
	case '[':
		return json.Unmarshal(data, (*[]T)(l))
	case '{':
		return l.addGroups(data)
	case 'n': // null
		return nil
	default:
		return shapeError("a list was expected")
	}
}

// addGroups takes the groups in the order in which they are written.
func (l *lenientList[T]) addGroups(data []byte) error {
	decoder := json.NewDecoder(bytes.NewReader(data))
	if _, err := decoder.Token(); err != nil {
		return err
	}
	for decoder.More() {
		if _, err := decoder.Token(); err != nil {
			return err
		}
		var value json.RawMessage
		if err := decoder.Decode(&value); err != nil {
			return err
		}
		if value[0] == '[' || value[0] == '{' {
			if err := l.addGroup(value); err != nil {
				return err
			}
		}
		if len(*l) > maxItems {
			return errTooLarge
		}
	}
	return nil
}

func (l *lenientList[T]) addGroup(value []byte) error {
	if value[0] == '[' {
		var group []T
		if err := json.Unmarshal(value, &group); err != nil {
			return err
		}
		*l = append(*l, group...)
		return nil
	}
	var item T
	if err := json.Unmarshal(value, &item); err != nil {
		return err
	}
	*l = append(*l, item)
	return nil
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
