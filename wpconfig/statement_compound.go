package wpconfig

import "enhance-wizard/wpconfig/phptoken"

// header returns the last token of the brackets that follow the word at i.
func (p *statementParser) header(i int) (int, *Refusal) {
	if !p.is(i+1, "(") {
		return 0, p.refuse(i, ReasonUnclear)
	}
	return p.partner[i+1], nil
}

// ifElse reads an if with all its arms.
func (p *statementParser) ifElse(i, limit int) (*statement, *Refusal) {
	end, refusal := p.header(i)
	if refusal != nil {
		return nil, refusal
	}
	if p.is(end+1, ":") {
		return p.alternative(i, end+2, limit, "endif")
	}
	st := &statement{kind: ifElse, span: span{i, i}}
	for at := i; ; {
		arm, refusal := p.arm(at, limit)
		if refusal != nil {
			return nil, refusal
		}
		st.body = append(st.body, arm)
		st.last = arm.last
		at = arm.last + 1
		if word := p.word(at); at >= limit || word != "else" && word != "elseif" {
			return st, nil
		}
	}
}

// arm reads "if (…) …", "elseif (…) …" or "else …".
func (p *statementParser) arm(i, limit int) (*statement, *Refusal) {
	st := &statement{kind: branch, span: span{i, i}, condition: span{0, -1}}
	at := i
	if p.word(i) != "else" {
		end, refusal := p.header(i)
		if refusal != nil {
			return nil, refusal
		}
		st.condition = span{i + 2, end - 1}
		at = end
	}
	body, refusal := p.nested(at+1, limit)
	if refusal != nil {
		return nil, refusal
	}
	st.body = []*statement{body}
	st.last = body.last
	return st, nil
}

// nested reads the one statement that is the body of another.
func (p *statementParser) nested(i, limit int) (*statement, *Refusal) {
	if i >= limit {
		return nil, p.refuse(limit-1, ReasonUnclear)
	}
	if p.depth++; p.depth > maxStatementDepth {
		return nil, p.refuse(i, ReasonTooDeep)
	}
	defer func() { p.depth-- }()
	return p.statement(i, limit)
}

// headed reads while, for, foreach, declare and switch.
func (p *statementParser) headed(i, limit int, word string) (*statement, *Refusal) {
	end, refusal := p.header(i)
	if refusal != nil {
		return nil, refusal
	}
	switch {
	case p.is(end+1, ":"):
		return p.alternative(i, end+2, limit, "end"+word)
	case word == "switch":
		if !p.is(end+1, "{") {
			return nil, p.refuse(i, ReasonUnclear)
		}
		return &statement{kind: choice, span: span{i, p.partner[end+1]}}, nil
	}
	body, refusal := p.nested(end+1, limit)
	if refusal != nil {
		return nil, refusal
	}
	return &statement{kind: loop, span: span{i, body.last}, body: []*statement{body}}, nil
}

// alternative reads the form with a colon, from behind the colon up to the word that ends it and its ;.
func (p *statementParser) alternative(i, at, limit int, end string) (*statement, *Refusal) {
	st := &statement{kind: alternative}
	for {
		body, next, refusal := p.list(at, limit, end, "else", "elseif", "case", "default")
		if refusal != nil {
			return nil, refusal
		}
		st.body = append(st.body, body...)
		if p.word(next) == end {
			tail, refusal := p.simple(next, limit, simple)
			if refusal == nil {
				st.span = span{i, tail.last}
			}
			return st, refusal
		}
		if at, refusal = p.alternativeLabel(next, limit); refusal != nil {
			return nil, refusal
		}
	}
}

// alternativeLabel returns what follows "else:", "elseif (…):", "case …:" or "default:".
func (p *statementParser) alternativeLabel(i, limit int) (int, *Refusal) {
	questions := 0
	for at := i + 1; at < limit; at++ {
		switch {
		case p.is(at, "?"):
			questions++
		case p.is(at, ":") && questions > 0:
			questions--
		case p.is(at, ":"), p.is(at, ";"):
			return at + 1, nil
		case p.is(at, "{"), p.kind(at) == phptoken.CloseTag:
			return 0, p.refuse(i, ReasonUnclear)
		}
		at = max(at, p.partner[at])
	}
	return 0, p.refuse(i, ReasonUnclear)
}

func (p *statementParser) doWhile(i, limit int) (*statement, *Refusal) {
	body, refusal := p.nested(i+1, limit)
	if refusal != nil {
		return nil, refusal
	}
	if p.word(body.last+1) != "while" {
		return nil, p.refuse(i, ReasonUnclear)
	}
	tail, refusal := p.simple(body.last+1, limit, simple)
	if refusal != nil {
		return nil, refusal
	}
	return &statement{kind: loop, span: span{i, tail.last}, body: []*statement{body}}, nil
}

// try reads try with its catch and finally blocks.
func (p *statementParser) try(i, limit int) (*statement, *Refusal) {
	st := &statement{kind: loop, span: span{i, i}}
	for open := i + 1; ; {
		body, refusal := p.block(open, open)
		if refusal != nil {
			return nil, refusal
		}
		st.body = append(st.body, body)
		st.last = body.last
		open = body.last + 2
		switch {
		case open >= limit:
			return st, nil
		case p.word(open-1) == "catch" && p.is(open, "("):
			open = p.partner[open] + 1
		case p.word(open-1) != "finally":
			return st, nil
		}
	}
}
