package phpreach

import (
	"bufio"
	"bytes"
	"context"
	_ "embed" // for the script
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"time"
)

//go:embed reach.php
var script string

const (
	// maxOutput is how much is read of what PHP says; it is asked for less than 1 KiB.
	maxOutput = 64 << 10
	// nobody is the user and group that asks for a site that belongs to root.
	nobody = 65534
)

var errNoPHP = errors.New("running PHP: the command does not answer as PHP does")

// run runs the script without php.ini, with an empty environment, as the owner
// of the site's file where this is root.
func (r Request) run(ctx context.Context) (map[string]string, error) {
	code := strings.TrimPrefix(script, "<?php")
	arguments := append([]string{"-n", "-r", code, "--"}, r.arguments()...)
	command := exec.CommandContext(ctx, r.PHP, arguments...) //nolint:gosec // the operator's PHP, this program's script
	command.Dir = "/"
	command.Env = []string{} // nil would pass on ours
	command.WaitDelay = time.Second
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if os.Geteuid() == 0 {
		command.SysProcAttr.Credential = owningUser(r.Owned)
	}
	output := &limited{left: maxOutput}
	command.Stdout = output
	if err := command.Run(); err != nil {
		return nil, fmt.Errorf("running PHP: %w", err)
	}
	said := answers(output.Bytes())
	if said["version"] == "" {
		return nil, errNoPHP
	}
	return said, nil
}

// owningUser is the file's owner; PHP never runs as root.
func owningUser(path string) *syscall.Credential {
	credential := &syscall.Credential{Uid: nobody, Gid: nobody}
	info, err := os.Stat(path)
	if err != nil {
		return credential
	}
	if stat, isUnix := info.Sys().(*syscall.Stat_t); isUnix && stat.Uid != 0 {
		credential.Uid = stat.Uid
		if stat.Gid != 0 {
			credential.Gid = stat.Gid
		}
	}
	return credential
}

// answers reads lines of a key and a value in base64.
func answers(output []byte) map[string]string {
	said := map[string]string{}
	for lines := bufio.NewScanner(bytes.NewReader(output)); lines.Scan(); {
		key, encoded, _ := strings.Cut(lines.Text(), " ")
		if value, err := base64.StdEncoding.DecodeString(encoded); err == nil {
			said[key] = string(value)
		}
	}
	return said
}

// limited keeps the first bytes that are written to it and drops the rest.
type limited struct {
	bytes.Buffer
	left int
}

func (l *limited) Write(p []byte) (int, error) {
	kept := p[:min(l.left, len(p))]
	l.left -= len(kept)
	l.Buffer.Write(kept)
	return len(p), nil
}
