package wpconfig

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
