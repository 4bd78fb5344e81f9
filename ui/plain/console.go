// Package plain is the set-up in lines of text: for screen readers, dumb
// terminals and scripts. It asks and tells, and leaves every decision to the
// wizard's Session, as the full screen does.
package plain

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"syscall"

	"golang.org/x/term"

	"enhance-wizard/ui/terminal"
	"enhance-wizard/ui/text"
	"enhance-wizard/wizard"
)

// Console is where questions are asked and answers read. One Console serves a
// whole run: a second reader would swallow what was typed ahead.
type Console struct {
	in  *bufio.Reader
	out io.Writer
	// tty is in, where that is a terminal, which shows what is typed.
	tty *os.File
}

// NewConsole asks on out and reads from in. What is secret is not shown where
// in is a terminal.
func NewConsole(in io.Reader, out io.Writer) *Console {
	c := &Console{in: bufio.NewReader(in), out: out}
	if file, ok := in.(*os.File); ok && term.IsTerminal(int(file.Fd())) {
		c.tty = file
	}
	return c
}

// ErrNoInput says that the input ended before the question was answered.
var ErrNoInput = errors.New("input ended")

// line writes one line that consists of catalogue sentences.
func (c *Console) line(s string) { fmt.Fprintln(c.out, s) }

func (c *Console) say(key string, params ...any) { c.line(text.Say(key, params...)) }

// item writes an indented line.
func (c *Console) item(s string) { c.line("  " + s) }

// heading writes a line that starts a part.
func (c *Console) heading(s string) { c.line("\n" + s) }

// problem writes what is wrong and what to do.
func (c *Console) problem(e text.Explanation) { c.explain(wizard.Problem, e) }

// explain is problem for what may be less than one.
func (c *Console) explain(state wizard.State, e text.Explanation) {
	c.item(text.State(state) + ": " + e.What)
	if e.Next != "" {
		c.item(text.Say("plain.next", "next", e.Next))
	}
}

// ask reads a line; an empty one stands for the default.
func (c *Console) ask(ctx context.Context, question, fallback string) (string, error) {
	if fallback != "" {
		question += " [" + text.Clean(fallback) + "]"
	}
	fmt.Fprint(c.out, question+": ")
	answer, err := c.read(ctx, func() (string, error) { return c.in.ReadString('\n') })
	if err != nil && (!errors.Is(err, io.EOF) || answer == "") {
		c.line("")
		return "", inputError(err)
	}
	if answer = strings.TrimSpace(answer); answer == "" {
		return fallback, nil
	}
	return answer, nil
}

// askSecret reads a line that is not shown.
func (c *Console) askSecret(ctx context.Context, question, hint string) (string, error) {
	if c.tty == nil {
		return c.ask(ctx, question, hint)
	}
	show, err := hideTyping(c.tty)
	if err != nil {
		return "", err
	}
	defer show()
	answer, err := c.ask(ctx, question, hint)
	if err == nil {
		c.line("") // the end of the line was not shown either
	}
	return answer, err
}

// Confirm asks for a yes in full; anything else is a no.
func (c *Console) Confirm(ctx context.Context, question string) (bool, error) {
	answer, err := c.ask(ctx, question+" "+text.Say("plain.yesno"), "")
	if err != nil {
		return false, err
	}
	return strings.EqualFold(answer, text.Say("plain.yes")), nil
}

// read returns early when the context ends: a read from a terminal cannot be
// interrupted, but nobody has to wait for it.
func (c *Console) read(ctx context.Context, from func() (string, error)) (string, error) {
	type result struct {
		line string
		err  error
	}
	done := make(chan result, 1)
	go func() {
		line, err := from()
		done <- result{line, err}
	}()
	select {
	case <-ctx.Done():
		return "", context.Cause(ctx)
	case r := <-done:
		return r.line, r.err
	}
}

func inputError(err error) error {
	switch {
	case errors.Is(err, io.EOF):
		return ErrNoInput
	case errors.Is(err, syscall.EIO): // how a terminal that is gone answers
		return &terminal.SignalError{Signal: syscall.SIGHUP, Err: fmt.Errorf("reading the answer: %w", err)}
	default:
		return fmt.Errorf("reading the answer: %w", err)
	}
}
