package wpconfig

import (
	"strings"
	"unicode/utf8"
)

// maskMark stands for the hidden part of a secret; its length says nothing about the secret's.
const maskMark = "********"

// maskTail is how many characters of a long secret stay, to tell it from others; maskShort is the length up to which
// none do.
const (
	maskTail  = 4
	maskShort = 12
)

// Mask hides a secret: at most its last 4 characters stay, and those only when it is longer than 12.
func Mask(secret string) string {
	if utf8.RuneCountInString(secret) <= maskShort {
		return maskMark
	}
	tail := secret[len(secret)-maskTail:]
	for _, c := range []byte(tail) {
		if c <= ' ' || c > '~' {
			return maskMark
		}
	}
	return maskMark + tail
}

// secretParts and secretEnds are what the names of secrets have in them, or at their end.
var (
	secretParts = []string{
		"PASSWORD", "PASSWD", "PASSPHRASE", "SECRET", "TOKEN", "APIKEY", "_KEY", "_SALT", "PRIVATE", "CREDENTIAL",
		"_DSN", "DATABASE_URL",
	}
	secretEnds = []string{"_PASS", "_PWD", "_PW"}
)

// isSecretName tells whether a constant, variable or key of that name is likely to hold a secret: the keys and salts
// of WordPress, the database password, tokens.
func isSecretName(name string) bool {
	upper := strings.ToUpper(name)
	for _, part := range secretParts {
		if strings.Contains(upper, part) {
			return true
		}
	}
	for _, end := range secretEnds {
		if strings.HasSuffix(upper, end) {
			return true
		}
	}
	return false
}

// shown returns a value as PHP code, masked when it is secret.
func shown(v Value, secret bool) string {
	text, literal := v.Text()
	switch {
	case !secret:
		return v.Code()
	case literal:
		return quote(Mask(text))
	default:
		return maskMark
	}
}
