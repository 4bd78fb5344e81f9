package main

import (
	"bytes"
	"os"
	"os/exec"
	"testing"
)

// TestAReaderThatHasEnoughIsNoFailure runs into the broken pipe at the very first write, where the error of the write and
// the signal race.
func TestAReaderThatHasEnoughIsNoFailure(t *testing.T) {
	t.Parallel()
	name, err := exec.LookPath("enhance-wizard")
	if err != nil {
		t.Fatal(err)
	}
	reader, writer, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	_ = reader.Close()
	t.Cleanup(func() { _ = writer.Close() })
	for range 10 {
		command := exec.CommandContext(t.Context(), name, "prometheus", "rules")
		var said bytes.Buffer
		command.Stdout, command.Stderr = writer, &said
		_ = command.Run()
		if code := command.ProcessState.ExitCode(); code != 141 || said.Len() > 0 {
			t.Errorf("exit status %d, want 141; said %q", code, said.String())
		}
	}
}
