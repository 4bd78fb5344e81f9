package inventory

import (
	"bufio"
	"context"
	"fmt"
	"io/fs"
	"net/netip"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"enhance-wizard/enhance/monitor"
)

// List is a file of domains, one name per line; blank lines and # comments are left out. No panel is asked.
type List struct {
	path     string
	expected []netip.Addr

	mu      sync.Mutex
	names   []string
	version version
}

// version tells one content of a file from another.
type version struct {
	regular bool // others can be read once only
	changed time.Time
	size    int64
}

func versionOf(info fs.FileInfo) version {
	return version{info.Mode().IsRegular(), info.ModTime(), info.Size()}
}

// OpenList reads a list, and gives a [*ListError] when it is none.
func OpenList(path string, expected []netip.Addr) (*List, error) {
	l := &List{path: path, expected: expected}
	return l, l.read()
}

// Names are those that were read last.
func (l *List) Names() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.names)
}

// Domains gives the names as the file has them now. A pipe can be read once only, so it gives what it gave then.
func (l *List) Domains(context.Context) ([]monitor.Domain, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.refresh(); err != nil {
		return nil, err
	}
	rows := make([]monitor.Domain, len(l.names))
	for i, name := range l.names {
		rows[i] = monitor.Domain{Name: name, Expected: l.expected}
	}
	return rows, nil
}

// refresh reads the file again when it is another one by now.
func (l *List) refresh() error {
	if !l.version.regular {
		return nil
	}
	info, err := os.Stat(l.path)
	if err == nil && versionOf(info) == l.version {
		return nil
	}
	l.version = version{regular: true} // should this fail: what comes then may be as long and as old as what was
	if err != nil {
		return &ListError{Path: l.path, Err: err}
	}
	return l.read()
}

func (l *List) read() error {
	f, err := os.Open(l.path)
	if err != nil {
		return &ListError{Path: l.path, Err: err}
	}
	defer f.Close()
	info, err := f.Stat() // before it is read: what is written meanwhile is read the next time
	if err != nil {
		return &ListError{Path: l.path, Err: err}
	}
	var names []string
	lines := bufio.NewScanner(f)
	for number := 1; lines.Scan(); number++ {
		line, _, _ := strings.Cut(strings.TrimPrefix(lines.Text(), byteOrderMark), "#")
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		name, err := ParseName(line)
		if err != nil {
			return &ListError{Path: l.path, Line: number, Text: line, Err: err}
		}
		names = append(names, name)
	}
	if err := lines.Err(); err != nil {
		return &ListError{Path: l.path, Err: err}
	}
	l.names, l.version = names, versionOf(info)
	return nil
}

// byteOrderMark is what some editors of Windows begin a file with.
const byteOrderMark = "\ufeff"

// ListError says that a list of domains is none.
type ListError struct {
	Path string
	Line int    // from 1, that of what is no name; 0: the file cannot be read
	Text string // what stands there instead of a name
	Err  error
}

func (e *ListError) Error() string {
	if e.Line > 0 {
		return fmt.Sprintf("reading %s: line %d: %q: %v", e.Path, e.Line, e.Text, e.Err)
	}
	return fmt.Sprintf("reading %s: %v", e.Path, e.Err)
}

func (e *ListError) Unwrap() error { return e.Err }
