package monitor

import (
	"net/netip"
	"slices"
	"time"

	"enhance-wizard/enhance/probe"
)

const (
	firstLimit    = time.Second // as long as nothing is known: everything is slow at the start
	shortestLimit = 400 * time.Millisecond
	longestLimit  = 2 * time.Second
	samples       = 32
	fewestSamples = 8

	// hangingLeast is how many names in a row have to keep us waiting on an address until the next ones go into the slow
	// lane at once.
	hangingLeast = 3
)

// pace95 learns how long something takes, and gives a limit from it: four times the time in which 95 of 100 are done.
type pace95 struct {
	took  []time.Duration
	next  int // where the next sample goes
	limit time.Duration
}

// within returns the limit.
func (p *pace95) within() time.Duration {
	if p.limit == 0 {
		return firstLimit
	}
	return p.limit
}

func (p *pace95) learn(took time.Duration) {
	if len(p.took) < samples {
		p.took = append(p.took, took)
	} else {
		p.took[p.next] = took
	}
	p.next = (p.next + 1) % samples
	if n := len(p.took); n >= fewestSamples && p.next%fewestSamples == 0 {
		sorted := slices.Sorted(slices.Values(p.took))
		p.limit = min(max(4*sorted[(n*95+99)/100-1], shortestLimit), longestLimit)
	}
}

// server is what this run has seen of one address.
type server struct {
	address netip.Addr
	pace    pace95
	overdue int // names in a row that keep or kept us waiting
	breaker breaker
}

// hangs reports whether the last ones that were asked there all keep us waiting.
func (s *server) hangs() bool { return s.overdue >= hangingLeast }

// learn takes over what one address did for a check that began at the given time.
func (s *server) learn(e probe.Endpoint, began time.Time) {
	switch {
	case e.At.Before(began), e.Outcome == probe.ServerSilent: // not asked this time
	case silent(e):
		s.breaker.silent(began)
	case e.Outcome == probe.NotAllowed, e.Outcome == probe.NotTried, e.Outcome == probe.Interrupted,
		e.Outcome == probe.NoRoute, e.Outcome == probe.LocalFailure, e.Outcome == probe.Overloaded: // says nothing of the server
	default:
		s.overdue = 0
		s.breaker.answered(began)
		took := e.Connected + e.Secured
		if e.HTTP != nil {
			took += e.HTTP.Took
		}
		s.pace.learn(took)
	}
}

// silent reports whether an address gave no answer in all the time that it had.
func silent(e probe.Endpoint) bool {
	return e.Outcome == probe.ConnectTimeout || e.Outcome == probe.Silent
}

// serversOf returns what is known of the addresses that a check is about to contact.
func (l *loop) serversOf(f *probe.Facts) []*server {
	var servers []*server
	for _, a := range f.DNS.Addresses {
		s := l.servers[a]
		if s == nil {
			s = &server{address: a}
			l.servers[a] = s
		}
		servers = append(servers, s)
	}
	return servers
}

// limitOf is for how long a check may hold its place in the quick lane.
func (l *loop) limitOf(c *check) time.Duration {
	if c.lookUp {
		return l.lanes.looking.within()
	}
	limit := shortestLimit
	for _, s := range c.servers {
		limit = max(limit, s.pace.within())
	}
	return limit
}

// newSweep lets the servers count anew, and forgets those that no name led to in the last one.
func (l *loop) newSweep() {
	for a, s := range l.servers {
		if s.breaker.asked+s.breaker.spared+s.breaker.waiting == 0 {
			delete(l.servers, a)
			continue
		}
		s.breaker.newSweep()
	}
}
