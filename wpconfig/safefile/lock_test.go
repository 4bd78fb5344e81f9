package safefile

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
)

func init() { roles["append"] = appendLine }

// appendLine adds a line to a file through a vault: arguments are both paths and
// the line. It ends as the program does: 7 changed, 8 busy.
func appendLine(arguments []string) int {
	vault, err := OpenVault(arguments[0])
	if err != nil {
		return 1
	}
	s, err := Read(arguments[1])
	if err == nil {
		content := append(append([]byte{}, s.Content...), arguments[2]+"\n"...)
		_, err = vault.Apply(context.Background(), Request{Changes: []Change{{Snapshot: s, Content: content}}})
	}
	var (
		changed *ChangedError
		busy    *BusyError
	)
	switch {
	case err == nil:
		return 0
	case errors.As(err, &changed):
		return 7
	case errors.As(err, &busy):
		return 8
	default:
		_, _ = fmt.Fprintln(os.Stderr, err)
		return 1
	}
}

func TestConcurrentRunsLoseNoUpdate(t *testing.T) {
	for round := range size(2, 20) {
		s := newSite(t, users()[len(users())-1])
		const runs = 50
		codes := make([]int, runs)
		var all sync.WaitGroup
		for i := range runs {
			all.Go(func() {
				cmd := child("append", os.Geteuid(), s.vault.path, s.config, fmt.Sprintf("// run %d", i))
				cmd.Stderr = os.Stderr
				err := cmd.Run()
				if exit, ok := errors.AsType[*exec.ExitError](err); ok {
					codes[i] = exit.ExitCode()
				} else if err != nil {
					codes[i] = -1
				}
			})
		}
		all.Wait()
		content := read(t, s.config)
		won := 0
		for i, code := range codes {
			in := strings.Contains(content, fmt.Sprintf("// run %d\n", i))
			switch code {
			case 0:
				won++
			case 7, 8:
			default:
				t.Errorf("round %d: run %d ended with %d", round, i, code)
			}
			if in != (code == 0) {
				t.Errorf("round %d: run %d ended with %d, and its line is there: %v", round, i, code, in)
			}
		}
		if won == 0 {
			t.Errorf("round %d: nobody won", round)
		}
		s.holdsOnly(t, "wp-config.php")
	}
}

func TestApplyIsBusyWhileAnotherRunHasTheLock(t *testing.T) {
	s := newSite(t, os.Geteuid())
	at, err := openPlace(s.config)
	must(t, err)
	must(t, lock(at.dir))
	_, err = s.apply(t, newConfig)
	if busy, ok := errors.AsType[*BusyError](err); !ok || busy.Path != s.root {
		t.Errorf("with the directory locked: %v", err)
	}
	at.close()
	folder, err := s.vault.lockSite(s.root)
	must(t, err)
	_, err = s.apply(t, newConfig)
	if busy, ok := errors.AsType[*BusyError](err); !ok || busy.Path != s.root {
		t.Errorf("with the vault locked: %v", err)
	}
	if recovered, err := s.vault.Recover(t.Context()); err != nil || len(recovered) != 0 {
		t.Errorf("recover did not skip it: %v, %v", recovered, err)
	}
	folder.Close()
	s.mustApply(t, newConfig)
}
