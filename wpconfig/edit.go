package wpconfig

import (
	"sort"
	"strings"

	"enhance-wizard/wpconfig/phptoken"
)

// edit replaces the bytes from start up to, not including, end.
type edit struct {
	start, end int
	text       string
}

func sorted(edits []edit) []edit {
	sort.SliceStable(edits, func(a, b int) bool { return edits[a].start < edits[b].start })
	return edits
}

// apply makes the edits, which are sorted and do not overlap.
func apply(text string, edits []edit) []byte {
	after := make([]byte, 0, len(text)+1024)
	at := 0
	for _, e := range edits {
		after = append(after, text[at:e.start]...)
		after = append(after, e.text...)
		at = e.end
	}
	return append(after, text[at:]...)
}

// replaceValue puts code in the place of a value. Comments in the value stay.
func (s *source) replaceValue(r span, code string) []edit {
	start, end := s.code[r.first].Start, s.code[r.last].End
	var edits []edit
	piece := edit{start: start, end: start, text: code}
	flush := func() {
		if piece.end > piece.start {
			edits = append(edits, piece)
		}
		piece = edit{start: -1}
	}
	for _, t := range s.all[s.tokenAt(start):] {
		switch {
		case t.Start >= end:
			flush()
			return edits
		case t.Kind == phptoken.Comment:
			flush()
		case t.Kind != phptoken.Whitespace:
			if piece.start < 0 {
				piece.start = t.Start
			}
			piece.end = t.End
		}
	}
	flush()
	return edits
}

// tokenAt returns the index in all of the token that begins at offset.
func (s *source) tokenAt(offset int) int {
	return sort.Search(len(s.all), func(i int) bool { return s.all[i].Start >= offset })
}

// removeStatement takes a statement away, with its line when nothing else stands there.
func (s *source) removeStatement(st *statement) edit {
	return s.removeLine(s.code[st.first].Start, s.code[st.last].End)
}

// removeLine takes the bytes from start up to end away, with their line when nothing else stands there.
func (s *source) removeLine(start, end int) edit {
	lineStart, lineEnd := s.lineStart(start), s.lineEnd(end)
	if !blank(s.text[lineStart:start]) || !blank(s.text[end:lineEnd]) {
		return edit{start: start, end: end}
	}
	switch rest := s.text[lineEnd:]; {
	case strings.HasPrefix(rest, "\r\n"):
		lineEnd += 2
	case rest != "":
		lineEnd++
	}
	return edit{start: lineStart, end: lineEnd}
}

// lineStart returns where the line of offset begins, lineEnd where it ends, before its line ending.
func (s *source) lineStart(offset int) int { return s.lineStarts[s.lineOf(offset)-1] }

func (s *source) lineEnd(offset int) int {
	if at := strings.IndexAny(s.text[offset:], "\r\n"); at >= 0 {
		return offset + at
	}
	return len(s.text)
}

func blank(text string) bool { return strings.Trim(text, " \t") == "" }
