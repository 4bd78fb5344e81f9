package safefile

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// The harness runs a writer under strace, which makes one of its system calls fail,
// or kills it at one, and then judges what is on the disk.
//
// strace counts calls per thread and Go moves goroutines between threads, so the
// writer is locked to its first one (see main_test.go); work as another user
// happens on threads of its own, each of which counts from one.
//
// What these tests cannot show: what a loss of power leaves of writes that were not
// synced (that takes dm-log-writes in the kernel), and that SELinux labels are kept
// (that takes a kernel with a policy).

// fileCalls are the system calls that the writer may make on files and identities.
var fileCalls = []string{
	"openat", "openat2", "newfstatat", "fstat", "fstatfs", "statx", "read", "write", "pread64", "pwrite64", "fsync",
	"fchown", "fchmod", "renameat", "renameat2", "linkat", "unlinkat", "mkdirat", "readlinkat", "getdents64",
	"close", "flock", "flistxattr", "fgetxattr", "fsetxattr", "fremovexattr", "ftruncate", "fallocate",
	"faccessat2", "setgroups", "setfsuid", "setfsgid", "capset",
}

// newCalls are those that an old kernel lacks.
var newCalls = []string{"openat2", "renameat2"}

// faultErrors are what a disk, a quota, a mount or a table of files can answer.
var faultErrors = []string{
	"ENOSPC", "EIO", "EROFS", "EACCES", "EPERM", "EDQUOT", "EMFILE", "EINTR", "EXDEV", "EBUSY",
}

// hangTime is far more than any run takes, on a machine too that stands still for
// seconds.
const hangTime = 2 * time.Minute

// traced runs the scenario's writer under strace and returns the trace, what it
// printed, and its exit code, -1 if it was killed.
func (s *stage) traced(t *testing.T, calls []string, options ...string) (trace, printed string, code int) {
	t.Helper()
	self, err := os.Executable()
	must(t, err)
	log := filepath.Join(s.base, "trace")
	arguments := append([]string{"-f", "-qq", "-o", log}, options...)
	if s.old { // strace injects only into calls that it traces
		calls = append(slices.Clone(calls), newCalls...)
		arguments = append(arguments, "-e", "inject="+strings.Join(newCalls, ",")+":error=ENOSYS")
	}
	arguments = append(arguments, "-e", "trace="+strings.Join(calls, ","))
	ctx, cancel := context.WithTimeout(t.Context(), hangTime)
	defer cancel()
	cmd := exec.CommandContext(ctx, "strace", append(append(arguments, self), s.arguments()...)...)
	cmd.Env = append(roleEnvironment(s.role), "GOMAXPROCS=2")
	// A group of their own, so that the writer ends with strace.
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	out, err := cmd.CombinedOutput()
	exit, ended := errors.AsType[*exec.ExitError](err)
	switch {
	case ctx.Err() != nil:
		t.Errorf("it hung with %q", options)
		code = -1
	case ended && exit.Sys().(syscall.WaitStatus).Signaled():
		code = -1
	case ended:
		code = exit.ExitCode()
	case err != nil:
		t.Fatalf("strace: %v", err)
	}
	content, err := os.ReadFile(log)
	if err != nil {
		t.Fatalf("strace %q ended with %d and no trace: %s", options, code, out)
	}
	return string(content), string(out), code
}

func needStrace(t *testing.T) {
	t.Helper()
	needRoot(t)
	if _, err := exec.LookPath("strace"); err != nil {
		t.Skip("needs strace")
	}
	if out, err := exec.Command("strace", "-f", "-o", "/dev/null", "true").CombinedOutput(); err != nil {
		t.Skipf("strace cannot trace here: %v: %s", err, out)
	}
}

// point is one system call of the writer: the nth of its name in its thread.
type point struct {
	call    string
	n       int
	changes bool // it may change something on a disk
	read    bool // the files have been read before
}

// changing are the calls that may change something; openat may, if it makes a file.
var changing = []string{
	"pwrite64", "write", "fsync", "fchown", "fchmod", "renameat", "renameat2", "linkat", "unlinkat", "mkdirat",
	"fsetxattr", "fremovexattr", "ftruncate", "fallocate",
}

var callLine = regexp.MustCompile(`(?m)^(\d+) +(\w+)\((.*)`)

// points runs the scenario undisturbed and lists its calls after the mark.
func (c scenario) points(t *testing.T) []point {
	t.Helper()
	s := c.lay(t)
	known := knownCalls()
	if c.old {
		known = slices.DeleteFunc(slices.Clone(known), func(call string) bool { return slices.Contains(newCalls, call) })
	}
	trace, printed, code := s.traced(t, append([]string{"access", "faccessat"}, known...))
	if code != 0 {
		t.Fatalf("%s: the undisturbed run ended with %d: %s", c.name, code, printed)
	}
	var (
		found   []point
		seen    = make(map[point]bool) // without changes
		counts  = make(map[string]int)
		started bool
		hasRead bool
	)
	for _, line := range callLine.FindAllStringSubmatch(trace, -1) {
		thread, call := line[1], line[2]
		started = started || strings.Contains(line[3], startMark)
		hasRead = hasRead || strings.Contains(line[3], readMark)
		counts[thread+call]++
		p := point{call: call, n: counts[thread+call]}
		isWhole := !strings.Contains(line[3], "<unfinished") // another thread came between
		if c.old && call == "renameat2" && isWhole && !strings.Contains(line[3], "INJECTED") {
			t.Fatalf("%s: renameat2 was not taken away", c.name)
		}
		if started && slices.Contains(known, call) && !seen[p] {
			seen[p] = true
			p.read = hasRead
			p.changes = slices.Contains(changing, call) || strings.Contains(line[3], "O_CREAT")
			found = append(found, p)
		}
	}
	if !started || len(found) == 0 {
		t.Fatalf("%s: no calls were seen:\n%s", c.name, trace)
	}
	return found
}

// knownCalls are those that strace knows on this architecture.
var knownCalls = sync.OnceValue(func() []string {
	return slices.DeleteFunc(slices.Clone(fileCalls), func(call string) bool {
		return exec.Command("strace", "-o", "/dev/null", "-e", "trace="+call, "true").Run() != nil
	})
})

// disturb runs the scenario with one fault and judges the result.
func (c scenario) disturb(t *testing.T, p point, fault string) []string {
	t.Helper()
	s := c.lay(t)
	stop := watchMissing(s.config)
	options := []string{"-e", "inject=" + p.call + ":" + fault + ":when=" + strconv.Itoa(p.n)}
	if !strings.HasPrefix(fault, "signal") {
		options = append(options, "--seccomp-bpf") // quicker, but strace 6.1 then sends no signals
	}
	trace, printed, code := s.traced(t, []string{p.call}, options...)
	missing := stop()
	var problems []string
	fired := slices.ContainsFunc(strings.Split(trace, "\n"), func(line string) bool {
		return strings.Contains(line, p.call) && strings.Contains(line, "INJECTED")
	})
	if code != -1 && !fired {
		problems = append(problems, "the fault did not fire")
	}
	if missing > 0 {
		problems = append(problems, fmt.Sprintf("the file was missing in %d looks", missing))
	}
	if strings.Contains(printed, "canary") {
		problems = append(problems, "the new value was printed")
	}
	return append(problems, s.judge(t, code)...)
}
