package dashboard

import (
	"slices"

	"enhance-wizard/enhance/diagnose"
	"enhance-wizard/enhance/monitor"
)

// row is one domain with what is kept to draw it fast.
type row struct {
	monitor.Row
	sought  string // what the filter looks in, in lower case
	changed int    // the sweep in which the state became another; 0: none
	line    line   // as it was drawn last
}

// list holds all rows, and the order in which those that match are shown.
// Rows change in place: an order that moved under the eye could not be read.
type list struct {
	byName   map[string]*row
	shown    []*row
	words    []string // of the filter
	by       sorting
	cursor   int
	moved    bool // a person moved the cursor, so it stays on its domain
	offset   int
	height   int // rows in the window
	counts   map[diagnose.State]int
	waiting  int // rows without a verdict yet
	sweeping int // number of the newest sweep
}

func newList() *list {
	return &list{byName: map[string]*row{}, counts: map[diagnose.State]int{}}
}

// take brings the rows of a batch in. Known rows stay where they are; new ones
// make a new order.
func (l *list) take(batch monitor.Batch) {
	added := false
	for _, update := range batch.Rows {
		known, ok := l.byName[update.Name]
		if !ok {
			known = &row{}
			l.byName[update.Name] = known
			added = true
		} else {
			l.count(known, -1)
		}
		known.update(update, l.sweeping)
		l.count(known, +1)
	}
	for _, name := range batch.Removed {
		if gone, ok := l.byName[name]; ok {
			l.count(gone, -1)
			delete(l.byName, name)
			added = true
		}
	}
	if added {
		l.arrange()
	}
}

func (r *row) update(update monitor.Row, sweep int) {
	before := r.Verdict.State
	if before != "" && !r.CheckedAt.IsZero() && update.Verdict.State != before {
		r.changed = sweep
	}
	r.Row = update
	r.sought = sought(update)
	r.line = line{}
}

func (l *list) count(r *row, by int) {
	if r.unchecked() {
		l.waiting += by
		return
	}
	l.counts[r.Verdict.State] += by
}

// unchecked tells whether nothing is known of the row yet, not even from before.
func (r *row) unchecked() bool { return r.CheckedAt.IsZero() && r.Verdict.State == "" }

// total is how many domains there are, shown or not.
func (l *list) total() int { return len(l.byName) }

// selected is the row that keys act on, nil when none is shown.
func (l *list) selected() *row {
	if l.cursor >= len(l.shown) {
		return nil
	}
	return l.shown[l.cursor]
}

// arrange filters and sorts anew. The cursor stays with its domain once it was
// moved; before that it stays at the top.
func (l *list) arrange() {
	selected := l.selected()
	l.shown = l.shown[:0]
	for _, r := range l.byName {
		if holdsAll(r.sought, l.words) {
			l.shown = append(l.shown, r)
		}
	}
	slices.SortFunc(l.shown, l.by.compare)
	if !l.moved {
		l.cursor = 0
	} else if i := slices.Index(l.shown, selected); i >= 0 {
		l.cursor = i
	}
	l.move(0)
}

// move moves the cursor, not beyond the ends, and the window with it.
func (l *list) move(by int) {
	l.moved = l.moved || by != 0
	l.cursor = max(0, min(l.cursor+by, len(l.shown)-1))
	if l.cursor < l.offset {
		l.offset = l.cursor
	}
	if l.cursor >= l.offset+l.height {
		l.offset = l.cursor - l.height + 1
	}
	l.offset = max(0, min(l.offset, len(l.shown)-l.height))
}

// problem moves to the next row (or, with step -1, the previous one) that is
// broken or needs attention, once around. It tells whether there is one.
func (l *list) problem(step int) bool {
	n := len(l.shown)
	for i := 1; i <= n; i++ {
		at := ((l.cursor+step*i)%n + n) % n
		if state := l.shown[at].Verdict.State; state == diagnose.Broken || state == diagnose.Attention {
			l.move(at - l.cursor)
			l.moved = true
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
