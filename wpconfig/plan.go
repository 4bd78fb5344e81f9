package wpconfig

// ActionKind is what happens to one constant.
type ActionKind string

// What can happen to a constant.
const (
	ActionAdded     ActionKind = "added"
	ActionReplaced  ActionKind = "replaced"
	ActionUnchanged ActionKind = "unchanged"
	// ActionMoved is a definition after the load of wp-settings.php, taken away there and added before it.
	ActionMoved ActionKind = "moved"
)

// Action is what happens to one constant. Old and New are PHP code, and masked when the setting is secret.
type Action struct {
	Name string
	Kind ActionKind
	// Old is empty when the constant was not there.
	Old, New string
	// Line is where the definition stands: before the edit, or after it for an added or moved one.
	Line int
}

// Plan is an edit that was checked but not written.
type Plan struct {
	// Path is the file as it was given to [Parse].
	Path string
	// Before and After are the whole content; the same when nothing is to be changed.
	Before, After []byte
	// Actions has one entry for each setting, in the order they were given.
	Actions []Action
	// Warnings are what a person should know about the constants concerned.
	Warnings []Warning

	secrets map[string]bool
}
