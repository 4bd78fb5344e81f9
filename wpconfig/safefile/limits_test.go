package safefile

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"testing"

	"golang.org/x/sys/unix"
)

func init() { roles["limited"] = limitedRole }

// limitedRole sets a limit on itself and applies: resource, limit, and the
// arguments of applyRole.
func limitedRole(arguments []string) int {
	resource, _ := strconv.Atoi(arguments[0])
	limit, _ := strconv.ParseUint(arguments[1], 10, 64)
	if err := unix.Setrlimit(resource, &unix.Rlimit{Cur: limit, Max: limit}); err != nil {
		_, _ = fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return marked(applyRole)(arguments[2:])
}

func TestLimitsLeaveTheFileWhole(t *testing.T) {
	var cases [][2]uint64
	for bytes := uint64(0); bytes <= 400; bytes += 40 {
		cases = append(cases, [2]uint64{unix.RLIMIT_FSIZE, bytes})
	}
	for files := uint64(3); files <= 20; files++ {
		cases = append(cases, [2]uint64{unix.RLIMIT_NOFILE, files})
	}
	for _, memory := range []uint64{16 << 20, 64 << 20} {
		cases = append(cases, [2]uint64{unix.RLIMIT_AS, memory})
	}
	worked, failed := 0, 0
	for _, uid := range users() {
		c := scenario{name: "limited", role: "apply", uid: uid}
		for _, limits := range cases {
			s := c.lay(t)
			arguments := append([]string{fmt.Sprint(limits[0]), fmt.Sprint(limits[1])}, s.arguments()...)
			out, err := child("limited", os.Geteuid(), arguments...).CombinedOutput()
			code := 0
			if exit, ok := errors.AsType[*exec.ExitError](err); ok {
				code = exit.ExitCode()
			} else {
				must(t, err)
			}
			if code == 0 {
				worked++
			} else {
				failed++
			}
			if code > 1 { // the Go runtime gave up for want of memory: as if killed
				code = -1
			}
			for _, problem := range s.judge(t, code) {
				t.Errorf("limit %d of %d: %s (%s)", limits[0], limits[1], problem, out)
			}
		}
	}
	if worked == 0 || failed == 0 {
		t.Errorf("%d runs worked and %d failed: the limits limit nothing, or all", worked, failed)
	}
}
