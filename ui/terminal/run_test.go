package terminal_test

import (
	"bytes"
	"fmt"
	"os/exec"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"enhance-wizard/ui/terminal/terminaltest"
)

func start(t *testing.T, kind string, options ...terminaltest.Option) *terminaltest.Terminal {
	t.Helper()
	term := terminaltest.Start(t, program(t, kind), 80, 24, options...)
	term.WaitFor(t, "ready 80x24")
	return term
}

// assertSane checks that the terminal is as a shell wants to find it.
func assertSane(t *testing.T, term *terminaltest.Terminal) {
	t.Helper()
	term.Until(t, "the alternate screen is left", func() bool { return !term.AltScreen() })
	term.Until(t, "the terminal edits lines again", term.Cooked)
	if term.CursorHidden() {
		t.Error("the cursor is still hidden")
	}
	if raw := term.Raw(); bytes.LastIndex(raw, []byte("\x1b[?2004l")) < bytes.LastIndex(raw, []byte("\x1b[?2004h")) {
		t.Error("bracketed paste is still on")
	}
}

func TestTerminalIsSaneHoweverTheProgramEnds(t *testing.T) {
	tests := []struct {
		name string
		end  func(*testing.T, *terminaltest.Terminal)
		code int
	}{
		{"quit", press("q"), 0},
		{"ctrl+c", press("ctrl+c"), 130},
		{"hang-up", send(syscall.SIGHUP), 129},
		{"interrupt", send(syscall.SIGINT), 130},
		{"quit signal", send(syscall.SIGQUIT), 131},
		{"terminate", send(syscall.SIGTERM), 143},
		{"panic in a command", press("c"), 1},
		{"panic in a batch", press("b"), 1},
		{"panic in a sequence", press("s"), 1},
		{"panic in Update", press("u"), 1},
		{"panic in View", press("v"), 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			term := start(t, "screen")
			if !term.AltScreen() || !term.CursorHidden() || term.Cooked() {
				t.Fatal("the screen did not take the terminal")
			}
			tt.end(t, term)
			if code := term.ExitCode(t); code != tt.code {
				t.Errorf("exit status %d, want %d; the screen:\n%s", code, tt.code, term.Screen())
			}
			assertSane(t, term)
			if tt.code == 1 {
				assertRedactedPanic(t, term)
			}
		})
	}
}

func press(key string) func(*testing.T, *terminaltest.Terminal) {
	return func(t *testing.T, term *terminaltest.Terminal) { term.Press(t, key) }
}

func send(s syscall.Signal) func(*testing.T, *terminaltest.Terminal) {
	return func(t *testing.T, term *terminaltest.Terminal) { term.Signal(t, s) }
}

func assertRedactedPanic(t *testing.T, term *terminaltest.Terminal) {
	t.Helper()
	term.WaitFor(t, "panic: token [redacted]")
	if bytes.Contains(term.Raw(), []byte("hunter2")) {
		t.Error("the secret in the panic was printed")
	}
	if strings.Contains(term.Screen(), "goroutine") {
		t.Error("a trace was printed without being asked for")
	}
}

func TestPanicBeforeTheFirstFrameLeavesASaneTerminal(t *testing.T) {
	term := terminaltest.Start(t, program(t, "panic-init"), 80, 24)
	if code := term.ExitCode(t); code != 1 {
		t.Errorf("exit status %d, want 1", code)
	}
	assertSane(t, term)
	assertRedactedPanic(t, term)
}

func TestTerminateNeverHangs(t *testing.T) {
	for i := range 20 {
		term := start(t, "screen")
		term.Press(t, "f") // frames under way
		began := time.Now()
		term.Signal(t, syscall.SIGTERM)
		if code := term.ExitCode(t); code != 143 {
			t.Fatalf("run %d: exit status %d, want 143", i, code)
		}
		if took := time.Since(began); took > 20*time.Second {
			t.Fatalf("run %d: took %s to end", i, took)
		}
		assertSane(t, term)
	}
}

func TestStartAsksTheTerminalNothing(t *testing.T) {
	term := terminaltest.Start(t, program(t, "version"), 80, 24, terminaltest.Mute)
	term.WaitFor(t, "version 1.2.3")
	if code := term.ExitCode(t); code != 0 {
		t.Errorf("exit status %d, want 0", code)
	}
	if raw := term.Raw(); bytes.ContainsRune(raw, 0x1b) {
		t.Errorf("escape bytes were written: %q", raw)
	}
}

func TestDroppedTerminalEndsTheProgram(t *testing.T) {
	for _, ignoring := range []bool{false, true} {
		t.Run(fmt.Sprintf("hang-up ignored: %t", ignoring), func(t *testing.T) {
			cmd := program(t, "screen")
			if ignoring {
				cmd = exec.Command("sh", "-c", `trap "" HUP; exec "$0"`, cmd.Path)
				cmd.Env = program(t, "screen").Env
			}
			term := terminaltest.Start(t, cmd, 80, 24)
			term.WaitFor(t, "ready")
			began := time.Now()
			term.Close()
			if code := term.ExitCode(t); code != 129 {
				t.Errorf("exit status %d, want 129", code)
			}
			if took := time.Since(began); took > 30*time.Second { // it is within one, on a machine that is not busy
				t.Errorf("took %s to notice", took)
			}
		})
	}
}

