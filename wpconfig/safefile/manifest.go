package safefile

import (
	"encoding/json"
	"path/filepath"
	"strconv"
	"time"
)

// manifestSchema is raised when older programs could misread a manifest.
const manifestSchema = 1

// manifest is what the vault knows of a transaction: no contents, no values.
type manifest struct {
	Schema   int            `json:"schema"`
	ID       string         `json:"id"`
	Sequence uint64         `json:"sequence"` // order within the site; clocks jump
	At       time.Time      `json:"at"`
	Undoes   string         `json:"undoes,omitempty"`
	Names    []string       `json:"names"`
	Files    []manifestFile `json:"files"`
}

type manifestFile struct {
	Path      string  `json:"path"`
	Label     string  `json:"label,omitempty"`
	Temporary string  `json:"temporary"`        // name beside the path
	Backup    string  `json:"backup,omitempty"` // name beside the manifest
	Before    *record `json:"before"`           // null: there was no file
	After     *record `json:"after"`            // null: the file was removed
}

func newManifest(sequence uint64, t *transaction) manifest {
	m := manifest{
		Schema: manifestSchema, Sequence: sequence, At: time.Now().UTC(),
		Undoes: t.undoes, Names: append([]string{}, t.names...),
	}
	m.ID = m.At.Format("20060102-150405") + "-" + randomHex(4)
	for i, o := range t.operations {
		file := manifestFile{
			Path: o.path(), Label: o.label, Temporary: o.temporary,
			Before: o.before.record(), After: o.wanted(),
		}
		if o.before != nil {
			file.Backup = strconv.Itoa(i) + "-" + filepath.Base(file.Path)
		}
		m.Files = append(m.Files, file)
	}
	return m
}

func (m *manifest) encode() ([]byte, error) {
	encoded, err := json.MarshalIndent(m, "", "  ")
	return append(encoded, '\n'), err
}

// decodeManifest says no to what a crash cut off and to what a later version wrote.
func decodeManifest(content []byte) (manifest, bool) {
	var m manifest
	if json.Unmarshal(content, &m) != nil || m.Schema != manifestSchema || len(m.Files) == 0 {
		return manifest{}, false
	}
	for _, f := range m.Files {
		plain := f.Temporary == filepath.Base(f.Temporary) && (f.Backup == "" || f.Backup == filepath.Base(f.Backup))
		if !filepath.IsAbs(f.Path) || !plain || f.Before == nil && f.After == nil || f.Before != nil && f.Backup == "" {
			return manifest{}, false
		}
	}
	return m, true
}

func (m *manifest) paths() []string {
	paths := make([]string, len(m.Files))
	for i, f := range m.Files {
		paths[i] = f.Path
	}
	return paths
}
