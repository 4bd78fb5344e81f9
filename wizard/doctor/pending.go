package doctor

import (
	"slices"
	"sync"
)

// pending tells which areas are still being looked at.
type pending struct {
	mu    sync.Mutex
	areas []Area // of each check; empty when it has ended
	told  func([]Area)
}

func newPending(checks []check, told func([]Area)) *pending {
	p := &pending{told: told, areas: make([]Area, len(checks))}
	kinds := Kinds()
	for i, c := range checks {
		p.areas[i] = kinds[slices.IndexFunc(kinds, func(k Kind) bool { return k.ID == c.always[0] })].Area
	}
	p.tell()
	return p
}

// ended takes a check off the list.
func (p *pending) ended(check int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.areas[check] = ""
	p.tell()
}

func (p *pending) tell() {
	if p.told == nil {
		return
	}
	p.told(slices.DeleteFunc(Areas(), func(a Area) bool { return !slices.Contains(p.areas, a) }))
}
