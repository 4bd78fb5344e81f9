package doctor

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
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"enhance-wizard/enhance"
)

//go:embed reach.php
var reachScript string

const (
	// phpOutput is how much is read of what PHP says; it is asked for less than 1 KiB.
	phpOutput = 64 << 10
	// nobody is the user and group that asks for a site that belongs to root.
	nobody = 65534
	// transports are those that WordPress itself can use.
	transports = "stream curl"
)

// php lets the php command of this machine ask for the panel's version, as WordPress would: what this program reaches
// with its own TLS and authorities, PHP need not. No code of the site is run, and no token goes along.
func (e examination) php(ctx context.Context) []Finding {
	if e.Wizard.PHP == "" {
		return allNotChecked([]ID{PHPCommand, PHPReach}, ReasonNoPHP)
	}
	base, reason := e.base()
	said, err := e.runPHP(ctx, e.target(base)...)
	if err != nil {
		why := failedOrEnded(ctx)
		return []Finding{notChecked(PHPCommand, why).because(err), notChecked(PHPReach, why).because(err)}
	}
	command := ok(PHPCommand, "version", said["version"])
	if reason != "" {
		return []Finding{command, notChecked(PHPReach, reason)}
	}
	if said["stage"] == "trust" && said["bundle"] == "" && exists(e.bundle()) {
		// PHP went by other authorities than WordPress does.
		return []Finding{command, notChecked(PHPReach, ReasonNoBundle, "path", e.bundle())}
	}
	return []Finding{command, judgePHP(said, base.String())}
}

// bundle is the file of authorities that WordPress brings and goes by (WP_Http::request).
func (e examination) bundle() string {
	return filepath.Join(e.Found.Location.Root, "wp-includes", "certificates", "ca-bundle.crt")
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// target are the script's arguments; none where there is nothing to reach.
func (e examination) target(base enhance.BaseURL) []string {
	if base.IsZero() {
		return nil
	}
	scheme, path, _ := strings.Cut(base.String(), "://"+base.Host())
	host := base.Hostname()
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	return []string{transports, scheme, host, base.Port(), path + "version", e.bundle()}
}

func judgePHP(said map[string]string, url string) Finding {
	detail := strings.Join(strings.Fields(said["detail"]), " ") // OpenSSL has a line an error
	params := []any{"url", url, "error", detail, "status", said["status"]}
	switch said["stage"] {
	case "answer":
		body := strings.TrimSpace(said["detail"])
		if said["status"] == "200" && body != "" && strings.Trim(body, `"0123456789.`) != body {
			return ok(PHPReach, "url", url)
		}
		return problem(PHPReach, "url", url, "status", said["status"], "error", "")
	case "host":
		return problem(PHPNoHost, params...)
	case "trust":
		return problem(PHPNoTrust, params...)
	case "unable":
		return notChecked(PHPReach, ReasonNoTLS)
	default:
		return problem(PHPReach, params...)
	}
}

// runPHP runs the script without php.ini, with an empty environment, as the owner of wp-config.php where this is root.
func (e examination) runPHP(ctx context.Context, arguments ...string) (map[string]string, error) {
	code := strings.TrimPrefix(reachScript, "<?php")
	arguments = append([]string{"-n", "-r", code, "--"}, arguments...)
	command := exec.CommandContext(ctx, e.Wizard.PHP, arguments...) //nolint:gosec // the operator's PHP, this program's script
	command.Dir = "/"
	command.Env = []string{} // nil would pass on ours
	command.WaitDelay = time.Second
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if os.Geteuid() == 0 {
		command.SysProcAttr.Credential = owningUser(e.Found.Location.Config)
	}
	output := &limited{left: phpOutput}
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

var errNoPHP = errors.New("running PHP: the command does not answer as PHP does")

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
