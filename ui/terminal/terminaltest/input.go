package terminaltest

import (
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"
)

// keys are the bytes that an xterm sends.
var keys = map[string]string{
	"enter": "\r", "esc": "\x1b", "tab": "\t", "shift+tab": "\x1b[Z", "space": " ", "backspace": "\x7f",
	"up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D",
	"home": "\x1b[H", "end": "\x1b[F", "pgup": "\x1b[5~", "pgdown": "\x1b[6~", "delete": "\x1b[3~",
}

// Type sends text as if it were typed.
func (t *Terminal) Type(tb testing.TB, text string) {
	tb.Helper()
	if _, err := t.master.WriteString(text); err != nil {
		tb.Fatalf("typing: %v; the screen:\n%s", err, t.dump())
	}
}

// Press sends keys by name: "enter", "shift+tab", "ctrl+c", or a single letter.
func (t *Terminal) Press(tb testing.TB, names ...string) {
	tb.Helper()
	for _, name := range names {
		t.Type(tb, sequence(tb, name))
	}
}

func sequence(tb testing.TB, name string) string {
	tb.Helper()
	if bytes, ok := keys[name]; ok {
		return bytes
	}
	if letter, ok := strings.CutPrefix(name, "ctrl+"); ok && len(letter) == 1 {
		return string(letter[0] & 0x1f)
	}
	if len([]rune(name)) != 1 {
		tb.Fatalf("no key is called %q", name)
	}
	return name
}

// Paste sends text as one bracketed paste.
func (t *Terminal) Paste(tb testing.TB, text string) {
	tb.Helper()
	t.Type(tb, "\x1b[200~"+text+"\x1b[201~")
}

// Resize changes the window and tells the program.
func (t *Terminal) Resize(tb testing.TB, width, height int) {
	tb.Helper()
	t.mu.Lock()
	t.size = [2]int{width, height}
	t.mu.Unlock()
	t.screen.Resize(width, height)
	t.Report(tb, width, height)
}

// Report tells the program a size that is not the screen's, as broken
// terminals do.
func (t *Terminal) Report(tb testing.TB, width, height int) {
	tb.Helper()
	size := unix.Winsize{Col: cells(width), Row: cells(height)}
	t.control(func(fd int) {
		if err := unix.IoctlSetWinsize(fd, unix.TIOCSWINSZ, &size); err != nil {
			tb.Fatalf("resizing: %v", err)
		}
	})
}

// Pause stops reading what the program writes, as a stalled connection does,
// for the rest of the test.
func (t *Terminal) Pause(tb testing.TB) {
	tb.Helper()
	t.gate.Lock()
	t.paused = true
	tb.Cleanup(t.gate.Unlock)
}

// Signal sends a signal to the program.
func (t *Terminal) Signal(tb testing.TB, s syscall.Signal) {
	tb.Helper()
	if err := t.cmd.Process.Signal(s); err != nil {
		tb.Fatalf("sending %s: %v", s, err)
	}
}

// Close takes the terminal away, as a dropped SSH connection does.
func (t *Terminal) Close() {
	_ = t.master.Close()
	<-t.drained
}
