package safefile

import (
	"errors"
	"io/fs"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"

	"enhance-wizard/wpconfig/safefile/internal/descriptor"
)

// An entry of the vault is a directory, and the journal is which files it holds;
// each of them is only ever created, whole, never changed.
//
//	no readable manifest.json   nothing was changed yet: worthless
//	manifest.json               "intent": backups are on the disk, the files are being changed
//	inplace.N                   file N is being overwritten, so it may be torn
//	done                        "done": all files are new
//	conflict                    repaired as far as somebody's edit allowed; found.N is what was found
//
// The manifest is synced, and its name too, before the first file is changed.
const (
	manifestName   = "manifest.json"
	doneMarker     = "done"
	conflictMarker = "conflict"
	inPlacePrefix  = "inplace."
	manifestLimit  = 1 << 20
)

// entry is an open directory of the journal.
type entry struct {
	dir      *descriptor.Dir
	manifest manifest
	readable bool // it has a manifest
	foreign  bool // it has one that a later version wrote, or a broken one after "done"
	done     bool
	conflict bool
	inPlace  map[int]bool
}

func (e *entry) close() { e.dir.Close() }

// closed tells that nothing is left to be done.
func (e *entry) closed() bool { return e.done || e.conflict }

// readEntry reads the journal of one transaction.
func readEntry(site *descriptor.Dir, name string) (*entry, error) {
	dir, err := site.Open(name)
	if err != nil {
		return nil, classify("opening", site.Join(name), err)
	}
	e := &entry{dir: dir, inPlace: make(map[int]bool)}
	if err := e.read(); err != nil {
		dir.Close()
		return nil, err
	}
	return e, nil
}

func (e *entry) read() error {
	names, err := e.dir.Names()
	if err != nil {
		return classify("listing", e.dir.Path(), err)
	}
	for _, name := range names {
		e.done = e.done || name == doneMarker
		e.conflict = e.conflict || name == conflictMarker
		if n, err := strconv.Atoi(strings.TrimPrefix(name, inPlacePrefix)); err == nil && strings.HasPrefix(name, inPlacePrefix) {
			e.inPlace[n] = true
		}
	}
	content, err := readPrivate(e.dir, manifestName, manifestLimit)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	e.manifest, e.readable = decodeManifest(content)
	whole := strings.Contains(string(content), `"schema"`) && strings.HasSuffix(string(content), "}\n")
	e.foreign = !e.readable && (whole || e.closed())
	return nil
}

// createEntry keeps the backups and then, as the intent, the manifest.
func createEntry(site *descriptor.Dir, m manifest, t *transaction) (*entry, error) {
	if err := site.Mkdir(m.ID, 0o700); err != nil {
		return nil, classify("making", site.Join(m.ID), err)
	}
	dir, err := site.Open(m.ID)
	if err != nil {
		return nil, classify("opening", site.Join(m.ID), err)
	}
	e := &entry{dir: dir, manifest: m, readable: true, inPlace: make(map[int]bool)}
	if err := e.fill(site, t); err != nil {
		_ = e.remove(site)
		e.close()
		return nil, err
	}
	return e, nil
}

func (e *entry) fill(site *descriptor.Dir, t *transaction) error {
	for i, o := range t.operations {
		if o.before == nil {
			continue
		}
		if err := writePrivate(e.dir, e.manifest.Files[i].Backup, o.before.content); err != nil {
			return err
		}
	}
	encoded, err := e.manifest.encode()
	if err != nil {
		return classify("encoding", e.dir.Join(manifestName), err)
	}
	if err := writePrivate(e.dir, manifestName, encoded); err != nil {
		return err
	}
	if err := e.dir.Sync(); err != nil {
		return classify("syncing", e.dir.Path(), err)
	}
	return classify("syncing", site.Path(), site.Sync())
}

// mark adds an empty file to the journal, durably or not at all.
func (e *entry) mark(name string) error {
	file, err := e.dir.Create(name, 0o600)
	if errors.Is(err, unix.EEXIST) {
		return nil
	}
	if err != nil {
		return classify("marking", e.dir.Join(name), err)
	}
	file.Close()
	if err := e.dir.Sync(); err != nil {
		_ = e.dir.Remove(name)
		return classify("marking", e.dir.Join(name), err)
	}
	return nil
}

func (e *entry) markInPlace(i int) error { return e.mark(inPlacePrefix + strconv.Itoa(i)) }

// remove forgets the transaction. The manifest goes first:
// what a crash leaves after that is worthless and known to be.
func (e *entry) remove(site *descriptor.Dir) error {
	if err := e.dir.Remove(manifestName); err != nil && !errors.Is(err, unix.ENOENT) {
		return classify("removing", e.dir.Path(), err)
	}
	names, err := e.dir.Names()
	if err != nil {
		return classify("listing", e.dir.Path(), err)
	}
	for _, name := range names {
		if err := e.dir.Remove(name); err != nil {
			return classify("removing", e.dir.Join(name), err)
		}
	}
	return classify("removing", e.dir.Path(), site.RemoveDir(baseName(e.dir)))
}

// dropBackups removes the copies and keeps the record.
func (e *entry) dropBackups() error {
	for _, f := range e.manifest.Files {
		if f.Backup == "" {
			continue
		}
		if err := e.dir.Remove(f.Backup); err != nil && !errors.Is(err, unix.ENOENT) {
			return classify("removing", e.dir.Join(f.Backup), err)
		}
	}
	return nil
}

// backup reads a copy and makes sure that it is what was recorded.
func (e *entry) backup(f manifestFile) ([]byte, error) {
	content, err := readPrivate(e.dir, f.Backup, MaxSize)
	if err != nil {
		return nil, err
	}
	if digest(content) != f.Before.SHA256 {
		return nil, &FailedError{Op: "reading", Path: e.dir.Join(f.Backup), Outcome: OutcomeOld, Err: errReadBack}
	}
	return content, nil
}
