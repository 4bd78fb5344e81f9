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
	case env("ACCESSIBLE") != "", env("TERM") == "", env("TERM") == "dumb":
		return Plain
	default:
		return Full
	}
}

func isTerminal(f *os.File) bool { return f != nil && term.IsTerminal(int(f.Fd())) }
