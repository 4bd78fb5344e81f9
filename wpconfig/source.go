package wpconfig

import (
	"errors"
	"sort"
	"strings"

	"enhance-wizard/wpconfig/phptoken"
)

// source is one PHP file as tokens, with its brackets matched.
type source struct {
	path string
	text string
	// all are all tokens; code are those that mean something: no blanks, comments and <?php tags.
	all, code []phptoken.Token
	// partner holds, for each bracket in code, the index of the one it belongs to; for all else, its own index.
	partner []int
	// bodies are the functions and classes, outer ones before the ones in them.
	bodies     []span
	lineStarts []int
}

// span is a range of code tokens, both ends included.
type span struct{ first, last int }

func (s span) holds(i int) bool { return i >= s.first && i <= s.last }

// newSource tokenizes a file and matches its brackets.
func newSource(path string, content []byte) (*source, *Refusal) {
	s := &source{path: path, text: string(content), lineStarts: lineStarts(content)}
	tokens, err := phptoken.Scan(content)
	if err != nil {
		return nil, s.refuseToken(err)
	}
	s.all = tokens
	s.code = make([]phptoken.Token, 0, len(tokens)/2)
	for _, t := range tokens {
		switch t.Kind {
		case phptoken.Whitespace, phptoken.Comment, phptoken.OpenTag:
		default:
			s.code = append(s.code, t)
		}
	}
	if refusal := s.matchBrackets(); refusal != nil {
		return nil, refusal
	}
	s.findBodies()
	return s, nil
}

func (s *source) refuseToken(err error) *Refusal {
	reason := ReasonUnclear
	var fault *phptoken.Error
	if !errors.As(err, &fault) {
		return &Refusal{Path: s.path, Reason: reason}
	}
	switch fault.Fault {
	case phptoken.Unterminated:
		reason = ReasonUnterminated
	case phptoken.BadCharacter:
		reason = ReasonBadCharacter
	case phptoken.TooDeep:
		reason = ReasonTooDeep
	}
	return &Refusal{Path: s.path, Line: s.lineOf(fault.Offset), Reason: reason}
}

// refuse makes a refusal that points at the code token i.
func (s *source) refuse(i int, reason Reason) *Refusal {
	return &Refusal{Path: s.path, Line: s.line(i), Reason: reason}
}

func (s *source) matchBrackets() *Refusal {
	s.partner = make([]int, len(s.code))
	var open []int
	for i, t := range s.code {
		s.partner[i] = i
		switch {
		case t.Kind == phptoken.Attribute, s.is(i, "("), s.is(i, "["), s.is(i, "{"):
			open = append(open, i)
		case s.is(i, ")"), s.is(i, "]"), s.is(i, "}"):
			if len(open) == 0 || !pairs(s.at(open[len(open)-1]), s.at(i)) {
				return s.refuse(i, ReasonUnbalanced)
			}
			s.partner[open[len(open)-1]], s.partner[i] = i, open[len(open)-1]
			open = open[:len(open)-1]
		}
	}
	if len(open) > 0 {
		return s.refuse(open[len(open)-1], ReasonUnbalanced)
	}
	return nil
}

func pairs(opening, closing string) bool {
	switch opening {
	case "(":
		return closing == ")"
	case "{":
		return closing == "}"
	default:
		return closing == "]"
	}
}

// at returns the text of code token i, empty when there is none.
func (s *source) at(i int) string {
	if i < 0 || i >= len(s.code) {
		return ""
	}
	return s.text[s.code[i].Start:s.code[i].End]
}

// is tells whether code token i is that operator or bracket.
func (s *source) is(i int, punctuation string) bool {
	return s.kind(i) == phptoken.Punctuation && s.at(i) == punctuation
}

// kind returns the kind of code token i; Whitespace, which code never holds, when there is none.
func (s *source) kind(i int) phptoken.Kind {
	if i < 0 || i >= len(s.code) {
		return phptoken.Whitespace
	}
	return s.code[i].Kind
}

// word returns code token i in lower case when it is a name that stands for itself: a keyword, function or constant,
// but no member of an object or class.
func (s *source) word(i int) string {
	if s.kind(i) != phptoken.Name || s.is(i-1, "->") || s.is(i-1, "?->") || s.is(i-1, "::") {
		return ""
	}
	return strings.ToLower(s.at(i))
}

// function returns the name of the function that is called at code token i, without a leading backslash.
func (s *source) function(i int) string {
	name := strings.TrimPrefix(s.word(i), `\`)
	if name == "" || !s.is(i+1, "(") {
		return ""
	}
	switch s.word(i - 1) {
	case "function", "fn", "new", "const":
		return ""
	}
	if s.is(i-1, "&") && s.word(i-2) == "function" {
		return ""
	}
	return name
}

// literal returns the content of code token i when it is a string with a fixed content.
func (s *source) literal(i int) (string, bool) {
	if k := s.kind(i); k != phptoken.String && k != phptoken.Heredoc {
		return "", false
	}
	t := s.code[i]
	return phptoken.Token{Kind: t.Kind, End: t.End - t.Start}.Literal([]byte(s.at(i)))
}

// bytes returns the source of a range of code tokens, with what stands between them.
func (s *source) bytes(r span) string {
	if r.last < r.first {
		return ""
	}
	return s.text[s.code[r.first].Start:s.code[r.last].End]
}

// line returns the line of code token i, counted from 1.
func (s *source) line(i int) int { return s.lineOf(s.code[i].Start) }

func (s *source) lineOf(offset int) int {
	return sort.SearchInts(s.lineStarts, offset+1)
}

// lineStarts returns where lines begin. A line ends with LF, CRLF or CR, as PHP counts.
func lineStarts(content []byte) []int {
	starts := []int{0}
	for i, c := range content {
		if c == '\n' || c == '\r' && (i+1 == len(content) || content[i+1] != '\n') {
			starts = append(starts, i+1)
		}
	}
	return starts
}
