package wpconfig

import (
	"strings"

	"enhance-wizard/wpconfig/phptoken"
)

// verify reads the edited file as if it were a new one: it must say what was wanted, in a way that needs no further
// edit, and all else must be as it was.
func (f *File) verify(after []byte, edits []edit, settings []Setting) (*File, *Refusal) {
	failed := &Refusal{Path: f.main.path, Reason: ReasonSelfCheck}
	edited, err := parse(f.main.path, f.root, after)
	if err != nil || !sameElsewhere(f.main.source, edited.main.source, edits) {
		return nil, failed
	}
	for _, s := range settings {
		c, ok := edited.Constant(s.Name)
		if !ok || !c.Effective || !sameValue(c.Value, s.Value) {
			failed.Name = s.Name
			return nil, failed
		}
	}
	if again, _, refusal := edited.edit(settings); refusal != nil || len(again) > 0 {
		return nil, failed
	}
	return edited, nil
}

// sameElsewhere tells whether the two files have the same bytes and the same tokens outside of the edits.
func sameElsewhere(before, after *source, edits []edit) bool {
	shift, at := 0, 0
	outside := make([]edit, 0, len(edits)) // where the edits ended up
	for _, e := range edits {
		if e.start < at || e.start+shift > len(after.text) ||
			before.text[at:e.start] != after.text[at+shift:e.start+shift] {
			return false
		}
		outside = append(outside, edit{e.start + shift, e.start + shift + len(e.text), ""})
		shift += len(e.text) - (e.end - e.start)
		at = e.end
	}
	return before.text[at:] == after.text[at+shift:] &&
		tokensOutside(before, edits) == tokensOutside(after, outside)
}

// tokensOutside returns the tokens, but not the blanks, that do not touch an edit. Each is followed by its kind.
func tokensOutside(s *source, edits []edit) string {
	var tokens strings.Builder
	for _, t := range s.all {
		for len(edits) > 0 && edits[0].end <= t.Start {
			edits = edits[1:]
		}
		if t.Kind == phptoken.Whitespace || len(edits) > 0 && t.End > edits[0].start {
			continue
		}
		tokens.WriteString(s.text[t.Start:t.End])
		tokens.WriteByte(0)
		tokens.WriteByte(byte(t.Kind))
	}
	return tokens.String()
}
