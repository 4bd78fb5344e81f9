package wpconfig

import (
	"strings"

	"enhance-wizard/wpconfig/phptoken"
)

// unit is one analysed file: wp-config.php, or a file that it includes.
type unit struct {
	*source
	statements []*statement
	// namespace is true when the file declares one.
	namespace bool
	// definitions and includes stand in the order of the source.
	definitions []*definition
	includes    []*include
	// strings are the code tokens in which a name may stand as a string.
	strings []int
	// evaluates is true when the file runs code from strings.
	evaluates bool
	// replaced is the token that gives "define" another meaning, -1 when none does.
	replaced int
	// ends is the first statement that always leaves the file, jumps the first goto; -1 when there is none.
	ends, jumps int
}

// newUnit reads and analyses one file.
func newUnit(path string, content []byte) (*unit, *Refusal) {
	s, refusal := newSource(path, content)
	if refusal != nil {
		return nil, refusal
	}
	statements, refusal := s.parseStatements()
	if refusal != nil {
		return nil, refusal
	}
	u := &unit{source: s, statements: statements, replaced: -1, ends: -1, jumps: -1}
	u.scanStatements(statements, false)
	for i := range u.code {
		u.scanToken(i)
	}
	u.orderDefinitions()
	return u, nil
}

// scanToken notes what matters of one token of code.
func (u *unit) scanToken(i int) {
	switch u.kind(i) {
	case phptoken.String, phptoken.Heredoc, phptoken.Template, phptoken.Shell:
		u.strings = append(u.strings, i)
	case phptoken.Variable:
		u.scanVariable(i)
	case phptoken.Name:
		u.scanName(i)
	default:
	}
}

func (u *unit) scanName(i int) {
	word := u.word(i)
	switch word {
	case "require", "require_once", "include", "include_once":
		u.includes = append(u.includes, u.newInclude(i))
	case "eval":
		u.evaluates = true
	case "goto":
		if u.jumps < 0 && !u.inBody(i) {
			u.jumps = i
		}
	case "define":
		if u.declaresFunction(i) && u.replaced < 0 {
			u.replaced = i
		}
	}
	if u.function(i) == "define" {
		u.addDefine(i)
	}
}

// declaresFunction tells whether the name at i is that of a function, not of a method.
func (u *unit) declaresFunction(i int) bool {
	if u.word(i-1) != "function" && (!u.is(i-1, "&") || u.word(i-2) != "function") {
		return false
	}
	outer := 0
	for _, body := range u.bodies {
		if body.holds(i) {
			outer++
		}
	}
	return outer == 1
}

// scanStatements notes what only whole statements tell; it looks at those that are always run.
func (u *unit) scanStatements(list []*statement, namespaced bool) {
	for _, st := range list {
		word := u.word(st.first)
		switch {
		case word == "namespace":
			u.namespace = true
			named := u.kind(st.first+1) == phptoken.Name
			if st.kind == block {
				u.scanStatements(st.body, named)
				continue
			}
			namespaced = named
		case st.kind == block:
			u.scanStatements(st.body, namespaced)
		case st.kind == constants && !namespaced:
			u.addConstants(st)
		case word == "use" && u.word(st.first+1) == "function":
			u.scanUseFunction(st)
		case u.leaves(st) && u.ends < 0:
			u.ends = st.first
		}
	}
}

// leaves tells whether the statement ends the file for certain.
func (u *unit) leaves(st *statement) bool {
	switch u.word(st.first) {
	case "return", "exit", "die", "throw":
		return st.kind == simple
	default:
		return false
	}
}

// scanUseFunction looks for a "use function" that imports something as "define".
func (u *unit) scanUseFunction(st *statement) {
	for i := st.first; i <= st.last; i++ {
		word := u.word(i)
		if (word == "define" || strings.HasSuffix(word, `\define`)) && u.replaced < 0 {
			u.replaced = i
		}
	}
}
