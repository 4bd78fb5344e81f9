package text

import (
	"strings"
	"time"
	"unicode"

	"enhance-wizard/wizard/doctor"
	"enhance-wizard/wpconfig/network"
)

// Advice is a finding of the check-up in a person's words.
type Advice struct {
	Title string
	// Detail says why it matters, or what was found; Next what to do. Either may be empty.
	Detail, Next string
}

// Diagnosis words a finding of the check-up.
func Diagnosis(f doctor.Finding) Advice {
	if f.Status == doctor.NotChecked {
		return unexamined(f)
	}
	key := "doctor." + string(f.ID) + "." + string(f.Status)
	params := findingParams(f)
	known := []any{"seen_as", value(f.Params, "seen")}
	if generation, told := value(f.Params, "generation").(string); told {
		known = append(known, "role", Role(network.Generation(generation)))
	}
	explained := Explain(f.Err, known...)
	advice := Advice{Title: sentence(key+".title", params...), Detail: explained.What, Next: explained.Next}
	if Has(key + ".why") {
		advice.Detail = together(advice.Detail, sentence(key+".why", params...))
	}
	if Has(key + ".next") {
		advice.Next = sentence(key+".next", params...)
	}
	advice.Detail = together(advice.Detail, Notes(f.Notes))
	return advice
}

// unexamined says that something was not looked at, and why not.
func unexamined(f doctor.Finding) Advice {
	params := findingParams(f)
	explained := Explain(f.Err)
	advice := Advice{Title: examined(f.ID), Detail: explained.What, Next: explained.Next}
	// What is said for one finding alone comes before what is said for all.
	for _, reason := range []string{"doctor." + string(f.ID) + "." + string(f.Reason), "doctor.reason." + string(f.Reason)} {
		if advice.Detail == "" && Has(reason+".why") {
			advice.Detail = sentence(reason+".why", params...)
		}
		if advice.Next == "" && Has(reason+".next") {
			advice.Next = sentence(reason+".next", params...)
		}
	}
	return advice
}

// examined names what a finding is about, whatever it says.
func examined(id doctor.ID) string { return Say("doctor." + string(id) + ".name") }

func together(parts ...string) string {
	return strings.Join(strings.Fields(strings.Join(parts, " ")), " ")
}

// maxNames is how many domains a finding names.
const maxNames = 40

// findingParams makes the parameters ready for a sentence.
func findingParams(f doctor.Finding) []any {
	params := make([]any, 0, len(f.Params)+2)
	for i := 0; i+1 < len(f.Params); i += 2 {
		name, value := f.Params[i], f.Params[i+1]
		switch v := value.(type) {
		case []string:
			value = listed(v)
			if name == "names" { // something is to be done for each
				value = AtMost(maxNames, v)
			}
		case time.Time:
			value = moment(name.(string), v)
		case time.Duration:
			value = waiting(v)
		case string:
			if name == "id" && Has("doctor."+v+".name") {
				params = append(params, "check", examined(doctor.ID(v)))
			}
			params = append(params, name.(string)+"_word", shellWord(v))
			value = term(name.(string), v)
		}
		params = append(params, name, value)
	}
	return params
}

// shellWord writes a value as a shell takes it for one word, for commands that
// are to be copied: a folder's name is its owner's choice, and not a command.
func shellWord(value string) string {
	plain := value != "" && !strings.ContainsFunc(value, func(r rune) bool {
		return !strings.ContainsRune("@%+=:,./-_", r) && (r > '~' || !unicode.IsLetter(r) && !unicode.IsDigit(r))
	})
	if plain {
		return value
	}
	return "'" + strings.ReplaceAll(value, "'", `'\''`) + "'"
}

// DoctorArea is the heading of a part of the check-up.
func DoctorArea(area doctor.Area) string { return Say("doctor.area." + string(area)) }

// DoctorStatus is the word of a finding's status.
func DoctorStatus(status doctor.Status) string { return Say("doctor.status." + string(status)) }
