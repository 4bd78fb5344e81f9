package style

// Marks are the few signs that are drawn besides letters. Each is one cell
// wide, by every table of widths.
type Marks struct {
	Selected string // before the row that keys act on
	OK       string
	Working  string
	Warning  string
	Problem  string
	NotYet   string
	Skipped  string
	Unknown  string
	Stale    string // what is shown is from before
	Masked   string // one hidden character
	More     string // text was cut here
	Next     string // before what to do
	Line     string // a horizontal rule
	Changed  string // differs from the last look
}

func marks(unicode bool) Marks {
	if !unicode {
		return Marks{
			Selected: ">", OK: "+", Working: "~", Warning: "!", Problem: "x", NotYet: ".", Skipped: "-", Unknown: "?", Stale: "?",
			Masked: "*", More: "~", Next: ">", Line: "-", Changed: "*",
		}
	}
	return Marks{
		Selected: ">", OK: "✓", Working: "~", Warning: "!", Problem: "✗", NotYet: "·", Skipped: "-", Unknown: "?", Stale: "?",
		Masked: "•", More: "…", Next: "→", Line: "─", Changed: "*",
	}
}
