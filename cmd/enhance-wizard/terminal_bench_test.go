package main

import (
	"syscall"
	"testing"
	"time"

	"enhance-wizard/ui/terminal/terminaltest"
)

// mostProcessTime is what the wizard may compute until a person sees it.
const mostProcessTime = 50 * time.Millisecond

// BenchmarkFirstFrame starts the program as it is shipped, until the first
// step of the wizard is on the screen.
func BenchmarkFirstFrame(b *testing.B) {
	s := newStage(b)
	var process, wall time.Duration
	for b.Loop() {
		command := s.given(s.shipped(b))
		began := time.Now()
		term := terminaltest.Start(b, command, 80, 24)
		term.WaitFor(b, "ctrl+c leave")
		wall += time.Since(began)
		term.Signal(b, syscall.SIGKILL) // nothing after the frame is to count
		term.ExitCode(b)
		process += command.ProcessState.UserTime() + command.ProcessState.SystemTime()
	}
	each := process / time.Duration(b.N)
	b.ReportMetric(float64(each.Microseconds())/1e3, "process-ms/op")
	b.ReportMetric(float64(wall.Microseconds())/1e3/float64(b.N), "wall-ms/op")
	b.ReportMetric(0, "ns/op")
	if each > mostProcessTime {
		b.Errorf("the first frame took %s of process time, want at most %s", each, mostProcessTime)
	}
}
