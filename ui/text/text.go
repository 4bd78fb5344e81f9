// Package text holds every sentence the program shows to people, keyed, and is
// the one place where text from outside becomes safe to print. It knows the
// typed errors and findings of the rooms below and words them; it draws
// nothing, so commands use it as well as screens.
package text

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// words is one language's table: a key to a sentence with {named} places.
type words map[string]string

// Say gives the sentence of key with its {named} places filled from
// name, value pairs. Every value is cleaned. A key that is missing gives the
// key itself in brackets: a test makes sure that no shipped key does.
func Say(key string, params ...any) string {
	sentence, ok := english[key]
	if !ok {
		return "[" + key + "]"
	}
	pairs := make([]string, 0, len(params))
	for i := 0; i+1 < len(params); i += 2 {
		name, _ := params[i].(string)
		pairs = append(pairs, "{"+name+"}", display(params[i+1]))
	}
	return strings.NewReplacer(pairs...).Replace(sentence)
}

// Has tells whether the catalogue knows key.
func Has(key string) bool {
	_, ok := english[key]
	return ok
}

// Count says key+".one" or key+".other" with {n} filled in.
func Count(key string, n int, params ...any) string {
	form := ".other"
	if n == 1 {
		form = ".one"
	}
	return Say(key+form, append([]any{"n", n}, params...)...)
}

func display(value any) string {
	switch v := value.(type) {
	case string:
		return Clean(v)
	case int:
		return strconv.Itoa(v)
	case []string:
		return Clean(strings.Join(v, ", "))
	case time.Time:
		return Date(v)
	case time.Duration:
		return Duration(v)
	default:
		return Clean(fmt.Sprint(v))
	}
}

// Date writes a day the same in every language: 2026-11-23.
func Date(t time.Time) string { return t.Format(time.DateOnly) }

// Duration writes how long something took; a time to wait is written by waiting.
func Duration(d time.Duration) string {
	switch {
	case d < time.Second:
		return strconv.FormatInt(d.Milliseconds(), 10) + " ms"
	case d < 10*time.Second:
		return strconv.FormatFloat(d.Seconds(), 'f', 1, 64) + " s"
	default:
		return waiting(d)
	}
}
