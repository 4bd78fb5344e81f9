package wizard

import (
	"os"
	"path/filepath"
	"strings"

	"enhance-wizard/wpconfig/safefile"
)

// SaveSnippet makes a file that only its owner can read, of constants with the
// token. The path is taken as a person types it: blanks and quotes around it are
// dropped, and ~/ is the home folder. The path that was meant is absolute, and
// told when the file could not be made too.
func SaveSnippet(typed, snippet string) (path string, err error) {
	path = typedPath(typed)
	return path, safefile.Save(path, []byte(snippet), 0o600)
}

func typedPath(typed string) string {
	path := strings.TrimSpace(typed)
	for _, quote := range []string{`"`, `'`} {
		if inner, ok := strings.CutPrefix(path, quote); ok && strings.HasSuffix(inner, quote) {
			path = strings.TrimSuffix(inner, quote)
		}
	}
	if rest, ok := strings.CutPrefix(path, "~/"); ok {
		if home, err := os.UserHomeDir(); err == nil {
			path = filepath.Join(home, rest)
		}
	}
	if absolute, err := filepath.Abs(path); err == nil {
		return absolute
	}
	return path
}
