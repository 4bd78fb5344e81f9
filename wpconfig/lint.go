package wpconfig

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"time"

	"enhance-wizard/wpconfig/phprun"
)

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
	// PHP is the program.
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
	// Err says why the check was not possible: [exec.ErrNotFound] where there is no PHP.
	Err error
}

// lintTime is far above what PHP takes for a file of [MaxSize].
const lintTime = 20 * time.Second

// lintArguments make PHP check only, and say so in its plainest form.
var lintArguments = []string{
	"-d", "display_errors=1", "-d", "log_errors=0", "-d", "html_errors=0", "-d", "short_open_tag=0", "-l",
}

// Lint lets PHP check the syntax of a file's content. PHP compiles the text, which it gets on standard input, and
// runs nothing of it.
func Lint(ctx context.Context, o LintOptions, src []byte) LintResult {
	ctx, cancel := context.WithTimeout(ctx, lintTime)
	defer cancel()
	command := phprun.Command(ctx, o.PHP, phprun.Owner{UID: o.UID, GID: o.GID}, lintArguments...)
	command.Stdin = bytes.NewReader(src)
	var output phprun.Output
	command.Stdout, command.Stderr = &output, &output
	return judgeLint(ctx, command.Run(), output.String())
}

// lintError is PHP's sentence, such as "PHP Parse error:  syntax error, unexpected end of file in Standard input code
// on line 3".
var lintError = regexp.MustCompile(`(?:Parse|Fatal|Compile) error:\s*(.*?) in \S.* on line (\d+)`)

// lintWarning is what PHP lets pass though the file is damaged.
var lintWarning = regexp.MustCompile(`Warning:\s*(Unterminated comment.*?) in \S.* on line (\d+)`)

func judgeLint(ctx context.Context, err error, output string) LintResult {
	match := lintError.FindStringSubmatch(output)
	if match == nil {
		match = lintWarning.FindStringSubmatch(output)
	}
	switch {
	case ctx.Err() != nil:
		return LintResult{Outcome: LintNotPossible, Err: fmt.Errorf("running PHP: %w", context.Cause(ctx))}
	case match != nil:
		line, _ := strconv.Atoi(match[2])
		return LintResult{Outcome: LintFailed, Line: line, Message: match[1]}
	case err == nil && strings.Contains(output, "No syntax errors detected"):
		return LintResult{Outcome: LintOK}
	case err == nil:
		err = io.ErrUnexpectedEOF // it said nothing that a check says: this is another program
	}
	return LintResult{Outcome: LintNotPossible, Message: firstLine(output), Err: fmt.Errorf("running PHP: %w", err)}
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	return strings.TrimSpace(line)
}
