package steady

import (
	"os"
	"os/exec"
	"slices"
	"syscall"
	"testing"
	"testing/synctest"
	"time"
)

// outside is the test around a run: it keeps what is said to it.
type outside struct {
	testing.TB
	said []string
}

func (o *outside) Helper()             {}
func (o *outside) Logf(string, ...any) { o.said = append(o.said, "again") }
func (o *outside) Error(text ...any)   { o.said = append(o.said, text[0].(string)) }
func (o *outside) Skip(reason ...any)  { o.said = append(o.said, "skipped, "+reason[0].(string)) }

func TestWhatFailsIsBelievedOnlyOfAMachineThatRuns(t *testing.T) {
	t.Parallel()
	const hour = time.Hour
	for name, c := range map[string]struct {
		test func(t testing.TB, try int)
		want []string
	}{
		"passes":           {func(testing.TB, int) {}, nil},
		"stood and passes": {func(t testing.TB, _ int) { Stood(t, hour) }, nil},
		"stood, is wrong, and then right": {func(t testing.TB, try int) {
			if try == 1 {
				Stood(t, hour)
				t.Fatalf("wrong %d", try)
			}
		}, []string{"again"}},
		"stood, is wrong, and then wrong without": {func(t testing.TB, try int) {
			if try == 1 {
				Stood(t, hour)
			}
			t.Error("wrong", try)
			t.Errorf("wrong %s", "too")
		}, []string{"again", "wrong 2", "wrong too"}},
		"is skipped": {func(t testing.TB, _ int) { t.Skip("no farm") }, []string{"skipped, no farm"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o, tries := &outside{TB: t}, 0
			Run(o, func(t testing.TB) {
				tries++
				c.test(t, tries)
			})
			if !slices.Equal(o.said, c.want) {
				t.Errorf("%q, want %q", o.said, c.want)
			}
		})
	}
}

func TestAMachineThatNeverRunsIsGivenUp(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		o := &outside{TB: t}
		Run(o, func(t testing.TB) {
			time.Sleep(patience / 2)
			Stood(t, time.Hour)
			t.FailNow()
		})
		if want := []string{"again", "again", "failed"}; !slices.Equal(o.said, want) {
			t.Errorf("%q, want %q", o.said, want)
		}
	})
}

func TestWhatATryLeavesIsCleanedUp(t *testing.T) {
	t.Parallel()
	var order []string
	Run(t, func(t testing.TB) {
		t.Cleanup(func() { order = append(order, "last") })
		t.Cleanup(func() {
			order = append(order, "first")
			t.Cleanup(func() { order = append(order, "added meanwhile") })
		})
	})
	if want := []string{"first", "added meanwhile", "last"}; !slices.Equal(order, want) {
		t.Errorf("%q, want %q", order, want)
	}
}

// stopVariable makes the test binary a process that stops itself while it watches.
const stopVariable = "STEADY_TEST_STOPS"

func TestMain(m *testing.M) {
	if os.Getenv(stopVariable) == "" {
		os.Exit(m.Run())
	}
	stop := Watch()
	if err := syscall.Kill(os.Getpid(), syscall.SIGSTOP); err != nil {
		os.Exit(1)
	}
	time.Sleep(beat) // a signal to oneself may come a moment later
	if stop() < Pause {
		os.Exit(1)
	}
}

func TestAStandstillIsSeen(t *testing.T) {
	t.Parallel()
	child := exec.CommandContext(t.Context(), os.Args[0])
	child.Env = append(os.Environ(), stopVariable+"=1")
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	var status syscall.WaitStatus
	if _, err := syscall.Wait4(child.Process.Pid, &status, syscall.WUNTRACED, nil); err != nil || !status.Stopped() {
		t.Fatalf("it did not stop: %v, %v", status, err)
	}
	time.Sleep(Pause + 2*beat)
	if err := child.Process.Signal(syscall.SIGCONT); err != nil {
		t.Fatal(err)
	}
	if err := child.Wait(); err != nil {
		t.Errorf("it did not notice: %v", err)
	}
}
