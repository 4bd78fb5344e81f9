package wpconfig

import (
	"bytes"
	"path/filepath"
	"slices"
	"strings"

	"enhance-wizard/wpconfig/phptoken"
)

// MaxSize is the largest file that is read, in bytes.
const MaxSize = 1 << 20

// File is a wp-config.php that was read, with the files it includes by a fixed path.
type File struct {
	main *unit
	// units are all analysed files, the main one first.
	units []*unit
	// root is ABSPATH without its slash; empty when not known.
	root string
	// definitions stand in the order in which PHP meets them.
	definitions []*definition
	byName      map[string][]*definition
	loads       []load
	// unread are included files that cannot be analysed; their content is nil when they cannot even be read.
	unread []unread
	// dynamic are definitions whose name only PHP can tell.
	dynamic []*definition
}

// load is a place in the main file where wp-settings.php is loaded.
type load struct {
	token int
	// through is the included file that loads it; empty when the main file itself does.
	through *unit
}

type unread struct {
	path, by string
	line     int
	content  []byte
}

// Parse reads the content of the location's file; Root is what ABSPATH stands for in it. Included files with a fixed path
// are read from disk, when Config is absolute. The error is a [*Refusal].
func (l Location) Parse(src []byte) (*File, error) { return parse(l.Config, l.Root, src) }

func parse(path, root string, src []byte) (*File, error) {
	if len(src) > MaxSize {
		return nil, &Refusal{Path: path, Reason: ReasonTooLarge}
	}
	main, refusal := newUnit(path, src)
	if refusal == nil {
		refusal = main.checkTags()
	}
	if refusal != nil {
		return nil, refusal
	}
	f := &File{main: main, root: root, byName: make(map[string][]*definition)}
	f.follow(&inclusion{unit: main})
	f.markLoads()
	return f, nil
}

// checkTags refuses a file in which PHP finds no code, or in which a setting of PHP decides what is code.
func (u *unit) checkTags() *Refusal {
	open := false
	for _, t := range u.all {
		switch t.Kind {
		case phptoken.OpenTag, phptoken.OpenEcho:
			open = true
		case phptoken.HTML:
			if at := strings.Index(u.text[t.Start:t.End], "<?"); at >= 0 {
				return &Refusal{Path: u.path, Line: u.lineOf(t.Start + at), Reason: ReasonShortOpenTag}
			}
		default:
		}
	}
	switch {
	case open:
		return nil
	case strings.TrimSpace(strings.TrimPrefix(u.text, "\xef\xbb\xbf")) == "":
		return &Refusal{Path: u.path, Reason: ReasonEmpty}
	default:
		return &Refusal{Path: u.path, Line: 1, Reason: ReasonNoOpenTag}
	}
}

// markLoads lowers what is defined after the load of wp-settings.php, or between two loads.
func (f *File) markLoads() {
	if len(f.loads) == 0 {
		return
	}
	first, last := f.loads[0].token, f.loads[len(f.loads)-1].token
	for _, d := range slices.Concat(f.definitions, f.dynamic) {
		switch {
		case d.standing == InFunction:
		case d.place > last:
			d.standing = Dead
		case d.place > first:
			d.forbid(Conditional, ReasonConditional)
		}
	}
}

// lineEndingOf returns the line ending that most lines have; LF when there is none.
func lineEndingOf(content []byte) string {
	crlf := bytes.Count(content, []byte("\r\n"))
	lf := bytes.Count(content, []byte("\n")) - crlf
	cr := bytes.Count(content, []byte("\r")) - crlf
	switch {
	case cr > lf && cr > crlf:
		return "\r"
	case crlf > lf:
		return "\r\n"
	default:
		return "\n"
	}
}

// includePath returns where PHP finds an included file. A relative path is looked for beside the file itself.
func (f *File) includePath(u *unit, inc *include) (string, bool) {
	path, ok := f.fold(u, inc.file, 0)
	if !ok || path == "" || !filepath.IsAbs(u.path) || strings.ContainsRune(path, 0) {
		return "", false
	}
	if !filepath.IsAbs(path) {
		path = filepath.Join(filepath.Dir(u.path), path)
	}
	return filepath.Clean(path), true
}
