package dashboard_test

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"enhance-wizard/ui/terminal/terminaltest"
)

// watched is the program in a terminal, and the way to give it orders.
type watched struct {
	*terminaltest.Terminal
	t      *testing.T
	orders io.WriteCloser
}

// start runs the program with so many domains.
func start(t *testing.T, domains, width, height int) *watched {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = write.Close() })
	cmd := exec.Command(self)
	cmd.Env = []string{fmt.Sprintf("%s=%d", domainsVariable, domains)}
	cmd.ExtraFiles = []*os.File{read}
	term := terminaltest.Start(t, cmd, width, height)
	_ = read.Close()
	return &watched{term, t, write}
}

func (w *watched) order(format string, args ...any) {
	w.t.Helper()
	if _, err := fmt.Fprintf(w.orders, format+"\n", args...); err != nil {
		w.t.Fatal(err)
	}
}

// until presses keys again and again until text is shown: what they ask for
// may be put off, out of politeness to the panel.
func (w *watched) until(text string, keys ...string) {
	w.t.Helper()
	w.asking(fmt.Sprintf("%q is shown", text), func() bool { return strings.Contains(w.Screen(), text) }, keys...)
}

func (w *watched) asking(what string, holds func() bool, keys ...string) {
	w.t.Helper()
	next := time.Time{}
	w.Until(w.t, what, func() bool {
		if time.Now().After(next) {
			w.Press(w.t, keys...)
			next = time.Now().Add(time.Second)
		}
		return holds()
	})
}

func TestRowsStreamInWhileKeysWork(t *testing.T) {
	t.Parallel()
	w := start(t, 200, 80, 24)
	w.WaitFor(t, "200 domains")
	w.Press(t, "/")
	w.Type(t, "mixed")
	w.WaitFor(t, "aaaawrong0001.example mapped  mixed")
	w.Press(t, "enter", "enter")
	w.WaitFor(t, "To change in DNS")
	w.WaitFor(t, "remove  aaaawrong0001.example. AAAA")
	w.Press(t, "esc")
	w.WaitFor(t, "1 of 200 hold")
	w.Press(t, "esc")
	w.WaitGone(t, "1 of 200 hold")
	w.WaitFor(t, "next check")
	if w.Press(t, "q"); w.ExitCode(t) != 0 {
		t.Errorf("q ended with %d", w.ExitCode(t))
	}
}

func TestRefreshShowsWhatBecameOfADomain(t *testing.T) {
	t.Parallel()
	w := start(t, 12, 120, 40)
	w.WaitFor(t, "next check")
	w.order("make expired0003.example healthy")
	w.Press(t, "/")
	w.Type(t, "expired0003")
	w.WaitFor(t, "1 of 12 hold")
	w.Press(t, "enter")
	w.until("* ✓ healthy   expired0003.example", "r")
	if screen := w.Screen(); !strings.Contains(screen, "✓ 3 healthy") {
		t.Errorf("the header does not count it:\n%s", screen)
	}
}

func TestPanelThatGoesAndComesBackIsSaid(t *testing.T) {
	t.Parallel()
	w := start(t, 5, 80, 24)
	w.WaitFor(t, "next check")
	w.order("listing false")
	w.until("could not be read", "R")
	if screen := w.Screen(); !strings.Contains(screen, "healthy0000.example") {
		t.Errorf("the rows are gone:\n%s", screen)
	}
	w.order("listing true")
	w.asking("the failure is gone", func() bool { return !strings.Contains(w.Screen(), "could not be read") }, "R")
}

func TestResolverThatDiesDoesNotBreakDomains(t *testing.T) {
	t.Parallel()
	w := start(t, 3, 80, 24)
	w.WaitFor(t, "next check")
	w.WaitFor(t, "✓ healthy   healthy0000.example")
	w.order("resolving false")
	w.asking("the row is not the present truth", func() bool {
		screen := w.Screen()
		if strings.Contains(screen, "broken    healthy0000.example") {
			t.Fatalf("the domain counts as broken:\n%s", screen)
		}
		return strings.Contains(screen, "? ✓ healthy   healthy0000.example") ||
			strings.Contains(screen, "? unknown   healthy0000.example")
	}, "R")
	w.order("resolving true")
	w.asking("it is the present truth again", func() bool {
		return strings.Contains(w.Screen(), "  ✓ healthy   healthy0000.example")
	}, "R")
}

