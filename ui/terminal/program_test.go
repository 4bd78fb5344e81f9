package terminal_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"golang.org/x/sys/unix"

	"enhance-wizard/ui/terminal"
)

// programVariable makes the test binary a small program with a screen, so that
// tests can end a real process in every way there is.
const programVariable = "TERMINAL_TEST_PROGRAM"

func TestMain(m *testing.M) {
	switch kind := os.Getenv(programVariable); kind {
	case "":
		os.Exit(m.Run())
	case "version":
		fmt.Println("version 1.2.3")
	case "wait":
		os.Exit(waitForSignal())
	case "pipes":
		os.Exit(breakPipes())
	default:
		os.Exit(runProgram(kind))
	}
}

// waitForSignal is a program without a screen.
func waitForSignal() int {
	ctx, stop := terminal.WithSignals(context.Background())
	defer stop()
	fmt.Println("waiting")
	<-ctx.Done()
	return exitCode(ctx)
}

// breakPipes writes to a socket without a peer, which must not end it, and
// then to standard output.
func breakPipes() int {
	ctx, stop := terminal.WithSignals(context.Background())
	defer stop()
	pair, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM, 0)
	if err != nil {
		return 1
	}
	_ = unix.Close(pair[1])
	if _, err := unix.Write(pair[0], []byte("x")); !errors.Is(err, unix.EPIPE) {
		return 1
	}
	select {
	case <-ctx.Done():
		fmt.Fprintln(os.Stderr, "ended by a socket")
		return 1
	case <-time.After(200 * time.Millisecond):
		fmt.Fprintln(os.Stderr, "survived the socket")
	}
	for ctx.Err() == nil { // the reader goes away some time
		fmt.Println("into the broken pipe")
		time.Sleep(time.Millisecond)
	}
	return exitCode(ctx)
}

func exitCode(ctx context.Context) int {
	var signalled *terminal.SignalError
	if errors.As(context.Cause(ctx), &signalled) {
		return signalled.ExitCode()
	}
	return 1
}

// program is a command that runs this test binary as the program of that kind.
func program(t *testing.T, kind string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self)
	cmd.Env = []string{programVariable + "=" + kind}
	return cmd
}

// runProgram does what every command of the real program does: signals, run,
// exit status from the error.
func runProgram(kind string) int {
	ctx, stop := terminal.WithSignals(context.Background())
	defer stop()
	err := terminal.Run(ctx, &screen{kind: kind}, terminal.Options{
		Redact: func(s string) string { return strings.ReplaceAll(s, "hunter2", "[redacted]") },
	})
	var signalled *terminal.SignalError
	switch {
	case errors.As(err, &signalled):
		return signalled.ExitCode()
	case err != nil:
		fmt.Fprintln(os.Stderr, err)
		return 1
	default:
		fmt.Println("bye")
		return 0
	}
}

// screen is a model whose keys make it fail in one way each.
type screen struct {
	kind   string
	width  int
	height int
	keys   int
	broken bool
	resume int
}

func (s *screen) Init() tea.Cmd {
	if s.kind == "panic-init" {
		panic("token hunter2")
	}
	return nil
}

func (s *screen) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		s.width, s.height = msg.Width, msg.Height
	case tea.ResumeMsg:
		s.resume++
	case floodMsg:
		s.keys++
		return s, flood
	case tea.KeyMsg:
		s.keys++
		return s, s.press(msg.String())
	}
	return s, nil
}

func (s *screen) press(name string) tea.Cmd {
	fail := func() tea.Msg { panic("token hunter2") }
	calm := func() tea.Msg { return nil }
	switch name {
	case "q":
		return tea.Quit
	case "c":
		return fail
	case "b":
		return tea.Batch(calm, tea.Batch(calm, fail))
	case "s":
		return tea.Sequence(calm, tea.Batch(calm, fail))
	case "u":
		panic("token hunter2")
	case "v":
		s.broken = true
	case "f":
		return flood
	case "y":
		return terminal.Copy("copied text")
	}
	return nil
}

type floodMsg struct{}

func flood() tea.Msg {
	time.Sleep(time.Millisecond)
	return floodMsg{}
}

func (s *screen) View() string {
	if s.broken {
		panic("token hunter2")
	}
	lines := []string{
		fmt.Sprintf("ready %dx%d", s.width, s.height),
		fmt.Sprintf("keys %d resumed %d parent %d", s.keys, s.resume, os.Getppid()),
	}
	for len(lines) < s.height+3 { // more than fits, all changing with each key
		lines = append(lines, strings.Repeat(fmt.Sprint(s.keys%10), s.width+5))
	}
	return strings.Join(lines, "\n")
}
