package probe

import (
	"sync"
	"time"
)

const (
	pulseInterval = 20 * time.Millisecond
	pulseLeast    = 50 * time.Millisecond // a delay that is worth noting
	mostDelays    = 512

	// lagShare is which part of a limit this machine may stand still without a timeout being its own fault: a handshake
	// and a request have to be woken about that often.
	lagShare = 8
)

// pulse measures by how much this machine is late to wake who has something to do. Where that is much, an answer may have
// come in time, and nobody was there to take it in.
type pulse struct {
	mu      sync.Mutex
	checks  int // under way
	beating bool
	delays  []delay // the last ones, in turn
	next    int
}

type delay struct {
	at   time.Time
	long time.Duration
}

// start lets the pulse beat until the function it returns is called.
func (p *pulse) start() (stop func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.checks++
	if !p.beating {
		p.beating = true
		go p.beat()
	}
	return func() {
		p.mu.Lock()
		p.checks--
		p.mu.Unlock()
	}
}

// beat ends when no check is under way any longer.
func (p *pulse) beat() {
	for {
		began := time.Now()
		time.Sleep(pulseInterval)
		if !p.note(time.Since(began) - pulseInterval) {
			return
		}
	}
}

func (p *pulse) note(late time.Duration) (goOn bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if late >= pulseLeast {
		d := delay{time.Now(), late}
		if len(p.delays) < mostDelays {
			p.delays = append(p.delays, d)
		} else {
			p.delays[p.next] = d
		}
		p.next = (p.next + 1) % mostDelays
	}
	p.beating = p.checks > 0
	return p.beating
}

// worst returns the longest delay since then.
func (p *pulse) worst(since time.Time) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	var worst time.Duration
	for _, d := range p.delays {
		if d.at.After(since) {
			worst = max(worst, d.long)
		}
	}
	return worst
}

// tooBusy reports whether a timeout of something that began then, and had this long, may be this machine's own fault.
func (p *pulse) tooBusy(since time.Time, limit time.Duration) bool {
	return p.worst(since) >= limit/lagShare
}
