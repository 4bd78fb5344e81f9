package safefile

import (
	"errors"
	"io/fs"
	"slices"
	"time"
)

// EntryState says what became of a change.
type EntryState string

// The states of an [Entry].
const (
	// EntryApplied: it is in force, and can be undone.
	EntryApplied EntryState = "applied"
	// EntryReverted: it was undone.
	EntryReverted EntryState = "reverted"
	// EntryUndoing: it is itself an undo.
	EntryUndoing EntryState = "undo"
	// EntryOpen: it was cut off and waits for Recover, or is being made now.
	EntryOpen EntryState = "interrupted"
	// EntryConflict: it was cut off, and somebody's edit was in the way of the
	// repair. Its copies are kept.
	EntryConflict EntryState = "conflict"
)

// EntryStates returns all states.
func EntryStates() []EntryState {
	return []EntryState{EntryApplied, EntryReverted, EntryUndoing, EntryOpen, EntryConflict}
}

// Entry is one transaction that the vault remembers.
type Entry struct {
	ID    string
	At    time.Time // UTC
	State EntryState
	Undid string   // of an undo: the change it took back
	Names []string // constants that were set
	Files []EntryFile
}

// EntryFile is one file of an [Entry].
type EntryFile struct {
	Path    string
	Label   string
	Backup  string // path of the private copy; empty if there is none
	Created bool   // the change made the file
}

// Touches tells whether the change was one of this file (a resolved path).
func (e Entry) Touches(path string) bool {
	return slices.ContainsFunc(e.Files, func(f EntryFile) bool { return f.Path == path })
}

// Entries lists what the vault remembers, the newest first. Within one site the
// order is that of the changes, even if the clock jumped.
func (v *Vault) Entries() ([]Entry, error) {
	folders, err := v.siteFolders()
	if err != nil {
		return nil, err
	}
	var sites [][]Entry
	for _, folder := range folders {
		entries, err := v.entriesIn(folder)
		if err != nil {
			return nil, err
		}
		sites = append(sites, entries)
	}
	return merge(sites), nil
}

func (v *Vault) entriesIn(folder string) ([]Entry, error) {
	site, err := v.open(false, backupsFolder, folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer site.Close()
	journal, err := entriesOf(site)
	if err != nil {
		return nil, err
	}
	defer closeAll(journal)
	undone := make(map[string]bool)
	for _, e := range journal {
		if e.done && e.manifest.Undoes != "" {
			undone[e.manifest.Undoes] = true
		}
	}
	var entries []Entry
	for _, e := range journal {
		if e.readable {
			entries = append(entries, e.describe(undone[e.manifest.ID]))
		}
	}
	return entries, nil
}

func (e *entry) describe(undone bool) Entry {
	m := &e.manifest
	d := Entry{ID: m.ID, At: m.At, Undid: m.Undoes, Names: m.Names, State: EntryApplied}
	switch {
	case !e.closed():
		d.State = EntryOpen
	case e.conflict:
		d.State = EntryConflict
	case m.Undoes != "":
		d.State = EntryUndoing
	case undone:
		d.State = EntryReverted
	}
	for _, f := range m.Files {
		file := EntryFile{Path: f.Path, Label: f.Label, Created: f.Before == nil}
		if f.Backup != "" && d.State != EntryUndoing {
			file.Backup = e.dir.Join(f.Backup)
		}
		d.Files = append(d.Files, file)
	}
	return d
}

// merge sorts by time and then gives each site's places to its entries in their
// own order, which a clock that jumped does not disturb.
func merge(sites [][]Entry) []Entry {
	type placed struct {
		at   time.Time
		site int
	}
	var places []placed
	for site, entries := range sites {
		for _, e := range entries {
			places = append(places, placed{at: e.At, site: site})
		}
	}
	slices.SortStableFunc(places, func(a, b placed) int { return b.at.Compare(a.at) })
	merged := make([]Entry, 0, len(places))
	next := make([]int, len(sites))
	for _, p := range places {
		merged = append(merged, sites[p.site][next[p.site]])
		next[p.site]++
	}
	return merged
}
