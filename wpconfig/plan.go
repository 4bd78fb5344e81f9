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
	// ActionRemoved is what [File.Remove] does.
	ActionRemoved ActionKind = "removed"
)

// ActionKinds returns every kind, for catalogues of sentences.
func ActionKinds() []ActionKind {
	return []ActionKind{ActionAdded, ActionReplaced, ActionUnchanged, ActionMoved, ActionRemoved}
}

// Action is what happens to one constant. Old and New are PHP code, and masked when the setting is secret.
type Action struct {
	Name string
	Kind ActionKind
	// Old is empty when the constant was not there, New when it is taken away.
	Old, New string
	// Line is where the definition stands: before the edit, or after it for an added or moved one.
	Line int
}

// Plan is an edit that was checked but not written.
type Plan struct {
	// Path is the file as it was given to [Location.Parse].
	Path string
	// Before and After are the whole content; the same when nothing is to be changed.
	Before, After []byte
	// Actions has one entry for each setting, in the order they were given.
	Actions []Action
	// Warnings are what a person should know about the constants concerned, as the file is now.
	Warnings []Warning

	secrets []string
}

// Changes tells whether there is anything to write.
func (p *Plan) Changes() bool { return string(p.Before) != string(p.After) }

// Diff returns the change as a unified diff with three lines of context. The values of secret settings, and of other
// constants whose name says that they are secret, are masked.
func (p *Plan) Diff() []DiffLine { return Diff(p.Before, p.After, p.secrets...) }

// Plan works out the edit that gives the constants these values, all or none. Planning again after the edit changes
// nothing. The error is a [*Refusal], or a [*SettingError] for a setting that no file could hold.
func (f *File) Plan(settings []Setting) (*Plan, error) {
	if err := checkSettings(settings); err != nil {
		return nil, err
	}
	edits, actions, refusal := f.edit(settings)
	if refusal != nil {
		return nil, refusal
	}
	p := &Plan{Path: f.main.path, Before: []byte(f.main.text), Actions: actions}
	p.After = apply(f.main.text, edits)
	names := make([]string, 0, len(settings))
	for _, s := range settings {
		names = append(names, s.Name)
		if s.Secret {
			p.secrets = append(p.secrets, s.Name)
		}
	}
	p.Warnings = f.Warnings(names...)
	after, refusal := f.verify(p.After, edits, settings)
	if refusal != nil {
		return nil, refusal
	}
	for i, a := range actions {
		if a.Kind == ActionAdded || a.Kind == ActionMoved {
			actions[i].Line = after.byName[a.Name][0].line()
		}
	}
	return p, nil
}

// edit decides about each setting. What has to be added goes into one block.
func (f *File) edit(settings []Setting) ([]edit, []Action, *Refusal) {
	if refusal := f.checkEditable(); refusal != nil {
		return nil, nil, refusal
	}
	var edits []edit
	var added []Setting
	actions := make([]Action, 0, len(settings))
	for _, s := range settings {
		changes, action, refusal := f.decide(s)
		if refusal != nil {
			refusal.Name = s.Name
			return nil, nil, refusal
		}
		edits = append(edits, changes...)
		actions = append(actions, action)
		if action.Kind == ActionAdded || action.Kind == ActionMoved {
			added = append(added, s)
		}
	}
	if len(added) > 0 {
		block, refusal := f.placeBlock(added)
		if refusal != nil {
			refusal.Name = added[0].Name
			return nil, nil, refusal
		}
		edits = append(edits, block)
	}
	return sorted(edits), actions, nil
}

// checkEditable refuses a file in which no definition means what it says.
func (f *File) checkEditable() *Refusal {
	switch {
	case f.main.replaced >= 0:
		return f.main.refuse(f.main.replaced, ReasonDefineReplaced)
	case f.main.jumps >= 0:
		return f.main.refuse(f.main.jumps, ReasonUnreachable)
	default:
		return nil
	}
}
