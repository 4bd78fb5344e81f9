package safefile

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// judge looks at the disk after the writer ended, and then repairs, repeats and
// undoes. It returns what is wrong.
func (s *stage) judge(t *testing.T, code int) (problems []string) {
	t.Helper()
	wrong := func(format string, values ...any) { problems = append(problems, fmt.Sprintf(format, values...)) }
	renewed := 0
	for i, path := range s.paths {
		content, err := os.ReadFile(path)
		switch {
		case err != nil:
			wrong("it cannot be read: %v", err)
			return problems
		case string(content) == s.to(path):
			renewed++
		case string(content) != s.from(path) && (!s.inPlace || code != -1):
			wrong("%s is neither old nor new: %q", filepath.Base(path), content)
		}
		if now := looks(t, path); now != s.looks[i] {
			wrong("%s was %s and is %s", filepath.Base(path), s.looks[i], now)
		}
	}
	if code >= 0 && (code == 0) != (renewed == len(s.paths)) {
		wrong("it ended with %d and %d of %d files are new", code, renewed, len(s.paths))
	}
	if code > 0 && renewed != 0 {
		wrong("it failed and %d files are new", renewed)
	}
	if left := s.leftovers(t); len(left) > len(s.paths) {
		wrong("left beside the files: %q", left)
	}
	return append(problems, s.judgeRepair(t)...)
}

// judgeRepair is the next start of the program: it repairs, and then all works.
func (s *stage) judgeRepair(t *testing.T) (problems []string) {
	t.Helper()
	wrong := func(format string, values ...any) { problems = append(problems, fmt.Sprintf(format, values...)) }
	recovered, err := s.vault.Recover(context.Background())
	if err != nil {
		wrong("recover: %v", err)
	}
	for _, r := range recovered {
		if r.Outcome == RecoveryConflict {
			wrong("recover found a conflict: %+v", r)
		}
	}
	renewed := 0
	for i, path := range s.paths {
		switch content := read(t, path); content {
		case s.to(path):
			renewed++
		case s.from(path):
		default:
			wrong("repaired, %s holds %q", filepath.Base(path), content)
		}
		if now := looks(t, path); now != s.looks[i] {
			wrong("repaired, %s is %s, was %s", filepath.Base(path), now, s.looks[i])
		}
	}
	if renewed != 0 && renewed != len(s.paths) {
		wrong("repaired, %d of %d files are new", renewed, len(s.paths))
	}
	if left := s.leftovers(t); len(left) > 0 {
		wrong("repaired, there is still %q", left)
	}
	if problem := s.vaultProblem(); problem != "" {
		wrong("%s", problem)
	}
	if renewed == 0 {
		if code := roles[s.role](s.arguments()); code != 0 {
			wrong("the second run ended with %d", code)
		}
	}
	for _, path := range s.paths {
		if read(t, path) != s.to(path) {
			wrong("after the second run %s is not new", filepath.Base(path))
		}
	}
	if s.role == "apply" {
		if err := undoRole(s.arguments()); err != nil {
			wrong("undo: %v", err)
		}
		for _, path := range s.paths {
			if read(t, path) != s.from(path) {
				wrong("undone, %s is not old", filepath.Base(path))
			}
		}
	}
	return problems
}

// leftovers are names in the site that are not its files.
func (s *stage) leftovers(t *testing.T) []string {
	t.Helper()
	entries, err := os.ReadDir(s.root)
	must(t, err)
	var left []string
	for _, e := range entries {
		if !slices.Contains(s.paths, filepath.Join(s.root, e.Name())) {
			left = append(left, e.Name())
		}
	}
	return left
}

// vaultProblem says what is open to others in the vault, or still interrupted, or
// holds the new value where it must not: an undo keeps a copy until it is done.
func (s *stage) vaultProblem() string {
	entries, err := s.vault.Entries()
	if err != nil {
		return err.Error()
	}
	for _, e := range entries {
		if e.State == EntryOpen {
			return fmt.Sprintf("still interrupted: %+v", e)
		}
	}
	problem := ""
	err = filepath.WalkDir(s.vault.path, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		if info.Mode().Perm()&0o077 != 0 {
			problem = fmt.Sprintf("%s has mode %v", path, info.Mode())
		}
		if content, err := os.ReadFile(path); err == nil && strings.Contains(string(content), "canary") {
			problem = path + " holds the new value"
		}
		return nil
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err.Error()
	}
	return problem
}
