package wpconfig

import (
	"bufio"
	"bytes"
	"context"
	_ "embed"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"enhance-wizard/wpconfig/phprun"
)

//go:embed evaluate.php
var evaluateScript string

// evaluateArguments keep PHP's own messages, which may quote values, away from the output.
var evaluateArguments = []string{
	"-d", "display_errors=0", "-d", "log_errors=0", "-d", "html_errors=0", "-d", "short_open_tag=0",
	"-d", "memory_limit=256M", "-r",
}

// evaluateAnswer limits what is read of one answer, in bytes: the largest file, encoded, several times over.
const evaluateAnswer = 16 << 20

// ending is how far a file got.
type ending string

const (
	reached    ending = "reached"
	ended      ending = "ended"
	timedOut   ending = "timed out"
	unanswered ending = "unanswered"
)

func (e ending) reason() EvaluateReason {
	switch e {
	case ended:
		return EvaluateEndsEarly
	case timedOut:
		return EvaluateTimeLimit
	default:
		return EvaluatePHPFailed
	}
}

// seen is one value as PHP has it. It may be a secret.
type seen struct{ kind, text string }

// said is one warning or notice; line is 0 when another file caused it.
type said struct {
	text string
	line int
}

// sight is what PHP saw of a file.
type sight struct {
	end       ending
	constants map[string]seen
	said      []said
	output    string
	err       error
}

// evaluate runs the copy of a file. What the answer is written to is closed by the end of PHP, whatever ends it.
func (f *File) evaluate(ctx context.Context, o EvaluateOptions) sight {
	ctx, cancel := context.WithTimeout(ctx, o.TimeLimit)
	defer cancel()
	answers, answer, err := os.Pipe()
	if err != nil {
		return sight{end: unanswered, err: fmt.Errorf("running PHP: %w", err)}
	}
	defer answers.Close()
	_, script, _ := strings.Cut(evaluateScript, "\n")
	arguments := slices.Concat(evaluateArguments, []string{script, "--", f.evaluationRoot()})
	command := phprun.Command(ctx, o.PHP, phprun.Owner{UID: o.UID, GID: o.GID}, arguments...)
	command.Stdin = bytes.NewReader(f.evaluationCopy())
	command.Dir = filepath.Dir(f.main.path) // a relative include is looked for there, as by the web server
	command.ExtraFiles = []*os.File{answer}
	end := func() error { return syscall.Kill(-command.Process.Pid, syscall.SIGKILL) }
	command.Cancel = end
	var output phprun.Output
	command.Stdout = &output
	err = command.Start()
	_ = answer.Close()
	if err != nil {
		return sight{end: unanswered, err: fmt.Errorf("running PHP: %w", err)}
	}
	// What the site's code started may outlive PHP and hold the descriptor.
	_ = answers.SetReadDeadline(time.Now().Add(o.TimeLimit + command.WaitDelay))
	s := readSight(answers)
	_ = end()
	_ = command.Wait() // killed, always
	if s.end == unanswered && errors.Is(ctx.Err(), context.DeadlineExceeded) {
		s.end = timedOut
	}
	s.output = output.String()
	return s
}

// readSight reads the answer up to its end. What is cut off or malformed is no answer.
func readSight(from io.Reader) sight {
	s := sight{end: unanswered, constants: make(map[string]seen)}
	lines := bufio.NewReader(io.LimitReader(from, evaluateAnswer))
	how := unanswered
	for {
		line, err := lines.ReadString('\n')
		if err != nil {
			return s
		}
		word, rest, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		fields, ok := decodeFields(rest)
		switch {
		case word == string(reached), word == string(ended):
			how = ending(word)
		case word == "constant" && ok && len(fields) == 3:
			s.constants[fields[0]] = seen{kind: fields[1], text: fields[2]}
		case word == "said" && ok && len(fields) == 2:
			at, _ := strconv.Atoi(fields[1])
			s.said = append(s.said, said{text: fields[0], line: at})
		case word == "end":
			s.end = how
			return s
		default:
			return s
		}
	}
}

func decodeFields(encoded string) ([]string, bool) {
	if encoded == "" {
		return nil, true
	}
	fields := strings.Split(encoded, " ")
	for i, field := range fields {
		decoded, err := base64.StdEncoding.DecodeString(field)
		if err != nil {
			return nil, false
		}
		fields[i] = string(decoded)
	}
	return fields, true
}
