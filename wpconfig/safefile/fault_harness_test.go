package safefile

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// The harness runs a writer under strace, which makes one of its system calls fail,
// or kills it at one, and then judges what is on the disk.
//
// strace counts calls per thread and Go moves goroutines between threads, so the
// writer is locked to its first one (see main_test.go); work as another user
// happens on threads of its own, each of which counts from one.

// startMark is a call that the writer makes before it begins, so that what the Go
// runtime does at the start of a process is left alone.
const startMark = "/safefile-writer-begins"

// fileCalls are the system calls that the writer may make on files and identities.
var fileCalls = []string{
	"openat", "openat2", "newfstatat", "fstat", "fstatfs", "statx", "read", "write", "pread64", "pwrite64", "fsync",
	"fchown", "fchmod", "renameat", "renameat2", "linkat", "unlinkat", "mkdirat", "readlinkat", "getdents64",
	"close", "flock", "flistxattr", "fgetxattr", "fsetxattr", "fremovexattr", "ftruncate", "fallocate",
	"faccessat2", "setgroups", "setfsuid", "setfsgid", "capset",
}

// faultErrors are what a disk, a quota, a mount or a table of files can answer.
var faultErrors = []string{
	"ENOSPC", "EIO", "EROFS", "EACCES", "EPERM", "EDQUOT", "EMFILE", "EINTR", "EXDEV", "EBUSY",
}

// readMark is a call that it makes when it has read the files.
const readMark = "/safefile-writer-has-read"

// exitChanged is the exit code for a file that changed meanwhile.
const exitChanged = 7

// hangTime is far more than any run takes.
const hangTime = 20 * time.Second

func init() {
	roles["apply"] = marked(applyRole)
	roles["undo"] = marked(undoRole)
	roles["careless"] = marked(carelessRole)
}

func marked(role func(arguments []string) error) func([]string) int {
	return func(arguments []string) int {
		_ = unix.Access(startMark, unix.F_OK)
		err := role(arguments)
		if err == nil {
			return 0
		}
		_, _ = fmt.Fprintln(os.Stderr, err)
		if _, changed := errors.AsType[*ChangedError](err); changed {
			return exitChanged
		}
		return 1
	}
}

// applyRole makes all files new: vault, "in-place" or "", and the paths.
func applyRole(arguments []string) error {
	vault, err := OpenVault(arguments[0])
	if err != nil {
		return err
	}
	r := Request{InPlace: arguments[1] != ""}
	for _, path := range arguments[2:] {
		s, err := Read(path)
		if err != nil {
			return err
		}
		r.Changes = append(r.Changes, Change{Snapshot: s, Content: []byte(newContent(path))})
	}
	_ = unix.Access(readMark, unix.F_OK)
	_, err = vault.Apply(context.Background(), r)
	return err
}

func undoRole(arguments []string) error {
	vault, err := OpenVault(arguments[0])
	if err != nil {
		return err
	}
	_, err = vault.Undo(context.Background(), "", UndoOptions{InPlace: arguments[1] != ""})
	return err
}

// carelessRole truncates and writes, as wp-cli does. It shows that the judge can
// find fault.
func carelessRole(arguments []string) error {
	for _, path := range arguments[2:] {
		if err := os.WriteFile(path, []byte(newContent(path)), 0o640); err != nil {
			return err
		}
	}
	return nil
}

func oldContent(path string) string {
	if filepath.Base(path) == ".htaccess" {
		return oldHtaccess
	}
	return oldConfig
}

func newContent(path string) string {
	if filepath.Base(path) == ".htaccess" {
		return newHtaccess
	}
	return newConfig
}

// scenario is what is written while it is disturbed.
type scenario struct {
	name    string
	role    string
	uid     int
	both    bool // two files
	inPlace bool // a bind mount, which can be torn until it is recovered
}

