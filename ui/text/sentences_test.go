package text

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// troubles are the subjects whose keys come in pairs: what happened, or why,
// and what to do next.
var troubles = strings.Fields(`panel token url id rootca domain notready notlisted noteffective evaluation syntax incomplete concern digits refused changed undoconflict busy failed
	entry notfound wpconfig setting database cause stop system unknown usage doctor action log`)

// explanations are the keys of such sentences that end in one of the endings.
func explanations(endings ...string) []string {
	var keys []string
	for _, key := range slices.Sorted(maps.Keys(english)) {
		if subject, _, _ := strings.Cut(key, "."); !slices.Contains(troubles, subject) {
			continue
		}
		base := strings.TrimSuffix(key, plain)
		if slices.ContainsFunc(endings, func(ending string) bool { return strings.HasSuffix(base, ending) }) {
			keys = append(keys, key)
		}
	}
	return keys
}

var (
	wellFormedPlace = regexp.MustCompile(`\{[a-z_]+\}`)
	quoted          = regexp.MustCompile(`"[^"]*"`)
	startsWithName  = regexp.MustCompile(`^(wp-config|wp-settings)\.php `)
)

func TestSentencesAreCleanlyWritten(t *testing.T) {
	for key, sentence := range english {
		switch {
		case sentence == "":
			t.Errorf("%s is empty", key)
		case strings.TrimSpace(sentence) != sentence:
			t.Errorf("%s begins or ends with a blank: %q", key, sentence)
		case foreign(strings.ReplaceAll(sentence, "\n", "")) != "":
			t.Errorf("%s has %s: %q", key, foreign(sentence), sentence)
		case strings.ContainsAny(wellFormedPlace.ReplaceAllString(sentence, ""), "{}"):
			t.Errorf("%s has a malformed place: %q", key, sentence)
		case strings.Count(sentence, `"`)%2 != 0:
			t.Errorf("%s has an open quote: %q", key, sentence)
		}
	}
}

// What a person reads in trouble neither blames nor pretends.
func TestSentencesAvoidWordsThatDoNotHelp(t *testing.T) {
	useless := regexp.MustCompile(`(?i)\b(please|sorry|oops|something went wrong|unfortunately|simply|obviously|illegal|fatal|` +
		`you (forgot|failed)|your fault|unknown error|an error occurred)\b`)
	for key, sentence := range english {
		if found := useless.FindString(sentence); found != "" {
			t.Errorf("%s says %q: %q", key, found, sentence)
		}
	}
}

func TestExplanationsAreSentences(t *testing.T) {
	for _, key := range explanations(".what", ".why", ".next") {
		sentence := english[key]
		if first := rune(sentence[0]); unicode.IsLower(first) && !startsWithName.MatchString(sentence) {
			t.Errorf("%s begins with a small letter: %q", key, sentence)
		}
		if strings.Contains(sentence, "  ") {
			t.Errorf("%s has two blanks in a row: %q", key, sentence)
		}
		// What somebody else says ends as they like, and a record ends with its own quote.
		if last := sentence[len(sentence)-1]; last != '.' && last != '}' && last != '"' {
			t.Errorf("%s has no full stop: %q", key, sentence)
		}
	}
}

func TestNextStepsBeginWithAVerb(t *testing.T) {
	verbs := strings.Fields(`Add Allow Answer Ask Begin Change Check Choose Close Compare Copy Correct Create Decide Delete Do Enter Exempt Fill Find Finish Get
		Give Go Have Install Issue Keep Leave Let List Look Make Map Mount Name Open Paste Point Press Put Raise Refresh Reload Remove
		Renew Repair Replace Report Run Save See Set Start Switch Take Try Type Unlock Update Use Wait Write`)
	for _, key := range explanations(".next") {
		first, _, _ := strings.Cut(english[key], " ")
		if !slices.Contains(verbs, strings.TrimSuffix(first, ":")) {
			t.Errorf("%s begins with %q, which is no verb that says what to do: %q", key, first, english[key])
		}
	}
}

// In a terminal nothing shows where an address ends, so no full stop may follow it.
func TestNoFullStopSticksToAnAddress(t *testing.T) {
	for key, sentence := range english {
		for _, word := range strings.Fields(quoted.ReplaceAllString(sentence, "")) {
			isAddress := strings.Contains(word, "://") && !strings.HasSuffix(word, "://") && !strings.HasSuffix(word, "://,")
			if isAddress && strings.ContainsAny(word[len(word)-1:], ".,;:)") {
				t.Errorf("%s: %q is hard to copy from: %q", key, word, sentence)
			}
		}
	}
}

// same are the sentences that are rightly said in more than one place.
var same = map[string]string{
	"Start it again when you want.":                                   "all that was cancelled is started in the same way",
	"Check that it is the right file: --wp-config FILE names it.":     "safefile and wpconfig refuse a file of that size alike",
	"Add the constants by hand.":                                      "nothing else helps",
	"{path} is not an ordinary file.":                                 "reading and writing meet the same fact",
	"Run the command as the owner of the file, or as root with sudo.": "refused by us or by the system, the cure is one",
	"There is no terminal to ask on.":                                 "the next step differs with the command",
	"{name} is not a domain name.":                                    "typed on the command line or found in a list",
}

func TestNoTwoExplanationsAreTheSame(t *testing.T) {
	said := map[string]string{}
	for _, key := range explanations(".what", ".why", ".next") {
		sentence := english[key]
		if first, twice := said[sentence]; twice && same[sentence] == "" {
			t.Errorf("%s and %s say the same: %q", first, key, sentence)
		}
		said[sentence] = key
	}
}

func TestPlainSentencesNeedLess(t *testing.T) {
	for key, sentence := range english {
		full, ok := strings.CutSuffix(key, plain)
		if !ok || key == "flag.plain" { // the flag of that name
			continue
		}
		if !Has(full) {
			t.Errorf("%s stands alone", key)
		}
		needed := placeholders(sentence)
		if !slices.ContainsFunc(placeholders(english[full]), func(name string) bool { return !slices.Contains(needed, name) }) {
			t.Errorf("%s does without nothing that the full sentence needs", key)
		}
	}
}
