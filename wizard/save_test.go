package wizard

import (
	"os"
	"path/filepath"
	"testing"
)

func TestAPathIsTakenAsItIsTyped(t *testing.T) {
	home, folder := t.TempDir(), t.TempDir()
	t.Setenv("HOME", home)
	t.Chdir(folder)
	for _, c := range []struct{ name, typed, want string }{
		{"absolute", filepath.Join(folder, "a.php"), filepath.Join(folder, "a.php")},
		{"relative", "b.php", filepath.Join(folder, "b.php")},
		{"blanks around it", "  c.php\t", filepath.Join(folder, "c.php")},
		{"quoted", `"d d.php"`, filepath.Join(folder, "d d.php")},
		{"in the home folder", "~/e.php", filepath.Join(home, "e.php")},
		{"half a quote", `f".php`, filepath.Join(folder, `f".php`)},
	} {
		t.Run(c.name, func(t *testing.T) {
			path, err := SaveSnippet(c.typed, "<?php\n")
			if err != nil || path != c.want {
				t.Fatalf("%s: %v, want %s", path, err, c.want)
			}
			file, err := os.Stat(c.want)
			if err != nil || file.Mode().Perm() != 0o600 {
				t.Errorf("%v: %v", file, err)
			}
		})
	}
}
