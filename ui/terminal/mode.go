package terminal

import (
	"os"

	"golang.org/x/term"
)

// Mode is how the program can talk to the person who started it.
type Mode int

const (
	// None has nobody to ask: a file, a pipe or nothing at one end.
	None Mode = iota
	// Plain asks in lines, without moving the cursor.
	Plain
	// Full draws screens.
	Full
)

// ModeOf decides from both ends, the --plain flag and the environment
// (ACCESSIBLE, TERM). The flag holds even without a terminal, where answers
// can be piped in; a variable alone never makes a script wait for an answer.
func ModeOf(stdin, stdout *os.File, plain bool, env func(string) string) Mode {
	switch {
	case plain:
		return Plain
	case !isTerminal(stdin) || !isTerminal(stdout):
		return None
	case inLines(env):
		return Plain
	default:
		return Full
	}
}

// Rewrites reports whether what was written on an end can be written over: it
// is a terminal, and nobody asked for lines.
func Rewrites(end *os.File, plain bool, env func(string) string) bool {
	return isTerminal(end) && !plain && !inLines(env)
}

// inLines reports that the environment speaks of a terminal that only takes lines, or of a reader of lines.
func inLines(env func(string) string) bool {
	return env("ACCESSIBLE") != "" || env("TERM") == "" || env("TERM") == "dumb"
}

func isTerminal(f *os.File) bool { return f != nil && term.IsTerminal(int(f.Fd())) }
