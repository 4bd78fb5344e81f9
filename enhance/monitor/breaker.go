package monitor

import (
	"math/rand/v2"
	"net/netip"
	"slices"
	"time"

	"enhance-wizard/enhance/probe"
)

// A server that is down would hold up a sweep by all its names, each with its full patience. So where it is certain that
// the server answers nobody, only one name a second is asked there, and the others are told that the server does not
// answer. An answer to any of them ends that, and all are asked.
const (
	breakerLeast   = 20 // names without an answer, and as many that would still have to be asked
	scoutsNeeded   = 3  // names asked once the suspicion is there, before anything is said of the others
	scoutsInterval = time.Second
)

// SilentServer is an address that answered none of the names that were asked there.
type SilentServer struct {
	Address netip.Addr
	Asked   int // names that were asked in the sweep, and got no answer
	Spared  int // names that were not asked for that
}

// breaker counts what the names on one address got.
type breaker struct {
	lastAnswer time.Time // when the last check began that was answered
	inARow     []time.Time
	asked      int // names in this sweep
	failed     int // of these, without any answer
	spared     int

	open      bool
	held      []*check // wait for the scouts
	scouts    int      // that found the server silent
	nextScout time.Time
	waiting   int // names that wait to be asked
}

// newSweep forgets the counts. A breaker that is open stays so, and has to prove itself right anew.
func (b *breaker) newSweep() {
	b.asked, b.failed, b.spared, b.scouts = 0, 0, 0, 0
}

// answered notes an answer to a check that began then. Only what was begun later can speak against the server.
func (b *breaker) answered(began time.Time) {
	b.asked++
	if began.After(b.lastAnswer) {
		b.lastAnswer = began
	}
	b.inARow = slices.DeleteFunc(b.inARow, func(t time.Time) bool { return !t.After(b.lastAnswer) })
	b.open = false
}

func (b *breaker) silent(began time.Time) {
	b.asked++
	b.failed++
	if began.After(b.lastAnswer) && len(b.inARow) < breakerLeast {
		b.inARow = append(b.inARow, began)
	}
}

// down reports whether the names that were asked there say that the server answers nobody: most of this sweep's, and all
// of those that were begun since the last answer, have waited in vain.
func (b *breaker) down() bool {
	return len(b.inARow) >= breakerLeast && 2*b.failed > b.asked
}

// spare decides about a check that is about to contact its addresses; it reports whether that is not to be done now.
// Somebody who asked for it by hand gets it, and so does a name that has another address.
func (l *loop) spare(c *check, now time.Time) bool {
	if c.urgent || c.scout || len(c.servers) != 1 {
		return false
	}
	b := &c.servers[0].breaker
	if !b.open && b.down() && b.waiting >= breakerLeast {
		b.open, b.scouts, b.nextScout = true, 0, now
	}
	if !b.open {
		return false
	}
	b.held = append(b.held, c)
	if len(b.held) == 1 {
		l.holding = append(l.holding, c.servers[0])
	}
	return true
}

// scout asks one of the names that are held up on each server that does not answer, and returns when there is something to
// do again. Where enough of them waited in vain the others are spared, and where one was answered all are asked.
func (l *loop) scout(now time.Time) time.Time {
	var next time.Time
	for _, s := range l.holding {
		b := &s.breaker
		switch {
		case !b.open:
			for _, c := range b.held {
				l.await(c)
			}
			b.held, next = nil, now
			continue
		case !now.Before(b.nextScout):
			at := rand.IntN(len(b.held)) //nolint:gosec // which name is asked is no secret
			c := b.held[at]
			b.held = slices.Delete(b.held, at, at+1)
			c.scout, c.slow = true, true
			b.nextScout = now.Add(scoutsInterval)
			l.contact(c)
		}
		if b.scouts >= scoutsNeeded {
			for _, c := range b.held {
				l.sparedCheck(c, now)
			}
			b.held, next = nil, now
		}
		if len(b.held) > 0 && (next.IsZero() || b.nextScout.Before(next)) {
			next = b.nextScout
		}
	}
	l.holding = slices.DeleteFunc(l.holding, func(s *server) bool { return len(s.breaker.held) == 0 })
	return next
}

// sparedCheck ends a check whose server answers nobody.
func (l *loop) sparedCheck(c *check, now time.Time) {
	s := c.servers[0]
	s.breaker.spared++
	c.facts.Endpoints = []probe.Endpoint{{Address: s.address, Outcome: probe.ServerSilent, At: now}}
	l.conclude(c)
}

// silentServers are those that were found to answer nobody in this sweep.
func (l *loop) silentServers() []SilentServer {
	var all []SilentServer
	for _, s := range l.servers {
		if b := s.breaker; b.open && b.spared > 0 {
			all = append(all, SilentServer{s.address, b.failed, b.spared})
		}
	}
	slices.SortFunc(all, func(a, b SilentServer) int { return a.Address.Compare(b.Address) })
	return all
}
