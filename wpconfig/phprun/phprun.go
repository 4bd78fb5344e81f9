// Package phprun runs the php command of this machine for a question of this program's own, so that PHP gets nothing of
// ours: neither rights nor environment nor terminal.
package phprun

import (
	"context"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"time"
)

// Command prepares PHP without php.ini, with an empty environment, in / and in a session of its own. Where this is root,
// it runs as owner. A process that outlives PHP is waited for no longer than a second.
func Command(ctx context.Context, php string, owner Owner, arguments ...string) *exec.Cmd {
	command := exec.CommandContext(ctx, php, append([]string{"-n"}, arguments...)...) //nolint:gosec // the operator's PHP
	command.Dir = "/"
	command.Env = []string{} // nil would pass on ours
	command.WaitDelay = time.Second
	// A session of its own has no terminal, into which the site's code could type commands for us.
	command.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	if os.Geteuid() == 0 {
		command.SysProcAttr.Credential = owner.credential()
	}
	return command
}

// maxOutput is how much is kept of PHP's words, in bytes; it is never asked for as much.
const maxOutput = 64 << 10

// Output keeps the first 64 KiB that are written to it and drops the rest.
type Output struct{ text strings.Builder }

// Write never fails.
func (o *Output) Write(p []byte) (int, error) {
	if room := maxOutput - o.text.Len(); room > 0 {
		o.text.Write(p[:min(room, len(p))])
	}
	return len(p), nil
}

func (o *Output) String() string { return o.text.String() }
