// Package terminaltest runs a program in a real pseudo-terminal with an
// emulated screen, so that tests type keys and read what a person would see.
// It is for tests only.
package terminaltest

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"
	"golang.org/x/sys/unix"
)

// Patience is how long anything waited for may take before a test fails. It is
// long, because it costs nothing while the program works.
const Patience = 60 * time.Second

// Terminal is a pseudo-terminal with a program in it.
type Terminal struct {
	cmd    *exec.Cmd
	master *os.File
	screen *vt.SafeEmulator
	mute   bool

	gate sync.Mutex // held while something is drawn, or paused
	mu   sync.Mutex
	raw  bytes.Buffer
	size [2]int
	// paused tells that nobody reads what the program writes.
	paused bool

	drained chan struct{} // closed when no more output can come
	exited  chan struct{} // closed when the program has ended
	code    int
}

// Option changes how a terminal behaves.
type Option func(*Terminal)

// Mute makes a terminal that answers no question of the program.
func Mute(t *Terminal) { t.mute = true }

// neutral takes the environment of the person who runs the tests out of them.
var neutral = []string{
	"TERM=xterm-256color", "LANG=C.UTF-8", "LC_ALL=", "LC_CTYPE=", "NO_COLOR=", "ACCESSIBLE=",
	"COLORTERM=", "COLUMNS=", "LINES=", "STY=", "TMUX=", "TERM_PROGRAM=", "VTE_VERSION=", "WT_SESSION=",
}

// Start runs cmd as the session leader of a new terminal. It is ended with the
// test. The environment is this process's with TERM=xterm-256color, LANG=C.UTF-8
// and no other variables about terminals, and after these what cmd.Env holds.
func Start(t testing.TB, cmd *exec.Cmd, width, height int, options ...Option) *Terminal {
	t.Helper()
	term := &Terminal{
		cmd:     cmd,
		screen:  vt.NewSafeEmulator(width, height),
		size:    [2]int{width, height},
		drained: make(chan struct{}),
		exited:  make(chan struct{}),
	}
	for _, option := range options {
		option(term)
	}
	cmd.Env = slices.Concat(os.Environ(), neutral, cmd.Env)
	HeedSignals()
	master, err := pty.StartWithSize(cmd, winsize(width, height))
	if err != nil {
		t.Fatalf("starting %s in a terminal: %v", cmd.Path, err)
	}
	if term.master, err = pollable(master); err != nil {
		t.Fatalf("opening the terminal: %v", err)
	}
	go term.draw()
	go term.answer()
	go term.wait()
	t.Cleanup(term.end)
	return term
}

// pollable reopens the file so that closing it ends a read under way: only
// then does the terminal really go away.
func pollable(f *os.File) (*os.File, error) {
	defer func() { _ = f.Close() }()
	fd, err := unix.FcntlInt(f.Fd(), unix.F_DUPFD_CLOEXEC, 0)
	if err != nil {
		return nil, err
	}
	if err := unix.SetNonblock(fd, true); err != nil {
		return nil, err
	}
	return os.NewFile(uintptr(fd), f.Name()), nil
}

func winsize(width, height int) *pty.Winsize {
	return &pty.Winsize{Cols: cells(width), Rows: cells(height)}
}

func cells(n int) uint16 { return uint16(max(0, min(n, math.MaxUint16))) }

// draw copies what the program writes to the screen.
func (t *Terminal) draw() {
	defer close(t.drained)
	buffer := make([]byte, 32<<10)
	for {
		n, err := t.master.Read(buffer)
		t.gate.Lock()
		if n > 0 {
			t.mu.Lock()
			t.raw.Write(buffer[:n])
			t.mu.Unlock()
			_, _ = t.screen.Write(buffer[:n])
		}
		t.gate.Unlock()
		if err != nil {
			return
		}
	}
}

// answer sends what the screen replies to questions.
func (t *Terminal) answer() {
	buffer := make([]byte, 1<<10)
	for {
		n, err := t.screen.Read(buffer)
		if err != nil {
			return
		}
		if !t.mute {
			_, _ = t.master.Write(buffer[:n])
		}
	}
}

func (t *Terminal) wait() {
	defer close(t.exited)
	err := t.cmd.Wait()
	var exit *exec.ExitError
	switch {
	case err == nil:
	case errors.As(err, &exit):
		t.code = exit.ExitCode()
		if status, ok := exit.Sys().(syscall.WaitStatus); ok && status.Signaled() {
			t.code = 128 + int(status.Signal())
		}
	default:
		t.code = -1
	}
}

