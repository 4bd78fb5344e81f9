package probe

import (
	"runtime/metrics"
	"sync"
	"time"
)

const (
	pulseInterval = 50 * time.Millisecond
	mostBeats     = 1200 // kept: a minute

	// lagShare is which part of a limit this machine may be late on average without a timeout being its own fault: about
	// that often somebody has to be woken for a handshake and a request.
	lagShare = 10
)

// pulse measures by how much this machine is late to wake who has something to do. Where that is much, an answer may have
// come in time, and nobody was there to take it in.
type pulse struct {
	mu      sync.Mutex
	waits   waits
	checks  int // under way
	beating bool
	beats   []beat // the last ones, in turn
	next    int
	began   time.Time // the present beat
}

// beat is how late whoever had something to do was woken in a span of time.
type beat struct {
	end        time.Time
	span, late time.Duration
}

// start lets the pulse beat until the function it returns is called.
func (p *pulse) start() (stop func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.checks++
	if !p.beating {
		p.beating, p.began = true, time.Now()
		go p.run()
	}
	return func() {
		p.mu.Lock()
		p.checks--
		p.mu.Unlock()
	}
}

// run ends when no check is under way any longer.
func (p *pulse) run() {
	p.waits.lately()
	for {
		began := time.Now()
		time.Sleep(pulseInterval)
		span := time.Since(began)
		if !p.note(span, max(span-pulseInterval, p.waits.lately())) {
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

func (p *pulse) note(span, late time.Duration) (goOn bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	b := beat{time.Now(), span, late}
	if len(p.beats) < mostBeats {
		p.beats = append(p.beats, b)
	} else {
		p.beats[p.next] = b
	}
	p.next = (p.next + 1) % mostBeats
	p.beating, p.began = p.checks > 0, b.end
	return p.beating
}

// average returns how late one was woken on average since then.
func (p *pulse) average(since time.Time) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	var late, all float64
	for _, b := range p.beats {
		if !b.end.Before(since) {
			late += b.late.Seconds() * b.span.Seconds()
			all += b.span.Seconds()
		}
	}
	// After all stood still, who asks may be woken before the pulse is.
	if present := time.Since(p.began); p.beating && present > pulseInterval {
		late += (present - pulseInterval).Seconds() * present.Seconds()
		all += present.Seconds()
	}
	if all == 0 {
		return 0
	}
	return time.Duration(late / all * float64(time.Second))
}

// tooBusy reports whether a timeout of something that began then, and had this long, may be this machine's own fault.
func (p *pulse) tooBusy(since time.Time, limit time.Duration) bool {
	return p.average(since) >= limit/lagShare
}
