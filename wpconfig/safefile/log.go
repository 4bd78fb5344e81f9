package safefile

import (
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"

	"enhance-wizard/wpconfig/safefile/internal/descriptor"
)

// OpenLog opens a file that the user asked for to add to its end, and makes it
// where it is missing: 0600, the caller's own, with one name, and no place that a
// web server could serve. A log is the one file that is not written whole: it is
// to hold what was said before a crash. Errors: *RefusedError, *FailedError.
func OpenLog(path string) (*os.File, error) {
	asked, err := filepath.Abs(path)
	if err != nil {
		return nil, classify("resolving", path, err)
	}
	at, err := openPlace(asked)
	if err != nil {
		return nil, err
	}
	defer at.close()
	if root := documentRoot(at.dir.Path()); root != "" {
		return nil, &RefusedError{Path: at.path(), Reason: ReasonDocumentRoot}
	}
	file, err := at.dir.Append(at.name, 0o600)
	if err != nil {
		return nil, classify("opening", at.path(), err)
	}
	if err := checkLog(file); err != nil {
		file.Close()
		return nil, err
	}
	return file.Release(), nil
}

func checkLog(file *descriptor.File) error {
	stat, err := file.Stat()
	switch {
	case err != nil:
		return classify("examining", file.Path(), err)
	case stat.Mode&unix.S_IFMT != unix.S_IFREG:
		return &RefusedError{Path: file.Path(), Reason: ReasonNotRegular}
	case stat.Nlink != 1:
		return &RefusedError{Path: file.Path(), Reason: ReasonHardLink}
	case int(stat.Uid) != os.Geteuid():
		return &RefusedError{Path: file.Path(), Reason: ReasonNotPermitted}
	case stat.Mode&0o077 != 0:
		return classify("closing to others", file.Path(), file.Chmod(0o600))
	default:
		return nil
	}
}
