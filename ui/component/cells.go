package component

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Fit cuts s to width cells, with more as its end when something was cut, and
// fills it with spaces to exactly that width. It measures as the renderer
// does, and never cuts inside an escape sequence.
func Fit(s string, width int, more string) string {
	s = Cut(s, width, more)
	return s + strings.Repeat(" ", max(0, width-ansi.StringWidth(s)))
}

// Cut is Fit without the filling.
func Cut(s string, width int, more string) string {
	if width <= 0 {
		return ""
	}
	if ansi.StringWidth(s) <= width {
		return s
	}
	return ansi.Truncate(s, width, more)
}

// Wrap breaks s into lines of at most width cells, at spaces or after slashes
// where there are any. It does not break at hyphens: a file name or address
// split there cannot be read any more.
func Wrap(s string, width int) []string {
	if s == "" || width <= 0 {
		return nil
	}
	const unbreakable = "\u2011"
	whole := strings.ReplaceAll(s, "-", unbreakable)
	wrapped := ansi.Wrap(whole, width, "/")
	if widest(wrapped) > width && width > 1 { // it lets a slash stand one cell beyond
		wrapped = ansi.Hardwrap(ansi.Wrap(whole, width-1, "/"), width, true)
	}
	return strings.Split(strings.ReplaceAll(wrapped, unbreakable, "-"), "\n")
}

func widest(s string) int {
	most := 0
	for line := range strings.SplitSeq(s, "\n") {
		most = max(most, ansi.StringWidth(line))
	}
	return most
}

// window says which part of total lines to show in height of them, so that
// from..to (a half-open range) is seen, moving as little as needed from offset.
func window(total, height, offset, from, to int) int {
	if to > offset+height {
		offset = to - height
	}
	if from < offset {
		offset = from
	}
	return max(0, min(offset, total-height))
}
