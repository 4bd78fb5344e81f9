package safefile

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

func init() { roles["read"] = readAsAnother }

// readAsAnother prints the reason why a file is refused.
func readAsAnother(arguments []string) int {
	_, err := Read(arguments[0])
	reason := Reason("")
	if refused, ok := asRefused(err); ok {
		reason = refused.Reason
	}
	_ = json.NewEncoder(os.Stdout).Encode(reason)
	return 0
}

func TestReadRefusesWhatIsNoOrdinaryFile(t *testing.T) {
	kinds := []struct {
		name string
		make func(t *testing.T, s *site)
		want Reason
	}{
		{"missing", func(*testing.T, *site) {}, ReasonMissing},
		{"pipe", func(t *testing.T, s *site) { must(t, unix.Mkfifo(s.config, 0o644)) }, ReasonNotRegular},
		{"socket", func(t *testing.T, s *site) { socket(t, s.config) }, ReasonNotRegular},
		{"character device", device(unix.S_IFCHR, 1, 5), ReasonNotRegular},
		{"block device", device(unix.S_IFBLK, 7, 0), ReasonNotRegular},
		{"directory", func(t *testing.T, s *site) { must(t, os.Mkdir(s.config, 0o755)) }, ReasonNotRegular},
		{"hard link", func(t *testing.T, s *site) {
			fileOf(t, filepath.Join(s.base, "other"), siteUser)
			must(t, os.Link(filepath.Join(s.base, "other"), s.config))
		}, ReasonHardLink},
		{"set-user-id", func(t *testing.T, s *site) {
			fileOf(t, s.config, siteUser)
			must(t, os.Chmod(s.config, 0o755|os.ModeSetuid))
		}, ReasonSetID},
		{"too large", func(t *testing.T, s *site) {
			fileOf(t, s.config, siteUser)
			must(t, os.Truncate(s.config, MaxSize+1))
		}, ReasonTooLarge},
		{"root's file in the user's directory", func(t *testing.T, s *site) { fileOf(t, s.config, 0) }, ReasonDirectoryOwner},
		{"dangling link", func(t *testing.T, s *site) { must(t, os.Symlink("nowhere", s.config)) }, ReasonSymlink},
		{"link to itself", func(t *testing.T, s *site) { must(t, os.Symlink("wp-config.php", s.config)) }, ReasonSymlink},
		{"link out of the site", func(t *testing.T, s *site) {
			fileOf(t, filepath.Join(s.base, "other"), siteUser)
			must(t, os.Symlink("../other", s.config))
		}, ReasonSymlink},
		{"link to root's file", func(t *testing.T, s *site) {
			must(t, os.Symlink("/etc/passwd", s.config))
			must(t, os.Lchown(s.config, siteUser, siteUser))
		}, ReasonSymlink},
		{"another's link", func(t *testing.T, s *site) {
			fileOf(t, filepath.Join(s.root, "real.php"), siteUser)
			must(t, os.Symlink("real.php", s.config))
			must(t, os.Lchown(s.config, 1234, 1234))
		}, ReasonSymlink},
		{"link to a link", func(t *testing.T, s *site) {
			fileOf(t, filepath.Join(s.root, "real.php"), siteUser)
			must(t, os.Symlink("real.php", filepath.Join(s.root, "link.php")))
			must(t, os.Symlink("link.php", s.config))
		}, ReasonSymlink},
		{"link to a pipe", func(t *testing.T, s *site) {
			must(t, unix.Mkfifo(filepath.Join(s.root, "pipe"), 0o644))
			must(t, os.Symlink("pipe", s.config))
		}, ReasonNotRegular},
	}
	needRoot(t)
	for _, k := range kinds {
		t.Run(k.name, func(t *testing.T) {
			s := newSite(t, siteUser)
			must(t, os.Remove(s.config))
			k.make(t, s)
			end := time.AfterFunc(hangTime, func() { panic("it waits for what never comes") })
			_, err := Read(s.config)
			end.Stop()
			if refused, ok := asRefused(err); !ok || refused.Reason != k.want {
				t.Errorf("as root: %v, want %s", err, k.want)
			}
			if got := readAs(t, siteUser, s.config); got != k.want {
				t.Errorf("as the owner: %q, want %s", got, k.want)
			}
			if k.want == ReasonMissing && !errors.Is(err, os.ErrNotExist) {
				t.Error("a missing file is not os.ErrNotExist")
			}
		})
	}
}

func readAs(t *testing.T, uid int, path string) (reason Reason) {
	t.Helper()
	out, err := child("read", uid, path).Output()
	must(t, err)
	must(t, json.Unmarshal(out, &reason))
	return reason
}

func fileOf(t *testing.T, path string, uid int) {
	t.Helper()
	must(t, os.WriteFile(path, []byte(oldConfig), 0o640))
	must(t, os.Chown(path, uid, uid))
}

func socket(t *testing.T, path string) {
	t.Helper()
	fd, err := unix.Socket(unix.AF_UNIX, unix.SOCK_STREAM, 0)
	must(t, err)
	defer func() { _ = unix.Close(fd) }()
	// A short name: socket addresses have 108 bytes.
	short := filepath.Join(os.TempDir(), randomHex(4))
	must(t, unix.Bind(fd, &unix.SockaddrUnix{Name: short}))
	must(t, os.Rename(short, path))
}

func device(kind uint32, major, minor uint32) func(t *testing.T, s *site) {
	return func(t *testing.T, s *site) {
		if err := unix.Mknod(s.config, kind|0o666, int(unix.Mkdev(major, minor))); err != nil {
			t.Skipf("cannot make devices here: %v", err)
		}
	}
}

