package wpconfig

import (
	"strings"

	"enhance-wizard/wpconfig/phptoken"
)

// placeBlock returns the edit that adds the settings before wp-settings.php is loaded.
func (f *File) placeBlock(settings []Setting) (edit, *Refusal) {
	siblings, anchor, refusal := f.anchor()
	if refusal != nil {
		return edit{}, refusal
	}
	u := f.main
	eol := lineEndingOf([]byte(u.text))
	lines := make([]string, 0, len(settings)+2)
	for _, s := range settings {
		lines = append(lines, s.define(u.namespace))
	}
	if at, indent, ok := u.endOfBlock(siblings, anchor); ok {
		return edit{at, at, eol + indent + strings.Join(lines, eol+indent)}, nil
	}
	lines = append([]string{heading}, lines...)
	at, indent, ownLine := u.above(u.code[anchor.first])
	if !ownLine {
		return edit{at, at, eol + strings.Join(lines, eol) + eol + eol}, nil
	}
	gap := ""
	if at > 0 && !u.startsParagraph(at) {
		gap = eol
	}
	return edit{at, at, gap + indent + strings.Join(lines, eol+indent) + eol + eol}, nil
}

// anchor returns the outermost statement that loads wp-settings.php, and the statements among which it stands.
func (f *File) anchor() (siblings []*statement, anchor *statement, refusal *Refusal) {
	u := f.main
	if len(f.loads) == 0 {
		return nil, nil, &Refusal{Path: u.path, Reason: ReasonNoSettings}
	}
	for _, l := range f.loads {
		if l.through != nil {
			return nil, nil, u.refuse(l.token, ReasonSettingsInInclude)
		}
		if u.inBody(l.token) {
			return nil, nil, u.refuse(l.token, ReasonSettingsInFunction)
		}
		for _, st := range find(u.statements, l.token) {
			if st.kind == alternative {
				return nil, nil, u.refuse(l.token, ReasonSettingsInAlternative)
			}
		}
	}
	siblings = u.statements
	for _, st := range find(u.statements, f.loads[0].token) {
		anchor = st
		if st.kind != block || u.word(st.first) != "namespace" {
			break
		}
		siblings = st.body
	}
	if u.ends >= 0 && u.ends < anchor.first {
		return nil, nil, u.refuse(u.ends, ReasonUnreachable)
	}
	return siblings, anchor, nil
}

// above returns where a block goes that shall stand above the token: before the comments that belong to it. ownLine
// is false when the token is not the first on its line; then the block goes directly before it.
func (u *unit) above(t phptoken.Token) (at int, indent string, ownLine bool) {
	at = u.lineStart(t.Start)
	if !blank(u.text[at:t.Start]) {
		return t.Start, "", false
	}
	indent = u.text[at:t.Start]
	for i := u.tokenAt(t.Start) - 1; i > 0; i -= 2 {
		gap, comment := u.all[i], u.all[i-1]
		if gap.Kind != phptoken.Whitespace || comment.Kind != phptoken.Comment || u.newlines(gap) != 1 {
			break
		}
		start := u.lineStart(comment.Start)
		if !blank(u.text[start:comment.Start]) {
			break
		}
		at, indent = start, u.text[start:comment.Start]
	}
	return at, indent, true
}

// startsParagraph tells whether the line at offset follows an empty line, an opening tag or an opening brace.
func (u *unit) startsParagraph(offset int) bool {
	before := u.text[u.lineStart(offset-1):offset]
	trimmed := strings.TrimSpace(before)
	return trimmed == "" || strings.EqualFold(trimmed, "<?php") || strings.HasSuffix(trimmed, "{")
}

// newlines counts the line endings in a token.
func (u *unit) newlines(t phptoken.Token) int { return u.lineOf(t.End) - u.lineOf(t.Start) }

// endOfBlock returns where a line goes that shall follow a block which an earlier run has added.
func (u *unit) endOfBlock(siblings []*statement, anchor *statement) (at int, indent string, ok bool) {
	for i, t := range u.all {
		if t.Kind != phptoken.Comment || t.End > u.code[anchor.first].Start || u.text[t.Start:t.End] != heading {
			continue
		}
		start := u.lineStart(t.Start)
		if i+1 >= len(u.all) || !blank(u.text[start:t.Start]) {
			continue
		}
		run := u.run(siblings, t.End)
		if len(run) > 0 && run[len(run)-1].last < anchor.first {
			at, ok = u.restOfLine(run[len(run)-1])
			return at, u.text[start:t.Start], ok
		}
	}
	return 0, "", false
}

// run returns the definitions that follow offset line by line.
func (u *unit) run(siblings []*statement, offset int) []*statement {
	var run []*statement
	line := u.lineOf(offset)
	for _, st := range siblings {
		if u.code[st.first].Start < offset {
			continue
		}
		if u.line(st.first) != line+1 || !u.defines(st) {
			break
		}
		run, line = append(run, st), u.lineOf(u.code[st.last].End)
	}
	return run
}

// defines tells whether the statement does nothing but define one constant.
func (u *unit) defines(st *statement) bool {
	for _, d := range u.definitions {
		if st.holds(d.token) {
			return d.reason == "" && (d.plain || d.guarded)
		}
	}
	return false
}

// restOfLine returns the end of the line on which the statement ends, when only a comment of that line follows.
func (u *unit) restOfLine(st *statement) (int, bool) {
	if u.kind(st.last) == phptoken.CloseTag {
		return 0, false
	}
	end := u.lineEnd(u.code[st.last].End)
	for _, t := range u.all[u.tokenAt(u.code[st.last].End):] {
		if t.Start >= end {
			break
		}
		if t.Kind != phptoken.Whitespace && (t.Kind != phptoken.Comment || t.End > end) {
			return 0, false
		}
	}
	return end, true
}
