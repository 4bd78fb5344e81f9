package wpconfig

// DiffKind is what a line of a diff is.
type DiffKind uint8

// The kinds of lines.
const (
	DiffContext DiffKind = iota
	DiffAdded
	DiffRemoved
	// DiffHunk is a header such as "@@ -1,3 +1,4 @@".
	DiffHunk
)

// DiffLine is one line of a unified diff, without its mark and line ending. Its text comes from the file: clean it
// before it is drawn.
type DiffLine struct {
	Kind DiffKind
	Text string
	// OldLine and NewLine count from 1; 0 where the line is not in that version, and in a hunk's header.
	OldLine, NewLine int
}
