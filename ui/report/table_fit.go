package report

import (
	"slices"

	"github.com/charmbracelet/x/ansi"
)

// expendable are the columns that a narrow terminal does without, the first to go first. The worst of what they say is
// told below the table as well.
var expendable = []string{"wordpress", "panel", "https", "dns", "certificate"}

// leastName is how much of a name has to be seen for a column beside it, in cells.
const leastName = 20

// fit leaves out columns until names have room beside the others, and gives the names what room there is. A width of 0 is
// that of no terminal.
func fit(shown []column, widths []int, width int) ([]column, []int) {
	name := slices.IndexFunc(shown, func(c column) bool { return c.key == "name" })
	if width == 0 || name < 0 {
		return shown, widths
	}
	shown, widths = slices.Clone(shown), slices.Clone(widths)
	for _, key := range expendable {
		if room(widths, name, width) >= min(leastName, widths[name]) {
			break
		}
		if i := slices.IndexFunc(shown, func(c column) bool { return c.key == key }); i > name {
			shown, widths = slices.Delete(shown, i, i+1), slices.Delete(widths, i, i+1)
		}
	}
	widths[name] = min(widths[name], max(1, room(widths, name, width)))
	return shown, widths
}

// room is what the other columns leave to the names.
func room(widths []int, name, width int) int {
	for i, w := range widths {
		if i != name {
			width -= w + gap
		}
	}
	return width
}

// cut ends what is wider than its column with a sign that there is more.
func cut(cell string, width int) string { return ansi.Truncate(cell, width, "…") }
