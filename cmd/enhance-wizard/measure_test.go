package main

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"net/url"
	"os"
	"regexp"
	"strconv"
	"testing"
	"time"
)

// unseenTime is how short a run has to be for nobody to see its memory.
const unseenTime = 15 * time.Second

// ran is how a command ended.
type ran struct {
	code   int
	output []byte
	took   time.Duration
	memory int64 // at its peak, in bytes
}

// measure runs the program as it is shipped with the stage's credentials.
func (s *stage) measure(t *testing.T, arguments ...string) ran {
	t.Helper()
	command := s.given(s.shipped(t, arguments...))
	var output bytes.Buffer
	command.Stdout, command.Stderr = &output, &output
	began := time.Now()
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	peak := watchMemory(command.Process.Pid, ended)
	_ = command.Wait() // the exit code says it
	close(ended)
	return ran{command.ProcessState.ExitCode(), output.Bytes(), time.Since(began), <-peak}
}

// watchMemory reads the peak of a process until it has ended. The one that wait4
// reports is no use: it begins with that of the process that forked.
func watchMemory(pid int, ended <-chan struct{}) <-chan int64 {
	peak := make(chan int64, 1)
	line := regexp.MustCompile(`VmHWM:\s+(\d+) kB`)
	go func() {
		most := int64(0)
		defer func() { peak <- most }()
		for {
			status, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
			if found := line.FindSubmatch(status); found != nil {
				kibibytes, _ := strconv.ParseInt(string(found[1]), 10, 64)
				most = max(most, kibibytes<<10)
			}
			select {
			case <-ended:
				return
			case <-time.After(3 * time.Millisecond):
			}
		}
	}()
	return peak
}

// tokenIn finds the stage's token in what was written, also in other forms.
func tokenIn(output []byte) string {
	encoded := base64.StdEncoding.EncodeToString([]byte("Bearer " + stageToken))
	for _, form := range []string{stageToken, url.QueryEscape(stageToken), encoded[12:40], stageToken[:12]} {
		if bytes.Contains(output, []byte(form)) {
			return form
		}
	}
	return ""
}

// is holds how a command ended.
func (r ran) is(t *testing.T, code int) {
	t.Helper()
	if r.code != code {
		t.Errorf("exit code %d, want %d:\n%s", r.code, code, r.output)
	}
	if r.took > hostileTime {
		t.Errorf("it took %s", r.took)
	}
	// On a busy machine a short run may end before anybody has looked.
	if r.memory > hostileMemory || r.memory == 0 && r.took > unseenTime {
		t.Errorf("it took %d MiB in %s", r.memory>>20, r.took)
	}
	if leak := tokenIn(r.output); leak != "" {
		t.Errorf("it gives the token away as %q:\n%s", leak, r.output)
	}
	if bytes.ContainsRune(r.output, '\x1b') || len(foreign(r.output)) > 0 {
		t.Errorf("foreign bytes %s", foreign(r.output))
	}
}
