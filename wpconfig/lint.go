package wpconfig

// LintOutcome is how a check by PHP ended.
type LintOutcome string

// How a check can end.
const (
	LintOK     LintOutcome = "ok"
	LintFailed LintOutcome = "failed"
	// LintNotPossible is a check that did not take place; Err says why.
	LintNotPossible LintOutcome = "not_possible"
)

// LintOptions say how PHP is run.
type LintOptions struct {
	// PHP is the program; empty for the "php" of the search path.
	PHP string
	// UID and GID are the owner of the file. They count only when we are root: then PHP runs as them, or as
	// nobody when the file is root's own.
	UID, GID uint32
}

// LintResult is what PHP says about the syntax of a file.
type LintResult struct {
	Outcome LintOutcome
	// Line is PHP's line of the first error, counted from 1, 0 when it named none; Message its words.
	Line    int
	Message string
	Err     error
}
