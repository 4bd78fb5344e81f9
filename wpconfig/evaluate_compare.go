package wpconfig

import (
	"maps"
	"regexp"
	"slices"
	"strings"
)

// DifferenceKind is what an evaluation found to be wrong after an edit.
type DifferenceKind string

// What can be wrong.
const (
	// DifferenceNotInEffect: the constant does not have the wanted value.
	DifferenceNotInEffect DifferenceKind = "not_in_effect"
	// DifferenceStillThere: a constant that was taken away is there all the same.
	DifferenceStillThere DifferenceKind = "still_there"
	// DifferenceOther: another constant, or $table_prefix, is not what it was.
	DifferenceOther DifferenceKind = "other_constant"
	// DifferenceWarning: PHP warns of something that it did not warn of before.
	DifferenceWarning DifferenceKind = "warning"
	// DifferenceOutput: the file prints something that it did not print before.
	DifferenceOutput DifferenceKind = "output"
	// DifferenceEndsEarly: the file no longer gets as far as WordPress.
	DifferenceEndsEarly DifferenceKind = "ends_early"
)

// DifferenceKinds returns every kind, for catalogues of sentences.
func DifferenceKinds() []DifferenceKind {
	return []DifferenceKind{
		DifferenceNotInEffect, DifferenceStillThere, DifferenceOther, DifferenceWarning, DifferenceOutput, DifferenceEndsEarly,
	}
}

// Difference is what is wrong after an edit. It holds no values.
type Difference struct {
	Kind DifferenceKind
	// Name is the constant, where it is about one.
	Name string
	// Line is where PHP warns in the edited file, counted from 1; 0 when that is not known.
	Line int
}

// runsToSettle is how often a file is run again to learn what differs from run to run by itself, such as a constant
// made of the time.
const runsToSettle = 3

// differs compares what PHP saw before and after an edit. again runs the file once more as it was.
func differs(before, after sight, again func() sight, wanted EvaluateWanted) Difference {
	if after.end != reached {
		return Difference{Kind: DifferenceEndsEarly}
	}
	ours := make(map[string]bool)
	for _, s := range wanted.Settings {
		if ours[s.Name] = true; !s.seenAs(after.constants) {
			return Difference{Kind: DifferenceNotInEffect, Name: s.Name}
		}
	}
	for _, name := range wanted.Absent {
		ours[name] = true
		if _, there := after.constants[name]; there {
			return Difference{Kind: DifferenceStillThere, Name: name}
		}
	}
	known := []sight{before}
	for {
		d := differsElsewhere(known, after, ours)
		if d.Kind == "" || len(known) > runsToSettle {
			return d
		}
		once := again()
		if once.end != reached {
			return d
		}
		known = append(known, once)
	}
}

// seenAs tells whether PHP has the wanted value.
func (s Setting) seenAs(constants map[string]seen) bool {
	got, there := constants[s.Name]
	kinds := map[ValueKind]string{
		KindString: "string", KindBool: "boolean", KindInt: "integer", KindFloat: "double", KindNull: "NULL",
	}
	switch kind := s.Value.Kind(); kind {
	case KindExpression, KindFloat: // the code is not the value
		return there
	case KindNull:
		return there && got.kind == kinds[kind]
	default:
		return there && got.kind == kinds[kind] && got.text == s.Value.text
	}
}

// differsElsewhere looks at what an edit must leave alone. What is not the same in all the runs before it is not held
// against it.
func differsElsewhere(known []sight, after sight, ours map[string]bool) Difference {
	if name, differs := otherConstant(known, after, ours); differs {
		return Difference{Kind: DifferenceOther, Name: name}
	}
	heard, printed := true, true
	for _, other := range known[1:] {
		heard = heard && slices.Equal(known[0].messages(), other.messages())
		printed = printed && slices.Equal(known[0].lines(), other.lines())
	}
	if i := firstNew(known[0].messages(), after.messages()); heard && i >= 0 {
		return Difference{Kind: DifferenceWarning, Line: after.said[i].line}
	}
	if printed && firstNew(known[0].lines(), after.lines()) >= 0 {
		return Difference{Kind: DifferenceOutput}
	}
	return Difference{}
}

// otherConstant finds a constant, not one of ours, that was the same in all the runs before and is another now.
func otherConstant(known []sight, after sight, ours map[string]bool) (string, bool) {
	names := make(map[string]bool)
	for name := range known[0].constants {
		names[name] = true
	}
	for name := range after.constants {
		names[name] = true
	}
	for _, name := range slices.Sorted(maps.Keys(names)) {
		steady := true
		for _, other := range known[1:] {
			steady = steady && known[0].constants[name] == other.constants[name]
		}
		if !ours[name] && steady && known[0].constants[name] != after.constants[name] {
			return name, true
		}
	}
	return "", false
}

// firstNew returns the first text that is there more often than it was, -1 when there is none.
func firstNew(before, now []string) int {
	room := make(map[string]int)
	for _, text := range before {
		room[text]++
	}
	for i, text := range now {
		if room[text]--; room[text] < 0 {
			return i
		}
	}
	return -1
}

// placeInFile is the line number in a message of PHP, which an edit moves.
var placeInFile = regexp.MustCompile(`( on line |\.php:)\d+`)

func withoutPlace(message string) string { return placeInFile.ReplaceAllString(message, "$1") }

func (s sight) messages() []string {
	all := make([]string, len(s.said))
	for i, m := range s.said {
		all[i] = withoutPlace(m.text)
	}
	return all
}

func (s sight) lines() []string { return strings.Split(withoutPlace(s.output), "\n") }
