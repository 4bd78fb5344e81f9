// Package phpreach lets the php command of this machine ask for a panel's
// version as WordPress would: what this program reaches with its own TLS and
// authorities, PHP need not. No code of the site is run, and no token goes along.
package phpreach

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"enhance-wizard/enhance"
)

// Request says what is to be reached, and how.
type Request struct {
	// PHP is the path of the php command.
	PHP string
	// Base is the panel; the zero one asks PHP for its version alone.
	Base enhance.BaseURL
	// Root is WordPress' folder, which holds the authorities that it goes by.
	Root string
	// Owned is the file as whose owner PHP runs, where this program is root.
	Owned string
}

// Stage is how far PHP came.
type Stage string

// The stages at which a request can end.
const (
	// Answered: somebody answered; Reached tells whether it was a panel.
	Answered Stage = "answer"
	// NoHost: the name was not found.
	NoHost Stage = "host"
	// NoConnection: nobody answered.
	NoConnection Stage = "connection"
	// NoTrust: the certificate was not accepted.
	NoTrust Stage = "trust"
	// Unable: this PHP has no TLS at all, unlike the one that serves the site.
	Unable Stage = "unable"
)

// Result is what PHP said.
type Result struct {
	// Version is PHP's own.
	Version string
	// Stage is empty when nothing was to be reached.
	Stage Stage
	// Status is the HTTP status, and Detail the answer's body or PHP's error.
	Status, Detail string
	// OtherAuthorities says that PHP could not read the authorities that
	// WordPress brings, and went by others: its NoTrust proves nothing then.
	OtherAuthorities bool
}

// Reached tells whether a panel told its version.
func (r Result) Reached() bool {
	body := strings.TrimSpace(r.Detail)
	return r.Stage == Answered && r.Status == "200" && body != "" && strings.Trim(body, `"0123456789.`) != body
}

// Error is PHP's own word for what failed, in one line.
func (r Result) Error() string { return strings.Join(strings.Fields(r.Detail), " ") } // OpenSSL has a line an error

// Bundle is the file of authorities that WordPress brings and goes by
// (WP_Http::request).
func (r Request) Bundle() string {
	return filepath.Join(r.Root, "wp-includes", "certificates", "ca-bundle.crt")
}

// Run asks PHP. An error means that PHP could not be asked.
func Run(ctx context.Context, r Request) (Result, error) {
	said, err := r.run(ctx)
	if err != nil {
		return Result{}, err
	}
	_, absent := os.Stat(r.Bundle())
	return Result{
		Version: said["version"], Stage: Stage(said["stage"]), Status: said["status"], Detail: said["detail"],
		OtherAuthorities: Stage(said["stage"]) == NoTrust && said["bundle"] == "" && absent == nil,
	}, nil
}

// transports are those that WordPress itself can use.
const transports = "stream curl"

// arguments are the script's; none where there is nothing to reach.
func (r Request) arguments() []string {
	if r.Base.IsZero() {
		return nil
	}
	scheme, path, _ := strings.Cut(r.Base.String(), "://"+r.Base.Host())
	host := r.Base.Hostname()
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	return []string{transports, scheme, host, r.Base.Port(), path + "version", r.Bundle()}
}
