package doctor

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
)

// Bits of a mode that are about everybody else on the machine.
const (
	othersRead  = 0o004
	othersWrite = 0o002
)

// files looks at who can read wp-config.php, which holds the token and the database's password.
func (e examination) files(context.Context) []Finding {
	always := []ID{ConfigMode, ConfigOwner, ConfigGit, ConfigCopies}
	if e.Found.File == nil {
		return allNotChecked(always, ReasonNoWordPress)
	}
	path, root := e.Found.Location.Config, e.Found.Location.Root
	return slices.Concat(mode(path), []Finding{owner(path, root), git(path)}, copies(root))
}

func mode(path string) []Finding {
	info, err := os.Stat(path)
	if err != nil {
		return []Finding{notChecked(ConfigMode, ReasonUnreadable).because(err)}
	}
	params := []any{"path", path, "mode", fmt.Sprintf("%04o", info.Mode().Perm())}
	var findings []Finding
	if info.Mode().Perm()&othersWrite != 0 {
		findings = append(findings, problem(ConfigOpen, params...))
	}
	if info.Mode().Perm()&othersRead != 0 {
		return append(findings, warning(ConfigMode, params...))
	}
	return append(findings, ok(ConfigMode, params...))
}

// owner compares the file's owner with that of the folder that WordPress lies in.
func owner(path, root string) Finding {
	file, fileErr := os.Stat(path)
	folder, folderErr := os.Stat(root)
	if err := errors.Join(fileErr, folderErr); err != nil {
		return notChecked(ConfigOwner, ReasonUnreadable).because(err)
	}
	of, to := uidOf(file), uidOf(folder)
	params := []any{"path", path, "owner", strconv.Itoa(int(of)), "root", root, "expected", strconv.Itoa(int(to))}
	if of != to {
		return warning(ConfigOwner, params...)
	}
	return ok(ConfigOwner, params...)
}

func uidOf(info fs.FileInfo) uint32 {
	if stat, isUnix := info.Sys().(*syscall.Stat_t); isUnix {
		return stat.Uid
	}
	return 0
}

// git notes a working tree around the file. Git itself is not run: as root, in a folder of somebody else, its settings
// would run their code.
func git(path string) Finding {
	for dir := filepath.Dir(path); ; dir = filepath.Dir(dir) {
		_, err := os.Lstat(filepath.Join(dir, ".git"))
		switch {
		case err == nil:
			return warning(ConfigGit, "path", path, "git", dir)
		case !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, syscall.ENOTDIR):
			return notChecked(ConfigGit, ReasonUnreadable).because(err)
		case dir == filepath.Dir(dir):
			return ok(ConfigGit)
		}
	}
}

// copies looks in the document root for copies of wp-config.php. One whose name does not end in .php is handed out as text.
func copies(root string) []Finding {
	entries, err := os.ReadDir(root)
	if err != nil {
		return []Finding{notChecked(ConfigCopies, ReasonUnreadable).because(err)}
	}
	var served, run []string
	for _, entry := range entries {
		name := entry.Name()
		switch {
		case !entry.Type().IsRegular(), !isCopy(name):
		case strings.HasSuffix(strings.ToLower(name), ".php"):
			run = append(run, name)
		default:
			served = append(served, name)
		}
	}
	findings := []Finding{ok(ConfigCopies)}
	if len(served) > 0 {
		findings = []Finding{problem(ConfigCopies, "files", served, "root", root)}
	}
	if len(run) > 0 {
		findings = append(findings, warning(ConfigClones, "files", run, "root", root))
	}
	return findings
}

// isCopy knows what editors, administrators and backup plugins make of the name.
func isCopy(name string) bool {
	plain := strings.TrimLeft(strings.ToLower(name), ".#~")
	switch plain {
	case "wp-config-sample.php":
		return false
	case "wp-config.php":
		return name != "wp-config.php"
	default:
		return strings.HasPrefix(plain, "wp-config")
	}
}

// readHead reads at most limit bytes of a regular file, and does not wait for a pipe that lies in its place.
func readHead(path string, limit int64) ([]byte, error) {
	file, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, &fs.PathError{Op: "read", Path: path, Err: errNotRegular}
	}
	return io.ReadAll(io.LimitReader(file, limit))
}

var errNotRegular = errors.New("not a regular file")
