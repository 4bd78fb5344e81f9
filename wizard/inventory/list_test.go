package inventory_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"enhance-wizard/wizard/inventory"
)

func listed(t *testing.T, l *inventory.List) []string {
	t.Helper()
	rows, err := l.Domains(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, row := range rows {
		names = append(names, row.Name)
	}
	return names
}

func TestListIsReadAgainWhenItWasChanged(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "names")
	written := time.Now().Truncate(time.Second) // on a clock that is too coarse to tell one change from the next
	write := func(content string) {
		if err := errors.Join(os.WriteFile(path, []byte(content), 0o600), os.Chtimes(path, written, written)); err != nil {
			t.Fatal(err)
		}
	}
	write("\ufeffa.example\n\n# none\nBücher.example. # a name\n")
	l, err := inventory.OpenList(path, nil)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := listed(t, l), []string{"a.example", "xn--bcher-kva.example"}; !slices.Equal(got, want) {
		t.Errorf("listed %q, want %q", got, want)
	}
	write("b.example\n")
	if got, want := listed(t, l), []string{"b.example"}; !slices.Equal(got, want) {
		t.Errorf("listed %q, want %q", got, want)
	}

	var wrong *inventory.ListError
	write("b.example\nhttps://b.example\n")
	if _, err := l.Domains(t.Context()); !errors.As(err, &wrong) || wrong.Line != 2 || wrong.Text != "https://b.example" {
		t.Errorf("a line that is no name: %v", err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Domains(t.Context()); !errors.As(err, &wrong) || !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
	write("c.example\n")
	if got, want := listed(t, l), []string{"c.example"}; !slices.Equal(got, want) {
		t.Errorf("listed %q, want %q", got, want)
	}
}

// TestPipeIsReadOnce is for a list like <(a command), which is gone when it was read.
func TestPipeIsReadOnce(t *testing.T) {
	t.Parallel()
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := write.WriteString("a.example\n"); err != nil {
		t.Fatal(err)
	}
	_ = write.Close()
	path := filepath.Join("/dev/fd", strconv.Itoa(int(read.Fd())))
	l, err := inventory.OpenList(path, nil)
	if err != nil {
		t.Skipf("no /dev/fd here: %v", err)
	}
	_ = read.Close()
	for range 2 {
		if got := listed(t, l); !slices.Equal(got, []string{"a.example"}) {
			t.Errorf("listed %q", got)
		}
	}
}
