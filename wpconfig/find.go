package wpconfig

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// configFile is the name that WordPress looks for (wp-load.php).
const configFile = "wp-config.php"

// Find looks for a WordPress in dir and above it. The error is a [*NotFoundError].
func Find(dir string) (Location, error) {
	start, err := physical(dir)
	if err != nil {
		return Location{}, err
	}
	var fallback *Location
	for at := start; ; at = filepath.Dir(at) {
		location, err := inspect(at)
		var missing *NotFoundError
		switch {
		case err == nil && location.HasCore:
			return location, nil
		case err == nil && fallback == nil:
			fallback = &location
		case errors.As(err, &missing) && missing.Reason != NotFoundNothing:
			return Location{}, err
		}
		if at == filepath.Dir(at) {
			break
		}
	}
	if fallback != nil {
		return *fallback, nil
	}
	return Location{}, &NotFoundError{Dir: start, Reason: NotFoundNothing}
}

// AtRoot takes dir for the root of a WordPress. The error is a [*NotFoundError].
func AtRoot(dir string) (Location, error) {
	root, err := physical(dir)
	if err != nil {
		return Location{}, err
	}
	return inspect(root)
}

// AtConfig takes a file for the wp-config.php, whatever its name. The error is a [*NotFoundError].
func AtConfig(file string) (Location, error) {
	absolute, err := filepath.Abs(file)
	if err != nil {
		return Location{}, &NotFoundError{Dir: file, Reason: NotFoundUnreadable, Err: err}
	}
	if _, err := os.Stat(absolute); err != nil {
		return Location{}, unreadable(absolute, err)
	}
	dir, err := physical(filepath.Dir(absolute))
	if err != nil {
		return Location{}, err
	}
	absolute = filepath.Join(dir, filepath.Base(absolute))
	if hasCore(dir) {
		return locate(Location{Root: dir, HasCore: true}, absolute)
	}
	if below := coresBelow(dir); len(below) == 1 {
		return locate(Location{Root: below[0], HasCore: true, Above: true}, absolute)
	}
	return locate(Location{Root: dir}, absolute)
}

// inspect looks for a WordPress whose root or wp-config.php lies in dir.
func inspect(dir string) (Location, error) {
	config := filepath.Join(dir, configFile)
	found, err := exists(config)
	switch {
	case err != nil:
		return Location{}, err
	case hasCore(dir) && found:
		return locate(Location{Root: dir, HasCore: true}, config)
	case hasCore(dir):
		return oneLevelUp(dir)
	case found:
		return configAlone(dir, config)
	}
	if root := ownDirectory(dir); root != "" && root != dir {
		return inspect(root)
	}
	return Location{}, &NotFoundError{Dir: dir, Reason: NotFoundNothing}
}

// oneLevelUp applies WordPress's rule: the directory above counts unless another WordPress lies there.
func oneLevelUp(root string) (Location, error) {
	above := filepath.Dir(root)
	config := filepath.Join(above, configFile)
	found, err := exists(config)
	switch {
	case err != nil:
		return Location{}, err
	case !found || hasCore(above):
		return Location{}, &NotFoundError{Dir: root, Reason: NotFoundNoConfig}
	default:
		return locate(Location{Root: root, HasCore: true, Above: true}, config)
	}
}

// configAlone handles a wp-config.php without WordPress beside it: the WordPress may lie one level below.
func configAlone(dir, config string) (Location, error) {
	switch below := coresBelow(dir); len(below) {
	case 0:
		return locate(Location{Root: dir}, config)
	case 1:
		return locate(Location{Root: below[0], HasCore: true, Above: true}, config)
	default:
		return Location{}, &NotFoundError{Dir: dir, Reason: NotFoundSeveral}
	}
}

// locate completes a location by its file.
func locate(l Location, config string) (Location, error) {
	resolved, err := filepath.EvalSymlinks(config)
	if err != nil {
		return Location{}, unreadable(config, err)
	}
	info, err := os.Stat(resolved)
	switch {
	case err != nil:
		return Location{}, unreadable(config, err)
	case !info.Mode().IsRegular():
		return Location{}, &NotFoundError{Dir: config, Reason: NotFoundNotFile}
	}
	l.Config = resolved
	if resolved != config {
		l.Link = config
	}
	if l.Root, err = filepath.EvalSymlinks(l.Root); err != nil {
		return Location{}, unreadable(l.Root, err)
	}
	return l, nil
}

// physical returns the path of a directory without symbolic links, as PHP's __DIR__ has it.
func physical(dir string) (string, error) {
	absolute, err := filepath.Abs(dir)
	if err == nil {
		absolute, err = filepath.EvalSymlinks(absolute)
	}
	if err != nil {
		return "", unreadable(dir, err)
	}
	info, err := os.Stat(absolute)
	switch {
	case err != nil:
		return "", unreadable(dir, err)
	case !info.IsDir():
		return "", &NotFoundError{Dir: absolute, Reason: NotFoundNotDirectory}
	}
	return absolute, nil
}

func unreadable(path string, err error) *NotFoundError {
	if errors.Is(err, fs.ErrNotExist) {
		return &NotFoundError{Dir: path, Reason: NotFoundMissing, Err: err}
	}
	return &NotFoundError{Dir: path, Reason: NotFoundUnreadable, Err: err}
}
