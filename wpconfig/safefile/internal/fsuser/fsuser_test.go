package fsuser

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
)

func needRoot(t *testing.T) {
	t.Helper()
	if os.Geteuid() != 0 {
		t.Skip("needs root: only root can take another identity")
	}
}

// credentials are the lines of /proc about the calling thread that matter.
func credentials() (string, error) {
	status, err := os.ReadFile("/proc/thread-self/status")
	var lines []string
	for line := range strings.Lines(string(status)) {
		for _, wanted := range []string{"Uid:", "Gid:", "Groups:", "CapInh:", "CapPrm:", "CapEff:"} {
			if strings.HasPrefix(line, wanted) {
				lines = append(lines, strings.Join(strings.Fields(line), " "))
			}
		}
	}
	return strings.Join(lines, "\n"), err
}

func TestRunGivesTheRightsOfTheUserAndNoOthers(t *testing.T) {
	needRoot(t)
	dir := t.TempDir()
	must(t, os.Chmod(filepath.Dir(dir), 0o755))
	must(t, os.Chmod(dir, 0o755))
	secret := filepath.Join(dir, "secret")
	must(t, os.WriteFile(secret, []byte("root's"), 0o600))
	shared := filepath.Join(dir, "shared")
	must(t, os.WriteFile(shared, []byte("the group's"), 0o640))
	must(t, os.Chown(shared, 0, 4242))

	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	before, err := credentials()
	must(t, err)
	id := &Identity{UID: 65534, GID: 4242, Groups: []uint32{4242, 77}}
	must(t, Run(id, func() error {
		inside, err := credentials()
		must(t, err)
		none := "0000000000000000"
		want := "Uid: 0 0 0 65534\nGid: 0 0 0 4242\nGroups: 77 4242\nCapInh: " + none + "\nCapPrm: " + none + "\nCapEff: " + none
		if inside != want {
			t.Errorf("the thread has\n%s\nwant\n%s", inside, want)
		}
		if _, err := os.ReadFile(secret); !errors.Is(err, os.ErrPermission) {
			t.Errorf("reading root's file: %v", err)
		}
		if err := os.Remove(secret); !errors.Is(err, os.ErrPermission) {
			t.Errorf("removing root's file: %v", err)
		}
		if err := os.Chown(shared, 65534, 65534); !errors.Is(err, os.ErrPermission) {
			t.Errorf("taking root's file: %v", err)
		}
		if _, err := os.ReadFile(shared); err != nil {
			t.Errorf("reading the group's file: %v", err)
		}
		return nil
	}))
	after, err := credentials()
	must(t, err)
	if after != before {
		t.Errorf("the caller's thread changed from\n%s\nto\n%s", before, after)
	}
}

func TestRunLeavesNoThreadOfTheUserBehind(t *testing.T) {
	needRoot(t)
	for i := range 50 {
		must(t, Run(&Identity{UID: 65534, GID: uint32(i)}, func() error {
			done := make(chan struct{})
			go close(done) // may need a new thread while this one is another's
			<-done
			return nil
		}))
	}
	for range 100 { // threads end a moment after their goroutines
		if usersThreads(t) == 0 {
			return
		}
		runtime.Gosched()
	}
	if n := usersThreads(t); n > 1 { // the main thread never ends, it is only parked
		t.Errorf("%d threads still have the user's identity", n)
	}
}

func usersThreads(t *testing.T) int {
	t.Helper()
	files, err := filepath.Glob("/proc/self/task/*/status")
	must(t, err)
	n := 0
	for _, file := range files {
		status, _ := os.ReadFile(file) // it may have ended
		if strings.Contains(string(status), "\t65534\n") {
			n++
		}
	}
	return n
}

func TestRunHandsOnErrorsAndPanics(t *testing.T) {
	identities := []*Identity{nil}
	if os.Geteuid() == 0 {
		identities = append(identities, &Identity{UID: 65534, GID: 65534})
	}
	for _, id := range identities {
		failure := errors.New("failed")
		if err := Run(id, func() error { return failure }); !errors.Is(err, failure) {
			t.Errorf("error %v", err)
		}
		func() {
			defer func() {
				if r := recover(); r != "oops" {
					t.Errorf("recovered %v", r)
				}
			}()
			_ = Run(id, func() error { panic("oops") })
		}()
	}
}

func TestRunRefusesAnIdentityItCannotTake(t *testing.T) {
	if os.Geteuid() == 0 { // root can take every identity
		runAsNobody(t)
		return
	}
	err := Run(&Identity{UID: 0}, func() error { return fmt.Errorf("it ran") })
	if !errors.Is(err, os.ErrPermission) {
		t.Errorf("error %v", err)
	}
}

// runAsNobody runs the calling test again, without root's rights.
func runAsNobody(t *testing.T) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(self)
	if err != nil {
		t.Fatal(err)
	}
	dir, err := os.MkdirTemp("", "fsuser-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	program := filepath.Join(dir, "test")
	if err := errors.Join(os.Chmod(dir, 0o755), os.WriteFile(program, content, 0o755)); err != nil {
		t.Fatal(err)
	}
	command := exec.CommandContext(t.Context(), program, "-test.v", "-test.run", "^"+t.Name()+"$")
	command.Dir = dir
	command.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	out, err := command.CombinedOutput()
	if err != nil || !strings.Contains(string(out), "--- PASS: "+t.Name()) {
		t.Errorf("%v: %s", err, out)
	}
}

func TestLookupNeedsNoAccount(t *testing.T) {
	id := Lookup(3999999999, 4242)
	if id.UID != 3999999999 || id.GID != 4242 || len(id.Groups) != 1 || id.Groups[0] != 4242 {
		t.Errorf("identity %+v", id)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
