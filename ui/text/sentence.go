package text

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
)

// sentence says the sentence of key. Where a value that it needs is missing or
// empty it says the one of key.plain, which does without, if there is one.
func sentence(key string, params ...any) string {
	if !Has(key + plain) {
		return Say(key, params...)
	}
	for _, name := range placeholders(english[key]) {
		if isEmpty(value(params, name)) {
			return Say(key+plain, params...)
		}
	}
	return Say(key, params...)
}

// plain ends the key of a sentence that does without the values which may be
// missing.
const plain = ".plain"

// placeholders lists the {names} in a sentence, each once.
func placeholders(sentence string) []string {
	var names []string
	for {
		_, rest, found := strings.Cut(sentence, "{")
		name, after, closed := strings.Cut(rest, "}")
		if !found || !closed {
			return names
		}
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
		sentence = after
	}
}

// value is what name, value pairs say for a name, nil when they do not.
func value(params []any, name string) any {
	for i := 0; i+1 < len(params); i += 2 {
		if params[i] == name {
			return params[i+1]
		}
	}
	return nil
}

// isEmpty reports that a value says nothing. A number always says something.
func isEmpty(value any) bool {
	switch v := value.(type) {
	case nil:
		return true
	case string:
		return v == ""
	case []string:
		return len(v) == 0
	case time.Time:
		return v.IsZero()
	case time.Duration:
		return v == 0
	case interface{ IsValid() bool }: // net/netip
		return !v.IsValid()
	default:
		return false
	}
}

// waiting writes a time to wait in the units of a person, rounded up. The signs
// are those of every language.
func waiting(d time.Duration) string {
	switch seconds := int(math.Ceil(d.Seconds())); {
	case d <= 0:
		return ""
	case seconds < 60:
		return strconv.Itoa(seconds) + " s"
	case seconds <= 59*60:
		return strconv.Itoa((seconds+59)/60) + " min"
	default:
		minutes := (seconds + 59) / 60
		return strconv.Itoa(minutes/60) + " h " + strconv.Itoa(minutes%60) + " min"
	}
}

// maxListed is how many entries of a list a sentence can bear.
const maxListed = 4

// listed joins a list, and counts what is too much for a sentence.
func listed(entries []string) string { return AtMost(maxListed, entries) }

// AtMost joins a list, and counts what is above the limit.
func AtMost(limit int, entries []string) string {
	if len(entries) <= limit {
		return strings.Join(entries, ", ")
	}
	return Say("list.more", "list", strings.Join(entries[:limit-1], ", "), "n", len(entries)-limit+1)
}
