package wpconfig

import "fmt"

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

// contextLines is how many unchanged lines are shown around a change.
const contextLines = 3

// Diff compares two versions of a file, line by line; lines end with LF, CRLF or CR, and differ when these do. The
// values of the constants named, and of all whose name says that they are secret, are masked in both versions.
func Diff(before, after []byte, secretNames ...string) []DiffLine {
	old, changed := splitLines(before), splitLines(after)
	old.hidden, changed.hidden = veils(before, secretNames), veils(after, secretNames)
	steps := lineSteps(old.lines, changed.lines)
	var diff []DiffLine
	for at := 0; at < len(steps); {
		if steps[at].kind == DiffContext {
			at++
			continue
		}
		first, last := hunk(steps, at)
		diff = append(diff, header(steps[first:last]))
		for _, step := range steps[first:last] {
			line := DiffLine{Kind: step.kind}
			if step.kind != DiffAdded {
				line.OldLine, line.Text = step.old+1, old.shown(step.old)
			}
			if step.kind != DiffRemoved {
				line.NewLine, line.Text = step.changed+1, changed.shown(step.changed)
			}
			diff = append(diff, line)
		}
		at = last
	}
	return diff
}

// hunk returns the range of steps to show around the change at i: up to a longer unchanged part.
func hunk(steps []lineStep, i int) (first, last int) {
	last = i
	for at := i; at < len(steps) && at-last <= 2*contextLines; at++ {
		if steps[at].kind != DiffContext {
			last = at + 1
		}
	}
	return max(0, i-contextLines), min(len(steps), last+contextLines)
}

// header counts the lines of a hunk, as the unified format does.
func header(steps []lineStep) DiffLine {
	oldCount, newCount := 0, 0
	for _, step := range steps {
		if step.kind != DiffAdded {
			oldCount++
		}
		if step.kind != DiffRemoved {
			newCount++
		}
	}
	start := func(line, count int) int {
		if count == 0 {
			return line // the line before
		}
		return line + 1
	}
	return DiffLine{Kind: DiffHunk, Text: fmt.Sprintf("@@ -%d,%d +%d,%d @@",
		start(steps[0].old, oldCount), oldCount, start(steps[0].changed, newCount), newCount)}
}

// textLines is a file in lines, and what is hidden in it.
type textLines struct {
	content []byte
	// lines have their line ending.
	lines  []string
	starts []int
	hidden []veil
}

func splitLines(content []byte) *textLines {
	t := &textLines{content: content, starts: lineStarts(content)}
	if t.starts[len(t.starts)-1] == len(content) {
		t.starts = t.starts[:len(t.starts)-1]
	}
	for i := range t.starts {
		t.lines = append(t.lines, string(content[t.starts[i]:t.end(i)]))
	}
	return t
}

func (t *textLines) end(i int) int {
	if i+1 < len(t.starts) {
		return t.starts[i+1]
	}
	return len(t.content)
}

// shown returns line i without its ending, secrets hidden.
func (t *textLines) shown(i int) string {
	end := t.end(i)
	for end > t.starts[i] && (t.content[end-1] == '\n' || t.content[end-1] == '\r') {
		end--
	}
	return reveal(t.content, t.starts[i], end, t.hidden)
}
