package wpconfig

import "slices"

// lineStep is one line of a comparison: of both versions, or of one. old and changed count the lines of either
// version before this one.
type lineStep struct {
	kind         DiffKind
	old, changed int
}

// maxDifference limits the search for the shortest comparison; beyond it, what differs is shown as replaced.
const maxDifference = 1000

// lineSteps compares two lists of lines by Myers' algorithm (An O(ND) Difference Algorithm, 1986).
func lineSteps(old, changed []string) []lineStep {
	head := 0
	for head < min(len(old), len(changed)) && old[head] == changed[head] {
		head++
	}
	tail := 0
	for tail < min(len(old), len(changed))-head && old[len(old)-1-tail] == changed[len(changed)-1-tail] {
		tail++
	}
	b := &stepBuilder{}
	b.add(DiffContext, head)
	b.middle(old[head:len(old)-tail], changed[head:len(changed)-tail])
	b.add(DiffContext, tail)
	return b.steps
}

type stepBuilder struct {
	steps        []lineStep
	old, changed int
}

func (b *stepBuilder) add(kind DiffKind, count int) {
	for range count {
		b.steps = append(b.steps, lineStep{kind, b.old, b.changed})
		if kind != DiffAdded {
			b.old++
		}
		if kind != DiffRemoved {
			b.changed++
		}
	}
}

// middle adds the steps between two lists that begin and end differently. Removed lines come before added ones.
func (b *stepBuilder) middle(old, changed []string) {
	same := commonLines(old, changed)
	x, y := 0, 0
	for _, pair := range same {
		b.add(DiffRemoved, pair[0]-x)
		b.add(DiffAdded, pair[1]-y)
		b.add(DiffContext, 1)
		x, y = pair[0]+1, pair[1]+1
	}
	b.add(DiffRemoved, len(old)-x)
	b.add(DiffAdded, len(changed)-y)
}

// commonLines returns the pairs of equal lines of a shortest comparison; none when that is too long to find.
func commonLines(old, changed []string) [][2]int {
	limit := min(len(old)+len(changed), maxDifference)
	g := grid{old, changed, limit + 1}
	row := make([]int, 2*g.offset+1)
	for i := range row {
		row[i] = -1
	}
	row[g.offset] = g.slide(0, 0)
	rows := [][]int{slices.Clone(row)}
	for d := 0; row[g.end()] < len(old); d++ {
		if d == limit {
			return nil
		}
		for k := -d - 1; k <= d+1; k += 2 {
			if x, _ := g.step(rows[d], k); x >= 0 {
				row[k+g.offset] = g.slide(x, x-k)
			}
		}
		rows = append(rows, slices.Clone(row))
	}
	return g.walkBack(rows)
}

// grid is the plane of the comparison: x counts lines of old, y lines of changed. A diagonal is x minus y. A row
// holds, for each diagonal plus offset, how far in old a path has come with so many differences; -1 is not reached.
type grid struct {
	old, changed []string
	offset       int
}

// end returns where a row holds the diagonal of the far corner. When that lies outside of all rows the search would
// be in vain; the middle of the row then never reaches it, and the limit ends the search.
func (g grid) end() int {
	return min(max(len(g.old)-len(g.changed)+g.offset, 0), 2*g.offset)
}

// slide follows equal lines from a point, and returns the x where they end.
func (g grid) slide(x, y int) int {
	for x < len(g.old) && y < len(g.changed) && g.old[x] == g.changed[y] {
		x, y = x+1, y+1
	}
	return x
}

// step returns where diagonal k is entered from a row by one more difference, and from which diagonal.
func (g grid) step(row []int, k int) (x, from int) {
	x = -1
	if before := row[k-1+g.offset]; before >= 0 && before < len(g.old) {
		x, from = before+1, k-1
	}
	if above := row[k+1+g.offset]; above >= x && above >= 0 && above-k <= len(g.changed) {
		x, from = above, k+1
	}
	return x, from
}

// walkBack follows the path from the far corner to the start and collects the pairs of equal lines on it.
func (g grid) walkBack(rows [][]int) [][2]int {
	var pairs [][2]int
	x, k := len(g.old), len(g.old)-len(g.changed)
	for d := len(rows) - 1; d >= 0; d-- {
		entered, from := 0, 0
		if d > 0 {
			entered, from = g.step(rows[d-1], k)
		}
		for ; x > entered; x-- {
			pairs = append(pairs, [2]int{x - 1, x - 1 - k})
		}
		if d > 0 {
			x, k = rows[d-1][from+g.offset], from
		}
	}
	slices.Reverse(pairs)
	return pairs
}
