package main

import (
	"bufio"
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
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

// TestStatusEndsAsTheSignalSays watches a domain that cannot be judged, has a whole round, and says how it ended.
func TestStatusEndsAsTheSignalSays(t *testing.T) {
	t.Parallel()
	name, err := exec.LookPath("enhance-wizard")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	list := filepath.Join(dir, "names.txt")
	if err := os.WriteFile(list, []byte("a.example\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		signal syscall.Signal
		code   int
	}{{syscall.SIGINT, 130}, {syscall.SIGTERM, 143}, {syscall.SIGHUP, 129}, {syscall.SIGQUIT, 131}} {
		t.Run(tt.signal.String(), func(t *testing.T) {
			t.Parallel()
			command := exec.CommandContext(t.Context(), name, "status", "--watch", "-o", "json",
				"--domains-file", list, "--resolver", "127.0.0.1:1", "--state-dir", filepath.Join(dir, tt.signal.String()))
			var said bytes.Buffer
			command.Stderr = &said
			rounds, err := command.StdoutPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := command.Start(); err != nil {
				t.Fatal(err)
			}
			lines := bufio.NewReader(rounds)
			round, err := lines.ReadString('\n')
			if err != nil || !strings.Contains(round, `"unknown":1`) {
				t.Errorf("%q: %v", round, err)
			}
			_ = command.Process.Signal(tt.signal)
			rest, _ := lines.ReadString('\n')
			_ = command.Wait()
			if code := command.ProcessState.ExitCode(); code != tt.code || rest != "" {
				t.Errorf("exit status %d, want %d; after the round %q; said %s", code, tt.code, rest, &said)
			}
			if !strings.Contains(said.String(), "error: Not one domain could be checked") {
				t.Errorf("nobody was told that nothing was checked: %s", &said)
			}
		})
	}
}

// TestWithoutAHomeThereIsANextStep runs as a user of whom nothing says where his home is, as a timer may.
func TestWithoutAHomeThereIsANextStep(t *testing.T) {
	t.Parallel()
	name, err := exec.LookPath("enhance-wizard")
	if err != nil {
		t.Fatal(err)
	}
	binary, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = binary.Close() })
	command := exec.CommandContext(t.Context(), "/proc/self/fd/3") // that user may not enter the folder of the program
	command.Args = []string{"enhance-wizard", "status", "--domains-file", "/dev/null"}
	command.Dir, command.Env, command.ExtraFiles = "/", []string{"PATH=/usr/bin"}, []*os.File{binary}
	if os.Geteuid() == 0 { // who has a place of his own
		command.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	}
	said, _ := command.CombinedOutput()
	if code := command.ProcessState.ExitCode(); code != 2 || !strings.Contains(string(said), "--state-dir DIR") {
		t.Errorf("exit status %d, want 2; said %s", code, said)
	}
}
