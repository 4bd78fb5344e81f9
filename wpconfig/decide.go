package wpconfig

import (
	"strings"

	"enhance-wizard/wpconfig/phptoken"
)

// decide works out what happens to one constant; an added one has no edit of its own.
func (f *File) decide(s Setting) ([]edit, Action, *Refusal) {
	live, dead := f.definitionsOf(s.Name)
	if refusal := f.checkDefinitions(live); refusal != nil {
		return nil, Action{}, refusal
	}
	if refusal := f.checkMentions(s.Name); refusal != nil {
		return nil, Action{}, refusal
	}
	action := Action{Name: s.Name, New: shown(s.Value, s.Secret)}
	if len(live) == 0 {
		return f.add(action, dead, s.Secret)
	}
	first := live[0]
	old := first.unit.readValue(first.value)
	action.Old, action.Line = shown(old, s.Secret), first.line()
	if sameValue(old, s.Value) {
		action.Kind = ActionUnchanged
		return nil, action, nil
	}
	action.Kind = ActionReplaced
	return first.unit.replaceValue(first.value, s.Value.Code()), action, nil
}

// checkDefinitions refuses when it is not certain that the first definition is the one that holds.
func (f *File) checkDefinitions(live []*definition) *Refusal {
	for i, d := range live {
		switch {
		case d.unit != f.main && (i == 0 || d.standing == InFunction):
			return d.unit.refuse(d.token, ReasonIncludedFile)
		case d.reason != "" && (i == 0 || d.standing == InFunction):
			return d.unit.refuse(d.token, d.reason)
		}
	}
	return nil
}

// checkMentions refuses when the name stands as a string where code that we do not understand may define it.
func (f *File) checkMentions(name string) *Refusal {
	for _, u := range f.units {
		for _, i := range u.strings {
			if !u.mentions(i, name) || f.explained(u, i, name) {
				continue
			}
			if u != f.main {
				return u.refuse(i, ReasonIncludedFile)
			}
			return u.refuse(i, ReasonNameElsewhere)
		}
	}
	for _, unread := range f.unread {
		if strings.Contains(string(unread.content), name) {
			return &Refusal{Path: unread.path, Reason: ReasonIncludedFile}
		}
	}
	return nil
}

// mentions tells whether the string at i may stand for the name.
func (u *unit) mentions(i int, name string) bool {
	content, fixed := u.literal(i)
	switch {
	case fixed && isName(content, name):
		return true
	case !strings.Contains(u.at(i), name):
		return false
	case u.evaluates:
		return true
	case fixed:
		return false
	}
	src := []byte(u.at(i))
	for _, t := range (phptoken.Token{Kind: u.kind(i), End: len(src)}).Embedded(src) {
		if embedded, ok := t.Literal(src); ok && isName(embedded, name) {
			return true
		}
	}
	return false
}

// isName tells whether a string names the constant; functions such as constant() take a leading backslash.
func isName(content, name string) bool { return strings.TrimPrefix(content, `\`) == name }

// explained tells whether the string at i belongs to a definition of the name, or only asks for the constant.
func (f *File) explained(u *unit, i int, name string) bool {
	for _, d := range f.byName[name] {
		if d.unit == u && (d.nameCode.holds(i) || d.value.holds(i)) {
			return true
		}
	}
	asks := u.function(i - 2)
	return (asks == "defined" || asks == "constant") && u.is(i-1, "(") && u.is(i+1, ")")
}

// add plans a constant that is not there, or only where it comes too late: that one is taken away, since PHP would
// warn about a second definition.
func (f *File) add(action Action, dead []*definition, secret bool) ([]edit, Action, *Refusal) {
	action.Kind = ActionAdded
	var edits []edit
	for _, d := range dead {
		switch {
		case d.unit != f.main:
			return nil, action, d.unit.refuse(d.token, ReasonIncludedFile)
		case d.guarded && d.reason == "":
			continue
		case !d.plain || d.reason != "" || d.unit.kind(d.statement.last) == phptoken.CloseTag:
			return nil, action, d.unit.refuse(d.token, ReasonDead)
		}
		if action.Kind == ActionAdded {
			action.Old = shown(d.unit.readValue(d.value), secret)
		}
		action.Kind = ActionMoved
		edits = append(edits, d.unit.removeStatement(d.statement))
	}
	return edits, action, nil
}

func sameValue(old, wanted Value) bool {
	if old.kind == KindExpression && wanted.kind == KindExpression {
		return sameCode(old.text, wanted.text)
	}
	return old == wanted
}
