// Package frugal keeps the memory of a process that watches domains close to what the domains need.
//
// The garbage collector's usual setting lets the heap grow to twice of what is in use: too much where ten thousand rows are
// held, and too little at the start, where a few megabytes in use would be collected ten times a second. Here the heap may
// grow fivefold, up to a limit on all of the memory; the limit grows with what is in use, so that the collector is never
// short of room, however many domains there are.
package frugal

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync"
)

const (
	floor   = 67 << 20 // bytes that all may take in any case
	share   = 40       // by how many percent the heap may grow above what is in use, once that is beyond the floor
	percent = 400      // by how many below it
)

var once sync.Once

// Start sets the limit anew after each round of the collector, from now on. The setting is that of the whole process: it
// is for main to call.
func Start() {
	once.Do(func() {
		debug.SetGCPercent(percent)
		debug.SetMemoryLimit(limit(read()))
		watch()
	})
}

// round is collected with every round of the collector, which is how one learns of them.
type round struct{ _ [16]byte }

func watch() {
	runtime.SetFinalizer(&round{}, func(*round) {
		debug.SetMemoryLimit(limit(read()))
		watch()
	})
}

// read returns how many bytes of the heap the last round left in use, and how many there are beside the heap: stacks, and
// what the runtime needs itself.
func read() (inUse, beside uint64) {
	samples := []metrics.Sample{
		{Name: "/gc/heap/live:bytes"},
		{Name: "/memory/classes/total:bytes"},
		{Name: "/memory/classes/heap/released:bytes"},
		{Name: "/memory/classes/heap/objects:bytes"},
		{Name: "/memory/classes/heap/unused:bytes"},
		{Name: "/memory/classes/heap/free:bytes"},
	}
	metrics.Read(samples)
	beside = samples[1].Value.Uint64()
	for _, s := range samples[2:] {
		beside -= min(beside, s.Value.Uint64())
	}
	return samples[0].Value.Uint64(), beside
}

// limit is how many bytes all may take before the collector works without a rest.
func limit(inUse, beside uint64) int64 {
	return int64(max(floor, beside+inUse+inUse*share/100)) //nolint:gosec // a machine has less than 2^63 bytes
}
