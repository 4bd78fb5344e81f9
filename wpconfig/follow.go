package wpconfig

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"syscall"
)

// Limits of following includes: real ones stay far below, and a hostile one must not keep us busy.
const (
	maxIncludes      = 50
	maxIncludeDepth  = 8
	maxIncludedBytes = 4 << 20
)

// inclusion is a file on its way through the includes.
type inclusion struct {
	unit *unit
	// by is the inclusion that includes it, nil for the main file; at is the token in the main file.
	by       *inclusion
	at       int
	depth    int
	standing Standing
}

func (in *inclusion) contains(path string) bool {
	for ; in != nil; in = in.by {
		if in.unit.path == path {
			return true
		}
	}
	return false
}

// follow walks through a file as PHP runs it, and through what it includes.
func (f *File) follow(in *inclusion) {
	f.units = append(f.units, in.unit)
	definitions, includes := in.unit.definitions, in.unit.includes
	for len(definitions) > 0 || len(includes) > 0 {
		if len(includes) == 0 || len(definitions) > 0 && definitions[0].token < includes[0].token {
			f.meet(in, definitions[0])
			definitions = definitions[1:]
			continue
		}
		f.enter(in, includes[0])
		includes = includes[1:]
	}
}

// meet notes a definition in the order of running.
func (f *File) meet(in *inclusion, d *definition) {
	if in.by != nil && in.standing != Unconditional {
		d.forbid(in.standing, ReasonIncludedFile)
	}
	d.place = d.token
	if in.by != nil {
		d.place = in.at
	}
	if d.name == "" {
		if d.name, _ = f.fold(d.unit, d.nameCode, 0); d.name == "" {
			f.dynamic = append(f.dynamic, d)
			return
		}
	}
	f.definitions = append(f.definitions, d)
	f.byName[d.name] = append(f.byName[d.name], d)
}

// enter goes into an included file, or notes that it loads WordPress.
func (f *File) enter(in *inclusion, inc *include) {
	at := inc.token
	if in.by != nil {
		at = in.at
	}
	if inc.settings {
		l := load{token: at}
		if in.by != nil {
			l.through = in.unit
		}
		f.loads = append(f.loads, l)
		return
	}
	path, ok := f.includePath(in.unit, inc)
	if !ok || in.contains(path) || inc.standing == InFunction && in.by != nil {
		return
	}
	content, err := f.readInclude(path, in.depth)
	var included *unit
	if err == nil {
		var refusal *Refusal
		if included, refusal = newUnit(path, content); refusal != nil {
			err = refusal
		}
	}
	if err != nil {
		if !errors.Is(err, fs.ErrNotExist) {
			f.unread = append(f.unread, unread{path, in.unit.path, in.unit.line(inc.token), content})
		}
		return
	}
	f.follow(&inclusion{included, in, at, in.depth + 1, max(in.standing, inc.standing)})
}

var errTooManyIncludes = errors.New("too many includes")

// readInclude reads an included file, within the limits.
func (f *File) readInclude(path string, depth int) ([]byte, error) {
	total := 0
	for _, u := range f.units[1:] {
		total += len(u.text)
	}
	if len(f.units) > maxIncludes || depth >= maxIncludeDepth || total > maxIncludedBytes {
		return nil, errTooManyIncludes
	}
	content, info, err := readRegular(path, MaxSize)
	if err == nil && os.Geteuid() == 0 && !f.ownerMayRead(info) {
		return nil, fs.ErrPermission
	}
	return content, err
}

// ownerMayRead tells whether the owner of wp-config.php, who chose the path, could read the file too: as root we
// would otherwise read what is not theirs.
func (f *File) ownerMayRead(info fs.FileInfo) bool {
	config, err := os.Stat(f.main.path)
	if err != nil {
		return false
	}
	owner, ok := config.Sys().(*syscall.Stat_t)
	file, fileOK := info.Sys().(*syscall.Stat_t)
	if !ok || !fileOK {
		return false
	}
	mode := info.Mode().Perm()
	return owner.Uid == 0 || mode&0o004 != 0 || file.Uid == owner.Uid && mode&0o400 != 0 ||
		file.Gid == owner.Gid && mode&0o040 != 0
}

var errTooLarge = errors.New("file too large")

// readRegular reads a regular file of at most limit bytes. It does not wait for the other end of a pipe, and reads
// no device.
func readRegular(path string, limit int64) ([]byte, fs.FileInfo, error) {
	file, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, nil, err
	}
	defer file.Close()
	info, err := file.Stat()
	switch {
	case err != nil:
		return nil, nil, err
	case !info.Mode().IsRegular():
		return nil, nil, fs.ErrInvalid
	}
	content, err := io.ReadAll(io.LimitReader(file, limit+1))
	if err == nil && int64(len(content)) > limit {
		err = errTooLarge
	}
	return content, info, err
}
