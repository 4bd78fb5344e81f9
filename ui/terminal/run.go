// Package terminal runs a screen and gives the terminal back as it was,
// whatever ends the program: a key, a signal, a panic, or the loss of the
// terminal itself.
package terminal

import (
	"context"
	"errors"
	"fmt"
	"os"
	"syscall"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"golang.org/x/term"

	_ "enhance-wizard/ui/terminal/quiet" // before bubbletea asks the terminal
)

// leaveWithin bounds how long a program that has to end may take to draw its
// last bytes. A terminal nobody reads would otherwise hold it for ever.
const leaveWithin = 2 * time.Second

// Options say where a screen runs. The zero value is standard input and output.
type Options struct {
	Input  *os.File
	Output *os.File
	// Redact takes secrets out of the text of a panic. Without it the text is
	// left out altogether.
	Redact func(string) string
}

// Run shows model on the alternate screen until it quits or ctx ends. Both
// files must be terminals. ctrl+c ends it like an interrupt; ctrl+z suspends
// it where a shell can take it back.
//
// It returns nil after a quit, *SignalError after a signal, ctrl+c or the loss
// of the terminal, *PanicError after a panic in the model or its commands, and
// the cause of ctx when that ended otherwise.
func Run(ctx context.Context, model tea.Model, o Options) error {
	input, output := orDefault(o.Input, os.Stdin), orDefault(o.Output, os.Stdout)
	dropTracing()
	ctx, end := context.WithCancelCause(ctx)
	defer end(nil)

	before, err := term.GetState(int(input.Fd()))
	if err != nil {
		return fmt.Errorf("reading the state of the terminal: %w", err)
	}
	go watch(ctx, input, end)

	pause := &suspension{ctx: ctx, terminal: input}
	program := tea.NewProgram(newShell(model, end, pause),
		tea.WithoutSignalHandler(), // signals come through ctx
		tea.WithAltScreen(),
		tea.WithFilter(fitSize),
		tea.WithInput(&watchedFile{File: input, lost: end}),
		tea.WithOutput(&watchedFile{File: output, lost: end}))
	err = runToEnd(ctx, program, pause, func() { _ = term.Restore(int(input.Fd()), before) })
	return reason(ctx, err, o.Redact)
}

// runToEnd waits for the program, but not for ever once ctx has ended. The
// program is asked to quit as if by a key: given the context itself, bubbletea
// would close its input under the feet of its own reader.
func runToEnd(ctx context.Context, program *tea.Program, pause *suspension, restore func()) error {
	done := make(chan error, 1)
	go func() {
		_, err := program.Run()
		done <- err
	}()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	if pause.stopped.Load() { // the terminal is the shell's
		return ctx.Err()
	}
	go program.Quit()
	select {
	case err := <-done:
		return err
	case <-time.After(leaveWithin):
		program.Kill()
		restore()
		return ctx.Err()
	}
}

// reason turns what bubbletea returned into what really ended the program:
// the cause of ctx knows it, bubbletea's error only says "killed".
func reason(ctx context.Context, err error, redact func(string) string) error {
	cause := context.Cause(ctx)
	var crash *PanicError
	switch {
	case errors.As(cause, &crash):
		return crash.redacted(redact)
	case cause != nil:
		return cause
	case errors.Is(err, syscall.EIO):
		return lostTerminal(err)
	case err != nil:
		return fmt.Errorf("running the screen: %w", err)
	default:
		return nil
	}
}

// dropTracing keeps the screen libraries from writing what they draw, and
// what is typed, to a file that the environment names.
func dropTracing() {
	for _, name := range []string{"TEA_DEBUG", "TEA_TRACE"} {
		_ = os.Unsetenv(name)
	}
}

func orDefault(f, fallback *os.File) *os.File {
	if f == nil {
		return fallback
	}
	return f
}
