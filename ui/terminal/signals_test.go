package terminal_test

import (
	"bufio"
	"context"
	"errors"
	"os"
	"os/exec"
	"syscall"
	"testing"

	"enhance-wizard/ui/terminal"
	"enhance-wizard/ui/terminal/terminaltest"
)

func TestSignalsEndTheContextWithTheirName(t *testing.T) {
	for _, s := range []syscall.Signal{syscall.SIGHUP, syscall.SIGINT, syscall.SIGTERM, syscall.SIGQUIT} {
		t.Run(s.String(), func(t *testing.T) {
			ctx, stop := terminal.WithSignals(context.Background())
			defer stop()
			if err := syscall.Kill(os.Getpid(), s); err != nil {
				t.Fatal(err)
			}
			<-ctx.Done()
			var signalled *terminal.SignalError
			if !errors.As(context.Cause(ctx), &signalled) || signalled.Signal != s {
				t.Fatalf("cause %v, want the signal %s", context.Cause(ctx), s)
			}
			if code := signalled.ExitCode(); code != 128+int(s) {
				t.Errorf("exit code %d, want %d", code, 128+int(s))
			}
		})
	}
}

func TestStopEndsTheContextWithoutASignal(t *testing.T) {
	ctx, stop := terminal.WithSignals(context.Background())
	stop()
	<-ctx.Done()
	if cause := context.Cause(ctx); !errors.Is(cause, context.Canceled) {
		t.Errorf("cause %v, want context.Canceled", cause)
	}
}

func TestIgnoredHangUpStaysIgnored(t *testing.T) {
	inner := program(t, "wait")
	cmd := exec.Command("sh", "-c", `trap "" HUP; exec "$0"`, inner.Path)
	cmd.Env = inner.Env
	term := terminaltest.Start(t, cmd, 80, 24)
	term.WaitFor(t, "waiting")
	term.Signal(t, syscall.SIGHUP)
	term.Signal(t, syscall.SIGTERM)
	if code := term.ExitCode(t); code != 143 {
		t.Errorf("exit status %d, want 143", code)
	}
}

func TestOnlyABrokenOutputCountsAsABrokenPipe(t *testing.T) {
	cmd := program(t, "pipes")
	cmd.Env = append(os.Environ(), cmd.Env...)
	output, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	talk, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	said, _ := bufio.NewReader(talk).ReadString('\n')
	if said != "survived the socket\n" {
		t.Errorf("said %q", said)
	}
	_ = output.Close()
	err = cmd.Wait()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != 141 {
		t.Errorf("ended with %v, want exit status 141", err)
	}
}
