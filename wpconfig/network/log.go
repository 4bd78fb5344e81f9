package network

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// logBytes is how much of the end of the log is read to be looked at.
const logBytes = 256 << 10

// Log is the integration's log of one WordPress.
type Log struct{ Dirs Dirs }

// LogTail is the end of the log.
type LogTail struct {
	Path    string
	Lines   []LogLine // the oldest first
	Partial bool      // there are older lines
	Changed time.Time // when something was written last
}

// LogLine is one line of the log. Its text comes from outside.
type LogLine struct {
	Text    string
	Domain  string // what it is about, as in DomainMapping; empty before the first line that names one
	Failure bool   // it tells of something that did not work. Every line has the level INFO.
}

// LogReason says why a log cannot be read.
type LogReason string

// The reasons.
const (
	LogMissing    LogReason = "missing"    // nothing was ever sent, or logging is off (Settings.LogsPushes)
	LogSymlink    LogReason = "symlink"    // it, or its folder, is a symbolic link, which the site's user may point anywhere
	LogNotFile    LogReason = "not_file"   // a folder, pipe or device
	LogUnreadable LogReason = "unreadable" // the file system refuses
)

// LogReasons lists every reason.
func LogReasons() []LogReason {
	return []LogReason{LogMissing, LogSymlink, LogNotFile, LogUnreadable}
}

// LogError says why the log cannot be read.
type LogError struct {
	Path   string
	Reason LogReason
	Err    error
}

func (e *LogError) Error() string {
	return fmt.Sprintf("reading the log %s: %s: %v", e.Path, e.Reason, e.Err)
}

func (e *LogError) Unwrap() error { return e.Err }

// Tail reads the last 256 KiB of the log, in whole lines. Below the folder of uploads, where the site's user can put
// anything, it follows no symbolic link and waits for no pipe. The error is a *LogError.
func (l Log) Tail() (LogTail, error) {
	path := l.Dirs.PushLogPath()
	tail, err := readLogTail(path)
	if err != nil {
		return LogTail{}, &LogError{Path: path, Reason: logReason(err), Err: err}
	}
	return tail, nil
}

func logReason(err error) LogReason {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return LogMissing
	case errors.Is(err, syscall.ELOOP), errors.Is(err, errSymlink):
		return LogSymlink
	case errors.Is(err, errNotRegular), errors.Is(err, syscall.ENOTDIR), errors.Is(err, syscall.ENXIO):
		return LogNotFile
	default:
		return LogUnreadable
	}
}

var errSymlink = errors.New("a symbolic link")

func readLogTail(path string) (LogTail, error) {
	file, err := openLog(path)
	if err != nil {
		return LogTail{}, err
	}
	defer closeRead(file)
	info, err := file.Stat()
	if err != nil {
		return LogTail{}, err
	}
	if !info.Mode().IsRegular() {
		return LogTail{}, errNotRegular
	}
	content, partial, err := tailOf(file, path, info.Size(), logBytes)
	if err != nil {
		return LogTail{}, err
	}
	if partial { // the first line is cut
		_, content, _ = bytes.Cut(content, []byte("\n"))
	}
	return LogTail{Path: path, Lines: logLines(content), Partial: partial, Changed: info.ModTime()}, nil
}

// openLog opens the folder and the file in it one after the other, so that neither can be a link.
func openLog(path string) (*os.File, error) {
	folder := filepath.Dir(path)
	uploads, err := os.OpenFile(filepath.Dir(folder), os.O_RDONLY|unix.O_DIRECTORY|unix.O_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	defer closeRead(uploads)
	logs, err := openAt(uploads, filepath.Base(folder), unix.O_DIRECTORY)
	if err != nil {
		return nil, err
	}
	defer closeRead(logs)
	return openAt(logs, filepath.Base(path), unix.O_NONBLOCK)
}

func openAt(dir *os.File, name string, flags int) (*os.File, error) {
	path := filepath.Join(dir.Name(), name)
	raw, err := dir.SyscallConn()
	if err != nil {
		return nil, err
	}
	fd := -1
	var failed error
	err = raw.Control(func(at uintptr) {
		fd, failed = unix.Openat(int(at), name, unix.O_RDONLY|unix.O_NOFOLLOW|unix.O_CLOEXEC|flags, 0)
		if failed != nil && isLink(int(at), name) { // with O_DIRECTORY the kernel only says that it is no folder
			failed = errSymlink
		}
	})
	if err = errors.Join(err, failed); err != nil {
		return nil, &fs.PathError{Op: "open", Path: path, Err: err}
	}
	return os.NewFile(uintptr(fd), path), nil
}

func isLink(dir int, name string) bool {
	var status unix.Stat_t
	err := unix.Fstatat(dir, name, &status, unix.AT_SYMLINK_NOFOLLOW)
	return err == nil && status.Mode&unix.S_IFMT == unix.S_IFLNK
}

// logLines finds out what each line is about: most do not name the domain.
func logLines(content []byte) []LogLine {
	reader := pushReader{pushes: map[string]Push{}}
	var lines []LogLine
	for raw := range bytes.Lines(content) {
		line := strings.TrimRight(string(raw), "\r\n")
		reader.line(line)
		lines = append(lines, LogLine{Text: line, Domain: reader.current, Failure: tellsFailure(line)})
	}
	return lines
}

// tellsFailure knows the plugin's own words for what did not work.
func tellsFailure(line string) bool {
	_, message, stamped := strings.Cut(line, "] ")
	if !stamped || !strings.HasPrefix(line, "[") {
		return false
	}
	_, message, _ = strings.Cut(message, "] ")
	for _, beginning := range []string{
		"HTTP error ", "API request failed: ", "JSON decode error: ", "Failed to add domain ", "Could not find domain ID for ",
	} {
		if strings.HasPrefix(message, beginning) {
			return true
		}
	}
	return strings.HasSuffix(message, " not configured") || strings.Contains(message, " constant not defined") ||
		strings.Contains(message, " may have been added, but response was unclear: ")
}
