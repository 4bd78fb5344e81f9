package dashboard_test

import (
	"fmt"
	"testing"

	"enhance-wizard/enhance/diagnose"
	"enhance-wizard/enhance/monitor"
	"enhance-wizard/ui/style"
)

func full(b *testing.B, n int) *board {
	b.Helper()
	board := newBoardThatLooks(b, style.Options{Ink: style.Colour, Unicode: true}, 120, 40)
	batch := monitor.Batch{SourceOK: true}
	for i := range n {
		batch.Rows = append(batch.Rows, row(fmt.Sprintf("site%05d.example", i), diagnose.Healthy))
	}
	board.send(batch)
	return board
}

// BenchmarkMove is a key and the frame after it.
func BenchmarkMove(b *testing.B) {
	for _, n := range []int{100, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			board := full(b, n)
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				if i%60 < 30 {
					board.press("down")
				} else {
					board.press("up")
				}
				_ = board.View()
			}
		})
	}
}

// BenchmarkChangedRow is one row that changes and the frame after it.
func BenchmarkChangedRow(b *testing.B) {
	for _, n := range []int{100, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			board := full(b, n)
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				r := row(fmt.Sprintf("site%05d.example", i%30), diagnose.Broken)
				board.send(monitor.Batch{Rows: []monitor.Row{r}})
				_ = board.View()
			}
		})
	}
}

// BenchmarkFilterLetter is a letter typed into the filter and the frame after it.
func BenchmarkFilterLetter(b *testing.B) {
	board := full(b, 10_000)
	board.press("/")
	b.ReportAllocs()
	for b.Loop() {
		board.press("9")
		_ = board.View()
		board.press("esc", "/")
	}
}
