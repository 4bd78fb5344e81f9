package safefile

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// edits by somebody who knows nothing of the writer.
var edits = map[string]func(path, content string) error{
	"written in place": func(path, content string) error { return os.WriteFile(path, []byte(content), 0o640) },
	"replaced": func(path, content string) error {
		beside := filepath.Join(filepath.Dir(filepath.Dir(path)), "edited")
		if err := os.WriteFile(beside, []byte(content), 0o640); err != nil {
			return err
		}
		return os.Rename(beside, path)
	},
}

// The writer is stopped after a call between reading the file and replacing it, the
// file is edited, and the writer goes on. The calls nearest to the replacement are
// always among them: no check before it can see an edit made there. After the
// replacement itself it is the new file that is edited, and that edit must survive too.
func TestAnEditMeanwhileSurvives(t *testing.T) {
	needStrace(t)
	const theirs = oldConfig + "// an edit by somebody else\n"
	c := scenario{name: "edited", role: "apply", uid: 0}
	points := beforeReplacing(c.points(t))
	const nearest = 4
	step := max(1, len(points)/size(8, 30))
	for kind, edit := range edits {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			stops := 0
			for i, p := range points {
				if i < len(points)-nearest && i%step != 0 {
					continue
				}
				stops++
				s := c.lay(t)
				code := s.stopped(t, p, func() { must(t, edit(s.config, theirs)) })
				if code != exitChanged {
					t.Errorf("stopped at %s %d: it ended with %d", p.call, p.n, code)
				}
				if got := read(t, s.config); got != theirs {
					t.Errorf("stopped at %s %d: the edit did not survive: %q", p.call, p.n, got)
				}
				if left := s.leftovers(t); len(left) > 0 && p.call != "renameat2" || len(left) > 1 {
					t.Errorf("stopped at %s %d: left %q", p.call, p.n, left)
				}
				if _, err := s.vault.Recover(t.Context()); err != nil || read(t, s.config) != theirs {
					t.Errorf("stopped at %s %d: recovered %q, %v", p.call, p.n, read(t, s.config), err)
				}
				s.holdsOnly(t, "wp-config.php")
			}
			t.Logf("stopped at %d calls of %d", stops, len(points))
		})
	}
}

// beforeReplacing are the calls after the file was read, up to its replacement.
func beforeReplacing(points []point) []point {
	var between []point
	for _, p := range points {
		if p.read && p.call != "access" && p.call != "faccessat" {
			between = append(between, p)
		}
		if p.call == "renameat2" {
			break
		}
	}
	return between
}

// stopped runs the writer, does something while it is stopped at a call, lets it go
// on, and returns its exit code.
func (s *stage) stopped(t *testing.T, p point, meanwhile func()) int {
	t.Helper()
	log := filepath.Join(s.base, "trace")
	done := make(chan struct{})
	go func() {
		defer close(done)
		writer := waitForStop(log)
		if writer == 0 {
			t.Errorf("it was never stopped at %s %d", p.call, p.n)
			return
		}
		meanwhile()
		_ = syscall.Kill(writer, syscall.SIGCONT)
	}()
	_, printed, code := s.traced(t, []string{p.call}, "-e", fmt.Sprintf("inject=%s:signal=STOP:when=%d", p.call, p.n))
	<-done
	if code != exitChanged {
		t.Logf("it printed %s", printed)
	}
	return code
}

// waitForStop returns the writer's process when the trace and the kernel say that
// it is stopped.
func waitForStop(log string) int {
	for deadline := time.Now().Add(hangTime); time.Now().Before(deadline); time.Sleep(time.Millisecond) {
		trace, _ := os.ReadFile(log)
		if !strings.Contains(string(trace), "SIGSTOP") {
			continue
		}
		first, _, _ := strings.Cut(strings.TrimSpace(string(trace)), " ")
		writer, err := strconv.Atoi(first)
		if err != nil {
			return 0
		}
		status, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", writer))
		if strings.Contains(string(status), "State:\tT") || strings.Contains(string(status), "State:\tt") {
			return writer
		}
	}
	return 0
}
