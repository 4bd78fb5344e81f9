package wpconfig

// judge finds out whether the definition, which ends at token end, is always run. Every enclosing statement counts.
func (u *unit) judge(d *definition, end int) {
	path := find(u.statements, d.token)
	if len(path) > 0 {
		d.statement = path[len(path)-1]
	}
	if u.inBody(d.token) {
		d.forbid(InFunction, ReasonInFunction)
		return
	}
	for at, st := range path {
		switch st.kind {
		case block, ifElse:
		case branch:
			u.judgeBranch(d, st, path[at-1])
		case simple:
			u.judgeForm(d, st, end)
		default:
			d.forbid(Conditional, ReasonConditional)
		}
	}
	if u.ends >= 0 && d.token > u.ends {
		d.forbid(Conditional, ReasonUnreachable)
	}
}

// judgeBranch lets only "if ( ! defined( 'SAME' ) )" pass.
func (u *unit) judgeBranch(d *definition, st, whole *statement) {
	switch {
	case st.condition.holds(d.token):
		d.forbid(Conditional, ReasonExpression)
	case st != whole.body[0]:
		d.forbid(Conditional, ReasonConditional)
	default:
		name, negated, ok := u.definedCheck(st.condition)
		if !ok || !negated || name != d.name || d.built {
			d.forbid(Conditional, ReasonConditional)
			return
		}
		d.guard()
	}
}

// judgeForm lets a statement pass that is the call alone, with a guard or an @ before it.
func (u *unit) judgeForm(d *definition, st *statement, end int) {
	before := span{st.first, d.token - 1}
	if before.first <= before.last && u.is(before.last, "@") {
		before.last--
	}
	alone := before.last < before.first
	switch {
	case st.last != end+1 && d.name != tablePrefixVariable:
		d.forbid(Conditional, ReasonExpression)
	case alone:
		d.plain = true
	case u.guards(before, d.name) && !d.built:
		d.guard()
	default:
		d.forbid(Conditional, ReasonExpression)
	}
}

// guards tells whether the tokens are "defined( 'NAME' ) ||" or "! defined( 'NAME' ) &&", or the like with words.
func (u *unit) guards(before span, name string) bool {
	checked, negated, ok := u.definedCheck(span{before.first, before.last - 1})
	if !ok || checked != name {
		return false
	}
	switch operator := u.at(before.last); {
	case operator == "||", u.word(before.last) == "or":
		return !negated
	case operator == "&&", u.word(before.last) == "and":
		return negated
	default:
		return false
	}
}

// definedCheck reads a condition that is nothing but defined( 'NAME' ), with any of ! @ ( ) or a comparison with
// false around it.
func (u *unit) definedCheck(r span) (name string, negated, ok bool) {
	for r.first <= r.last {
		equals := func(i int) bool { return u.is(i, "===") || u.is(i, "==") }
		switch {
		case u.is(r.first, "@"):
			r.first++
		case u.word(r.first) == "false" && equals(r.first+1):
			r.first, negated = r.first+2, !negated
		case u.word(r.last) == "false" && equals(r.last-1) && !u.is(r.first, "!"):
			r.last, negated = r.last-2, !negated
		case u.is(r.first, "!"):
			r.first, negated = r.first+1, !negated
		case u.is(r.first, "(") && u.partner[r.first] == r.last:
			r.first, r.last = r.first+1, r.last-1
		default:
			name, ok = u.definedName(r)
			return name, negated, ok
		}
	}
	return "", false, false
}

// definedName reads defined( 'NAME' ).
func (u *unit) definedName(r span) (string, bool) {
	if u.function(r.first) != "defined" || r.last != r.first+3 || !u.is(r.last, ")") {
		return "", false
	}
	return u.literal(r.first + 2)
}
