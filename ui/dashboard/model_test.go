package dashboard_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"enhance-wizard/enhance/diagnose"
	"enhance-wizard/enhance/monitor"
	"enhance-wizard/enhance/probe"
	"enhance-wizard/ui/dashboard"
	"enhance-wizard/ui/style"
)

// noon is when the tests look at the dashboard.
var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

// wire is a monitor whose batches the test makes.
type wire struct {
	updates chan monitor.Batch
	mu      sync.Mutex
	wishes  []string
}

func (w *wire) Updates() <-chan monitor.Batch { return w.updates }
func (w *wire) Refresh(name string)           { w.wish(name) }
func (w *wire) RefreshAll()                   { w.wish("all") }

func (w *wire) wish(what string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.wishes = append(w.wishes, what)
}

// asked are the checks that were asked for.
func (w *wire) asked() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.wishes)
}

// board is a dashboard with a test at both ends.
type board struct {
	*dashboard.Model
	wire *wire
	t    testing.TB
}

func newBoard(t testing.TB, width, height int) *board {
	t.Helper()
	return newBoardThatLooks(t, style.Options{Ink: style.Bare, Unicode: true}, width, height)
}

func newBoardThatLooks(t testing.TB, look style.Options, width, height int) *board {
	t.Helper()
	w := &wire{updates: make(chan monitor.Batch, 1)}
	m := dashboard.New(dashboard.Config{
		Monitor: w, Theme: style.New(look), Site: "network.example",
		Expected: []netip.Addr{netip.MustParseAddr("203.0.113.10"), netip.MustParseAddr("2001:db8::10")},
		Now:      func() time.Time { return noon },
	})
	m.SetSize(width, height)
	return &board{m, w, t}
}

// send brings a batch the way the program does: over the channel.
func (b *board) send(batch monitor.Batch) {
	b.t.Helper()
	b.wire.updates <- batch
	b.Update(b.Init()())
}

// press presses keys and runs what they ask for.
func (b *board) press(names ...string) (last tea.Msg) {
	b.t.Helper()
	for _, name := range names {
		msg := keyOf(name)
		last = nil
		if cmd := b.Update(msg); cmd != nil {
			last = cmd()
		}
	}
	return last
}

// names are the domains in the table, from top to bottom; the selected one has
// a ">" before it.
func (b *board) names() []string {
	var names []string
	lines := strings.Split(b.View(), "\n")
	for _, line := range lines[:len(lines)-1] { // the last one is no row
		if strings.Contains(line, "(p):") {
			continue
		}
		for _, word := range strings.Fields(line) {
			if strings.HasSuffix(word, ".test") {
				if strings.HasPrefix(line, ">") {
					word = ">" + word
				}
				names = append(names, word)
			}
		}
	}
	return names
}

func row(name string, state diagnose.State) monitor.Row {
	r := monitor.Row{
		Name: name, CheckedAt: noon.Add(-5 * time.Minute), Since: noon.Add(-time.Hour),
		Domain: monitor.Domain{Name: name, Panel: &diagnose.PanelRow{Mapped: true, Kind: "alias"}},
		Facts:  &probe.Facts{Name: name, ASCII: name, Took: 43 * time.Millisecond},
		Verdict: diagnose.Verdict{
			State: state, Panel: diagnose.PanelMapped, DNS: diagnose.DNSOK, Certificate: diagnose.CertificateValid,
			HTTPS: diagnose.HTTPSOK, WordPress: diagnose.WordPressActive,
			Served: &probe.Certificate{
				Issuer: "R11", Names: []string{name}, NotBefore: noon.AddDate(0, 0, -30), NotAfter: noon.AddDate(0, 0, 60),
			},
			Answer: &probe.HTTP{Status: 200, Took: 30 * time.Millisecond},
		},
	}
	if state == "" {
		r = monitor.Row{Name: name, Domain: r.Domain, Facts: r.Facts}
	}
	return r
}

func rows(pairs ...string) monitor.Batch {
	batch := monitor.Batch{SourceOK: true}
	for i := 0; i+1 < len(pairs); i += 2 {
		batch.Rows = append(batch.Rows, row(pairs[i], diagnose.State(pairs[i+1])))
	}
	return batch
}

// sweep is the batch that ends one.
func sweep(number int) monitor.Batch {
	return monitor.Batch{Sweep: &monitor.Sweep{
		Number: number, Started: noon.Add(-time.Minute), Ended: noon.Add(-30 * time.Second), Next: noon.Add(5 * time.Minute),
	}}
}

func assertNames(t *testing.T, b *board, want ...string) {
	t.Helper()
	if got := b.names(); !slices.Equal(got, want) {
		t.Errorf("shown are %q, want %q", got, want)
	}
}

