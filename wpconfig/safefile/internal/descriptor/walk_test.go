package descriptor

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"golang.org/x/sys/unix"
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// Both ways must agree: openat2 where there is one, component by component else.
func TestOpenDirTrustsLinksByTheirOwner(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("needs root: it gives links to other users")
	}
	const user, stranger = 65534, 1234
	base, err := filepath.EvalSymlinks(t.TempDir())
	must(t, err)
	in := func(name string) string { return filepath.Join(base, name) }
	must(t, os.MkdirAll(in("users/site/public"), 0o755))
	for _, dir := range []string{"users/site", "users/site/public"} {
		must(t, os.Chown(in(dir), user, user))
	}
	links := []struct {
		name, target string
		owner        int
	}{
		{"by-root", "users/site", 0},
		{"by-owner", "users/site/public", user},
		{"by-stranger", "users/site", stranger},
		{"user-to-root", "users", user},
		{"absolute", in("users"), 0},
		{"up", "users/site/../../users", 0},
		{"chain", "by-root/public", 0},
		{"chain-with-stranger", "by-stranger/public", 0},
		{"loop", "loop", 0},
		{"dangling", "nothing", 0},
	}
	for _, l := range links {
		must(t, os.Symlink(l.target, in(l.name)))
		must(t, os.Lchown(in(l.name), l.owner, l.owner))
	}
	must(t, os.WriteFile(in("file"), nil, 0o644))
	public := in("users/site/public")
	cases := []struct {
		path  string
		want  string // "" means refused
		links []string
	}{
		{"users/site/public", public, nil},
		{"by-root/public", public, []string{"by-root"}},
		{"by-owner", public, []string{"by-owner"}},
		{"absolute/site/public", public, []string{"absolute"}},
		{"up/site/public", public, []string{"up"}},
		{"chain", public, []string{"chain", "by-root"}},
		{"by-stranger/public", "", nil},
		{"user-to-root/site/public", "", nil},
		{"chain-with-stranger", "", nil},
		{"loop", "", nil},
		{"dangling", "", nil},
		{"file", "", nil},
		{"file/below", "", nil},
	}
	for _, c := range cases {
		for way, open := range map[string]func(string) (*Dir, error){"openat2": OpenDir, "walk": walk} {
			dir, err := open(in(c.path))
			if c.want == "" {
				if err == nil {
					t.Errorf("%s by %s: opened %s", c.path, way, dir.Path())
				}
				continue
			}
			if err != nil {
				t.Errorf("%s by %s: %v", c.path, way, err)
				continue
			}
			var links []string
			for _, l := range c.links {
				links = append(links, in(l))
			}
			if dir.Path() != c.want || !slices.Equal(dir.Links(), links) {
				t.Errorf("%s by %s: %s through %q, want %s through %q", c.path, way, dir.Path(), dir.Links(), c.want, links)
			}
			dir.Close()
		}
	}
	var link *LinkError
	if _, err := OpenDir(in("by-stranger")); !errors.As(err, &link) || link.Path != in("by-stranger") {
		t.Errorf("the stranger's link: %v", err)
	}
	if _, err := OpenDir(in("loop")); !errors.As(err, &link) {
		t.Errorf("the loop: %v", err)
	}
}

func TestOpenDirNeverEntersMagicLinks(t *testing.T) {
	dir, err := os.Open(t.TempDir())
	must(t, err)
	defer func() { _ = dir.Close() }()
	if d, err := openNoLinks("/proc/self/cwd"); err == nil {
		_ = unix.Close(d)
		t.Error("openat2 followed a link of /proc")
	}
}