func TestReadFollowsALinkWithinTheSiteAndKeepsIt(t *testing.T) {
	needRoot(t)
	for _, linkOwner := range []int{0, siteUser} {
		s := newSite(t, siteUser)
		private := filepath.Join(s.root, "private")
		must(t, os.Mkdir(private, 0o755))
		must(t, os.Chown(private, siteUser, siteUser))
		real := filepath.Join(private, "config.php")
		must(t, os.Rename(s.config, real))
		must(t, os.Symlink("private/config.php", s.config))
		must(t, os.Lchown(s.config, linkOwner, linkOwner))

		found := snapshot(t, s.config)
		if found.Path != real || len(found.Links) != 1 || found.Links[0] != s.config || found.Asked != s.config {
			t.Errorf("snapshot of %s through %q", found.Path, found.Links)
		}
		s.mustApply(t, newConfig)
		if target, err := os.Readlink(s.config); err != nil || target != "private/config.php" {
			t.Errorf("the link is %q, %v", target, err)
		}
		if read(t, real) != newConfig {
			t.Error("the file behind the link is not new")
		}
		_, err := s.vault.Undo(context.Background(), "", UndoOptions{})
		must(t, err)
		if read(t, s.config) != oldConfig {
			t.Error("it was not put back")
		}
	}
}

func TestReadTrustsLinksInThePathByTheirOwner(t *testing.T) {
	needRoot(t)
	cases := []struct {
		name      string
		linkOwner int
		want      Reason
	}{
		{"root's link", 0, ""},
		{"the link of its target's owner", siteUser, ""},
		{"a stranger's link", 1234, ReasonSymlink},
	}
	for _, c := range cases {
		s := newSite(t, siteUser)
		link := filepath.Join(s.base, "www")
		must(t, os.Symlink("public_html", link))
		must(t, os.Lchown(link, c.linkOwner, c.linkOwner))
		found, err := Read(filepath.Join(link, "wp-config.php"))
		if c.want == "" {
			if err != nil || found.Path != s.config || strings.Join(found.Links, " ") != link {
				t.Errorf("%s: %s through %q, %v", c.name, found.Path, found.Links, err)
			}
			continue
		}
		if refused, ok := asRefused(err); !ok || refused.Reason != c.want {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestApplyRefusesAChangedFile(t *testing.T) {
	changes := map[string]func(t *testing.T, s *site){
		"content": func(t *testing.T, s *site) { must(t, os.WriteFile(s.config, []byte(oldConfig+"\n"), 0o640)) },
		"content of the same size and time": func(t *testing.T, s *site) {
			info, err := os.Stat(s.config)
			must(t, err)
			must(t, os.WriteFile(s.config, []byte(strings.ToUpper(oldConfig)), 0o640))
			must(t, os.Chtimes(s.config, info.ModTime(), info.ModTime()))
		},
		"mode": func(t *testing.T, s *site) { must(t, os.Chmod(s.config, 0o600)) },
		"another file in its place": func(t *testing.T, s *site) {
			must(t, os.WriteFile(s.config+".x", []byte(oldConfig), 0o640))
			must(t, os.Rename(s.config+".x", s.config))
		},
		"a link in its place": func(t *testing.T, s *site) {
			must(t, os.Rename(s.config, s.config+".x"))
			must(t, os.Symlink("wp-config.php.x", s.config))
		},
		"another directory": func(t *testing.T, s *site) {
			must(t, os.Rename(s.root, s.root+".x"))
			must(t, os.Mkdir(s.root, 0o755))
			must(t, os.WriteFile(s.config, []byte(oldConfig), 0o640))
		},
		"gone": func(t *testing.T, s *site) { must(t, os.Remove(s.config)) },
	}
	for name, change := range changes {
		s := newSite(t, os.Geteuid())
		before := snapshot(t, s.config)
		change(t, s)
		content, _ := os.ReadFile(s.config)
		_, err := s.vault.Apply(context.Background(), Request{Changes: []Change{{Snapshot: before, Content: []byte(newConfig)}}})
		if _, ok := errors.AsType[*ChangedError](err); !ok {
			t.Errorf("%s: error %v", name, err)
		}
		if now, _ := os.ReadFile(s.config); string(now) != string(content) {
			t.Errorf("%s: it was written", name)
		}
	}
}

func TestApplyRefusesWhatItWasNotGivenProperly(t *testing.T) {
	s := newSite(t, os.Geteuid())
	good := snapshot(t, s.config)
	cases := map[string]struct {
		changes []Change
		want    Reason
	}{
		"a snapshot that was never taken": {[]Change{{Snapshot: Snapshot{Path: s.config}, Content: []byte("x")}}, ReasonBadName},
		"the same file twice":             {[]Change{{Snapshot: good, Content: []byte("x")}, {Snapshot: good, Content: []byte("y")}}, ReasonBadName},
		"too much":                        {[]Change{{Snapshot: good, Content: make([]byte, MaxSize+1)}}, ReasonTooLarge},
	}
	for name, c := range cases {
		_, err := s.vault.Apply(context.Background(), Request{Changes: c.changes})
		if refused, ok := asRefused(err); !ok || refused.Reason != c.want {
			t.Errorf("%s: error %v", name, err)
		}
	}
	if read(t, s.config) != oldConfig {
		t.Error("it was written")
	}
}

// setYear moves an entry's time, as a clock that jumped would have written it.
func setYear(t *testing.T, r Receipt, year int) {
	t.Helper()
	path := filepath.Join(filepath.Dir(r.Files[0].Backup), manifestName)
	var m manifest
	must(t, json.Unmarshal([]byte(read(t, path)), &m))
	m.At = time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC)
	encoded, err := m.encode()
	must(t, err)
	must(t, os.WriteFile(path, encoded, 0o600))
}
