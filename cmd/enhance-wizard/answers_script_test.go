package main

import (
	"os"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// answers writes what a person types in plain lines, one line each: answers FILE LINE...
func answers(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 {
		ts.Fatalf("usage: answers FILE LINE...")
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Join(args[1:], "\n")+"\n"), 0o600))
}
