package wpconfig

import "fmt"

// Location is a WordPress and its configuration file.
type Location struct {
	// Root is the directory of wp-settings.php (ABSPATH without its slash), absolute, links resolved. Where no
	// WordPress was found for a file given by name it is that file's directory, and HasCore is false.
	Root    string
	HasCore bool
	// Config is the file, absolute, links resolved.
	Config string
	// Link is the path that led to Config, when its last part is a symbolic link; else empty.
	Link string
	// Above is true when the file lies one level above Root.
	Above bool
}

// NotFoundReason says why no wp-config.php was found.
type NotFoundReason string

// Why none was found.
const (
	// NotFoundNothing is a directory without WordPress, in itself and above.
	NotFoundNothing NotFoundReason = "nothing"
	// NotFoundNoConfig is a WordPress without wp-config.php: it is not installed yet.
	NotFoundNoConfig NotFoundReason = "no_config"
	// NotFoundMissing is a path that does not exist.
	NotFoundMissing NotFoundReason = "missing"
	// NotFoundNotDirectory is a root that is not a directory.
	NotFoundNotDirectory NotFoundReason = "not_directory"
	// NotFoundNotFile is a wp-config.php that is not a regular file.
	NotFoundNotFile NotFoundReason = "not_file"
	// NotFoundUnreadable is a path that cannot be looked at; the error's Err says why.
	NotFoundUnreadable NotFoundReason = "unreadable"
	// NotFoundSeveral is a directory with more than one WordPress that its wp-config.php may belong to.
	NotFoundSeveral NotFoundReason = "several"
)

// NotFoundReasons returns every reason, for catalogues of sentences.
func NotFoundReasons() []NotFoundReason {
	return []NotFoundReason{
		NotFoundNothing, NotFoundNoConfig, NotFoundMissing, NotFoundNotDirectory, NotFoundNotFile,
		NotFoundUnreadable, NotFoundSeveral,
	}
}

// NotFoundError is the error of [Find], [AtRoot] and [AtConfig].
type NotFoundError struct {
	// Dir is the path that was looked at: a directory, or for [AtConfig] the file.
	Dir    string
	Reason NotFoundReason
	Err    error
}

// Error gives the technical form.
func (e *NotFoundError) Error() string {
	if e.Err != nil {
		return fmt.Sprintf("finding wp-config.php in %s: %s: %v", e.Dir, e.Reason, e.Err)
	}
	return fmt.Sprintf("finding wp-config.php in %s: %s", e.Dir, e.Reason)
}

// Unwrap returns the cause.
func (e *NotFoundError) Unwrap() error { return e.Err }
