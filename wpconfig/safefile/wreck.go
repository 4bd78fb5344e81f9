package safefile

import (
	"golang.org/x/sys/unix"
)

// wreck is one file of an interrupted transaction, as it is found.
type wreck struct {
	*operation
	index       int // in the manifest
	file        manifestFile
	overwriting bool // the journal says that it was being overwritten
	now         *version
	aside       *version // what has the temporary name
	state       wreckState
}

// wreckState says how far a file had come.
type wreckState int

const (
	stillOld   wreckState = iota // not reached yet, or put back already
	alreadyNew                   // the new content is in place
	displaced                    // the new content is in place, but it displaced somebody's edit
	torn                         // overwriting was cut off
	edited                       // somebody has written or replaced it since
)

// examine looks at the file and at what lies beside it. What may not be touched is
// not ours any more.
func (w *wreck) examine() error {
	known := w.file.Before
	if known == nil {
		known = w.file.After
	}
	w.uid, w.gid, w.mode = known.UID, known.GID, known.Mode
	if err := w.actAs(w.uid, w.gid); err != nil {
		return err
	}
	var err error
	w.aside, err = w.lookAllowingAbsence(w.temporary)
	if _, refused := asRefused(err); err != nil && !refused {
		return err
	}
	w.now, err = w.lookAllowingAbsence(w.name)
	if _, refused := asRefused(err); refused {
		w.state, w.progress = edited, pending
		return nil
	}
	if err != nil {
		return err
	}
	w.judge()
	return nil
}

func (w *wreck) judge() {
	before, after := w.file.Before, w.file.After
	w.staged = w.now
	switch {
	case before.holds(w.now):
		w.state, w.progress = stillOld, prepared
	case after.holds(w.now):
		w.judgeNew()
	case w.overwriting && w.now != nil:
		w.state, w.progress, w.staged = torn, overwritten, nil
	default:
		w.state, w.progress = edited, pending
	}
}

// judgeNew is judge for a file that has its new content.
func (w *wreck) judgeNew() {
	replacing := w.file.Before != nil && w.file.After != nil
	switch {
	case w.overwriting:
		w.state, w.progress = alreadyNew, overwritten
	case w.asideIsOurs() && replacing && w.aside == nil:
		w.state, w.progress = alreadyNew, substituted
	case w.asideIsOurs():
		w.state, w.progress = alreadyNew, exchanged
	case replacing:
		w.state, w.progress = displaced, exchanged
	default:
		w.state, w.progress = edited, pending
	}
}

// asideIsOurs tells whether what lies aside, if anything, is the old or the new
// content.
func (w *wreck) asideIsOurs() bool {
	return w.aside == nil || w.file.Before.holds(w.aside) || w.file.After.holds(w.aside)
}

func (w *wreck) removeAside() error {
	err := w.do(func() error { return w.dir.Remove(w.temporary) })
	return classify("removing", w.dir.Join(w.temporary), err)
}

// equip gives the operation the old content, where putting back may need it. The
// attributes are not in the manifest: the new file has carried them.
func (w *wreck) equip(e *entry) error {
	if w.file.Before == nil || w.state == stillOld || w.state == edited {
		return nil
	}
	content, err := e.backup(w.file)
	if err != nil {
		return err
	}
	w.before = &version{content: content}
	w.before.stat.Uid, w.before.stat.Gid = w.uid, w.gid
	w.before.stat.Mode, w.before.stat.Size = w.mode|unix.S_IFREG, w.file.Before.Size
	if w.now != nil {
		w.before.attributes = w.now.attributes
		w.after = w.now.content
	}
	return nil
}
