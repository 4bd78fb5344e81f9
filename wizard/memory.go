package wizard

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"enhance-wizard/wpconfig/safefile"
)

// Memory is what the next run should know about a site and wp-config.php cannot
// hold. It never holds the token, and no ids: those that are known are written,
// and where they are gone they may be another panel's.
type Memory struct {
	Schema int    `json:"schema"`
	Path   string `json:"wp_config"`
	CACert string `json:"ca_cert,omitempty"`
	// Pins are the pinned keys of the panel at PinHost, as [enhance.Pin] prints
	// them.
	Pins    []string `json:"tls_pins,omitempty"`
	PinHost string   `json:"tls_pin_host,omitempty"`
}

func (s *Session) memory() Memory {
	m := Memory{Schema: 1, Path: s.found.Location.Config, CACert: s.options.CACert}
	for _, pin := range s.pins() {
		m.Pins, m.PinHost = append(m.Pins, pin.String()), s.base.Host()
	}
	return m
}

// Remember keeps a site's memory in the state folder.
func Remember(stateDir string, m Memory) error {
	content, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return fmt.Errorf("remembering the site: %w", err)
	}
	vault, err := safefile.OpenVault(stateDir)
	if err != nil {
		return err
	}
	return vault.WriteState(memoryName(m.Path), content)
}

// Recall gives what was remembered of the site with that wp-config.php; the
// zero Memory when there is nothing that can be read.
func Recall(stateDir, config string) Memory {
	var m Memory
	vault, err := safefile.OpenVault(stateDir)
	if err != nil {
		return m
	}
	content, err := vault.ReadState(memoryName(config))
	if err != nil || json.Unmarshal(content, &m) != nil || m.Path != config {
		return Memory{}
	}
	return m
}

func memoryName(config string) string {
	sum := sha256.Sum256([]byte(config))
	return "site-" + hex.EncodeToString(sum[:8]) + ".json"
}