func (t *Terminal) end() {
	_ = t.cmd.Process.Kill()
	<-t.exited
	_ = t.master.Close()
	<-t.drained
	if input, ok := t.screen.InputPipe().(io.Closer); ok {
		_ = input.Close() // ends answer
	}
}

// Screen is what a person sees, without colours, trailing space cut.
func (t *Terminal) Screen() string {
	lines := strings.Split(ansi.Strip(t.screen.Render()), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " \r")
	}
	return strings.Join(lines, "\n")
}

// wholeFrame is what bubbletea draws at once: from the top left corner until the
// cursor is put on the last line. It may arrive in pieces.
var wholeFrame = regexp.MustCompile(`^\x1b\[H(?s:.*)\x1b\[\d+;H`)

// Frame is the screen as a frame of the program left it. What is seen by itself
// may be the upper half of one, and the lower half of the one before.
func (t *Terminal) Frame(tb testing.TB) string {
	tb.Helper()
	screen := ""
	t.Until(tb, "a frame is whole", func() bool {
		t.gate.Lock()
		defer t.gate.Unlock()
		raw := t.Raw()
		begin := bytes.LastIndex(raw, []byte(ansi.CursorHomePosition))
		screen = t.Screen()
		return begin >= 0 && wholeFrame.Match(raw[begin:])
	})
	return screen
}

// Raw is every byte the program has written so far.
func (t *Terminal) Raw() []byte {
	t.mu.Lock()
	defer t.mu.Unlock()
	return bytes.Clone(t.raw.Bytes())
}

// AltScreen tells whether the alternate screen is shown.
func (t *Terminal) AltScreen() bool { return t.screen.IsAltScreen() }

// CursorHidden tells whether the cursor is hidden.
func (t *Terminal) CursorHidden() bool { return t.screen.CursorHidden() }

// Cooked tells whether the terminal echoes and edits lines by itself, as a
// shell expects to find it.
func (t *Terminal) Cooked() bool {
	cooked := false
	t.control(func(fd int) {
		if state, err := unix.IoctlGetTermios(fd, getTermios); err == nil {
			const want = unix.ICANON | unix.ECHO | unix.ISIG
			cooked = state.Lflag&want == want
		}
	})
	return cooked
}

// control calls f with the descriptor without taking it from the poller.
func (t *Terminal) control(f func(fd int)) {
	if raw, err := t.master.SyscallConn(); err == nil {
		_ = raw.Control(func(fd uintptr) { f(int(fd)) })
	}
}

// WaitFor waits until text is on the screen.
func (t *Terminal) WaitFor(tb testing.TB, text string) {
	tb.Helper()
	t.Until(tb, fmt.Sprintf("%q is shown", text), func() bool { return strings.Contains(t.Screen(), text) })
}

// WaitGone waits until text is not on the screen.
func (t *Terminal) WaitGone(tb testing.TB, text string) {
	tb.Helper()
	t.Until(tb, fmt.Sprintf("%q is gone", text), func() bool { return !strings.Contains(t.Screen(), text) })
}

// Until waits until what holds, and fails with the screen when it never does.
func (t *Terminal) Until(tb testing.TB, what string, holds func() bool) {
	tb.Helper()
	deadline := time.Now().Add(Patience)
	for !holds() {
		select {
		case <-t.drained: // nothing will change any more
			if holds() {
				return
			}
			tb.Fatalf("the program ended before %s; the screen:\n%s", what, t.dump())
		default:
		}
		if time.Now().After(deadline) {
			tb.Fatalf("waited %s in vain until %s; the screen:\n%s", Patience, what, t.dump())
		}
		time.Sleep(5 * time.Millisecond)
	}
}

func (t *Terminal) dump() string {
	t.mu.Lock()
	width := t.size[0]
	t.mu.Unlock()
	rule := "+" + strings.Repeat("-", width) + "+"
	return rule + "\n" + t.Screen() + "\n" + rule
}

// lastWords is how long a program that has ended may take to be read to its end.
// Another process that holds the terminal would keep it open for ever.
const lastWords = 30 * time.Second

// ExitCode waits for the program to end, until all that it wrote is on the
// screen, and gives its status, 128 plus the signal's number when one ended it.
func (t *Terminal) ExitCode(tb testing.TB) int {
	tb.Helper()
	select {
	case <-t.exited:
		if t.paused {
			return t.code
		}
		select {
		case <-t.drained:
		case <-time.After(lastWords):
		}
		return t.code
	case <-time.After(Patience):
		tb.Fatalf("the program did not end within %s; the screen:\n%s", Patience, t.dump())
		return -1
	}
}
