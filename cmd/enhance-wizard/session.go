package main

import (
	"crypto/x509"
	"os"
	"os/exec"
	"slices"

	"enhance-wizard/enhance"
	"enhance-wizard/ui/plain"
	"enhance-wizard/ui/text"
	"enhance-wizard/wizard"
	"enhance-wizard/wpconfig"
	"enhance-wizard/wpconfig/safefile"
)

// site is what a command works on: the WordPress that was found and the
// answers that are there beforehand.
type site struct {
	found   wizard.Found
	options wizard.Options
}

// site looks for WordPress and gathers flags, variables and memory.
func (p *program) site() (site, error) {
	given, err := p.readFlags()
	if err != nil {
		return site{}, err
	}
	dir, err := os.Getwd()
	if err != nil {
		return site{}, err
	}
	stateDir, err := p.stateDir()
	if err != nil {
		return site{}, err
	}
	found := wizard.Discover(wizard.Where{Root: p.flags.wpPath, Config: p.flags.wpConfig, Dir: dir})
	if err := p.notThere(found); err != nil {
		return site{}, err
	}
	p.configured, p.elsewhere = found.Constants[wizard.Token].Value, found.Err != nil && !isRefused(found)
	p.plugin = found.Plugin.Generation
	memory := wizard.Recall(stateDir, found.Location.Config)
	roots, caCert, err := p.roots(memory)
	if err != nil {
		return site{}, err
	}
	pins, pinHost, err := p.pins(memory)
	if err != nil {
		return site{}, err
	}
	php, _ := exec.LookPath("php")
	addresses := wizard.OwnAddresses()
	if p.stage != nil {
		addresses = p.stage.Addresses()
	}
	return site{found: found, options: wizard.Options{
		AllowHTTP: p.flags.allowHTTP, RootCAs: roots, CACert: caCert, Pins: pins, PinHost: pinHost, StateDir: stateDir, PHP: php,
		Flags: given, Variables: p.variables, Addresses: addresses, WebServers: wizard.WebServers(addresses),
		Logger:   p.log,
		Remember: func(m wizard.Memory) error { return wizard.Remember(stateDir, m) },
	}}, nil
}

// notThere says that the WordPress which was named is not there. One whose
// wp-config.php cannot be read with certainty is: its constants can be checked
// and printed, and it can be looked into.
func (p *program) notThere(found wizard.Found) error {
	if named := p.flags.wpPath != "" || p.flags.wpConfig != ""; !named || isRefused(found) {
		return nil
	}
	return found.Err
}

// isRefused reports that wp-config.php cannot be read with certainty.
func isRefused(found wizard.Found) bool { return as[*wpconfig.Refusal](found.Err) }

// unanswered says which answers are missing, or what keeps them from being read where they should be.
func (s site) unanswered(missing wizard.Missing) error {
	if isRefused(s.found) {
		return s.found.Err
	}
	return &plain.MissingError{Missing: missing}
}

func (p *program) stateDir() (string, error) {
	if p.flags.stateDir != "" {
		return p.flags.stateDir, nil
	}
	dir, err := safefile.DefaultStateDir()
	if err != nil {
		return "", usage("usage.no-home")
	}
	return dir, nil
}

// pins are the keys that the panel may have: those given, else those
// remembered, which are those of one host. One empty value forgets what is remembered. A remembered pin that
// cannot be read is an error too: to go on without it would be to trust more.
func (p *program) pins(memory wizard.Memory) (pins []enhance.Pin, host string, err error) {
	texts := p.flags.tlsPins
	switch {
	case len(texts) == 0:
		texts, host = memory.Pins, memory.PinHost
	case len(texts) == 1 && texts[0] == "":
		return nil, "", nil
	}
	for _, s := range texts {
		pin, err := enhance.ParsePin(s)
		if err != nil {
			return nil, "", &usageError{err: err, explanation: text.Explain(err)}
		}
		if !slices.Contains(pins, pin) {
			pins = append(pins, pin)
		}
	}
	return pins, host, nil
}

// roots are the authorities to trust; nil for the system's alone. An empty value
// forgets what is remembered.
func (p *program) roots(memory wizard.Memory) (*x509.CertPool, string, error) {
	file, remembered := p.flags.caCert, false
	if file == "" && !p.flags.forgetCA {
		file, remembered = memory.CACert, true
	}
	if file == "" {
		return nil, "", nil
	}
	roots, err := enhance.LoadRootCAs(file)
	if err != nil {
		explanation := text.Explain(err)
		if remembered {
			explanation.Next = text.Say("usage.ca-cert-remembered")
		}
		return nil, "", &usageError{err: err, explanation: explanation}
	}
	return roots, file, nil
}