func TestLostParentEndsTheProgram(t *testing.T) {
	inner := program(t, "screen")
	// The outer shell leads the session and stays; the inner one is the parent.
	cmd := exec.Command("sh", "-c", `sh -c '"$0"; true' "$0"; sleep 60`, inner.Path)
	cmd.Env = inner.Env
	term := terminaltest.Start(t, cmd, 80, 24)
	term.WaitFor(t, "parent")
	parent := shownParent(t, term)
	if err := syscall.Kill(parent, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	assertSane(t, term)
}

func shownParent(t *testing.T, term *terminaltest.Terminal) int {
	t.Helper()
	found := regexp.MustCompile(`parent (\d+)`).FindStringSubmatch(term.Screen())
	if found == nil {
		t.Fatalf("no process id on the screen:\n%s", term.Screen())
	}
	parent, err := strconv.Atoi(found[1])
	if err != nil {
		t.Fatal(err)
	}
	return parent
}

func TestTerminalNobodyReadsDoesNotHoldTheProgram(t *testing.T) {
	term := start(t, "screen")
	term.Pause(t)
	term.Press(t, "f") // draws until the terminal takes no more
	time.Sleep(time.Second)
	term.Signal(t, syscall.SIGTERM)
	if code := term.ExitCode(t); code != 143 {
		t.Errorf("exit status %d, want 143", code)
	}
	if !term.Cooked() {
		t.Error("the terminal does not echo or edit lines")
	}
}

func TestSuspendGivesTheTerminalToTheShellAndBack(t *testing.T) {
	inner := program(t, "screen")
	cmd := exec.Command("sh", "-i")
	cmd.Env = slices.Concat(inner.Env, []string{"PS1=shell> ", "ENV="})
	term := terminaltest.Start(t, cmd, 80, 24)
	term.WaitFor(t, "shell>")
	term.Type(t, inner.Path+"\r")
	term.WaitFor(t, "ready 80x24")
	term.Press(t, "ctrl+z")
	term.Until(t, "the alternate screen is left", func() bool { return !term.AltScreen() })
	term.Until(t, "the shell edits lines", term.Cooked)
	term.Type(t, "fg\r")
	term.WaitFor(t, "resumed 1")
	term.Press(t, "q")
	term.WaitFor(t, "bye")
	assertSane(t, term)
}

func TestSuspendedProgramCanBeEnded(t *testing.T) {
	inner := program(t, "screen")
	cmd := exec.Command("bash", "--norc", "-i")
	if _, err := exec.LookPath("bash"); err != nil {
		t.Skip("needs bash: its kill continues a stopped job, as that of other shells does not")
	}
	cmd.Env = slices.Concat(inner.Env, []string{"PS1=shell> "})
	term := terminaltest.Start(t, cmd, 80, 24)
	term.WaitFor(t, "shell>")
	term.Type(t, inner.Path+"; echo status $?\r")
	term.WaitFor(t, "ready 80x24")
	term.Press(t, "ctrl+z")
	term.WaitFor(t, "Stopped")
	term.Type(t, "kill %1\r")
	term.Until(t, "the shell says that it ended", func() bool {
		term.Type(t, "\r") // a shell tells at its next prompt
		time.Sleep(100 * time.Millisecond)
		return bytes.Contains(term.Raw(), []byte("Exit 143")) // which may be out of sight by now
	})
	if term.AltScreen() || term.CursorHidden() {
		t.Error("the shell did not get its terminal back as it was")
	}
}

func TestSuspendIsRefusedWhereNoShellWouldTakeOver(t *testing.T) {
	term := start(t, "screen") // the session leader itself: no job control
	term.Press(t, "ctrl+z", "x")
	term.WaitFor(t, "keys 1 resumed 0")
	term.Press(t, "q")
	if code := term.ExitCode(t); code != 0 {
		t.Errorf("exit status %d, want 0", code)
	}
}

func TestWindowWithoutASizeIsDrawnAt80By24(t *testing.T) {
	term := terminaltest.Start(t, program(t, "screen"), 80, 24)
	term.WaitFor(t, "ready 80x24")
	term.Report(t, 0, 0)
	term.Press(t, "x")
	term.WaitFor(t, "keys 1")
	term.WaitFor(t, "ready 80x24")
}

func TestResizeReachesTheScreen(t *testing.T) {
	term := start(t, "screen")
	term.Resize(t, 40, 12)
	term.WaitFor(t, "ready 40x12")
	if lines := strings.Split(term.Screen(), "\n"); lines[0] != "ready 40x12" {
		t.Errorf("the top was cut, not the bottom:\n%s", term.Screen())
	}
	term.Report(t, 65535, 65535)
	term.Until(t, "the size is clamped", func() bool { return bytes.Contains(term.Raw(), []byte("ready 500x300")) })
}

func TestLettersThatArriveTogetherAreKeysOfTheirOwn(t *testing.T) {
	term := start(t, "screen")
	term.Type(t, "jjjjj")
	term.WaitFor(t, "keys 5")
	term.Paste(t, "qqqqq") // pasted text stays one message
	term.WaitFor(t, "keys 6")
}

func TestEscAndTheNextKeyAreTwoKeys(t *testing.T) {
	term := start(t, "screen")
	term.Type(t, "\x1bj") // in one read, as over a slow line
	term.WaitFor(t, "keys 2")
	term.Type(t, "\x1bq")
	if code := term.ExitCode(t); code != 0 {
		t.Errorf("exit status %d", code)
	}
}

func TestCopyAsksTheTerminal(t *testing.T) {
	term := start(t, "screen")
	term.Press(t, "y")
	want := []byte("\x1b]52;c;Y29waWVkIHRleHQ=\a")
	term.Until(t, "the text was sent", func() bool { return bytes.Contains(term.Raw(), want) })
	if strings.Contains(term.Screen(), "Y29w") {
		t.Errorf("the sequence is on the screen:\n%s", term.Screen())
	}
}
