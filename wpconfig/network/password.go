package network

import (
	"fmt"
	"io"
	"log/slog"
)

const redacted = "[redacted]"

// Password is the database's password. It prints as [redacted] in every form.
type Password struct {
	text *string // a pointer, so that printing a struct that holds a Password cannot show it either
}

// NewPassword makes one.
func NewPassword(text string) Password { return Password{text: &text} }

// Reveal returns the password itself.
func (p Password) Reveal() string {
	if p.text == nil {
		return ""
	}
	return *p.text
}

// String returns [redacted].
func (Password) String() string { return redacted }

// GoString returns [redacted].
func (Password) GoString() string { return redacted }

// Format writes [redacted], whatever the verb.
func (Password) Format(state fmt.State, _ rune) { _, _ = io.WriteString(state, redacted) }

// MarshalText returns [redacted]; JSON uses it too.
func (Password) MarshalText() ([]byte, error) { return []byte(redacted), nil }

// LogValue returns [redacted].
func (Password) LogValue() slog.Value { return slog.StringValue(redacted) }
