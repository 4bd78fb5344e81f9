package probe

import (
	"runtime/metrics"
	"sync"
	"time"
)

const (
	pulseInterval = 50 * time.Millisecond
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
	waits   waits
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
	p.waits.lately()
	for {
		began := time.Now()
		time.Sleep(pulseInterval)
		if !p.note(max(time.Since(began)-pulseInterval, p.waits.lately())) {
			return
		}
	}
}

// waits reads how long goroutines that had something to do waited for a processor. A timer does not show that: whom it
// wakes goes before the others.
type waits struct {
	sample [1]metrics.Sample
	before []uint64
}

// lately returns how long nine of ten waited at most since the last call.
func (w *waits) lately() time.Duration {
	w.sample[0].Name = "/sched/latencies:seconds"
	metrics.Read(w.sample[:])
	if w.sample[0].Value.Kind() != metrics.KindFloat64Histogram {
		return 0
	}
	h := w.sample[0].Value.Float64Histogram()
	if len(w.before) != len(h.Counts) {
		w.before = make([]uint64, len(h.Counts))
	}
	var all uint64
	for i, n := range h.Counts {
		all += n - w.before[i]
	}
	longest, longer := 0.0, all/10
	for i := len(h.Counts) - 1; i >= 0; i-- {
		n := h.Counts[i] - w.before[i]
		if n > longer {
			longest = h.Buckets[i] // where the bucket begins
			break
		}
		longer -= n
	}
	copy(w.before, h.Counts)
	return time.Duration(max(longest, 0) * float64(time.Second))
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