func TestWorstComesFirstAndOrderIsMadeAnewOnlyWhenASweepEnds(t *testing.T) {
	b := newBoard(t, 80, 24)
	b.send(rows("a.test", "healthy", "b.test", "broken", "c.test", "waiting", "d.test", "attention", "e.test", "unknown"))
	assertNames(t, b, ">b.test", "d.test", "e.test", "c.test", "a.test")

	b.send(rows("a.test", "broken", "b.test", "healthy"))
	assertNames(t, b, ">b.test", "d.test", "e.test", "c.test", "a.test")

	b.send(sweep(2))
	assertNames(t, b, ">a.test", "d.test", "e.test", "c.test", "b.test")
}

func TestSelectionStaysWithItsDomainOnceItWasMoved(t *testing.T) {
	b := newBoard(t, 80, 24)
	b.send(rows("a.test", "broken", "b.test", "healthy", "c.test", "healthy"))
	b.press("down", "down")
	assertNames(t, b, "a.test", "b.test", ">c.test")
	b.send(rows("c.test", "broken", "a.test", "healthy"))
	b.send(sweep(2))
	assertNames(t, b, ">c.test", "a.test", "b.test")
	b.send(monitor.Batch{Removed: []string{"c.test"}})
	assertNames(t, b, ">a.test", "b.test")
}

func TestFilterFindsWhatIsSeen(t *testing.T) {
	b := newBoard(t, 80, 24)
	b.send(rows("shop.test", "healthy", "blog.test", "broken", "shop2.test", "broken"))
	b.press("/")
	b.press("s", "h", "o", "p")
	assertNames(t, b, ">shop2.test", "shop.test")
	b.press("enter")
	if view := b.View(); !strings.Contains(view, `2 of 3 hold "shop"`) {
		t.Errorf("what is left out is not said:\n%s", view)
	}
	b.press("/", " ", "b", "r", "o", "k", "e", "n", "enter")
	assertNames(t, b, ">shop2.test")
	b.press("/", "x")
	if view := b.View(); !strings.Contains(view, `No domain holds "shop brokenx"`) {
		t.Errorf("an empty table does not say why:\n%s", view)
	}
	b.press("esc")
	assertNames(t, b, "blog.test", ">shop2.test", "shop.test")
}

// TestFilterFindsAnInternationalNameInBothForms has it as the panel and a list of names give it.
func TestFilterFindsAnInternationalNameInBothForms(t *testing.T) {
	for _, typed := range []string{"b\u00fcch", "xn--b"} {
		b := newBoard(t, 80, 24)
		b.send(rows("xn--bcher-kva.test", "healthy", "shop.test", "broken"))
		b.press("/")
		for _, letter := range typed {
			b.press(string(letter))
		}
		assertNames(t, b, ">b\u00fccher.test")
	}
}

func TestLettersAreNoCommandsWhileOneTypes(t *testing.T) {
	b := newBoard(t, 80, 24)
	b.send(rows("q.test", "healthy"))
	if msg := b.press("/", "q", "r", "R"); msg != nil || len(b.wire.wishes) > 0 {
		t.Errorf("typing did something: %v, %q", msg, b.wire.wishes)
	}
	b.press("esc")
	if cmd := b.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("q"), Paste: true}); cmd != nil {
		t.Error("a pasted q did something")
	}
	if _, quits := b.press("q").(tea.QuitMsg); !quits {
		t.Error("q does not quit")
	}
}

func TestNextProblemGoesRoundAndSaysWhenThereIsNone(t *testing.T) {
	b := newBoard(t, 80, 24)
	b.send(rows("a.test", "broken", "b.test", "attention", "c.test", "healthy"))
	b.press("n")
	assertNames(t, b, "a.test", ">b.test", "c.test")
	b.press("n")
	assertNames(t, b, ">a.test", "b.test", "c.test")
	b.press("N")
	assertNames(t, b, "a.test", ">b.test", "c.test")
	b.press("enter", "n")
	if view := b.View(); !strings.HasPrefix(view, "a.test") {
		t.Errorf("the detail pane did not go to the next problem:\n%s", view)
	}
	b = newBoard(t, 80, 24)
	b.send(rows("a.test", "broken", "c.test", "healthy"))
	b.press("n")
	if view := b.View(); !strings.Contains(view, "no other domain here is broken") {
		t.Errorf("of the only one nothing is said:\n%s", view)
	}
	b = newBoard(t, 80, 24)
	b.send(rows("c.test", "healthy"))
	b.press("n")
	if view := b.View(); !strings.Contains(view, "no domain here is broken") {
		t.Errorf("nothing is said:\n%s", view)
	}
}

