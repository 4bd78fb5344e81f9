// Package phptest lets tests ask PHP itself: a script runs as one process and answers one question after another.
package phptest

import (
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"os/exec"
	"sync"
	"testing"
)

// LongVariable asks for the full size of the long tests when it is 1.
const LongVariable = "ENHANCE_WIZARD_LONG"

// Size returns full when the full size was asked for, else small.
func Size(small, full int) int {
	if os.Getenv(LongVariable) == "1" {
		return full
	}
	return small
}

// Find returns the PHP program, or skips the test where there is none.
func Find(tb testing.TB) string {
	tb.Helper()
	php, err := exec.LookPath("php")
	if err != nil {
		tb.Skip("php is not installed: what PHP itself says cannot be compared")
	}
	return php
}

// Worker is a running script.
type Worker struct {
	asking   sync.Mutex
	question io.WriteCloser
	answer   *bufio.Reader
	errors   *bytes.Buffer
}

// Start runs a script that reads questions from its standard input and writes answers to its standard output. Each
// is preceded by its size as four bytes, big end first. The script ends with the test.
func Start(tb testing.TB, script string) *Worker {
	tb.Helper()
	arguments := []string{"-d", "short_open_tag=0", "-d", "memory_limit=1G", "-d", "display_errors=stderr", script}
	command := exec.CommandContext(context.Background(), Find(tb), arguments...) //nolint:gosec // a script of the tests
	w := &Worker{errors: &bytes.Buffer{}}
	command.Stderr = w.errors
	in, err := command.StdinPipe()
	if err != nil {
		tb.Fatal(err)
	}
	out, err := command.StdoutPipe()
	if err != nil {
		tb.Fatal(err)
	}
	if err := command.Start(); err != nil {
		tb.Fatal(err)
	}
	w.question, w.answer = in, bufio.NewReaderSize(out, 1<<20)
	tb.Cleanup(func() {
		_ = in.Close()
		if err := command.Wait(); err != nil {
			tb.Errorf("%s: %v: %s", script, err, w.errors)
		}
	})
	return w
}

// Ask sends one question and returns its answer. One question at a time is asked.
func (w *Worker) Ask(tb testing.TB, question []byte) []byte {
	tb.Helper()
	w.asking.Lock()
	defer w.asking.Unlock()
	frame := binary.BigEndian.AppendUint32(nil, uint32(len(question))) //nolint:gosec // test data is far below 4 GiB
	_, err := w.question.Write(append(frame, question...))
	size := make([]byte, 4)
	_, readErr := io.ReadFull(w.answer, size)
	if err := errors.Join(err, readErr); err != nil {
		tb.Fatalf("asking PHP: %v: %s", err, w.errors)
	}
	answer := make([]byte, binary.BigEndian.Uint32(size))
	if _, err := io.ReadFull(w.answer, answer); err != nil {
		tb.Fatalf("reading PHP's answer: %v: %s", err, w.errors)
	}
	return answer
}
