package dashboard_test

import (
	"fmt"
	"testing"
	"time"

	"enhance-wizard/enhance/diagnose"
	"enhance-wizard/enhance/monitor"
	"enhance-wizard/ui/style"
	"enhance-wizard/wpconfig/network"
)

func full(t testing.TB, n int) *board {
	t.Helper()
	board := newBoardThatLooks(t, style.Options{Ink: style.Colour, Unicode: true}, 120, 40)
	batch := monitor.Batch{SourceOK: true}
	for i := range n {
		batch.Rows = append(batch.Rows, row(fmt.Sprintf("site%05d.example", i), diagnose.Healthy))
	}
	board.send(batch)
	return board
}

// few and many are the sizes between which nothing may grow.
const few, many = 100, 10_000

// frames are what leads to a frame, by name. Each changes something, so that
// something has to be drawn.
var frames = []struct {
	name string
	do   func(b *board, i int)
}{
	{"move", func(b *board, i int) {
		key := "down"
		if i%60 >= 30 {
			key = "up"
		}
		b.press(key)
	}},
	{"changed row", func(b *board, i int) {
		state := diagnose.Broken
		if i%2 == 0 {
			state = diagnose.Healthy
		}
		b.send(monitor.Batch{Rows: []monitor.Row{row(fmt.Sprintf("site%05d.example", i%30), state)}})
	}},
	{"page", func(b *board, i int) {
		key := "pgdown"
		if i%2 == 1 {
			key = "pgup"
		}
		b.press(key)
	}},
	{"detail", func(b *board, i int) {
		key := "enter"
		if i%2 == 1 {
			key = "esc"
		}
		b.press(key)
	}},
}

// mostPerFrame is what a frame may take at any number of rows.
const mostPerFrame = time.Millisecond

// BenchmarkFrame compares a frame of few rows and of many in one run, turn by
// turn, so that both have the same machine.
func BenchmarkFrame(b *testing.B) {
	for _, frame := range frames {
		b.Run(frame.name, func(b *testing.B) {
			small, large := full(b, few), full(b, many)
			b.ReportAllocs()
			var took [2]time.Duration
			for i := 0; b.Loop(); i++ {
				for j, board := range []*board{small, large} {
					began := time.Now()
					frame.do(board, i)
					_ = board.View()
					took[j] += time.Since(began)
				}
			}
			each := took[1] / time.Duration(b.N)
			b.ReportMetric(float64(each.Microseconds()), "µs/frame")
			b.ReportMetric(float64(took[1])/float64(took[0]), "many/few")
			b.ReportMetric(0, "ns/op")
			if each > mostPerFrame {
				b.Errorf("a frame of %d rows takes %s, want at most %s", many, each, mostPerFrame)
			}
		})
	}
}

// TestFrameAllocatesTheSameForAnyNumberOfRows holds what a benchmark can only
// show: a frame of 10,000 rows may not cost more memory than one of 100.
func TestFrameAllocatesTheSameForAnyNumberOfRows(t *testing.T) {
	for _, frame := range frames {
		var counts [2]float64
		for j, n := range []int{few, many} {
			board, i := full(t, n), 0
			counts[j] = testing.AllocsPerRun(200, func() {
				frame.do(board, i)
				_ = board.View()
				i++
			})
		}
		if counts[1] > counts[0]*1.05+2 {
			t.Errorf("%s: %.0f allocations with %d rows, %.0f with %d", frame.name, counts[0], few, counts[1], many)
		}
	}
}

// BenchmarkFilterLetter is a letter typed into the filter and the frame after it.
func BenchmarkFilterLetter(b *testing.B) {
	board := full(b, many)
	board.press("/")
	b.ReportAllocs()
	for b.Loop() {
		board.press("9")
		_ = board.View()
		board.press("esc", "/")
	}
}

// BenchmarkLog is a log of the size that is read, from its message to the frame.
func BenchmarkLog(b *testing.B) {
	var tail network.LogTail
	for size := 0; size < 256<<10; {
		line := network.LogLine{Text: `[2026-11-23 10:00:01] [INFO] API response code: 409, body: {"code":"already_exists","detail":"domain"}`}
		tail.Lines = append(tail.Lines, line)
		size += len(line.Text) + 1
	}
	for b.Loop() {
		p := stage(b, nil, shelf{tail: tail})
		p.hits("l")
		p.sees("The log ends here")
	}
}