func TestRefreshAsksForOneOrAll(t *testing.T) {
	b := newBoard(t, 80, 24)
	b.press("r") // nothing is selected
	b.send(rows("a.test", "broken", "b.test", "healthy"))
	b.press("down", "r", "R")
	b.press("enter", "r")
	if want := []string{"b.test", "all", "b.test"}; !slices.Equal(b.wire.wishes, want) {
		t.Errorf("asked for %q, want %q", b.wire.wishes, want)
	}
}

func TestSourceErrorIsSaidAndTheLastRowsStay(t *testing.T) {
	b := newBoard(t, 80, 24)
	b.send(rows("a.test", "healthy"))
	b.send(monitor.Batch{SourceErr: errors.New("the panel is out")})
	if view := b.View(); !strings.Contains(view, "could not be read") || !strings.Contains(view, "the panel is out") {
		t.Errorf("the failure is not said:\n%s", view)
	}
	assertNames(t, b, ">a.test")
	b.send(monitor.Batch{SourceOK: true})
	if view := b.View(); strings.Contains(view, "could not be read") {
		t.Errorf("the failure is still said:\n%s", view)
	}
}

// TestMidnightTakesNoTimeOfDayAway looks a moment before and after it: the date alone would not say when.
func TestMidnightTakesNoTimeOfDayAway(t *testing.T) {
	for _, now := range []time.Time{
		time.Date(2026, 11, 23, 23, 58, 0, 0, time.Local),
		time.Date(2026, 11, 24, 0, 1, 0, 0, time.Local),
	} {
		p := stage(t, nil, nil)
		p.clock = now
		p.brings(monitor.Batch{Sweep: &monitor.Sweep{
			Number: 1, Started: time.Date(2026, 11, 23, 23, 56, 0, 0, time.Local),
			Ended: time.Date(2026, 11, 23, 23, 57, 0, 0, time.Local), Next: time.Date(2026, 11, 24, 0, 2, 0, 0, time.Local),
		}})
		p.sees("checked 23:57, next check 00:02")
	}
}

func TestStateThatChangedInTheNewestSweepIsMarked(t *testing.T) {
	b := newBoard(t, 80, 24)
	b.send(rows("a.test", "healthy", "b.test", "healthy"))
	b.send(sweep(2))
	b.send(rows("b.test", "broken"))
	if view := b.View(); !strings.Contains(view, " * ✗ broken    b.test") || strings.Contains(view, "* ✓") {
		t.Errorf("the change is not marked, or what did not change is:\n%s", view)
	}
	b.send(sweep(3))
	if view := b.View(); strings.Contains(view, "*") {
		t.Errorf("the mark outlives the next sweep:\n%s", view)
	}
}

// sent is what a renderer that compares lines sends to go from one view to the
// other.
func sent(before, after string) (lines, bytes int) {
	old := strings.Split(before, "\n")
	for i, line := range strings.Split(after, "\n") {
		if line != old[i] {
			lines++
			bytes += len(line)
		}
	}
	return lines, bytes
}

func TestRowThatChangesSendsOnlyItselfAndTheCounts(t *testing.T) {
	b := newBoardThatLooks(t, style.Options{Ink: style.Colour, Unicode: true}, 120, 40)
	b.send(rows("a.test", "broken", "b.test", "healthy", "c.test", "waiting", "d.test", "attention", "e.test", "unknown"))
	before := b.View()

	changed := row("b.test", diagnose.Healthy)
	changed.Verdict.HTTPS = diagnose.HTTPSRedirect
	b.send(monitor.Batch{Rows: []monitor.Row{changed}})
	after := b.View()
	if lines, bytes := sent(before, after); lines != 1 || bytes >= 400 {
		t.Errorf("a fact that changed sends %d lines, %d bytes", lines, bytes)
	}
	b.send(rows("b.test", "broken"))
	if lines, bytes := sent(after, b.View()); lines != 2 || bytes >= 400 {
		t.Errorf("a state that changed sends %d lines, %d bytes", lines, bytes)
	}
}

func TestSortingByEachColumnAndBack(t *testing.T) {
	early, late := row("z.test", diagnose.Healthy), row("a.test", diagnose.Broken)
	early.Verdict.Served = &probe.Certificate{NotAfter: noon.AddDate(0, 0, 3)}
	late.Domain.WordPress = &diagnose.WordPressRow{SiteID: 9}
	early.Domain.WordPress = &diagnose.WordPressRow{SiteID: 10}
	b := newBoard(t, 80, 24)
	b.send(monitor.Batch{Rows: []monitor.Row{early, late}})
	orders := [][]string{
		{">a.test", "z.test"}, // by state
		{">a.test", "z.test"}, // by name
		{">z.test", "a.test"}, // by the certificate's end
		{">a.test", "z.test"}, // by site
		{">a.test", "z.test"}, // by state again
	}
	for i, want := range orders {
		if i > 0 {
			b.press("s")
		}
		assertNames(t, b, want...)
	}
}

