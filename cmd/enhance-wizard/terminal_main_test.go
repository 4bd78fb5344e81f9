package main

import (
	"flag"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"testing"

	"enhance-wizard/ui/terminal/terminaltest"
)

// buildDir is where the program is built to, for tests of it as it is shipped.
var buildDir string

// terminalTests prepares what the tests on a terminal share. testscript.Main
// calls Run in the tests alone, not in the command that the test binary also is.
type terminalTests struct{ *testing.M }

func (m terminalTests) Run() int {
	flag.Parse()
	if flag.Lookup("test.parallel").Value.String() == strconv.Itoa(runtime.GOMAXPROCS(0)) {
		// These tests wait for a person's pace and the panel's, more than they compute.
		_ = flag.Set("test.parallel", "8")
	}
	terminaltest.HeedSignals()
	var err error
	if buildDir, err = os.MkdirTemp("", "enhance-wizard-built"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer func() { _ = os.RemoveAll(buildDir) }()
	return m.M.Run()
}
