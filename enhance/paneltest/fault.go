package paneltest

import (
	"net/http"
	"path"
	"slices"
)

// Match says which requests a [Fault] is for. Empty fields match everything.
type Match struct {
	Method string
	// Path is matched with path.Match against what comes after /api, so that
	// * stands for one segment: "/orgs/*/websites".
	Path string
	// Times ends the fault after so many answers; 0 is never.
	Times int
}

func (m Match) fits(r *http.Request) bool {
	if m.Method != "" && m.Method != r.Method {
		return false
	}
	fits, err := path.Match(m.Path, apiPath(r))
	return m.Path == "" || err == nil && fits
}

// Fault is a way in which the panel answers wrong.
type Fault struct {
	serve func(w http.ResponseWriter, r *http.Request, right http.Handler)
}

type activeFault struct {
	match Match
	fault Fault
	left  int
}

// Fault makes matching requests fail until the returned function is called.
// The fault added last wins.
func (p *Panel) Fault(m Match, f Fault) (remove func()) {
	added := &activeFault{match: m, fault: f, left: m.Times}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.faults = append(p.faults, added)
	return func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.faults = slices.DeleteFunc(p.faults, func(f *activeFault) bool { return f == added })
	}
}

// takeFault finds the fault for a request and counts it.
func (p *Panel) takeFault(r *http.Request) (Fault, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, active := range slices.Backward(p.faults) {
		if !active.match.fits(r) || active.match.Times > 0 && active.left == 0 {
			continue
		}
		active.left--
		return active.fault, true
	}
	return Fault{}, false
}