func TestResizeThereAndBack(t *testing.T) {
	t.Parallel()
	w := start(t, 60, 120, 40)
	w.WaitFor(t, "next check")
	w.WaitFor(t, "WordPress")
	w.settles(settled)
	before := w.Frame(t)
	w.Resize(t, 40, 12)
	w.WaitGone(t, "WordPress")
	w.WaitFor(t, "broken    aaaawrong0001.example")
	w.Resize(t, 28, 6)
	w.WaitFor(t, "need 30x8")
	w.Resize(t, 120, 40)
	w.Until(t, "the first screen is back", func() bool { return w.Frame(t) == before })
}

// idleFor is how long nothing may be sent while nothing happens.
const idleFor = 20 * time.Second

func TestIdleDashboardSendsNothing(t *testing.T) {
	t.Parallel()
	for _, domains := range []int{60, 0} {
		t.Run(fmt.Sprint(domains), func(t *testing.T) {
			t.Parallel()
			w := start(t, domains, 120, 40)
			w.WaitFor(t, "next check")
			w.settles(settled)
			sent := len(w.Raw())
			time.Sleep(idleFor)
			if now := len(w.Raw()); now != sent {
				t.Errorf("sent %d bytes while nothing happened: %q", now-sent, w.Raw()[sent:])
			}
		})
	}
}

// settled is how long nothing comes any more when everything is drawn, also on a
// machine that stands still for a moment.
const settled = 3 * time.Second

// settles waits until nothing was drawn for so long.
func (w *watched) settles(quiet time.Duration) {
	w.t.Helper()
	w.Until(w.t, "the last batch is drawn", func() bool {
		before := len(w.Raw())
		time.Sleep(quiet)
		return len(w.Raw()) == before
	})
}

// TestChangedRowSendsOnlyItself counts the bytes of each frame on the wire: the
// row as it is being checked, and as it is then. Where its state is another one,
// the counts above the rows change too.
func TestChangedRowSendsOnlyItself(t *testing.T) {
	t.Parallel()
	const row, counts = 400, 200
	w := start(t, 60, 120, 40)
	w.WaitFor(t, "next check")
	w.settles(settled)
	for _, c := range []struct {
		kind, shows string
		limit       int
	}{
		{"wronghost", "✗ broken    expired0003.example                #5    mapped  ok        mismatch", row},
		{"expired", "✗ broken    expired0003.example                #5    mapped  ok        expired", row},
		{"healthy", "✓ healthy   expired0003.example", row + counts},
	} {
		before := len(w.Raw())
		w.order("make expired0003.example %s", c.kind)
		w.order("check expired0003.example")
		w.WaitFor(t, c.shows)
		w.settles(500 * time.Millisecond)
		for frame := range bytes.SplitSeq(w.Raw()[before:], []byte(ansi.CursorHomePosition)) {
			if len(frame) >= c.limit {
				t.Errorf("a frame has %d bytes: %q", len(frame), frame)
			}
		}
	}
}

// TestTenThousandDomainsLeaveTheKeysFree uses the dashboard while the first
// round over all of them is under way.
func TestTenThousandDomainsLeaveTheKeysFree(t *testing.T) {
	t.Parallel()
	w := start(t, 10_000, 120, 40)
	w.WaitFor(t, "10000 domains")
	w.WaitFor(t, "checking since")
	w.Press(t, "G")
	w.WaitFor(t, "healthy9999.example")
	w.Press(t, "/")
	w.Type(t, "4711")
	w.WaitFor(t, "healthy4711.example")
	w.WaitGone(t, "healthy9999.example")
	w.Press(t, "enter", "enter")
	w.WaitFor(t, "What was found")
	w.Press(t, "esc", "esc", "s")
	w.WaitFor(t, "sorted by name")
	w.Press(t, "g")
	w.WaitFor(t, "> ")
	if w.Press(t, "q"); w.ExitCode(t) != 0 {
		t.Errorf("q ended with %d", w.ExitCode(t))
	}
}

func TestOneDomain(t *testing.T) {
	t.Parallel()
	w := start(t, 1, 80, 24)
	w.WaitFor(t, "1 domain ")
	w.WaitFor(t, "✓ healthy   healthy0000.example")
	w.Press(t, "down", "up", "pgdown", "n")
	w.WaitFor(t, "no domain here is broken or needs attention")
}

func TestNoDomainsSaysWhatToDo(t *testing.T) {
	t.Parallel()
	w := start(t, 0, 80, 24)
	w.WaitFor(t, "There is no domain yet.")
	w.WaitFor(t, "Put names into the file, one a line, and press R.")
}
