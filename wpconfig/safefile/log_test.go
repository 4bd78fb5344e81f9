package safefile_test

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"enhance-wizard/wpconfig/safefile"
)

func TestALogIsAddedToAndClosedToOthers(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "doctor.log")
	if err := os.WriteFile(path, []byte("one\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{"two\n", "three\n"} {
		file, err := safefile.OpenLog(path)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := file.WriteString(line); err != nil {
			t.Fatal(err)
		}
		if err := file.Close(); err != nil {
			t.Fatal(err)
		}
	}
	content, err := os.ReadFile(path)
	if err != nil || string(content) != "one\ntwo\nthree\n" {
		t.Errorf("%q (%v)", content, err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v (%v)", info.Mode(), err)
	}
}

func TestALogIsRefusedWhereItWouldDoHarm(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		prepare func(t *testing.T, dir, path string) error
		want    safefile.Reason
	}{
		"a website's folder": {func(_ *testing.T, dir, _ string) error {
			return os.WriteFile(filepath.Join(dir, "wp-load.php"), nil, 0o600)
		}, safefile.ReasonDocumentRoot},
		"a link": {func(_ *testing.T, dir, path string) error {
			return os.Symlink(filepath.Join(dir, "elsewhere"), path)
		}, safefile.ReasonSymlink},
		"a second name": {func(_ *testing.T, dir, path string) error {
			return errors.Join(os.WriteFile(path, nil, 0o600), os.Link(path, filepath.Join(dir, "second")))
		}, safefile.ReasonHardLink},
		"a pipe":   {func(_ *testing.T, _, path string) error { return syscall.Mkfifo(path, 0o600) }, safefile.ReasonNotRegular},
		"a folder": {func(_ *testing.T, _, path string) error { return os.Mkdir(path, 0o700) }, ""},
		"no such folder": {func(_ *testing.T, dir, _ string) error {
			return os.Remove(dir)
		}, safefile.ReasonMissing},
		"somebody else's": {func(t *testing.T, _, path string) error {
			if os.Geteuid() != 0 {
				t.Skip("needs root, to give a file to another user")
			}
			return errors.Join(os.WriteFile(path, nil, 0o600), os.Chown(path, 12345, 12345))
		}, safefile.ReasonNotPermitted},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(t.TempDir(), "logs")
			if err := os.Mkdir(dir, 0o700); err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(dir, "doctor.log")
			if err := c.prepare(t, dir, path); err != nil {
				t.Fatal(err)
			}
			_, err := safefile.OpenLog(path)
			var refused *safefile.RefusedError
			var failed *safefile.FailedError
			switch {
			case c.want == "" && !errors.As(err, &failed), c.want != "" && (!errors.As(err, &refused) || refused.Reason != c.want):
				t.Errorf("%v, want %q", err, c.want)
			}
		})
	}
}
