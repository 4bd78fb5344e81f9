package report

import (
	"fmt"
	"io"

	"enhance-wizard/ui/text"
)

// Progress rewrites one line of a terminal. The zero value, and one without a terminal, writes nothing.
type Progress struct {
	To    io.Writer // nil: nothing is written
	shown bool
}

// clearLine goes to the start of the line and empties it (ECMA-48: EL).
const clearLine = "\r\x1b[K"

// Show replaces what the line says.
func (p *Progress) Show(done, total int) {
	if p.To == nil {
		return
	}
	p.shown = true
	fmt.Fprint(p.To, clearLine+text.Say("status.progress", "done", done, "total", total))
}

// Clear leaves an empty line.
func (p *Progress) Clear() {
	if p.shown {
		fmt.Fprint(p.To, clearLine)
		p.shown = false
	}
}
