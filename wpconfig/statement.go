package wpconfig

import (
	"sort"

	"enhance-wizard/wpconfig/phptoken"
)

// statementKind is what a statement does to the statements in it.
type statementKind uint8

const (
	// simple is a statement that holds no others, such as a call.
	simple statementKind = iota
	// nothing is a lone ;, a tag, a label or text outside of tags.
	nothing
	// block is { … } or namespace X { … }: what is in it is always run.
	block
	// ifElse is an if with its arms; each arm is a branch in its body.
	ifElse
	// branch is one arm of an if.
	branch
	// loop is while, do, for or foreach; also declare, and try with its blocks.
	loop
	// choice is switch.
	choice
	// alternative is a statement in the form "if: … endif;".
	alternative
	// declaration is a function or class.
	declaration
	// constants is a const statement.
	constants
	// names is a use statement, or a namespace without braces.
	names
)

// statement is one statement and the statements in it.
type statement struct {
	kind statementKind
	span
	// condition is what stands in the brackets of a branch; empty (last < first) for else.
	condition span
	body      []*statement
}

// find returns the statements that hold code token i, the outermost first.
func find(list []*statement, i int) []*statement {
	var path []*statement
	for {
		at := sort.Search(len(list), func(n int) bool { return list[n].last >= i })
		if at == len(list) || !list[at].holds(i) {
			return path
		}
		path = append(path, list[at])
		list = list[at].body
	}
}

// statementParser splits code into statements. It knows PHP's statements, not its expressions.
type statementParser struct {
	*source
	depth int
}

// maxStatementDepth limits statements in statements, which are read by recursion.
const maxStatementDepth = 500

// parseStatements reads the statements of a whole file.
func (s *source) parseStatements() ([]*statement, *Refusal) {
	p := &statementParser{source: s}
	list, _, refusal := p.list(0, len(s.code))
	return list, refusal
}

// list reads statements from i up to limit, or up to one of the words that end it; it returns where it ended.
func (p *statementParser) list(i, limit int, ends ...string) ([]*statement, int, *Refusal) {
	if p.depth++; p.depth > maxStatementDepth {
		return nil, i, p.refuse(i, ReasonTooDeep)
	}
	defer func() { p.depth-- }()
	var list []*statement
	for i < limit {
		if oneOf(p.word(i), ends) {
			return list, i, nil
		}
		st, refusal := p.statement(i, limit)
		if refusal != nil {
			return nil, i, refusal
		}
		list = append(list, st)
		i = st.last + 1
	}
	if len(ends) > 0 {
		return nil, i, p.refuse(limit-1, ReasonUnclear)
	}
	return list, i, nil
}

func oneOf(word string, words []string) bool {
	for _, w := range words {
		if word == w {
			return true
		}
	}
	return false
}

// statement reads the statement that begins at i, which lies before limit.
func (p *statementParser) statement(i, limit int) (*statement, *Refusal) {
	switch p.kind(i) {
	case phptoken.HTML, phptoken.CloseTag, phptoken.Data:
		return &statement{kind: nothing, span: span{i, i}}, nil
	case phptoken.Attribute:
		return p.attributed(i, limit)
	case phptoken.Name:
		return p.worded(i, limit)
	default:
	}
	switch {
	case p.is(i, ";"):
		return &statement{kind: nothing, span: span{i, i}}, nil
	case p.is(i, "{"):
		return p.block(i, i)
	default:
		return p.simple(i, limit, simple)
	}
}

// worded reads a statement that begins with a word.
func (p *statementParser) worded(i, limit int) (*statement, *Refusal) {
	switch word := p.word(i); word {
	case "if":
		return p.ifElse(i, limit)
	case "while", "for", "foreach", "declare", "switch":
		return p.headed(i, limit, word)
	case "do":
		return p.doWhile(i, limit)
	case "try":
		return p.try(i, limit)
	case "else", "elseif", "catch", "finally", "case", "default", "endif", "endwhile", "endfor", "endforeach",
		"endswitch", "enddeclare":
		return nil, p.refuse(i, ReasonUnclear)
	case "namespace":
		return p.namespace(i, limit)
	case "use":
		return p.simple(i, limit, names)
	case "const":
		return p.simple(i, limit, constants)
	}
	if p.is(i+1, ":") {
		return &statement{kind: nothing, span: span{i, i + 1}}, nil // a label
	}
	if end := p.declarationEnd(i); end > 0 {
		return &statement{kind: declaration, span: span{i, end}}, nil
	}
	return p.simple(i, limit, simple)
}

// declarationEnd returns the end of the function or class that is declared at i, or 0 when none is.
func (p *statementParser) declarationEnd(i int) int {
	switch p.word(i) {
	case "function":
		if p.kind(i+1) == phptoken.Name || p.is(i+1, "&") && p.kind(i+2) == phptoken.Name {
			return p.functionEnd(i)
		}
	case "abstract", "final", "readonly":
		if p.kind(i+1) == phptoken.Name {
			return p.bracesEnd(i)
		}
	case "class", "interface", "trait", "enum":
		if p.startsClass(i) {
			return p.bracesEnd(i)
		}
	}
	return 0
}

// attributed reads #[…] and what it belongs to. PHP 7 takes the line for a comment, and such a comment declares
// nothing.
func (p *statementParser) attributed(i, limit int) (*statement, *Refusal) {
	at := i
	for p.kind(at) == phptoken.Attribute {
		at = p.partner[at] + 1
	}
	switch p.word(at) {
	case "function", "fn", "static", "class", "interface", "trait", "enum", "abstract", "final", "readonly":
	default:
		return nil, p.refuse(i, ReasonAttribute)
	}
	st, refusal := p.statement(at, limit)
	if refusal == nil {
		st.first = i
	}
	return st, refusal
}

// simple reads up to the ; or ?> that ends the statement.
func (p *statementParser) simple(i, limit int, kind statementKind) (*statement, *Refusal) {
	for at := i; at < limit; at++ {
		if p.is(at, ";") || p.kind(at) == phptoken.CloseTag {
			return &statement{kind: kind, span: span{i, at}}, nil
		}
		at = max(at, p.partner[at])
	}
	return nil, p.refuse(i, ReasonUnclear)
}

// block reads the braces at open, for a statement that begins at first.
func (p *statementParser) block(first, open int) (*statement, *Refusal) {
	if !p.is(open, "{") {
		return nil, p.refuse(first, ReasonUnclear)
	}
	body, _, refusal := p.list(open+1, p.partner[open])
	return &statement{kind: block, span: span{first, p.partner[open]}, body: body}, refusal
}

// namespace reads "namespace X;" or "namespace X { … }".
func (p *statementParser) namespace(i, limit int) (*statement, *Refusal) {
	open := i + 1
	if p.kind(open) == phptoken.Name {
		open++
	}
	if p.is(open, "{") {
		return p.block(i, open)
	}
	return p.simple(i, limit, names)
}
