package main

import (
	"io"
	"os"

	"enhance-wizard/enhance"
	"enhance-wizard/ui/terminal"
	"enhance-wizard/wizard"
	"enhance-wizard/wizard/demo"
)

// program is what all commands share: where they read and write, and the
// answers that the environment gave.
type program struct {
	stdin          *os.File
	stdout, stderr io.Writer
	flags          flags
	variables      map[wizard.Field]string
	// stage is the demo's, nil in earnest.
	stage *demo.Scene
}

func newProgram() *program {
	p := &program{stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr, variables: map[wizard.Field]string{}}
	for _, f := range wizard.Fields() {
		p.variables[f] = os.Getenv(f.Constant())
	}
	// A secret in the environment would be inherited by every child.
	_ = os.Unsetenv(wizard.Token.Constant())
	return p
}

// mode is how this run can talk to the person who started it.
func (p *program) mode() terminal.Mode {
	return terminal.ModeOf(os.Stdin, os.Stdout, p.flags.plain, os.Getenv)
}

// redact takes the known tokens out of a text.
func (p *program) redact(s string) string {
	for _, raw := range []string{p.flags.token, p.variables[wizard.Token]} {
		if token, err := enhance.ParseToken(raw); err == nil {
			s = token.Redact(s)
		}
	}
	return s
}
