package safefile

import (
	"cmp"
	"errors"
	"io/fs"
	"slices"

	"enhance-wizard/wpconfig/safefile/internal/descriptor"
)

// keep is how many changes of a file can be undone.
const keep = 5

// siteFolder is the folder of the vault for the sites' directories: a digest, so
// that no path can clash or be too long.
func siteFolder(directory string) string { return digest([]byte(directory))[:16] }

// lockSite opens the folder for a directory and locks it: who has the lock may
// change entries.
func (v *Vault) lockSite(directory string) (*descriptor.Dir, error) {
	site, err := v.open(true, backupsFolder, siteFolder(directory))
	if err != nil {
		return nil, err
	}
	if err := lock(site); err != nil {
		site.Close()
		if busy, ok := errors.AsType[*BusyError](err); ok {
			busy.Path = directory
		}
		return nil, err
	}
	return site, nil
}

// siteFolders names the sites in the vault.
func (v *Vault) siteFolders() ([]string, error) {
	backups, err := v.open(false, backupsFolder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer backups.Close()
	names, err := backups.Names()
	slices.Sort(names)
	return names, classify("listing", backups.Path(), err)
}

// entriesOf reads a site's journal, the newest first. The caller closes them.
func entriesOf(site *descriptor.Dir) (entries []*entry, err error) {
	names, err := site.Names()
	if err != nil {
		return nil, classify("listing", site.Path(), err)
	}
	for _, name := range names {
		e, err := readEntry(site, name)
		if refused, ok := asRefused(err); ok && (refused.Reason == ReasonMissing || refused.Reason == ReasonNotRegular) {
			continue // removed just now by the run that holds the lock
		}
		if err != nil {
			closeAll(entries)
			return nil, err
		}
		entries = append(entries, e)
	}
	slices.SortFunc(entries, func(a, b *entry) int {
		return cmp.Or(
			cmp.Compare(b.manifest.Sequence, a.manifest.Sequence),
			b.manifest.At.Compare(a.manifest.At),
			cmp.Compare(b.manifest.ID, a.manifest.ID),
		)
	})
	return entries, nil
}

func closeAll(entries []*entry) {
	for _, e := range entries {
		e.close()
	}
}

// nextSequence is one above the highest in the site.
func nextSequence(entries []*entry) uint64 {
	var highest uint64
	for _, e := range entries {
		highest = max(highest, e.manifest.Sequence)
	}
	return highest + 1
}

// prune removes what is not among the last changes of any of its files. An undo
// goes with the change that it took back; what is not done stays.
func prune(site *descriptor.Dir) error {
	entries, err := entriesOf(site)
	if err != nil {
		return err
	}
	kept := make(map[string]bool)
	seen := make(map[string]int)
	for _, e := range entries {
		if e.manifest.Undoes != "" {
			continue
		}
		for _, path := range e.manifest.paths() {
			if seen[path]++; seen[path] <= keep {
				kept[e.manifest.ID] = true
			}
		}
	}
	defer closeAll(entries)
	for _, e := range entries {
		old := e.readable && e.closed() && !kept[e.manifest.ID] && !kept[e.manifest.Undoes]
		if !old {
			continue
		}
		if removed := e.remove(site); removed != nil {
			err = removed
		}
	}
	return err
}
