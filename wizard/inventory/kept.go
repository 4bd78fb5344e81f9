package inventory

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"strings"

	"enhance-wizard/wpconfig/safefile"
)

// Kept is where the last verdicts about one set of domains are kept between two runs: in the state folder, which never
// lies under a document root. Whoever looks at the same domains shares them.
type Kept struct {
	// StateDir is the state folder.
	StateDir string
	// Of says which domains these are: everything that tells them from another set.
	Of []string
}

// Load gives what Save kept last; nothing when nothing was kept.
func (k Kept) Load() ([]byte, error) {
	vault, err := safefile.OpenVault(k.StateDir)
	if err != nil {
		return nil, err
	}
	state, err := vault.ReadState(k.name())
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return state, err
}

// Save keeps the verdicts.
func (k Kept) Save(state []byte) error {
	vault, err := safefile.OpenVault(k.StateDir)
	if err != nil {
		return err
	}
	return vault.WriteState(k.name(), state)
}

func (k Kept) name() string {
	sum := sha256.Sum256([]byte(strings.Join(k.Of, "\x00")))
	return "verdicts-" + hex.EncodeToString(sum[:8]) + ".json.gz"
}
