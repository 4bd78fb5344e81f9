package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"enhance-wizard/ui/text"
	"enhance-wizard/wizard"
)

// flags are those of all commands. A command takes only what it binds.
type flags struct {
	wpPath, wpConfig            string
	apiURL, serverID            string
	orgID, websiteID, tokenFile string
	caCert, stateDir            string
	tlsPins                     []string
	allowHTTP, plain, noColor   bool
	debug                       bool
	logFile                     string

	// forgetCA is true when caCert was given empty.
	forgetCA bool

	// token is what tokenFile held, read once.
	token string
	// leaked is the hidden --token, which only explains why it does not exist.
	leaked string
}

func (p *program) bindGlobal(c *cobra.Command) {
	f := c.PersistentFlags()
	f.StringVar(&p.flags.wpPath, "wp-path", "", text.Say("flag.wp-path"))
	f.StringVar(&p.flags.wpConfig, "wp-config", "", text.Say("flag.wp-config"))
	f.StringVar(&p.flags.apiURL, "api-url", "", text.Say("flag.api-url"))
	f.StringVar(&p.flags.serverID, "server-id", "", text.Say("flag.server-id"))
	f.StringVar(&p.flags.orgID, "org-id", "", text.Say("flag.org-id"))
	f.StringVar(&p.flags.websiteID, "website-id", "", text.Say("flag.website-id"))
	f.StringVar(&p.flags.tokenFile, "token-file", "", text.Say("flag.token-file"))
	f.StringVar(&p.flags.caCert, "ca-cert", "", text.Say("flag.ca-cert"))
	f.StringArrayVar(&p.flags.tlsPins, "tls-pin", nil, text.Say("flag.tls-pin"))
	f.StringVar(&p.flags.stateDir, "state-dir", "", text.Say("flag.state-dir"))
	f.BoolVar(&p.flags.allowHTTP, "allow-http", false, text.Say("flag.allow-http"))
	f.BoolVar(&p.flags.plain, "plain", false, text.Say("flag.plain"))
	f.BoolVar(&p.flags.noColor, "no-color", false, text.Say("flag.no-color"))
	f.BoolVar(&p.flags.debug, "debug", false, text.Say("flag.debug"))
	f.StringVar(&p.flags.logFile, "log-file", "", text.Say("flag.log-file"))
	f.StringVar(&p.flags.leaked, "token", "", "")
	_ = f.MarkHidden("token")
	c.MarkFlagsMutuallyExclusive("wp-path", "wp-config")
}

// readFlags reads what the flags point to and puts everything in its field.
func (p *program) readFlags() (map[wizard.Field]string, error) {
	if p.flags.leaked != "" {
		return nil, usage("usage.token")
	}
	token, err := p.readToken()
	if err != nil {
		return nil, err
	}
	p.flags.token = token
	return map[wizard.Field]string{
		wizard.URL: p.flags.apiURL, wizard.Token: token, wizard.Server: p.flags.serverID,
		wizard.Org: p.flags.orgID, wizard.Website: p.flags.websiteID,
	}, nil
}

// maxTokenFile is far more than any token, in bytes.
const maxTokenFile = 64 << 10

func (p *program) readToken() (string, error) {
	path := p.flags.tokenFile
	if path == "" || p.flags.token != "" {
		return p.flags.token, nil
	}
	from := p.stdin
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return "", &usageError{err: err, explanation: text.Explanation{
				What: text.Say("usage.token-file.what", "path", path, "why", cause(err)), Next: text.Say("usage.token-file.next"),
			}}
		}
		defer f.Close()
		if info, err := f.Stat(); err == nil && info.Mode().IsRegular() && info.Mode().Perm()&0o077 != 0 {
			return "", usage("usage.token-file-mode", "path", path)
		}
		from = f
	}
	content, err := io.ReadAll(io.LimitReader(from, maxTokenFile))
	if err != nil {
		return "", fmt.Errorf("reading the token: %w", err)
	}
	if strings.TrimSpace(string(content)) == "" {
		return "", usage("usage.token-file-empty", "path", path)
	}
	return string(content), nil
}

// cause is the part of a file error that says why.
func cause(err error) string {
	var path *os.PathError
	if errors.As(err, &path) {
		return path.Err.Error()
	}
	return err.Error()
}
