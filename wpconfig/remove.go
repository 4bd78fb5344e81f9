package wpconfig

import "strings"

// Remove works out the edit that takes the constants away, all or none: every definition of them, and the heading of
// our block when nothing is left under it. The old values are masked in the plan. The error is a [*Refusal].
func (f *File) Remove(names []string) (*Plan, error) {
	var edits []edit
	var actions []Action
	removed := make(map[*statement]bool)
	for _, name := range names {
		action := Action{Name: name, Kind: ActionUnchanged}
		for i, d := range f.byName[name] {
			st, refusal := f.removable(d)
			if refusal != nil {
				refusal.Name = name
				return nil, refusal
			}
			if i == 0 {
				old := d.unit.readValue(d.value)
				action = Action{Name: name, Kind: ActionRemoved, Old: shown(old, true), Line: d.line()}
			}
			removed[st] = true
			edits = append(edits, f.main.removeStatement(st))
		}
		actions = append(actions, action)
	}
	edits = sorted(append(edits, f.main.removeHeading(removed)...))
	p := &Plan{Path: f.main.path, Before: []byte(f.main.text), Actions: actions, secrets: names}
	p.After = apply(f.main.text, edits)
	if refusal := f.verifyRemoved(p.After, edits, names); refusal != nil {
		return nil, refusal
	}
	return p, nil
}

// removable returns the statement that goes with a definition: the definition itself, or the guard around it.
func (f *File) removable(d *definition) (*statement, *Refusal) {
	switch {
	case d.unit != f.main:
		return nil, d.unit.refuse(d.token, ReasonIncludedFile)
	case d.reason != "":
		return nil, d.unit.refuse(d.token, d.reason)
	}
	path := find(f.main.statements, d.token)
	st := path[len(path)-1]
	alone := st.kind == simple || st.last == d.value.last+1 && d.token == st.first+1
	if !alone {
		return nil, d.unit.refuse(d.token, ReasonNotAlone)
	}
	for i := len(path) - 2; i >= 0 && len(path[i].body) == 1 && path[i].kind != alternative; i-- {
		if path[i].kind == ifElse {
			st = path[i]
		} else if path[i].kind == block && (i == 0 || path[i-1].kind != branch) {
			break
		}
	}
	if closes := strings.HasPrefix(f.main.at(st.last), "?>"); closes {
		return nil, d.unit.refuse(d.token, ReasonNotAlone)
	}
	return st, nil
}

// removeHeading takes away the heading of a block of which nothing is left, and the empty line after the block.
func (u *unit) removeHeading(removed map[*statement]bool) []edit {
	var edits []edit
	for _, t := range u.all {
		if u.text[t.Start:t.End] != heading {
			continue
		}
		run := u.run(siblingsAfter(u.statements, u, t.End), t.End)
		left := len(run) == 0
		for _, st := range run {
			left = left || !removed[st]
		}
		if left {
			continue
		}
		edits = append(edits, u.removeLine(t.Start, t.End))
		if after := u.removeStatement(run[len(run)-1]).end; u.lineStart(after) == after && after < len(u.text) {
			if empty := u.removeLine(after, after); empty.end > after && blank(u.text[after:u.lineEnd(after)]) {
				edits = append(edits, empty)
			}
		}
	}
	return edits
}

// siblingsAfter returns the statements among which one that follows offset stands, the innermost ones.
func siblingsAfter(list []*statement, u *unit, offset int) []*statement {
	for _, st := range list {
		if st.kind == block && u.code[st.first].Start < offset && offset < u.code[st.last].Start {
			return siblingsAfter(st.body, u, offset)
		}
	}
	return list
}

// verifyRemoved reads the edited file as if it were a new one.
func (f *File) verifyRemoved(after []byte, edits []edit, names []string) *Refusal {
	failed := &Refusal{Path: f.main.path, Reason: ReasonSelfCheck}
	edited, err := parse(f.main.path, f.root, after)
	if err != nil || !sameElsewhere(f.main.source, edited.main.source, edits) {
		return failed
	}
	for _, name := range names {
		if len(edited.byName[name]) > 0 {
			failed.Name = name
			return failed
		}
	}
	return nil
}
