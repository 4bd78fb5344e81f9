package dashboard

import (
	"maps"
	"slices"

	"enhance-wizard/enhance/diagnose"
	"enhance-wizard/enhance/monitor"
)

// row is one domain with what is kept to draw it fast.
type row struct {
	monitor.Row
	name   string // as DNS has it
	shown  string // as people read it
	sought string // what the filter looks in, in lower case
	before before
	line   line // as it was drawn last
}

// list holds all rows, and the order in which those that match are shown.
// Rows change in place: an order that moved under the eye could not be read.
type list struct {
	byName               map[string]*row
	ordered              []*row // all
	shown                []*row // those of ordered that hold the words
	words                []string
	by                   sorting
	cursor               int
	held                 *row // what the cursor was moved to, and stays with; nil: it stays at the top
	offset               int
	height               int // rows in the window
	counts               map[diagnose.State]int
	waiting              int  // rows without a verdict yet
	blind                int  // rows that the last check could not judge, or that it did not confirm
	sweeping             int  // number of the newest sweep
	byPanel, byWordPress int  // rows of which these say something
	unicode              bool // names are shown in their own letters
}

func newList(unicode bool) *list {
	return &list{byName: map[string]*row{}, counts: map[diagnose.State]int{}, unicode: unicode}
}

// take brings the rows of a batch in. Known rows stay where they are; new ones
// make a new order.
func (l *list) take(batch monitor.Batch) {
	others := false
	for _, update := range batch.Rows {
		known, ok := l.byName[update.Name]
		if !ok {
			known = &row{}
			l.byName[update.Name] = known
			others = true
		} else {
			l.count(known, -1)
		}
		known.update(update, l.sweeping, l.unicode)
		l.count(known, +1)
	}
	for _, name := range batch.Removed {
		if gone, ok := l.byName[name]; ok {
			l.count(gone, -1)
			delete(l.byName, name)
			others = true
		}
	}
	if others {
		l.arrange()
	}
}

func (r *row) update(update monitor.Row, sweep int, unicode bool) {
	r.before.remember(r, sweep)
	r.Row = update
	r.name = wireName(update.Name)
	r.shown = shownName(r.name, unicode)
	r.sought = sought(update, r.name)
	r.line = line{}
}

func (l *list) count(r *row, by int) {
	if r.Domain.Panel != nil {
		l.byPanel += by
	}
	if r.Domain.WordPress != nil {
		l.byWordPress += by
	}
	if r.Stale || r.Verdict.Blind() {
		l.blind += by
	}
	if r.unchecked() {
		l.waiting += by
		return
	}
	l.counts[r.Verdict.State] += by
}

// unchecked tells whether nothing is known of the row yet, not even from before.
func (r *row) unchecked() bool { return r.CheckedAt.IsZero() && r.Verdict.State == "" }

// sources are those that say something of any row.
func (l *list) sources() sources {
	return sources{panel: l.byPanel > 0, wordpress: l.byWordPress > 0}
}

// total is how many domains there are, shown or not.
func (l *list) total() int { return len(l.byName) }

// selected is the row that keys act on, nil when none is shown.
func (l *list) selected() *row {
	if l.cursor >= len(l.shown) {
		return nil
	}
	return l.shown[l.cursor]
}

// arrange makes the order anew.
func (l *list) arrange() {
	l.ordered = slices.SortedFunc(maps.Values(l.byName), l.by.compare)
	l.narrow(l.words)
}

// narrow shows the rows that hold every word. The cursor stays with its domain
// once it was moved; before that it stays at the top.
func (l *list) narrow(words []string) {
	l.words = words
	l.shown = l.shown[:0]
	for _, r := range l.ordered {
		if holdsAll(r.sought, words) {
			l.shown = append(l.shown, r)
		}
	}
	if i := slices.Index(l.shown, l.held); i >= 0 {
		l.cursor = i
	} else if l.held == nil {
		l.cursor = 0
	}
	l.follow()
}

// move moves the cursor, not beyond the ends, and the window with it.
func (l *list) move(by int) {
	l.cursor += by
	l.follow()
	l.hold()
}

// top goes to the first row, and stays there whichever that will be.
func (l *list) top() {
	l.cursor, l.held = 0, nil
	l.follow()
}

// hold keeps the cursor with the domain that it is on.
func (l *list) hold() { l.held = l.selected() }

// follow keeps the cursor on a row, and the window around it.
func (l *list) follow() {
	l.cursor = max(0, min(l.cursor, len(l.shown)-1))
	l.offset = max(min(l.offset, l.cursor), l.cursor-l.height+1)
	l.offset = max(0, min(l.offset, len(l.shown)-l.height))
}

// seek moves to a domain, and tells whether it is shown.
func (l *list) seek(name string) bool {
	i := slices.IndexFunc(l.shown, func(r *row) bool { return r.Name == name })
	if i >= 0 {
		l.move(i - l.cursor)
	}
	return i >= 0
}

// problem moves to the next row (or, with step -1, the previous one) that is
// broken or needs attention, once around. It tells whether there is one.
func (l *list) problem(step int) bool {
	n := len(l.shown)
	for i := 1; i <= n; i++ {
		at := ((l.cursor+step*i)%n + n) % n
		if state := l.shown[at].Verdict.State; state == diagnose.Broken || state == diagnose.Attention {
			l.move(at - l.cursor)
			return true
		}
	}
	return false
}

// window is the part of the rows to draw.
func (l *list) window() []*row {
	end := min(len(l.shown), l.offset+max(0, l.height))
	return l.shown[min(l.offset, end):end]
}
