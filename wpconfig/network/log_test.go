package network_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"enhance-wizard/wpconfig/network"
	"enhance-wizard/wpconfig/network/networktest"
)

func logOf(t *testing.T, content string) network.Log {
	t.Helper()
	return network.Log{Dirs: network.Dirs{Root: makeSite(t, networktest.Options{PushLog: content})}}
}

func TestEveryLineOfTheLogKnowsItsDomain(t *testing.T) {
	t.Parallel()
	log := logOf(t, stamped(
		"Making GET request to: https://panel.example/api/version",
		"Adding domain: Shop.example for site ID: 7",
		"API response code: 409, body: <html>\nHTTP error 500 is a line of the body\n</html>",
		"HTTP error 409 for endpoint /orgs/x",
		`Failed to add domain shop.example. Error: {"error":"Domain exists"}`,
		"Adding domain: blog.example for site ID: 8", "Website ID not configured",
		"WU_ENHANCE_API_TOKEN constant not defined or empty",
	))
	tail, err := log.Tail()
	if err != nil {
		t.Fatal(err)
	}
	var domains []string
	var failures []int
	for i, line := range tail.Lines {
		domains = append(domains, line.Domain)
		if line.Failure {
			failures = append(failures, i)
		}
	}
	shop, blog := "shop.example", "blog.example"
	if want := []string{"", shop, shop, shop, shop, shop, shop, blog, blog, blog}; !slices.Equal(domains, want) {
		t.Errorf("about %q, want %q", domains, want)
	}
	if want := []int{5, 6, 8, 9}; !slices.Equal(failures, want) {
		t.Errorf("failures are the lines %v, want %v", failures, want)
	}
	if tail.Partial || tail.Path != log.Dirs.PushLogPath() || time.Since(tail.Changed).Abs() > time.Hour {
		t.Errorf("%+v", tail)
	}
}

func TestALongLogIsReadFromItsEndInWholeLines(t *testing.T) {
	t.Parallel()
	const line = "[2026-11-23 10:00:00] [INFO] Request data: x\n"
	tail, err := logOf(t, strings.Repeat(line, 40_000)+"last\n").Tail()
	if err != nil {
		t.Fatal(err)
	}
	if n := len(tail.Lines); !tail.Partial || n < 5_000 || n > 6_000 || tail.Lines[n-1].Text != "last" {
		t.Errorf("partial %v, %d lines", tail.Partial, n)
	}
	for _, got := range tail.Lines[:len(tail.Lines)-1] {
		if got.Text+"\n" != line {
			t.Fatalf("a line is cut: %q", got.Text)
		}
	}
}

// TestALogThatIsATrapIsNotOpened puts in its place what the site's user could put there to have somebody else's file
// shown, or to hold the program up.
func TestALogThatIsATrapIsNotOpened(t *testing.T) {
	t.Parallel()
	replace := func(path string, put func(path string) error) func(*testing.T, string) {
		return func(t *testing.T, uploads string) {
			at := filepath.Join(uploads, path)
			if err := errors.Join(os.RemoveAll(at), put(at)); err != nil {
				t.Fatal(err)
			}
		}
	}
	const file = "wu-logs/integration-enhance.log"
	for name, test := range map[string]struct {
		change func(t *testing.T, uploads string)
		reason network.LogReason
	}{
		"no log":            {replace(file, func(string) error { return nil }), network.LogMissing},
		"no folder":         {replace("wu-logs", func(string) error { return nil }), network.LogMissing},
		"link to a file":    {replace(file, func(at string) error { return os.Symlink("/etc/passwd", at) }), network.LogSymlink},
		"link to nothing":   {replace(file, func(at string) error { return os.Symlink("nothing", at) }), network.LogSymlink},
		"link for a folder": {replace("wu-logs", func(at string) error { return os.Symlink("/var/log", at) }), network.LogSymlink},
		"file for a folder": {replace("wu-logs", func(at string) error { return os.WriteFile(at, nil, 0o600) }), network.LogNotFile},
		"folder for a file": {replace(file, func(at string) error { return os.Mkdir(at, 0o700) }), network.LogNotFile},
		"pipe":              {replace(file, func(at string) error { return syscall.Mkfifo(at, 0o600) }), network.LogNotFile},
		"pipe for a folder": {replace("wu-logs", func(at string) error { return syscall.Mkfifo(at, 0o600) }), network.LogNotFile},
		"pipe for uploads":  {replace(".", func(at string) error { return syscall.Mkfifo(at, 0o600) }), network.LogNotFile},
		"no uploads at all": {replace(".", func(string) error { return nil }), network.LogMissing},
		"a usual file":      {replace(file, func(at string) error { return os.WriteFile(at, []byte("x\n"), 0o600) }), ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			log := logOf(t, "x\n")
			test.change(t, log.Dirs.Filled().Uploads)
			tail, err := log.Tail()
			var failure *network.LogError
			switch {
			case test.reason == "":
				if err != nil || len(tail.Lines) != 1 {
					t.Errorf("%+v, %v", tail, err)
				}
			case !errors.As(err, &failure) || failure.Reason != test.reason || failure.Path != log.Dirs.PushLogPath():
				t.Errorf("%v, want %s", err, test.reason)
			}
		})
	}
}

func TestWhatTheFileSystemRefusesIsToldApart(t *testing.T) {
	t.Parallel()
	log := network.Log{Dirs: network.Dirs{Uploads: "/" + strings.Repeat("x", 300)}}
	var failure *network.LogError
	if _, err := log.Tail(); !errors.As(err, &failure) || failure.Reason != network.LogUnreadable || !errors.Is(err, syscall.ENAMETOOLONG) {
		t.Errorf("%v", err)
	}
}
