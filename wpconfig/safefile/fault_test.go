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
		{name: "old kernel", role: "apply", uid: 0, both: true, old: true},
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

// strace answers for the kernel that 20 bytes were written, and nothing is: within
// them the old and the new content differ.
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
				for _, problem := range c.disturb(t, p, "retval=20") {
					t.Errorf("short %s %d: %s", p.call, p.n, problem)
				}
			}
			if noticed == 0 {
				t.Error("the writer does not write")
			}
		})
	}
}

// Between its creation and its content the temporary file must lose the access list
// that it inherited: the mode that it gets later would open it to the people in it.
func TestInheritedAccessListGoesFirst(t *testing.T) {
	needStrace(t)
	s := scenario{name: "list", role: "apply", uid: siteUser}.lay(t)
	trace, printed, code := s.traced(t, []string{"openat", "fremovexattr", "fchmod", "fchown", "pwrite64"})
	if code != 0 {
		t.Fatalf("it ended with %d: %s", code, printed)
	}
	lines := strings.Split(trace, "\n")
	made := slices.IndexFunc(lines, func(l string) bool {
		return strings.Contains(l, ".wp-config.") && strings.Contains(l, "O_CREAT")
	})
	if made < 0 || !strings.Contains(lines[made], "0600") || !strings.Contains(lines[made+1], "fremovexattr") ||
		!strings.Contains(lines[made+1], "posix_acl_access") {
		t.Errorf("the calls were %q", lines[max(0, made):min(len(lines), max(0, made)+3)])
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
	for _, fault := range []string{"signal=KILL", "error=ENOSPC", "retval=20"} {
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
