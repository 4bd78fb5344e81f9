package safefile

import (
	"path/filepath"

	"golang.org/x/sys/unix"
)

// documentRoot is the directory, the given one or one above it, that looks like
// what a web server serves; "" if there is none.
func documentRoot(dir string) string {
	for {
		for _, name := range []string{"wp-load.php", "wp-settings.php", "wp-config.php", "index.php"} {
			var stat unix.Stat_t
			if unix.Lstat(filepath.Join(dir, name), &stat) == nil {
				return dir
			}
		}
		if dir == "/" {
			return ""
		}
		dir = filepath.Dir(dir)
	}
}
