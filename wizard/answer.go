package wizard

import (
	"fmt"
	"log/slog"

	"enhance-wizard/enhance"
	"enhance-wizard/wpconfig"
)

// Source says where an answer came from.
type Source string

// The sources, strongest first; the order of precedence for answers that are
// there at the start is flag, variable, wp-config.php, remembered.
const (
	Unanswered   Source = ""
	FromTyping   Source = "typed"
	FromPick     Source = "picked"
	FromFlag     Source = "flag"
	FromVariable Source = "variable"
	FromConfig   Source = "wp-config.php"
	FromMemory   Source = "remembered"
	FromPanel    Source = "panel"
)

// Answer is the value of a field and where it came from. It does not print its
// value: a face asks for it by name.
type Answer struct {
	value  string
	secret bool

	// Source is Unanswered when there is no value.
	Source Source
	// Line is the line in wp-config.php, 0 for other sources.
	Line int
}

// Value is the value itself, secret or not.
func (a Answer) Value() string { return a.value }

// Given tells whether there is a value.
func (a Answer) Given() bool { return a.value != "" }

// Shown is the value as it may be drawn: a secret keeps its last four characters.
func (a Answer) Shown() string {
	if !a.secret {
		return a.value
	}
	return wpconfig.Mask(a.value)
}

// Format keeps secrets out of every fmt verb.
func (a Answer) Format(state fmt.State, _ rune) {
	if a.secret {
		fmt.Fprint(state, enhance.Redacted)
		return
	}
	fmt.Fprint(state, a.value)
}

// LogValue keeps secrets out of logs.
func (a Answer) LogValue() slog.Value {
	return slog.StringValue(fmt.Sprint(a))
}

// MarshalJSON keeps secrets out of JSON.
func (a Answer) MarshalJSON() ([]byte, error) {
	return fmt.Appendf(nil, "%q", fmt.Sprint(a)), nil
}
