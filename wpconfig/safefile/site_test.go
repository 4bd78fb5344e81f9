package safefile

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"
)

// siteUser owns the sites of the tests: the user who is nobody.
const siteUser = 65534

const (
	oldConfig = "<?php\n/* the old one */\ndefine( 'DB_PASSWORD', 'old' );\nrequire_once ABSPATH . 'wp-settings.php';\n"
	newConfig = "<?php\n/* the new one */\ndefine( 'DB_PASSWORD', 'old' );\ndefine( 'WU_ENHANCE_API_TOKEN', 'canary' );\nrequire_once ABSPATH . 'wp-settings.php';\n"
)

// site is a directory of a user with a wp-config.php in it, and a vault elsewhere.
type site struct {
	base   string
	root   string
	config string
	vault  *Vault
}

func needRoot(t *testing.T) {
	t.Helper()
	if os.Geteuid() != 0 {
		t.Skip("needs root: it gives files to other users")
	}
}

// newSite makes a site of the given user; only root can make another's.
func newSite(t *testing.T, uid int) *site {
	t.Helper()
	base := t.TempDir()
	must(t, os.Chmod(filepath.Dir(base), 0o755)) // package testing closes it to others
	return newSiteIn(t, base, uid)
}

// newQuickSite makes a site in memory where there is such a file system: for tests
// of many writes, whose disk would only be slow.
func newQuickSite(t *testing.T, uid int) *site {
	t.Helper()
	base, err := os.MkdirTemp("/dev/shm", "safefile-test-")
	if err != nil {
		return newSite(t, uid)
	}
	t.Cleanup(func() { _ = os.RemoveAll(base) })
	return newSiteIn(t, base, uid)
}

func newSiteIn(t *testing.T, base string, uid int) *site {
	t.Helper()
	must(t, os.Chmod(base, 0o755))
	s := &site{base: base, root: filepath.Join(base, "public_html")}
	s.config = filepath.Join(s.root, "wp-config.php")
	must(t, os.Mkdir(s.root, 0o755))
	must(t, os.WriteFile(s.config, []byte(oldConfig), 0o640))
	if uid != os.Geteuid() {
		must(t, os.Chown(s.root, uid, uid))
		must(t, os.Chown(s.config, uid, uid))
	}
	vault, err := OpenVault(filepath.Join(base, "state"))
	must(t, err)
	s.vault = vault
	return s
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	content, err := os.ReadFile(path)
	must(t, err)
	return string(content)
}

func snapshot(t *testing.T, path string) Snapshot {
	t.Helper()
	s, err := Read(path)
	must(t, err)
	return s
}

func (s *site) apply(t *testing.T, content string) (Receipt, error) {
	t.Helper()
	return s.vault.Apply(context.Background(), Request{
		Changes: []Change{{Snapshot: snapshot(t, s.config), Content: []byte(content), Label: "wp-config"}},
		Names:   []string{"WU_ENHANCE_API_TOKEN"},
	})
}

func (s *site) mustApply(t *testing.T, content string) Receipt {
	t.Helper()
	receipt, err := s.apply(t, content)
	must(t, err)
	return receipt
}

// holdsOnly fails if the site's directory has any other name in it.
func (s *site) holdsOnly(t *testing.T, names ...string) {
	t.Helper()
	entries, err := os.ReadDir(s.root)
	must(t, err)
	var found []string
	for _, e := range entries {
		found = append(found, e.Name())
	}
	if strings.Join(found, " ") != strings.Join(names, " ") {
		t.Errorf("the site holds %q, want %q", found, names)
	}
}

// looks is what must survive a write, in one line.
func looks(t *testing.T, path string) string {
	t.Helper()
	var stat unix.Stat_t
	must(t, unix.Lstat(path, &stat))
	line := fmt.Sprintf("%d:%d %o links %d", stat.Uid, stat.Gid, stat.Mode, stat.Nlink)
	names := make([]byte, 4096)
	n, err := unix.Llistxattr(path, names)
	must(t, err)
	list := strings.Split(strings.Trim(string(names[:n]), "\x00"), "\x00")
	slices.Sort(list)
	for _, name := range list {
		if name == "" {
			continue
		}
		value := make([]byte, 4096)
		n, err := unix.Lgetxattr(path, name, value)
		must(t, err)
		line += " " + name + "=" + strconv.Quote(string(value[:n]))
	}
	return line
}

// roleEnvironment makes the test binary play a role. With the race detector a
// program would wait a second before it ends.
func roleEnvironment(role string) []string {
	return append(os.Environ(), roleVariable+"="+role, "GORACE=atexit_sleep_ms=0")
}

// child is the test binary as another process, possibly of another user.
func child(role string, uid int, arguments ...string) *exec.Cmd {
	cmd := exec.Command("/proc/self/exe", arguments...)
	cmd.Env = roleEnvironment(role)
	// No Pdeathsig: it strikes when the thread that started the process ends, and the
	// writer's threads of other users do end.
	cmd.SysProcAttr = &syscall.SysProcAttr{}
	if uid != os.Geteuid() {
		cmd.SysProcAttr.Credential = &syscall.Credential{Uid: uint32(uid), Gid: uint32(uid)}
	}
	return cmd
}
