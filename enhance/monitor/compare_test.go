package monitor

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"enhance-wizard/enhance/probetest/steady"
)

// The sweep is compared with a yardstick that does the least which tells whether a name works. Both run in turn, against
// the same farm, so that what else runs on the machine is the same for both. The table in the README comes from
//
//	go test -run '^$' -bench Sweep -benchtime 1x -timeout 1h ./enhance/monitor -readme
var writeReadme = flag.Bool("readme", false, "write the table of BenchmarkSweep into the README")

const (
	readmePath = "../../README.md"
	rounds     = 3 // how often each is run
)

// limits are what is promised of the sweep: ratios to the yardstick's wall and CPU time, and MiB.
var limits = []struct {
	what string
	most float64
	of   func(bare, ours measured) float64
}{
	{"wall", 0.8, func(bare, ours measured) float64 { return ours.wall / bare.wall }},
	{"first95/wall", 0.5, func(bare, ours measured) float64 { return ours.first95 / bare.wall }},
	{"CPU", 1.1, func(bare, ours measured) float64 { return ours.cpu / bare.cpu }},
	{"peak-MiB", 80, func(_, ours measured) float64 { return ours.peak }},
}

// measured are seconds, and MiB.
type measured struct{ wall, first95, cpu, peak float64 }

func measure(o outcome, used *syscall.Rusage) measured {
	seconds := func(t syscall.Timeval) float64 { return float64(t.Sec) + float64(t.Usec)/1e6 }
	return measured{
		wall: o.Wall.Seconds(), first95: o.First95.Seconds(),
		cpu: seconds(used.Utime) + seconds(used.Stime), peak: float64(used.Maxrss) / 1024, // Linux counts in KiB
	}
}

// median takes the run in the middle by wall time.
func median(runs []measured) measured {
	slices.SortFunc(runs, func(a, b measured) int { return int((a.wall - b.wall) * 1000) })
	return runs[len(runs)/2]
}

// compare runs yardstick and monitor in turn, and gives the median of each.
func compare(t testing.TB, w world, rounds int) (bare, ours measured) {
	t.Helper()
	var bares, all []measured
	for range rounds {
		o, used := play(t, "yardstick", w)
		report(t, o)
		bares = append(bares, measure(o, used))
		o, used = play(t, "monitor", w)
		report(t, o)
		all = append(all, measure(o, used))
	}
	return median(bares), median(all)
}

func TestSweepAndYardstickAreRight(t *testing.T) {
	t.Parallel()
	steady.Run(t, func(t testing.TB) {
		compare(t, startFarmProcess(t, world{Names: smallSize}), 1)
	})
}

// BenchmarkSweep compares a sweep of 10,000 names (A, AAAA, CAA, verified handshake, page, diagnosis) with the yardstick
// (A, verified handshake), and holds the limits.
func BenchmarkSweep(b *testing.B) {
	w := startFarmProcess(b, world{Names: fullSize})
	b.ResetTimer()
	bare, ours := compare(b, w, rounds)
	b.ReportMetric(0, "ns/op")
	for _, l := range limits {
		is := l.of(bare, ours)
		b.ReportMetric(is, l.what)
		if is > l.most {
			b.Errorf("%s: %.2f, want at most %.2f", l.what, is, l.most)
		}
	}
	text := table(w, bare, ours)
	b.Logf("median of %d\n%s", rounds, text)
	if *writeReadme && !b.Failed() {
		putIntoReadme(b, text)
	}
}

// table is the comparison in Markdown.
func table(w world, bare, ours measured) string {
	var t strings.Builder
	fmt.Fprintf(&t, "| %d domains, %v away, 5 %% hanging, %d at once | wall s | first verdict of 95 %% s | CPU s | peak MiB |\n",
		w.Names, roundTrip, w.Lanes)
	t.WriteString("|---|--:|--:|--:|--:|\n")
	row := func(what, format string, m measured) {
		fmt.Fprintf(&t, "| %s | "+format+" | "+format+" | "+format+" | %.0f |\n", what, m.wall, m.first95, m.cpu, m.peak)
	}
	row("yardstick: A, verified handshake", "%.1f", bare)
	row("enhance-wizard: A, AAAA, CAA, verified handshake, page, diagnosis", "%.1f", ours)
	row("ratio; first verdicts to the yardstick's wall time", "%.2f", measured{
		wall: ours.wall / bare.wall, first95: ours.first95 / bare.wall, cpu: ours.cpu / bare.cpu, peak: ours.peak / bare.peak,
	})
	return t.String()
}

// sweepBlock is where the table stands in the README.
var sweepBlock = regexp.MustCompile(`(?s)(<!-- sweep -->\n)(.*?)(<!-- /sweep -->)`)

func putIntoReadme(t testing.TB, text string) {
	t.Helper()
	readme, err := os.ReadFile(readmePath)
	if err != nil || !sweepBlock.Match(readme) {
		t.Fatalf("no place for the table in %s: %v", readmePath, err)
	}
	changed := sweepBlock.ReplaceAllFunc(readme, func(block []byte) []byte {
		ends := sweepBlock.FindSubmatch(block)
		return slices.Concat(ends[1], []byte(text), ends[3])
	})
	if err := os.WriteFile(readmePath, changed, 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestTableInTheReadmeIsTheBenchmarks holds that the table is of the shape which the benchmark writes, that the command
// stands beside it, and that it claims no less than what is held.
func TestTableInTheReadmeIsTheBenchmarks(t *testing.T) {
	t.Parallel()
	readme, err := os.ReadFile(readmePath)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(readme, []byte("go test -run '^$' -bench Sweep -benchtime 1x -timeout 1h ./enhance/monitor")) {
		t.Error("the README does not name the command")
	}
	block := sweepBlock.FindSubmatch(readme)
	if block == nil {
		t.Fatal("no table in the README")
	}
	number := regexp.MustCompile(`\d+(\.\d+)?( \||$)`)
	shape := func(text string) string { return number.ReplaceAllString(text, "n$2") }
	want := table(world{Names: fullSize, Lanes: 300}, measured{1, 1, 1, 1}, measured{1, 1, 1, 1})
	if got := string(block[2]); shape(got) != shape(want) {
		t.Errorf("the table is\n%s\nand the benchmark writes\n%s", got, want)
	}
	value := func(row, column int) float64 {
		lines := strings.Split(strings.TrimSpace(string(block[2])), "\n")
		cells := strings.Split(lines[row], " | ")
		n, err := strconv.ParseFloat(strings.Trim(cells[column], " |"), 64)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	for i, is := range []float64{value(4, 1), value(4, 2), value(4, 3), value(3, 4)} {
		if is > limits[i].most {
			t.Errorf("%s: the README says %.2f, and %.2f is promised", limits[i].what, is, limits[i].most)
		}
	}
}
