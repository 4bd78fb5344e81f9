package wpconfig

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// coresBelow returns the directories one level below dir that hold a WordPress without its own wp-config.php.
func coresBelow(dir string) []string {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil
	}
	var below []string
	for _, entry := range entries {
		child := filepath.Join(dir, entry.Name())
		if own, err := exists(filepath.Join(child, configFile)); err == nil && !own && hasCore(child) {
			below = append(below, child)
		}
	}
	return below
}

// maxIndexSize is far above any index.php of WordPress, which has some 400 bytes.
const maxIndexSize = 64 << 10

// ownDirectory returns the root of a WordPress in a directory of its own, which the index.php of dir loads as the
// handbook describes ("Giving WordPress its own directory"); empty when it does not.
func ownDirectory(dir string) string {
	f := &File{}
	index := filepath.Join(dir, "index.php")
	content, _, err := readRegular(index, maxIndexSize)
	if err != nil {
		return ""
	}
	u, refusal := newUnit(index, content)
	if refusal != nil {
		return ""
	}
	for _, inc := range u.includes {
		path, ok := f.includePath(u, inc)
		if root := filepath.Dir(path); ok && filepath.Base(path) == "wp-blog-header.php" && hasCore(root) {
			return root
		}
	}
	return ""
}

// hasCore tells whether a WordPress lies in dir. One that cannot be looked at counts as none, as for PHP.
func hasCore(dir string) bool {
	info, err := os.Stat(filepath.Join(dir, settingsFile))
	return err == nil && info.Mode().IsRegular()
}

// exists tells whether PHP's file_exists() would say so; not being allowed to look is an error.
func exists(path string) (bool, error) {
	_, err := os.Stat(path)
	switch {
	case err == nil:
		return true, nil
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		return false, nil
	default:
		return false, unreadable(path, err)
	}
}
