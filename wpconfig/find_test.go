package wpconfig

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// tree makes files, directories (with a / at the end) and links ("name -> target") in a fresh directory.
func tree(t *testing.T, entries ...string) string {
	t.Helper()
	root, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		name, rest, linked := strings.Cut(entry, " -> ")
		name, content, _ := strings.Cut(name, "=")
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		switch {
		case linked:
			err = os.Symlink(rest, path)
		case strings.HasSuffix(name, "/"):
			err = os.MkdirAll(path, 0o755)
		default:
			writeFile(t, path, []byte(content))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func TestFind(t *testing.T) {
	const index = "index.php=<?php\ndefine( 'WP_USE_THEMES', true );\nrequire __DIR__ . '/wp/wp-blog-header.php';\n"
	for _, c := range []struct {
		name    string
		entries []string
		from    string
		want    Location // paths below the fresh directory
		reason  NotFoundReason
	}{
		{"beside WordPress", []string{"wp-settings.php", "wp-config.php"}, ".", Location{Root: ".", HasCore: true, Config: "wp-config.php"}, ""},
		{"from deep inside", []string{"wp-settings.php", "wp-config.php", "wp-content/plugins/x/"}, "wp-content/plugins/x", Location{Root: ".", HasCore: true, Config: "wp-config.php"}, ""},
		{"one level up", []string{"www/wp-settings.php", "wp-config.php"}, "www", Location{Root: "www", HasCore: true, Config: "wp-config.php", Above: true}, ""},
		{"one level up, from above", []string{"www/wp-settings.php", "wp-config.php"}, ".", Location{Root: "www", HasCore: true, Config: "wp-config.php", Above: true}, ""},
		{"its own counts before the one above", []string{"www/wp-settings.php", "www/wp-config.php", "wp-config.php"}, "www", Location{Root: "www", HasCore: true, Config: "www/wp-config.php"}, ""},
		{"the one above belongs to another WordPress", []string{"www/wp-settings.php", "wp-config.php", "wp-settings.php"}, "www", Location{}, NotFoundNoConfig},
		{"two levels up is too far", []string{"a/www/wp-settings.php", "wp-config.php"}, "a/www", Location{}, NotFoundNoConfig},
		{"two WordPress below one file", []string{"a/wp-settings.php", "b/wp-settings.php", "wp-config.php"}, ".", Location{}, NotFoundSeveral},
		{"of two below, one has its own", []string{"a/wp-settings.php", "a/wp-config.php", "b/wp-settings.php", "wp-config.php"}, ".", Location{Root: "b", HasCore: true, Config: "wp-config.php", Above: true}, ""},
		{"in a directory of its own", []string{index, "wp/wp-settings.php", "wp/wp-config.php"}, ".", Location{Root: "wp", HasCore: true, Config: "wp/wp-config.php"}, ""},
		{"in a directory of its own, file above", []string{index, "wp/wp-settings.php", "wp-config.php"}, ".", Location{Root: "wp", HasCore: true, Config: "wp-config.php", Above: true}, ""},
		{"a file without WordPress", []string{"wp-config.php"}, ".", Location{Root: ".", Config: "wp-config.php"}, ""},
		{"WordPress above counts before a lone file", []string{"wp-settings.php", "wp-config.php", "sub/wp-config.php"}, "sub", Location{Root: ".", HasCore: true, Config: "wp-config.php"}, ""},
		{"a link", []string{"wp-settings.php", "wp-config.php -> conf/real.php", "conf/real.php"}, ".", Location{Root: ".", HasCore: true, Config: "conf/real.php", Link: "wp-config.php"}, ""},
		{"a dangling link is no file", []string{"wp-settings.php", "wp-config.php -> none.php"}, ".", Location{}, NotFoundNoConfig},
		{"through a linked directory", []string{"real/wp-settings.php", "real/wp-config.php", "here -> real"}, "here", Location{Root: "real", HasCore: true, Config: "real/wp-config.php"}, ""},
		{"a directory of that name", []string{"wp-settings.php", "wp-config.php/"}, ".", Location{}, NotFoundNotFile},
		{"no such directory", nil, "none", Location{}, NotFoundMissing},
		{"a file given as directory", []string{"file"}, "file", Location{}, NotFoundNotDirectory},
	} {
		t.Run(c.name, func(t *testing.T) {
			root := tree(t, c.entries...)
			got, err := Find(filepath.Join(root, c.from))
			assertLocation(t, root, got, err, c.want, c.reason)
		})
	}
}

func assertLocation(t *testing.T, root string, got Location, err error, want Location, reason NotFoundReason) {
	t.Helper()
	var missing *NotFoundError
	if reason != "" {
		if !errors.As(err, &missing) || missing.Reason != reason || missing.Dir == "" {
			t.Fatalf("got %+v and %v, want the error %s", got, err, reason)
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []*string{&want.Root, &want.Config, &want.Link} {
		if *path != "" {
			*path = filepath.Join(root, *path)
		}
	}
	if got != want {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestAtRootDoesNotLookUpward(t *testing.T) {
	root := tree(t, "wp-settings.php", "wp-config.php", "sub/")
	got, err := AtRoot(filepath.Join(root, "sub"))
	assertLocation(t, root, got, err, Location{}, NotFoundNothing)
	got, err = AtRoot(root)
	assertLocation(t, root, got, err, Location{Root: ".", HasCore: true, Config: "wp-config.php"}, "")
}

func TestAtConfigTakesAnyName(t *testing.T) {
	root := tree(t, "wp-settings.php", "my.php", "link.php -> other/far.php", "other/far.php", "lone/x.php", "dir/", "up/wp/wp-settings.php", "up/c.php")
	for name, want := range map[string]Location{
		"my.php":     {Root: ".", HasCore: true, Config: "my.php"},
		"link.php":   {Root: ".", HasCore: true, Config: "other/far.php", Link: "link.php"},
		"lone/x.php": {Root: "lone", Config: "lone/x.php"},
		"up/c.php":   {Root: "up/wp", HasCore: true, Config: "up/c.php", Above: true},
	} {
		got, err := AtConfig(filepath.Join(root, name))
		assertLocation(t, root, got, err, want, "")
	}
	for name, reason := range map[string]NotFoundReason{"none.php": NotFoundMissing, "dir": NotFoundNotFile, "my.php/x": NotFoundUnreadable} {
		got, err := AtConfig(filepath.Join(root, name))
		assertLocation(t, root, got, err, Location{}, reason)
	}
}

func TestFindFromTheWorkingDirectory(t *testing.T) {
	root := tree(t, "wp-settings.php", "wp-config.php", "sub/")
	t.Chdir(filepath.Join(root, "sub"))
	got, err := Find(".")
	assertLocation(t, root, got, err, Location{Root: ".", HasCore: true, Config: "wp-config.php"}, "")
}
