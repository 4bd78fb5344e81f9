package wpconfig

import (
	"sort"

	"enhance-wizard/wpconfig/phptoken"
)

// definition is one place that may define a constant, or that sets $table_prefix.
type definition struct {
	unit *unit
	// name is empty while it is known only as the code in nameCode.
	name     string
	nameCode span
	// built is true when the name is more than one literal.
	built bool
	value span
	// token is the word define, the name after const, or the variable.
	token int
	// place is the token in the main file: the same, or the one that includes this definition's file.
	place int
	// statement is the innermost one that holds the definition.
	statement *statement
	standing  Standing
	// reason says why the definition cannot be edited; empty when it can.
	reason Reason
	// plain is true when the statement is nothing but this call of define(); guarded when it may not run because
	// the same name was defined before.
	plain, guarded bool
}

func (d *definition) line() int { return d.unit.line(d.token) }

// forbid lowers the standing; the first reason stays.
func (d *definition) forbid(s Standing, r Reason) {
	if d.reason == "" {
		d.standing, d.reason = s, r
	}
}

func (d *definition) guard() {
	d.guarded = true
	if d.reason == "" {
		d.standing = Guarded
	}
}

// addDefine notes the call of define() at i.
func (u *unit) addDefine(i int) {
	arguments, unpacked := u.arguments(i + 1)
	if len(arguments) == 0 && !unpacked {
		return // define(...) makes a closure
	}
	d := &definition{unit: u, token: i, nameCode: span{0, -1}, value: span{0, -1}}
	for at, a := range arguments {
		switch {
		case a.label == "constant_name", a.label == "" && at == 0:
			d.nameCode = a.span
		case a.label == "value", a.label == "" && at == 1:
			d.value = a.span
		}
	}
	if d.nameCode.first == d.nameCode.last {
		d.name, _ = u.literal(d.nameCode.first)
	}
	d.built = d.name == ""
	u.judge(d, u.partner[i+1])
	switch {
	case unpacked, d.value.last < d.value.first, d.nameCode.last < d.nameCode.first:
		d.forbid(Conditional, ReasonArguments)
	case d.built:
		d.forbid(Conditional, ReasonBuiltName)
	}
	u.definitions = append(u.definitions, d)
}

// argument is one argument of a call.
type argument struct {
	label string
	span
}

// arguments splits what stands in the brackets at open; unpacked is true when an array is spread over them.
func (u *unit) arguments(open int) (list []argument, unpacked bool) {
	end := u.partner[open]
	for i := open + 1; i < end; i++ {
		a := argument{span: span{i, i}}
		if u.kind(i) == phptoken.Name && u.is(i+1, ":") {
			a.label = u.at(i)
			a.first = i + 2
		}
		if u.is(i, "...") {
			unpacked = unpacked || i+1 < end
			a.first = i + 1
		}
		for i = a.first; i < end && !u.is(i, ","); i++ {
			i = max(i, u.partner[i])
		}
		if a.last = i - 1; a.last >= a.first {
			list = append(list, a)
		}
	}
	return list, unpacked
}

// addConstants notes each name of a const statement.
func (u *unit) addConstants(st *statement) {
	for i := st.first + 1; i < st.last; i++ {
		d := &definition{unit: u, token: i, name: u.at(i), nameCode: span{i, i}, statement: st}
		for i++; i < st.last && !u.is(i, ","); i++ {
			i = max(i, u.partner[i])
		}
		if d.value = (span{d.token + 2, i - 1}); u.is(d.token+1, "=") && d.value.first <= d.value.last {
			u.definitions = append(u.definitions, d)
		}
	}
}

// tablePrefixVariable is the name under which assignments to the variable are kept; no constant can have it.
const tablePrefixVariable = "$table_prefix"

// scanVariable notes an assignment to $table_prefix.
func (u *unit) scanVariable(i int) {
	if u.at(i) != tablePrefixVariable || !u.is(i+1, "=") {
		return
	}
	d := &definition{unit: u, token: i, name: tablePrefixVariable, nameCode: span{i, i}, value: span{0, -1}}
	u.judge(d, i)
	if st := d.statement; st != nil && st.kind == simple && st.first == i {
		d.value = span{i + 2, st.last - 1}
	}
	u.definitions = append(u.definitions, d)
}

func (u *unit) orderDefinitions() {
	sort.SliceStable(u.definitions, func(a, b int) bool { return u.definitions[a].token < u.definitions[b].token })
}