func TestMonitorThatEndedIsSaid(t *testing.T) {
	b := newBoard(t, 80, 24)
	close(b.wire.updates)
	if cmd := b.Update(b.Init()()); cmd != nil {
		t.Error("listens to a monitor that has ended")
	}
	if view := b.View(); !strings.Contains(view, "checking has ended") {
		t.Errorf("it is not said:\n%s", view)
	}
}

// random is a batch as a monitor might send it, from a seed.
func random(r *rand.Rand) monitor.Batch {
	var batch monitor.Batch
	for range 1 + r.IntN(20) {
		states := append(diagnose.States(), "")
		update := row(fmt.Sprintf("%d.test", r.IntN(40)), states[r.IntN(len(states))])
		update.Checking, update.Stale = r.IntN(3) == 0, r.IntN(3) == 0
		batch.Rows = append(batch.Rows, update)
	}
	if r.IntN(4) == 0 {
		batch.Removed = []string{fmt.Sprintf("%d.test", r.IntN(40))}
	}
	if r.IntN(4) == 0 {
		batch.Sweep = sweep(r.IntN(100)).Sweep
	}
	if r.IntN(6) == 0 {
		batch.SourceErr = errors.New("out")
	}
	return batch
}

func TestWhatIsRememberedIsWhatWouldBeDrawnAnew(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	b := newBoard(t, 100, 20)
	keys := []string{"down", "up", "pgdown", "end", "n", "s"}
	for range 100 {
		b.send(random(r))
		b.press(keys[r.IntN(len(keys))])
		remembered := b.View()
		b.SetSize(101, 20) // what was drawn for another width is of no use
		_ = b.View()
		b.SetSize(100, 20)
		if anew := b.View(); anew != remembered {
			t.Fatalf("remembered:\n%s\nanew:\n%s", remembered, anew)
		}
	}
}

func TestCountsAreThoseOfTheRows(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	b := newBoard(t, 140, 60)
	for range 200 {
		b.send(random(r))
	}
	view := b.View()
	for _, state := range []string{"✗ %d broken", "! %d attention", "~ %d waiting", "? %d unknown", "✓ %d healthy", "· %d not yet"} {
		mark, word := state[:len(state)-len(strings.SplitN(state, " ", 2)[1])-1], strings.Fields(state)[2]
		n := 0
		for _, line := range strings.Split(view, "\n") {
			cells := []rune(line)
			if len(cells) > 14 && strings.HasPrefix(string(cells[3:14]), mark+" "+word[:3]) {
				n++
			}
		}
		if n > 0 && !strings.Contains(view, fmt.Sprintf(state, n)) {
			t.Errorf("%d rows are %s; the header says otherwise:\n%s", n, word, view)
		}
	}
}

func TestEveryViewFitsEverySize(t *testing.T) {
	hostile := row("\x1b[2Jevil\u202e.test", diagnose.Broken)
	hostile.Verdict.Served.Issuer = "R11\x1b]0;owned\a"
	hostile.Verdict.Answer.Location = "https://x\x9b31m\r\n"
	hostile.Verdict.Cause, hostile.Verdict.Params = diagnose.CauseHTTPSLoop, diagnose.Params{{Name: "location", Value: "\x1b[31m"}}
	hostile.Domain.Panel.Kind = "\x1b[1m"
	for _, keys := range [][]string{{}, {"/", "x"}, {"enter"}, {"?"}} {
		for width := 30; width <= 140; width += 11 {
			for height := 8; height <= 40; height += 8 {
				b := newBoard(t, width, height)
				b.send(rows("shop.test", "healthy", strings.Repeat("long-", 12)+"name.test", "broken"))
				b.send(monitor.Batch{Rows: []monitor.Row{hostile}, SourceErr: errors.New("bad \x1b[2J answer " + strings.Repeat("x", 200))})
				b.press(keys...)
				assertFits(t, b.View(), width, height)
			}
		}
	}
}

func assertFits(t *testing.T, view string, width, height int) {
	t.Helper()
	lines := strings.Split(view, "\n")
	if len(lines) != height {
		t.Fatalf("%dx%d: %d lines:\n%s", width, height, len(lines), view)
	}
	for _, line := range lines {
		if ansi.StringWidth(line) >= width {
			t.Fatalf("%dx%d: a line is %d wide: %q", width, height, ansi.StringWidth(line), line)
		}
		for _, r := range line {
			if unicode.IsControl(r) || r == 0x202e {
				t.Fatalf("%dx%d: draws %U in %q", width, height, r, line)
			}
		}
	}
}
