package wpconfig

import "fmt"

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
	// SettingCode is code that is not one balanced expression on one line.
	SettingCode SettingReason = "code"
)

// SettingError is a setting that can be written to no file.
type SettingError struct {
	Name   string
	Reason SettingReason
}

// Error gives the technical form.
func (e *SettingError) Error() string {
	return fmt.Sprintf("setting %q: invalid %s", e.Name, e.Reason)
}
