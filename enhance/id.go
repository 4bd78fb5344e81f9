package enhance

import (
	"strings"

	"github.com/google/uuid"
)

// ID is the identifier of an organisation, server, website or domain: a UUID in
// its canonical form, lower case with hyphens. The zero ID is "".
type ID string

// IDReason says why a text is no identifier.
type IDReason string

// The reasons of an [IDError].
const (
	IDEmpty     IDReason = "empty"
	IDMalformed IDReason = "malformed"
)

// IDReasons lists every [IDReason].
func IDReasons() []IDReason { return []IDReason{IDEmpty, IDMalformed} }

// IDError says that a text is no identifier.
type IDError struct {
	Reason IDReason
}

func (e *IDError) Error() string { return "parsing the id: " + string(e.Reason) }

// idLength is that of the canonical form. The library also reads other lengths
// (with braces, without hyphens), which the panel would refuse in a path.
const idLength = 36

// ParseID reads a typed or pasted identifier, in either letter case. The error
// is an [*IDError]. A panel answers a malformed id with a 404 that is easily
// taken for "not there", so ids are checked before they are sent.
func ParseID(raw string) (ID, error) {
	value := strings.ToLower(withoutBlanks(raw))
	if value == "" {
		return "", &IDError{Reason: IDEmpty}
	}
	if len(value) != idLength {
		return "", &IDError{Reason: IDMalformed}
	}
	parsed, err := uuid.Parse(value)
	if err != nil {
		return "", &IDError{Reason: IDMalformed}
	}
	return ID(parsed.String()), nil
}

// isCanonical reports whether the id is one, and not just any text converted.
func (i ID) isCanonical() bool {
	canonical, err := ParseID(string(i))
	return err == nil && canonical == i
}
