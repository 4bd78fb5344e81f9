package safefile

import (
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"
)

// scenario is what is written while it is disturbed.
type scenario struct {
	name    string
	role    string // the writer
	uid     int    // whose site it is
	both    bool   // two files
	inPlace bool   // a bind mount, which can be torn until it is recovered
	old     bool   // a kernel and a file system without openat2 and renameat2
}

// stage is one scenario laid out on the disk.
type stage struct {
	*site
	scenario
	paths []string
	looks []string
	from  func(string) string // content before and after the run
	to    func(string) string
}

func (c scenario) lay(t *testing.T) *stage {
	t.Helper()
	s := &stage{site: newQuickSite(t, c.uid), scenario: c, from: oldContent, to: newContent}
	s.paths = []string{s.config}
	if c.both {
		s.paths = append(s.paths, s.addHtaccess(t, c.uid))
	}
	if c.inPlace {
		s.bindConfig(t)
	}
	for _, path := range s.paths {
		s.looks = append(s.looks, looks(t, path))
	}
	if c.role == "undo" {
		must(t, applyRole(s.arguments()))
		s.from, s.to = newContent, oldContent
	}
	return s
}

// bindConfig puts a mount on wp-config.php, as containers do.
func (s *site) bindConfig(t *testing.T) {
	t.Helper()
	real := filepath.Join(s.base, "mounted.php")
	must(t, os.Rename(s.config, real))
	must(t, os.WriteFile(s.config, nil, 0o640))
	if err := unix.Mount(real, s.config, "", unix.MS_BIND, ""); err != nil {
		t.Skipf("cannot mount here: %v", err)
	}
	t.Cleanup(func() { _ = unix.Unmount(s.config, unix.MNT_DETACH) })
}

func (s *stage) arguments() []string {
	consent := ""
	if s.inPlace {
		consent = "in-place"
	}
	return append([]string{s.vault.path, consent}, s.paths...)
}
