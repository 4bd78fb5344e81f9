package enhance

import (
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"html"
	"net/url"
	"slices"
	"strings"
)

// minPartialToken is the length from which the start of the token at the very
// end of a text is taken for the token, cut off.
const minPartialToken = 6

// redactor replaces one secret by value, since texts from outside have no
// fields to go by. It is a function because fmt, which looks into structs and
// behind some pointers, prints nothing of what one holds.
type redactor func(text string) string

func newRedactor(t Token) redactor {
	token := t.Reveal()
	if token == "" {
		return func(text string) string { return text }
	}
	forms := formsOf(token)
	return func(text string) string {
		for _, form := range forms {
			text = strings.ReplaceAll(text, form, Redacted)
		}
		for length := len(token) - 1; length >= minPartialToken; length-- {
			if head, found := strings.CutSuffix(text, token[:length]); found {
				return head + Redacted
			}
		}
		return text
	}
}

// formsOf returns how a server may give the token back, longest first.
func formsOf(token string) []string {
	forms := []string{
		token,
		url.QueryEscape(token), url.PathEscape(token), strings.ReplaceAll(url.PathEscape(token), "=", "%3D"),
		strings.ReplaceAll(token, "/", `\/`),
		html.EscapeString(token), entities(token, "&#%d;"), entities(token, "&#x%x;"),
		entities(token, `\u%04x`),
		hex.EncodeToString([]byte(token)),
	}
	for _, form := range slices.Clone(forms[1:]) {
		forms = append(forms, strings.ToLower(form), strings.ToUpper(form))
	}
	forms = append(forms, base64Forms(token)...)
	slices.SortFunc(forms, func(a, b string) int { return len(b) - len(a) })
	return slices.Compact(forms)
}

// base64Forms returns what the token looks like inside the base64 of any text
// that contains it: one form for each of the three ways it can lie on the
// groups of three bytes, without the characters that its neighbours share.
func base64Forms(token string) []string {
	var forms []string
	for _, encoding := range []*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding} {
		for shift := range 3 {
			encoded := encoding.EncodeToString([]byte(strings.Repeat("\x00", shift) + token))
			first := []int{0, 2, 3}[shift]
			last := (shift + len(token)) * 8 / 6
			forms = append(forms, encoded[first:last])
		}
	}
	return forms
}

// redactError keeps err as it is, unless its text holds the token.
func (r redactor) redactError(err error) error {
	if err == nil {
		return nil
	}
	if text := err.Error(); r(text) != text {
		return &redactedError{text: r(text), err: err}
	}
	return err
}

// entities writes every character that an encoder might escape by format.
func entities(token, format string) string {
	var b strings.Builder
	for _, r := range token {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, format, r)
		}
	}
	return b.String()
}

// redactedError stands before an error whose own text holds the token. The
// error can be recognised through it, but not be reached by Unwrap and printed.
type redactedError struct {
	text string
	err  error
}

func (e *redactedError) Error() string        { return e.text }
func (e *redactedError) Is(target error) bool { return errors.Is(e.err, target) }
