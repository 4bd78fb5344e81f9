package safefile

import (
	"context"
	"errors"

	"enhance-wizard/wpconfig/safefile/internal/descriptor"
)

// Recovery says what became of an interrupted transaction.
type Recovery string

// The recoveries.
const (
	// RecoveryFinished: all files were new already.
	RecoveryFinished Recovery = "finished"
	// RecoveryRestored: all files are old, again or still.
	RecoveryRestored Recovery = "restored"
	// RecoveryConflict: a file had been edited by somebody else meanwhile. Theirs
	// was left in place and the rest is old; the copies are kept.
	RecoveryConflict Recovery = "conflict"
)

// Recoveries returns all recoveries.
func Recoveries() []Recovery {
	return []Recovery{RecoveryFinished, RecoveryRestored, RecoveryConflict}
}

// Recovered is one interrupted transaction that was repaired.
type Recovered struct {
	ID      string
	Outcome Recovery
	Paths   []string
	Undo    bool     // the interrupted transaction was an undo
	Copies  []string // private copies of contents that nobody could explain
}

// Recover repairs what killed runs left behind and sweeps their temporary files. It
// belongs at the start of every command that writes. Sites that another run is
// working on are skipped. An error does not keep it from the other sites.
func (v *Vault) Recover(ctx context.Context) ([]Recovered, error) {
	release := holdSignals()
	defer release(ctx)
	folders, err := v.siteFolders()
	if err != nil {
		return nil, err
	}
	var (
		all      []Recovered
		problems error
	)
	for _, folder := range folders {
		if ctx.Err() != nil {
			return all, errors.Join(problems, context.Cause(ctx))
		}
		recovered, err := v.recoverFolder(folder)
		if _, busy := errors.AsType[*BusyError](err); !busy {
			problems = errors.Join(problems, err)
		}
		all = append(all, recovered...)
	}
	return all, errors.Join(problems, v.sweepState())
}

func (v *Vault) recoverFolder(folder string) ([]Recovered, error) {
	site, err := v.open(false, backupsFolder, folder)
	if err != nil {
		return nil, err
	}
	defer site.Close()
	if err := lock(site); err != nil {
		return nil, err
	}
	return recoverSite(site)
}

// recoverSite repairs the transactions of one site, whose lock the caller holds.
func recoverSite(site *descriptor.Dir) ([]Recovered, error) {
	entries, err := entriesOf(site)
	if err != nil {
		return nil, err
	}
	defer closeAll(entries)
	var all []Recovered
	for _, e := range entries {
		switch {
		case e.foreign:
		case !e.readable:
			err = e.remove(site)
		case e.closed():
			err = e.sweep()
		default:
			var r Recovered
			if r, err = e.repair(site); err == nil {
				all = append(all, r)
			}
		}
		if err != nil {
			return all, err
		}
	}
	return all, nil
}

// sweep removes what a finished transaction left: the old files beside the new
// ones, and the copies that an undo made for its own safety.
func (e *entry) sweep() error {
	if e.manifest.Undoes != "" && e.done {
		if err := e.dropBackups(); err != nil {
			return err
		}
	}
	for i := range e.manifest.Files {
		f := &e.manifest.Files[i]
		at, err := openPlace(f.Path)
		if err != nil {
			continue // the directory is gone, and what was in it
		}
		err = f.sweep(at)
		at.close()
		if err != nil {
			return err
		}
	}
	return nil
}

func (f *manifestFile) sweep(at *place) error {
	left, err := at.lookAllowingAbsence(f.Temporary)
	if err != nil || left == nil || !f.Before.holds(left) && !f.After.holds(left) {
		return nil //nolint:nilerr // it is not ours any more, so not ours to remove
	}
	if err := lockTarget(at.dir); err != nil {
		return err
	}
	if err := at.actAs(left.stat.Uid, left.stat.Gid); err != nil {
		return err
	}
	return classify("removing", at.dir.Join(f.Temporary), at.do(func() error { return at.dir.Remove(f.Temporary) }))
}
