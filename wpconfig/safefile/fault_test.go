package safefile

import (
	"errors"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

func scenarios() []scenario {
	return []scenario{
		{name: "one file of root's", role: "apply", uid: 0},
		{name: "two files of a user's", role: "apply", uid: siteUser, both: true},
		{name: "two files of root's", role: "apply", uid: 0, both: true},
		{name: "undo of two files", role: "undo", uid: 0, both: true},
		{name: "in place", role: "apply", uid: 0, inPlace: true},
	}
}

func TestKilledAtAnyCallItIsOldOrNew(t *testing.T) {
	needStrace(t)
	for _, c := range scenarios() {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			runs := 0
			for _, p := range c.points(t) {
				// The signal strikes before the call. Between two calls that change
				// something all deaths leave the same: a small run takes one of them.
				if !long() && !p.changes {
					continue
				}
				runs++
				for _, problem := range c.disturb(t, p, "signal=KILL") {
					t.Errorf("killed at %s %d: %s", p.call, p.n, problem)
				}
			}
			t.Logf("killed at %d calls", runs)
		})
	}
}

func TestAnyCallMayFail(t *testing.T) {
	needStrace(t)
	for i, c := range scenarios() {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			runs := 0
			for j, p := range c.points(t) {
				for k, code := range faultErrors {
					// A small run takes one error for every third call, all in turn.
					if !long() && (i+j)%(3*len(faultErrors)) != 3*k {
						continue
					}
					runs++
					for _, problem := range c.disturb(t, p, "error="+code) {
						t.Errorf("%s at %s %d: %s", code, p.call, p.n, problem)
					}
				}
			}
			t.Logf("%d faults", runs)
		})
	}
}

// strace answers for the kernel that 7 bytes were written, and nothing is.
func TestShortWritesAreNoticed(t *testing.T) {
	needStrace(t)
	for _, c := range scenarios() {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			noticed := 0
			for _, p := range c.points(t) {
				if p.call != "pwrite64" {
					continue
				}
				noticed++
				for _, problem := range c.disturb(t, p, "retval=7") {
					t.Errorf("short %s %d: %s", p.call, p.n, problem)
				}
			}
			if noticed == 0 {
				t.Error("the writer does not write")
			}
		})
	}
}

// The control: a writer that truncates and writes must not get past the judge.
func TestJudgeFindsFaultWithACarelessWriter(t *testing.T) {
	needStrace(t)
	c := scenario{name: "careless", role: "careless", uid: 0}
	var calls []point
	for _, p := range c.points(t) {
		if p.call == "write" {
			calls = append(calls, p)
		}
	}
	for _, fault := range []string{"signal=KILL", "error=ENOSPC", "retval=7"} {
		var problems []string
		for _, p := range calls {
			problems = append(problems, c.disturb(t, p, fault)...)
		}
		found := slices.ContainsFunc(problems, func(p string) bool { return strings.Contains(p, "neither old nor new") })
		if !found {
			t.Errorf("%s: the judge found only %q", fault, problems)
		}
	}
}

// watchMissing opens the path a thousand times a second and counts how often it
// was not there.
func watchMissing(path string) (stop func() int) {
	var (
		missing int
		ended   = make(chan struct{})
		watcher sync.WaitGroup
	)
	watcher.Go(func() {
		for {
			select {
			case <-ended:
				return
			case <-time.After(time.Millisecond):
			}
			file, err := os.Open(path)
			if errors.Is(err, os.ErrNotExist) {
				missing++
			}
			if err == nil {
				_ = file.Close()
			}
		}
	})
	return func() int {
		close(ended)
		watcher.Wait()
		return missing
	}
}
