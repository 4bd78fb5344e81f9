package safefile

import (
	"errors"
	"strconv"

	"enhance-wizard/wpconfig/safefile/internal/descriptor"
)

// repair makes all files of an interrupted transaction new if they all are, and
// old if not. Only content decides, by its hash: a repair may itself be cut off
// and run again.
func (e *entry) repair(site *descriptor.Dir) (Recovered, error) {
	r := Recovered{ID: e.manifest.ID, Paths: e.manifest.paths(), Undo: e.manifest.Undoes != ""}
	wrecks, err := e.wrecks()
	defer func() {
		for _, w := range wrecks {
			w.close()
		}
	}()
	if err != nil {
		return r, err
	}
	finished := len(wrecks) == len(e.manifest.Files)
	for _, w := range wrecks {
		finished = finished && w.state == alreadyNew
	}
	if finished {
		r.Outcome = RecoveryFinished
		return r, e.finish(wrecks)
	}
	r.Outcome = RecoveryRestored
	if len(wrecks) != len(e.manifest.Files) {
		r.Outcome = RecoveryConflict
	}
	for i := len(wrecks) - 1; i >= 0; i-- {
		if err := e.restore(wrecks[i], &r); err != nil {
			return r, err
		}
	}
	if r.Outcome == RecoveryConflict || len(r.Copies) > 0 {
		return r, e.mark(conflictMarker)
	}
	return r, e.remove(site)
}

// wrecks pins and locks the directories that are still there and looks at the files.
func (e *entry) wrecks() ([]*wreck, error) {
	var (
		wrecks     []*wreck
		operations []*operation
	)
	for i, f := range e.manifest.Files {
		at, err := openPlace(f.Path)
		if refused, ok := asRefused(err); ok && refused.Reason == ReasonMissing {
			continue
		}
		if err != nil {
			return wrecks, err
		}
		o := &operation{place: at, temporary: f.Temporary, remove: f.After == nil}
		wrecks = append(wrecks, &wreck{operation: o, index: i, file: f, overwriting: e.inPlace[i]})
		operations = append(operations, o)
	}
	if err := lockDirectories(operations); err != nil {
		return wrecks, err
	}
	for _, w := range wrecks {
		if err := w.examine(); err != nil {
			return wrecks, err
		}
		if err := w.equip(e); err != nil {
			return wrecks, err
		}
	}
	return wrecks, nil
}

// restore puts one file back, if it is ours to put back.
func (e *entry) restore(w *wreck, r *Recovered) error {
	switch w.state {
	case stillOld:
	case alreadyNew:
		if w.remove && w.aside == nil { // somebody took it away; the backup has it
			r.Outcome = RecoveryConflict
			return nil
		}
	case displaced:
		r.Outcome = RecoveryConflict
	case torn: // or edited since: nobody can tell
		if err := e.keepCopy(w, w.now, r); err != nil {
			return err
		}
	case edited:
		r.Outcome = RecoveryConflict
		return e.clearAside(w, r)
	}
	err := w.do(w.putBack)
	if _, changed := errors.AsType[*ChangedError](err); changed {
		r.Outcome = RecoveryConflict
		return nil
	}
	return err
}

// clearAside removes what lies under the temporary name of a file that somebody
// edited. A private copy stays where it is not known for ours.
func (e *entry) clearAside(w *wreck, r *Recovered) error {
	if w.aside == nil {
		return nil
	}
	if !w.asideIsOurs() {
		if err := e.keepCopy(w, w.aside, r); err != nil {
			return err
		}
	}
	return w.removeAside()
}

func (e *entry) keepCopy(w *wreck, v *version, r *Recovered) error {
	name := "found." + strconv.Itoa(w.index)
	err := writePrivate(e.dir, name, v.content)
	if refused, ok := asRefused(err); ok && refused.Reason == ReasonExists {
		err = nil // kept by a repair that was cut off
	}
	r.Copies = append(r.Copies, e.dir.Join(name))
	return err
}

// finish closes a transaction that had come to its end but for the last mark.
func (e *entry) finish(wrecks []*wreck) error {
	if err := e.mark(doneMarker); err != nil {
		return err
	}
	for _, w := range wrecks {
		if w.aside == nil {
			continue
		}
		if err := w.removeAside(); err != nil {
			return err
		}
	}
	if e.manifest.Undoes != "" {
		return e.dropBackups()
	}
	return nil
}
