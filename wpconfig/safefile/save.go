package safefile

import (
	"io/fs"
	"path/filepath"
)

// Save makes a new file that the user asked for, with the permission bits of mode.
// It refuses a name that exists, be it a dangling link, and a place that a web
// server could serve. On an error nothing is left. Errors: *RefusedError,
// *FailedError.
func Save(path string, content []byte, mode fs.FileMode) error {
	asked, err := filepath.Abs(path)
	if err != nil {
		return classify("resolving", path, err)
	}
	at, err := openPlace(asked)
	if err != nil {
		return err
	}
	defer at.close()
	if root := documentRoot(at.dir.Path()); root != "" {
		return &RefusedError{Path: at.path(), Reason: ReasonDocumentRoot}
	}
	file, err := at.dir.Create(at.name, 0o600)
	if err != nil {
		return classify("creating", at.path(), err)
	}
	defer file.Close()
	err = fillPrivate(file, content)
	if err == nil && mode.Perm() != 0o600 {
		err = file.Chmod(uint32(mode.Perm()))
	}
	if err == nil {
		err = at.dir.Sync()
	}
	if err != nil {
		_ = at.dir.Remove(at.name)
		return classify("writing", at.path(), err)
	}
	return nil
}