// stage is one scenario laid out on the disk.
type stage struct {
	*site
	scenario
	paths []string
	looks []string
	from  func(string) string // content before and after the run
	to    func(string) string
}

func (c scenario) lay(t *testing.T) *stage {
	t.Helper()
	s := &stage{site: newQuickSite(t, c.uid), scenario: c, from: oldContent, to: newContent}
	s.paths = []string{s.config}
	if c.both {
		s.paths = append(s.paths, s.addHtaccess(t, c.uid))
	}
	if c.inPlace {
		s.bindConfig(t)
	}
	for _, path := range s.paths {
		s.looks = append(s.looks, looks(t, path))
	}
	if c.role == "undo" {
		must(t, applyRole(s.arguments()))
		s.from, s.to = newContent, oldContent
	}
	return s
}

// bindConfig puts a mount on wp-config.php, as containers do.
func (s *site) bindConfig(t *testing.T) {
	t.Helper()
	real := filepath.Join(s.base, "mounted.php")
	must(t, os.Rename(s.config, real))
	must(t, os.WriteFile(s.config, nil, 0o640))
	if err := unix.Mount(real, s.config, "", unix.MS_BIND, ""); err != nil {
		t.Skipf("cannot mount here: %v", err)
	}
	t.Cleanup(func() { _ = unix.Unmount(s.config, unix.MNT_DETACH) })
}

func (s *stage) arguments() []string {
	consent := ""
	if s.inPlace {
		consent = "in-place"
	}
	return append([]string{s.vault.Path(), consent}, s.paths...)
}

