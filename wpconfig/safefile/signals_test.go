package safefile

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
	"testing"
	"time"
)

func init() { roles["signalled"] = applySignalled }

// applySignalled gets a signal in the middle of a commit, before the verification
// ends. Arguments: vault, file, number of the signal.
func applySignalled(arguments []string) int {
	vault, err := OpenVault(arguments[0])
	if err != nil {
		return 99
	}
	s, err := Read(arguments[1])
	if err != nil {
		return 99
	}
	var number int
	_, _ = fmt.Sscan(arguments[2], &number)
	_, err = vault.Apply(context.Background(), Request{
		Changes: []Change{{Snapshot: s, Content: []byte(newConfig)}},
		Verify: func() error {
			err := syscall.Kill(os.Getpid(), syscall.Signal(number))
			time.Sleep(50 * time.Millisecond) // long enough to die of it
			return err
		},
	})
	if err != nil {
		return 98
	}
	if syscall.Signal(number) == syscall.SIGTSTP {
		_ = syscall.Kill(os.Getpid(), syscall.SIGTSTP) // a second one, after the commit
	}
	time.Sleep(2 * hangTime) // the signal must end or stop this
	return 97
}

func TestSignalsWaitForTheEndOfTheCommit(t *testing.T) {
	for _, number := range []syscall.Signal{syscall.SIGHUP, syscall.SIGINT, syscall.SIGTERM, syscall.SIGQUIT} {
		s := newSite(t, os.Geteuid())
		err := child("signalled", os.Geteuid(), s.vault.path, s.config, fmt.Sprint(int(number))).Run()
		exit, ok := errors.AsType[*exec.ExitError](err)
		if !ok {
			t.Fatalf("%v: the child ended with %v", number, err)
		}
		status := exit.Sys().(syscall.WaitStatus)
		// The Go runtime answers SIGQUIT with a trace and status 2.
		if died := status.Signaled() && status.Signal() == number; !died && (number != syscall.SIGQUIT || status.ExitStatus() != 2) {
			t.Errorf("%v: the child ended with %v", number, exit)
		}
		if read(t, s.config) != newConfig {
			t.Errorf("%v: the commit was cut off", number)
		}
		s.holdsOnly(t, "wp-config.php")
		entries, err := s.vault.Entries()
		must(t, err)
		if len(entries) != 1 || entries[0].State != EntryApplied {
			t.Errorf("%v: entries %+v", number, entries)
		}
	}
}

func TestStopSignalWorksAgainAfterTheCommit(t *testing.T) {
	s := newSite(t, os.Geteuid())
	cmd := child("signalled", os.Geteuid(), s.vault.path, s.config, fmt.Sprint(int(syscall.SIGTSTP)))
	cmd.SysProcAttr.Setpgid = true // a group that is not orphaned, as a shell makes it
	must(t, cmd.Start())
	defer func() { _ = cmd.Process.Kill(); _ = cmd.Wait() }()
	var status syscall.WaitStatus
	deadline := time.Now().Add(hangTime)
	for !status.Stopped() && time.Now().Before(deadline) {
		_, err := syscall.Wait4(cmd.Process.Pid, &status, syscall.WUNTRACED|syscall.WNOHANG, nil)
		must(t, err)
		time.Sleep(5 * time.Millisecond)
	}
	if !status.Stopped() || read(t, s.config) != newConfig {
		t.Errorf("stopped: %v; wp-config.php: %q", status.Stopped(), read(t, s.config))
	}
	// Stopped in the middle, the old file would still lie beside the new one.
	s.holdsOnly(t, "wp-config.php")
}

// A caller who handles signals has heard them: they are not sent to it twice.
func TestSignalsAreNotSentAgainToACallerWhoHandlesThem(t *testing.T) {
	heard := make(chan os.Signal, 8)
	signal.Notify(heard, syscall.SIGTERM)
	defer signal.Stop(heard)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	s := newSite(t, os.Geteuid())
	_, err := s.vault.Apply(ctx, Request{
		Changes: []Change{{Snapshot: snapshot(t, s.config), Content: []byte(newConfig)}},
		Verify: func() error {
			err := syscall.Kill(os.Getpid(), syscall.SIGTERM)
			<-heard
			cancel()
			return err
		},
	})
	must(t, err)
	select {
	case <-heard:
		t.Error("it came twice")
	case <-time.After(100 * time.Millisecond):
	}
}
