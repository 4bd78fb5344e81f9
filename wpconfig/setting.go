package wpconfig

import (
	"fmt"
	"regexp"
	"strings"

	"enhance-wizard/wpconfig/phptoken"
)

// Setting is one constant as it shall be.
type Setting struct {
	Name  string
	Value Value
	// Secret keeps the value, the old one too, out of plans and diffs.
	Secret bool
	// Guarded writes a line that has to be added as if ( ! defined( … ) ) { define( … ); }, so that a
	// definition made elsewhere before wins without a warning. A line that is already there keeps its form.
	Guarded bool
}

// SettingReason says what is wrong with a setting.
type SettingReason string

// What can be wrong with a setting.
const (
	// SettingName is a name that PHP does not allow for a constant.
	SettingName SettingReason = "name"
	// SettingTwice is a name given twice in one plan.
	SettingTwice SettingReason = "twice"
	// SettingNUL is a string that holds a NUL byte.
	SettingNUL SettingReason = "nul"
	// SettingCode is code that is not one balanced expression on one line, without comments.
	SettingCode SettingReason = "code"
)

// SettingReasons returns every reason, for catalogues of sentences.
func SettingReasons() []SettingReason {
	return []SettingReason{SettingName, SettingTwice, SettingNUL, SettingCode}
}

// SettingError is a setting that can be written to no file.
type SettingError struct {
	Name   string
	Reason SettingReason
}

// Error gives the technical form.
func (e *SettingError) Error() string {
	return fmt.Sprintf("setting %q: invalid %s", e.Name, e.Reason)
}

var constantName = regexp.MustCompile(`^[A-Za-z_\x80-\xff][A-Za-z0-9_\x80-\xff]*$`)

func checkSettings(settings []Setting) error {
	seen := make(map[string]bool, len(settings))
	for _, s := range settings {
		reason := s.check()
		if seen[s.Name] {
			reason = SettingTwice
		}
		if reason != "" {
			return &SettingError{s.Name, reason}
		}
		seen[s.Name] = true
	}
	return nil
}

// check returns what is wrong with the setting, or nothing.
func (s Setting) check() SettingReason {
	switch lower := strings.ToLower(s.Name); {
	case !constantName.MatchString(s.Name), lower == "true", lower == "false", lower == "null":
		return SettingName
	case s.Value.kind == KindString && strings.ContainsRune(s.Value.text, 0):
		return SettingNUL
	case s.Value.kind == KindExpression && !isExpression(s.Value.text):
		return SettingCode
	default:
		return ""
	}
}

// isExpression tells whether the code can stand as one argument: balanced, one line, and without anything that could
// hide what follows it.
func isExpression(code string) bool {
	if strings.ContainsAny(code, "\r\n") {
		return false
	}
	s, refusal := newSource("", []byte("<?php f("+code+");"))
	if refusal != nil {
		return false
	}
	for _, t := range s.all {
		switch t.Kind {
		case phptoken.Comment, phptoken.CloseTag, phptoken.HTML, phptoken.Data, phptoken.Heredoc:
			return false
		default:
		}
	}
	u := &unit{source: s}
	arguments, unpacked := u.arguments(1)
	end := len(s.code) - 2
	if unpacked || len(arguments) != 1 || arguments[0].span != (span{2, end - 1}) || s.partner[1] != end {
		return false
	}
	for i := 2; i < end; i = s.partner[i] + 1 {
		if s.is(i, ";") {
			return false
		}
	}
	return true
}

// define returns the line that sets the constant.
func (s Setting) define(namespaced bool) string {
	prefix := ""
	if namespaced {
		prefix = `\`
	}
	line := fmt.Sprintf("%sdefine( '%s', %s );", prefix, s.Name, s.Value.Code())
	if s.Guarded {
		return fmt.Sprintf("if ( ! %sdefined( '%s' ) ) { %s }", prefix, s.Name, line)
	}
	return line
}
