package safefile

import (
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

func init() {
	roles["swap"] = swapForEver
	roles["hijack"] = hijackForEver
}

// swapForEver exchanges two names of the site's user, sometimes at once and
// sometimes after as long as a whole write may take, so that every instant is hit.
func swapForEver(arguments []string) int {
	for {
		if pause := rand.IntN(30) - 3; pause > 0 {
			for began := time.Now(); time.Since(began) < time.Duration(pause)*100*time.Microsecond; {
				runtime.Gosched()
			}
		}
		err := unix.Renameat2(unix.AT_FDCWD, arguments[0], unix.AT_FDCWD, arguments[1], unix.RENAME_EXCHANGE)
		if err != nil {
			return 1
		}
	}
}

// hijackForEver puts a link to the victim in the place of every temporary file
// that appears in the site.
func hijackForEver(arguments []string) int {
	root, victim := arguments[0], arguments[1]
	for {
		names, err := filepath.Glob(filepath.Join(root, ".wp-config.*.php"))
		if err != nil {
			return 1
		}
		for _, name := range names {
			if os.Remove(name) == nil {
				_ = os.Symlink(victim, name)
			}
		}
	}
}

// arena is a site in folders of its user, who attacks a file of root's.
type arena struct {
	vault  *Vault
	config string
	victim string // what an attack would overwrite
	attack []string
}

const victimContent = "root's\n"

func newArena(t *testing.T, attack string) *arena {
	t.Helper()
	base, err := os.MkdirTemp("/dev/shm", "safefile-race-")
	if err != nil {
		base = t.TempDir()
		must(t, os.Chmod(filepath.Dir(base), 0o755))
	}
	t.Cleanup(func() { _ = os.RemoveAll(base) })
	must(t, os.Chmod(base, 0o755))
	a := &arena{}
	a.vault, err = OpenVault(filepath.Join(base, "state"))
	must(t, err)

	// users/home/public_html/wp-config.php is the user's, the same below victim is root's.
	for _, owner := range []string{"users", "victim"} {
		dir := filepath.Join(base, owner, "home", "public_html")
		must(t, os.MkdirAll(dir, 0o755))
		must(t, os.WriteFile(filepath.Join(dir, "wp-config.php"), []byte(victimContent), 0o644))
	}
	users, victim := filepath.Join(base, "users"), filepath.Join(base, "victim")
	a.config = filepath.Join(users, "home", "public_html", "wp-config.php")
	a.victim = filepath.Join(victim, "home", "public_html", "wp-config.php")
	must(t, os.WriteFile(a.config, []byte(oldConfig), 0o644))
	must(t, filepath.WalkDir(users, func(path string, _ os.DirEntry, err error) error {
		return errors.Join(err, os.Chown(path, siteUser, siteUser))
	}))
	a.attack = a.prepare(t, attack, users, victim)
	return a
}

// prepare lays the link that the attack swaps in.
func (a *arena) prepare(t *testing.T, attack, users, victim string) []string {
	t.Helper()
	name, target := "", ""
	switch attack {
	case "file":
		name, target = a.config, a.victim
	case "parent":
		name, target = filepath.Dir(a.config), filepath.Dir(a.victim)
	case "grandparent":
		name, target = filepath.Join(users, "home"), filepath.Join(victim, "home")
	case "temporary file":
		return []string{"hijack", filepath.Dir(a.config), a.victim}
	}
	link := filepath.Join(filepath.Dir(name), "evil")
	must(t, os.Symlink(target, link))
	must(t, os.Lchown(link, siteUser, siteUser))
	return []string{"swap", name, link}
}

// tally counts what happened in an attack.
type tally struct{ writes, written, overwritten int }

// run attacks while the writer writes, until enough has happened. Attacker and
// writer may have to share a processor, so that they can miss each other for long.
func (a *arena) run(t *testing.T, write func(i int) bool, enough func(tally) bool) tally {
	t.Helper()
	cmd := child(a.attack[0], siteUser, a.attack[1:]...)
	must(t, cmd.Start())
	defer func() { _ = cmd.Process.Kill(); _ = cmd.Wait() }()
	var n tally
	for end := time.Now().Add(hangTime); !enough(n) && time.Now().Before(end); n.writes++ {
		a.reset(t)
		if write(n.writes) {
			n.written++
		}
		if a.victimTouched(t) {
			n.overwritten++
			must(t, os.WriteFile(a.victim, []byte(victimContent), 0o644))
			must(t, os.Chown(a.victim, 0, 0))
		}
	}
	if cmd.Process.Signal(syscall.Signal(0)) != nil {
		t.Error("the attacker gave up")
	}
	return n
}

// reset gives the attacked site its file again where the attack on temporary files
// has cost it: a link that was put in its place would end all attempts.
func (a *arena) reset(t *testing.T) {
	t.Helper()
	if a.attack[0] != "hijack" {
		return
	}
	if info, err := os.Lstat(a.config); err == nil && info.Mode().IsRegular() {
		return
	}
	_ = os.Remove(a.config)
	fileOf(t, a.config, siteUser)
}

func (a *arena) victimTouched(t *testing.T) bool {
	t.Helper()
	info, err := os.Lstat(a.victim)
	must(t, err)
	stat := info.Sys().(*syscall.Stat_t)
	return stat.Uid != 0 || info.Mode() != 0o644 || read(t, a.victim) != victimContent
}

func TestRootCannotBeMadeToOverwriteAnotherFile(t *testing.T) {
	needRoot(t)
	attacks := map[string]int{ // 10,000 writes, or 50,000
		"file":           size(3_000, 15_000),
		"parent":         size(3_000, 15_000),
		"grandparent":    size(3_000, 15_000),
		"temporary file": size(1_000, 5_000),
	}
	for attack, writes := range attacks {
		t.Run(attack, func(t *testing.T) {
			a := newArena(t, attack)
			n := a.run(t, func(i int) bool {
				s, err := Read(a.config)
				if err != nil {
					return false
				}
				content := oldConfig + strings.Repeat("//\n", 1+i%7)
				_, err = a.vault.Apply(context.Background(), Request{Changes: []Change{{Snapshot: s, Content: []byte(content)}}})
				return err == nil
			}, func(n tally) bool { return n.writes >= writes && 0 < n.written && n.written < n.writes })
			if n.overwritten > 0 {
				t.Errorf("root's file was overwritten in %d of %d writes", n.overwritten, n.writes)
			}
			if n.written == 0 || n.written == n.writes {
				t.Errorf("%d of %d writes succeeded: the attack does not meet the writer", n.written, n.writes)
			}
			t.Logf("%d of %d writes succeeded", n.written, n.writes)
		})
	}
}

// The control: checking first and writing then loses, so the attack is real.
func TestCheckingBeforeWritingIsNoDefence(t *testing.T) {
	needRoot(t)
	for _, attack := range []string{"file", "parent", "grandparent"} {
		t.Run(attack, func(t *testing.T) {
			a := newArena(t, attack)
			victim, err := os.Stat(a.victim)
			must(t, err)
			leadsToVictim := func() bool {
				info, err := os.Stat(a.config)
				return err == nil && os.SameFile(info, victim)
			}
			n := a.run(t, func(int) bool {
				info, err := os.Lstat(a.config)
				if err != nil || !info.Mode().IsRegular() || os.SameFile(info, victim) {
					return false
				}
				// Here a machine may let the attacker run for as long as it likes.
				for end := time.Now().Add(time.Second); !leadsToVictim() && time.Now().Before(end); {
				}
				return os.WriteFile(a.config, []byte(newConfig), 0o644) == nil &&
					os.Chown(a.config, siteUser, siteUser) == nil
			}, func(n tally) bool { return n.overwritten > 0 })
			if n.overwritten == 0 {
				t.Errorf("the naive writer was never caught in %d writes: the attack is dead", n.writes)
			}
		})
	}
}
