package wpconfig

import (
	"slices"
	"strings"
)

// WarningKind is something about a constant that a person should know, though it does not stop an edit.
type WarningKind string

// The kinds of warnings.
const (
	// WarningPlaceholder is a value '0', '1', '2' or '3' of a WU_ENHANCE constant: the wizard of plugin versions
	// up to 2.4.10 printed the number of the field in place of its value.
	WarningPlaceholder WarningKind = "placeholder_value"
	// WarningDead is a definition after the load of wp-settings.php: too late for the plugin.
	WarningDead WarningKind = "after_settings"
	// WarningDuplicate is a second definition; PHP keeps the first and warns.
	WarningDuplicate WarningKind = "duplicate"
	// WarningOtherCase is a constant whose name differs in letter case only; for PHP it is another one.
	WarningOtherCase WarningKind = "other_letter_case"
	// WarningDynamicName is a define() whose name is known only at run time; it might be this one.
	WarningDynamicName WarningKind = "dynamic_name"
	// WarningIncludeUnread is an included file that could not be read, so what it defines is not known.
	WarningIncludeUnread WarningKind = "include_unread"
)

// WarningKinds returns every kind, for catalogues of sentences.
func WarningKinds() []WarningKind {
	return []WarningKind{
		WarningPlaceholder, WarningDead, WarningDuplicate, WarningOtherCase, WarningDynamicName, WarningIncludeUnread,
	}
}

// Warning is one such finding.
type Warning struct {
	Kind WarningKind
	// Name is the constant, as it stands in the file; empty when the warning is not about one.
	Name string
	// Path is the file and Line the line, counted from 1.
	Path string
	Line int
}

// Warnings returns what a person should know about these constants, or about all when none is named.
func (f *File) Warnings(names ...string) []Warning {
	var all []Warning
	for _, d := range f.definitions {
		if d.name == tablePrefixVariable || len(names) > 0 && !slices.ContainsFunc(names, func(name string) bool {
			return strings.EqualFold(name, d.name)
		}) {
			continue
		}
		for _, kind := range f.warningsOf(d, names) {
			all = append(all, Warning{kind, d.name, d.unit.path, d.line()})
		}
	}
	for _, d := range f.dynamic {
		if d.standing < InFunction {
			all = append(all, Warning{WarningDynamicName, "", d.unit.path, d.line()})
		}
	}
	for _, u := range f.unread {
		all = append(all, Warning{WarningIncludeUnread, "", u.path, 0})
	}
	return all
}

func (f *File) warningsOf(d *definition, names []string) []WarningKind {
	var kinds []WarningKind
	live, _ := f.definitionsOf(d.name)
	if len(names) > 0 && !slices.Contains(names, d.name) {
		return []WarningKind{WarningOtherCase}
	}
	if d.standing == Dead {
		kinds = append(kinds, WarningDead)
	} else if d != live[0] && !d.guarded {
		kinds = append(kinds, WarningDuplicate)
	}
	text, _ := d.unit.readValue(d.value).Text()
	if strings.HasPrefix(d.name, "WU_ENHANCE_") && len(text) == 1 && text >= "0" && text <= "3" {
		kinds = append(kinds, WarningPlaceholder)
	}
	return kinds
}
