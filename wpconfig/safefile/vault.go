package safefile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"golang.org/x/sys/unix"

	"enhance-wizard/wpconfig/safefile/internal/descriptor"
)

// The folders of the vault.
const (
	backupsFolder = "backups" // backups/<site>/<entry>/
	stateFolder   = "state"   // state/<name>
)

// Vault is the private folder of backups and state, 0700, its files 0600. Nothing
// is created in it before something is to be kept. It is safe for use by several
// goroutines and processes.
type Vault struct {
	path string // absolute, without symbolic links
}

// DefaultStateDir is where the vault lies when nothing else was asked for:
// /var/lib/enhance-wizard for root, else enhance-wizard in the folder that the XDG
// Base Directory Specification (0.8) gives for state.
func DefaultStateDir() (string, error) {
	if os.Geteuid() == 0 {
		return "/var/lib/enhance-wizard", nil
	}
	if state := os.Getenv("XDG_STATE_HOME"); filepath.IsAbs(state) { // relative ones are invalid there
		return filepath.Join(state, "enhance-wizard"), nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", &RefusedError{Path: "~", Reason: ReasonMissing, Err: err}
	}
	return filepath.Join(home, ".local", "state", "enhance-wizard"), nil
}

// OpenVault checks the folder and does not create it yet: it must not lie where a
// web server could serve it, and nobody else may own or write it, nor own a folder
// above it. Errors: *RefusedError, *FailedError.
func OpenVault(stateDir string) (*Vault, error) {
	asked, err := filepath.Abs(stateDir)
	if err != nil {
		return nil, classify("resolving", stateDir, err)
	}
	existing, missing, err := openExisting(asked)
	if err != nil {
		return nil, err
	}
	defer existing.Close()
	v := &Vault{path: filepath.Join(append([]string{existing.Path()}, missing...)...)}
	if len(missing) == 0 {
		if err := private(existing); err != nil {
			return nil, err
		}
	}
	if err := trustedAbove(v.path); err != nil {
		return nil, err
	}
	if root := documentRoot(v.path); root != "" {
		return nil, &RefusedError{Path: v.path, Reason: ReasonDocumentRoot}
	}
	return v, nil
}

// openExisting opens the deepest directory of a path that is there, and names the
// ones below it that are not.
func openExisting(path string) (*descriptor.Dir, []string, error) {
	var missing []string
	for {
		dir, err := descriptor.OpenDir(path)
		if err == nil {
			return dir, missing, nil
		}
		if !errors.Is(err, unix.ENOENT) || path == "/" {
			return nil, nil, classify("opening", path, err)
		}
		missing = slices.Insert(missing, 0, filepath.Base(path))
		path = filepath.Dir(path)
	}
}

// private makes sure that the folder is ours alone to write.
func private(dir *descriptor.Dir) error {
	stat, err := dir.Stat()
	if err != nil {
		return classify("examining", dir.Path(), err)
	}
	if int(stat.Uid) != os.Geteuid() || stat.Mode&0o022 != 0 {
		return &RefusedError{Path: dir.Path(), Reason: ReasonStateOwner}
	}
	return nil
}

// trustedAbove makes sure that nobody but root and ourselves could move the folder
// away and put another there. Folders that everybody may write pass with the
// sticky bit only. Groups are let pass: a private group per user is common.
func trustedAbove(path string) error {
	for path != "/" {
		path = filepath.Dir(path)
		var stat unix.Stat_t
		err := unix.Lstat(path, &stat)
		if errors.Is(err, unix.ENOENT) {
			continue
		}
		if err != nil {
			return classify("examining", path, err)
		}
		open := stat.Mode&unix.S_IWOTH != 0 && stat.Mode&unix.S_ISVTX == 0
		if open || stat.Uid != 0 && int(stat.Uid) != os.Geteuid() {
			return &RefusedError{Path: path, Reason: ReasonStateOwner}
		}
	}
	return nil
}

// open opens a folder of the vault; without names the vault itself. Unless it is
// to be made, a missing one is fs.ErrNotExist.
func (v *Vault) open(create bool, names ...string) (*descriptor.Dir, error) {
	dir, missing, err := openExisting(v.path)
	if err != nil {
		return nil, err
	}
	if create && len(missing) == 0 {
		if err := closeToOthers(dir); err != nil {
			dir.Close()
			return nil, err
		}
	}
	for _, name := range append(missing, names...) {
		next, err := enter(dir, name, create)
		dir.Close()
		if err != nil {
			return nil, err
		}
		dir = next
	}
	if err := private(dir); err != nil {
		dir.Close()
		return nil, err
	}
	return dir, nil
}

// closeToOthers closes a vault that was there before, and that holds nothing but ours,
// to the eyes of others.
func closeToOthers(dir *descriptor.Dir) error {
	stat, err := dir.Stat()
	if err != nil || stat.Mode&0o077 == 0 {
		return classify("examining", dir.Path(), err)
	}
	names, err := dir.Names()
	if err != nil {
		return classify("listing", dir.Path(), err)
	}
	for _, name := range names {
		if name != backupsFolder && name != stateFolder {
			return nil
		}
	}
	return classify("closing to others", dir.Path(), dir.Chmod(0o700))
}

// enter opens a directory in a directory, after making it if wanted.
func enter(dir *descriptor.Dir, name string, create bool) (*descriptor.Dir, error) {
	next, err := dir.Open(name)
	if err == nil || !errors.Is(err, unix.ENOENT) {
		return next, classify("opening", dir.Join(name), err)
	}
	if !create {
		return nil, fs.ErrNotExist
	}
	if err := dir.Mkdir(name, 0o700); err != nil && !errors.Is(err, unix.EEXIST) {
		return nil, classify("making", dir.Join(name), err)
	}
	if err := dir.Sync(); err != nil {
		return nil, classify("syncing", dir.Path(), err)
	}
	next, err = dir.Open(name)
	return next, classify("opening", dir.Join(name), err)
}
