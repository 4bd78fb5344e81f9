package descriptor

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"golang.org/x/sys/unix"
)

func openTemp(t *testing.T) *Dir {
	t.Helper()
	dir, err := OpenDir(t.TempDir())
	must(t, err)
	t.Cleanup(dir.Close)
	return dir
}

func TestNamesListsEverythingEachTime(t *testing.T) {
	dir := openTemp(t)
	var want []string
	for i := range 500 { // more than one buffer
		name := "name-" + string(rune('a'+i%26)) + string(rune('a'+i/26))
		must(t, os.WriteFile(dir.Join(name), nil, 0o600))
		want = append(want, name)
	}
	slices.Sort(want)
	for range 2 {
		names, err := dir.Names()
		must(t, err)
		slices.Sort(names)
		if !slices.Equal(names, want) {
			t.Fatalf("%d names, want %d", len(names), len(want))
		}
	}
}

func TestReadStopsAtTheLimit(t *testing.T) {
	dir := openTemp(t)
	for _, n := range []int{0, 1, 16<<10 - 1, 16 << 10, 16<<10 + 1, 100000} {
		content := bytes.Repeat([]byte{'x'}, n)
		must(t, os.WriteFile(dir.Join("f"), content, 0o600))
		file, err := dir.OpenFile("f")
		must(t, err)
		if got, err := file.Read(n); err != nil || !bytes.Equal(got, content) {
			t.Errorf("%d bytes: read %d, %v", n, len(got), err)
		}
		if n > 0 {
			if _, err := file.Read(n - 1); !errors.Is(err, ErrTooLarge) {
				t.Errorf("%d bytes with a limit of one less: %v", n, err)
			}
		}
		file.Close()
	}
}

func TestRenameNewReplacesNothing(t *testing.T) {
	dir := openTemp(t)
	must(t, os.WriteFile(dir.Join("a"), []byte("a"), 0o600))
	must(t, os.WriteFile(dir.Join("b"), []byte("b"), 0o600))
	if err := dir.RenameNew("a", "b"); !errors.Is(err, unix.EEXIST) {
		t.Errorf("error %v", err)
	}
	must(t, dir.RenameNew("a", "c"))
	if content, _ := os.ReadFile(filepath.Join(dir.Path(), "c")); string(content) != "a" {
		t.Errorf("c holds %q", content)
	}
}

func TestOpenFileFollowsNoLink(t *testing.T) {
	dir := openTemp(t)
	must(t, os.Symlink("/etc/passwd", dir.Join("link")))
	if _, err := dir.OpenFile("link"); !errors.Is(err, unix.ELOOP) {
		t.Errorf("error %v", err)
	}
	if _, err := dir.Create("link", 0o600); !errors.Is(err, unix.EEXIST) {
		t.Errorf("error %v", err)
	}
}

func TestRetryGivesUp(t *testing.T) {
	calls := 0
	err := retry(func() error { calls++; return unix.EINTR })
	if !errors.Is(err, unix.EINTR) || calls < 2 || calls > 1000 {
		t.Errorf("%d calls, %v", calls, err)
	}
	calls = 0
	must(t, retry(func() error {
		if calls++; calls < 5 {
			return unix.EINTR
		}
		return nil
	}))
}
