package enhance

import (
	"crypto/subtle"
	"fmt"
	"io"
	"log/slog"
	"regexp"
	"strings"
)

// Bounds of an access token, in characters after blanks are gone. The panel
// documents no form; these are wide enough for any opaque or JWT-like token.
const (
	minTokenLength = 8
	maxTokenLength = 4096
)

// Redacted is what a secret prints as, in every form.
const Redacted = "[redacted]"

// Token is an access token of the panel. The zero Token means that there is none.
//
// It prints as [Redacted] however it is printed, also inside other values.
// Compare tokens with [Token.Equal]; == compares identity only.
type Token struct {
	// A pointer to a string, because fmt prints unexported fields of an
	// enclosing value without asking for a method, and follows pointers to
	// structs when the verb is wrong; of this it prints the address.
	secret *string
}

// TokenReason says why a text cannot be an access token.
type TokenReason string

// The reasons of a [TokenError].
const (
	TokenEmpty        TokenReason = "empty"
	TokenTooShort     TokenReason = "too_short"
	TokenTooLong      TokenReason = "too_long"
	TokenBadCharacter TokenReason = "bad_character"
)

// TokenReasons lists every [TokenReason].
func TokenReasons() []TokenReason {
	return []TokenReason{TokenEmpty, TokenTooShort, TokenTooLong, TokenBadCharacter}
}

// TokenError says that a text cannot be an access token. It never holds the text.
type TokenError struct {
	Reason TokenReason
}

func (e *TokenError) Error() string { return "parsing the access token: " + string(e.Reason) }

// bearerPrefix is what comes along when a whole header is copied.
var bearerPrefix = regexp.MustCompile(`(?i)^(authorization:\s*)?bearer\s+`)

// ParseToken reads a typed or pasted access token. White space and zero-width
// characters are dropped wherever they are, since a terminal wraps long pastes.
// The error is a [*TokenError].
func ParseToken(raw string) (Token, error) {
	value := withoutBlanks(bearerPrefix.ReplaceAllString(strings.TrimSpace(raw), ""))
	switch {
	case value == "":
		return Token{}, &TokenError{Reason: TokenEmpty}
	case strings.ContainsFunc(value, func(r rune) bool { return !isTokenCharacter(r) }):
		return Token{}, &TokenError{Reason: TokenBadCharacter}
	case len(value) < minTokenLength:
		return Token{}, &TokenError{Reason: TokenTooShort}
	case len(value) > maxTokenLength:
		return Token{}, &TokenError{Reason: TokenTooLong}
	}
	return Token{secret: &value}, nil
}

// isTokenCharacter follows RFC 6750 section 2.1 (b64token).
func isTokenCharacter(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("._~+/=-", r)
}

// IsZero reports that there is no token.
func (t Token) IsZero() bool { return t.secret == nil }

// Reveal returns the token in clear, or "". Every call is a place to look at
// when asking where the token can go.
func (t Token) Reveal() string {
	if t.secret == nil {
		return ""
	}
	return *t.secret
}

// Tail returns the last four characters, by which a person knows a token again.
func (t Token) Tail() string {
	value := t.Reveal()
	return value[max(0, len(value)-4):]
}

// Equal reports whether both are the same token, in constant time.
func (t Token) Equal(other Token) bool {
	return subtle.ConstantTimeCompare([]byte(t.Reveal()), []byte(other.Reveal())) == 1
}

// Redact replaces the token in text from outside, in every form in which a
// server may give it back.
func (t Token) Redact(text string) string { return newRedactor(t)(text) }

// String returns [Redacted].
func (Token) String() string { return Redacted }

// GoString returns [Redacted].
func (Token) GoString() string { return Redacted }

// Format writes [Redacted] for every verb, also for those that ignore String.
func (Token) Format(s fmt.State, _ rune) { _, _ = io.WriteString(s, Redacted) }

// MarshalJSON returns [Redacted] as a JSON string.
func (Token) MarshalJSON() ([]byte, error) { return []byte(`"` + Redacted + `"`), nil }

// MarshalText returns [Redacted].
func (Token) MarshalText() ([]byte, error) { return []byte(Redacted), nil }

// LogValue returns [Redacted].
func (Token) LogValue() slog.Value { return slog.StringValue(Redacted) }