// traced runs the scenario's writer under strace and returns the trace, what it
// printed, and its exit code, -1 if it was killed.
func (s *stage) traced(t *testing.T, options ...string) (trace, printed string, code int) {
	t.Helper()
	self, err := os.Executable()
	must(t, err)
	log := filepath.Join(s.base, "trace")
	arguments := append([]string{"-f", "-qq", "-o", log}, options...)
	ctx, cancel := context.WithTimeout(t.Context(), hangTime)
	defer cancel()
	cmd := exec.CommandContext(ctx, "strace", append(append(arguments, self), s.arguments()...)...)
	cmd.Env = append(os.Environ(), roleVariable+"="+s.role, "GOMAXPROCS=2")
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
	known := slices.DeleteFunc(slices.Clone(fileCalls), func(call string) bool { return !traceable(call) })
	trace, printed, code := s.traced(t, "-e", "trace=access,faccessat,"+strings.Join(known, ","))
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

// traceable tells whether strace knows the call on this architecture.
func traceable(call string) bool {
	return exec.Command("strace", "-o", "/dev/null", "-e", "trace="+call, "true").Run() == nil
}

// disturb runs the scenario with one fault and judges the result.
func (c scenario) disturb(t *testing.T, p point, fault string) []string {
	t.Helper()
	s := c.lay(t)
	stop := watchMissing(s.config)
	options := []string{"-e", "trace=" + p.call, "-e", "inject=" + p.call + ":" + fault + ":when=" + strconv.Itoa(p.n)}
	if !strings.HasPrefix(fault, "signal") {
		options = append(options, "--seccomp-bpf") // quicker, but strace 6.1 then sends no signals
	}
	trace, printed, code := s.traced(t, options...)
	missing := stop()
	var problems []string
	if code != -1 && !strings.Contains(trace, "INJECTED") {
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

// judge looks at the disk after the writer ended, and then repairs, repeats and
// undoes. It returns what is wrong.
func (s *stage) judge(t *testing.T, code int) (problems []string) {
	t.Helper()
	wrong := func(format string, values ...any) { problems = append(problems, fmt.Sprintf(format, values...)) }
	renewed := 0
	for i, path := range s.paths {
		content, err := os.ReadFile(path)
		switch {
		case err != nil:
			wrong("it cannot be read: %v", err)
			return problems
		case string(content) == s.to(path):
			renewed++
		case string(content) != s.from(path) && (!s.inPlace || code != -1):
			wrong("%s is neither old nor new: %q", filepath.Base(path), content)
		}
		if now := looks(t, path); now != s.looks[i] {
			wrong("%s was %s and is %s", filepath.Base(path), s.looks[i], now)
		}
	}
	if code >= 0 && (code == 0) != (renewed == len(s.paths)) {
		wrong("it ended with %d and %d of %d files are new", code, renewed, len(s.paths))
	}
	if code > 0 && renewed != 0 {
		wrong("it failed and %d files are new", renewed)
	}
	if left := s.leftovers(t); len(left) > len(s.paths) {
		wrong("left beside the files: %q", left)
	}
	return append(problems, s.judgeRepair(t)...)
}

// judgeRepair is the next start of the program: it repairs, and then all works.
func (s *stage) judgeRepair(t *testing.T) (problems []string) {
	t.Helper()
	wrong := func(format string, values ...any) { problems = append(problems, fmt.Sprintf(format, values...)) }
	recovered, err := s.vault.Recover(context.Background())
	if err != nil {
		wrong("recover: %v", err)
	}
	for _, r := range recovered {
		if r.Outcome == RecoveryConflict {
			wrong("recover found a conflict: %+v", r)
		}
	}
	renewed := 0
	for i, path := range s.paths {
		switch content := read(t, path); content {
		case s.to(path):
			renewed++
		case s.from(path):
		default:
			wrong("repaired, %s holds %q", filepath.Base(path), content)
		}
		if now := looks(t, path); now != s.looks[i] {
			wrong("repaired, %s is %s, was %s", filepath.Base(path), now, s.looks[i])
		}
	}
	if renewed != 0 && renewed != len(s.paths) {
		wrong("repaired, %d of %d files are new", renewed, len(s.paths))
	}
	if left := s.leftovers(t); len(left) > 0 {
		wrong("repaired, there is still %q", left)
	}
	if problem := s.vaultProblem(); problem != "" {
		wrong("%s", problem)
	}
	if renewed == 0 {
		if err := marked(map[string]func([]string) error{"apply": applyRole, "undo": undoRole, "careless": carelessRole}[s.role])(s.arguments()); err != 0 {
			wrong("the second run ended with %d", err)
		}
	}
	for _, path := range s.paths {
		if read(t, path) != s.to(path) {
			wrong("after the second run %s is not new", filepath.Base(path))
		}
	}
	if s.role == "apply" {
		if err := undoRole(s.arguments()); err != nil {
			wrong("undo: %v", err)
		}
		for _, path := range s.paths {
			if read(t, path) != s.from(path) {
				wrong("undone, %s is not old", filepath.Base(path))
			}
		}
	}
	return problems
}

// leftovers are names in the site that are not its files.
func (s *stage) leftovers(t *testing.T) []string {
	t.Helper()
	entries, err := os.ReadDir(s.root)
	must(t, err)
	var left []string
	for _, e := range entries {
		if !slices.Contains(s.paths, filepath.Join(s.root, e.Name())) {
			left = append(left, e.Name())
		}
	}
	return left
}

// vaultProblem says what is open to others in the vault, or still interrupted, or
// holds the new value where it must not: an undo keeps a copy until it is done.
func (s *stage) vaultProblem() string {
	entries, err := s.vault.Entries()
	if err != nil {
		return err.Error()
	}
	for _, e := range entries {
		if e.State == EntryOpen {
			return fmt.Sprintf("still interrupted: %+v", e)
		}
	}
	problem := ""
	err = filepath.WalkDir(s.vault.Path(), func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		if info.Mode().Perm()&0o077 != 0 {
			problem = fmt.Sprintf("%s has mode %v", path, info.Mode())
		}
		if content, err := os.ReadFile(path); err == nil && strings.Contains(string(content), "canary") {
			problem = path + " holds the new value"
		}
		return nil
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err.Error()
	}
	return problem
}
