package terminal_test

import (
	"os"
	"testing"

	"github.com/creack/pty"

	"enhance-wizard/ui/terminal"
)

func TestModeFollowsBothEndsFlagAndEnvironment(t *testing.T) {
	master, tty, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		for _, f := range []*os.File{master, tty, read, write} {
			_ = f.Close()
		}
	})

	xterm := map[string]string{"TERM": "xterm"}
	tests := []struct {
		name          string
		stdin, stdout *os.File
		plain         bool
		env           map[string]string
		want          terminal.Mode
	}{
		{"terminal at both ends", tty, tty, false, xterm, terminal.Full},
		{"asked for lines", tty, tty, true, xterm, terminal.Plain},
		{"a screen reader", tty, tty, false, map[string]string{"TERM": "xterm", "ACCESSIBLE": "1"}, terminal.Plain},
		{"a dumb terminal", tty, tty, false, map[string]string{"TERM": "dumb"}, terminal.Plain},
		{"an unnamed terminal", tty, tty, false, nil, terminal.Plain},
		{"answers from a pipe", read, tty, false, xterm, terminal.None},
		{"output to a pipe", tty, write, false, xterm, terminal.None},
		{"a script that inherits ACCESSIBLE", read, write, false, map[string]string{"ACCESSIBLE": "1"}, terminal.None},
		{"answers from a pipe, asked for", read, write, true, xterm, terminal.Plain},
		{"no files at all", nil, nil, false, xterm, terminal.None},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := terminal.ModeOf(tt.stdin, tt.stdout, tt.plain, func(name string) string { return tt.env[name] })
			if got != tt.want {
				t.Errorf("mode %d, want %d", got, tt.want)
			}
			rewrites := terminal.Rewrites(tt.stdout, tt.plain, func(name string) string { return tt.env[name] })
			if want := tt.stdout == tty && tt.want != terminal.Plain; rewrites != want {
				t.Errorf("a line can be rewritten: %t, want %t", rewrites, want)
			}
		})
	}
}
