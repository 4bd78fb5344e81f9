// Package frugal keeps the memory of a process that watches domains close to what the domains need.
//
// The garbage collector's usual setting lets the heap grow to twice of what is in use: twice too much where ten thousand
// rows are held, and far too little at the start, where a few megabytes in use would be collected ten times a second.
package frugal

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync"
)

const (
	floor = 32 << 20 // bytes up to which the heap may grow in any case
	share = 25       // by how many percent it may grow above what is in use
	most  = 400      // percent: what is in use may be more the next time, before this is set anew
)

var once sync.Once

// Start sets the collector anew after each of its rounds, from now on. The setting is that of the whole process: it is for
// main to call.
func Start() {
	once.Do(func() {
		debug.SetGCPercent(percent(inUse()))
		watch()
	})
}

// round is collected with every round of the collector, which is how one learns of them.
type round struct{ _ [16]byte }

func watch() {
	runtime.SetFinalizer(&round{}, func(*round) {
		debug.SetGCPercent(percent(inUse()))
		watch()
	})
}

// inUse returns how many bytes the last round left.
func inUse() uint64 {
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}

// percent is by how much the heap may grow before the next round.
func percent(inUse uint64) int {
	if inUse == 0 {
		inUse = 1 << 20
	}
	goal := max(floor, inUse+inUse*share/100)
	return int(min((goal-inUse)*100/inUse, most))
}
