package wizard

import (
	"bytes"
	"context"
	"path/filepath"
	"slices"

	"enhance-wizard/wpconfig"
	"enhance-wizard/wpconfig/htaccess"
	"enhance-wizard/wpconfig/safefile"
)

// Settings are the constants that are written: every one of the five that is
// known, whichever plugin version is found, since an update of the plugin must
// not break the set-up (Ultimate Multisite pull request 309), and those of the chosen extras. The
// URL is written normalised.
func (s *Session) Settings() []wpconfig.Setting {
	var settings []wpconfig.Setting
	for _, f := range s.written() {
		value := s.answers[f].value
		if f == URL {
			value = s.base.String()
		}
		settings = append(settings, wpconfig.Setting{
			Name: f.Constant(), Value: wpconfig.String(value), Secret: f.Secret(),
		})
	}
	return append(settings, s.extraSettings()...)
}

// written are the fields whose answers are written, in the order of the
// plugin's own documentation.
func (s *Session) written() []Field {
	order := []Field{Token, URL, Server, Org, Website}
	return slices.DeleteFunc(order, func(f Field) bool { return !s.WellFormed(f) })
}

// Row is one constant in the review.
type Row struct {
	// Field is empty for a constant of an extra.
	Field    Field
	Constant string
	// Value and Old are masked where they are secret.
	Value  string
	Old    string
	Source Source
	Line   int
	Action wpconfig.ActionKind
}

// configLabel marks wp-config.php in the journal.
const configLabel = "wp-config"

// FileChange is what would become of one file.
type FileChange struct {
	Path    string
	Changes bool
	Diff    []wpconfig.DiffLine

	label    string
	snapshot safefile.Snapshot
	after    []byte
}

// Review is what applying would do. Nothing has been written.
type Review struct {
	Rows []Row
	// Files are wp-config.php and, with HTAccess, .htaccess: one transaction.
	Files []FileChange
	// Warnings are what a person should know about the constants concerned.
	Warnings []wpconfig.Warning
	// Cautions are what a person should know about where the files lie.
	Cautions []Caution
	// Key is the pinned key that the panel showed, nil when none is pinned.
	Key *PanelKey
	// Refusal says why the files are left alone; the constants can still be
	// printed, copied and saved.
	Refusal error
	// Path is wp-config.php.
	Path string
}

// Changes is false when the files say all of this already.
func (r Review) Changes() bool {
	return slices.ContainsFunc(r.Files, func(f FileChange) bool { return f.Changes })
}

// Planner works out a Review. It reads the files and asks PHP, so it runs away
// from the session.
type Planner struct {
	revision, choices int
	found             Found
	rows              []Row
	settings          []wpconfig.Setting
	htaccess, inPlace bool
	php               string
	key               *PanelKey
}

// Planner prepares the review of today's answers.
func (s *Session) Planner() Planner {
	p := Planner{
		revision: s.revision, choices: s.choices, found: s.found, settings: s.Settings(),
		htaccess: s.Chosen(HTAccess), inPlace: s.options.InPlace, php: s.options.PHP,
		key: s.Key(),
	}
	for _, f := range s.written() {
		a := s.answers[f]
		row := Row{Field: f, Constant: f.Constant(), Value: a.Shown(), Source: a.Source, Line: a.Line}
		if f == URL {
			row.Value = s.base.String()
		}
		p.rows = append(p.rows, row)
	}
	for _, setting := range s.extraSettings() {
		p.rows = append(p.rows, Row{Constant: setting.Name, Value: setting.Value.Code()})
	}
	return p
}

// Run plans the edits of the files as they are on disk now.
func (p Planner) Run(ctx context.Context) Review {
	review := Review{Rows: p.rows, Path: p.found.Location.Config, Key: p.key}
	if p.key != nil && p.key.Only {
		review.Cautions = append(review.Cautions, Caution{Kind: CautionPinOnly})
	}
	if p.found.File == nil {
		review.Refusal = p.found.Err
		return review
	}
	plan, config, err := p.config(ctx)
	if err != nil {
		review.Refusal = err
		return review
	}
	review.Files, review.Warnings = []FileChange{config}, plan.Warnings
	review.Cautions = append(review.Cautions, cautionsOf(config.snapshot)...)
	for i, row := range review.Rows {
		for _, action := range plan.Actions {
			if action.Name == row.Constant {
				review.Rows[i].Action, review.Rows[i].Old = action.Kind, action.Old
			}
		}
	}
	if p.htaccess {
		rules, err := p.rules()
		if err != nil {
			review.Files, review.Refusal = nil, err
			return review
		}
		review.Files = append(review.Files, rules)
	}
	for _, f := range review.Files {
		cautions, err := feasible(f, p.inPlace)
		if err != nil {
			review.Refusal = err
			return review
		}
		review.Cautions = append(review.Cautions, cautions...)
	}
	return review
}

func (p Planner) config(ctx context.Context) (*wpconfig.Plan, FileChange, error) {
	snapshot, err := safefile.Read(p.found.Location.Config)
	if err != nil {
		return nil, FileChange{}, err
	}
	file, err := p.found.Location.Parse(snapshot.Content)
	if err != nil {
		return nil, FileChange{}, err
	}
	plan, err := file.Plan(p.settings)
	if err != nil {
		return nil, FileChange{}, err
	}
	if plan.Changes() { // a file that was broken before is not ours to edit
		_, err = lint(ctx, p.php, snapshot, snapshot.Content)
	}
	return plan, FileChange{
		Path: snapshot.Path, Changes: plan.Changes(), Diff: plan.Diff(),
		label: configLabel, snapshot: snapshot, after: plan.After,
	}, err
}

func (p Planner) rules() (FileChange, error) {
	snapshot, err := safefile.ReadOrAbsent(filepath.Join(p.found.Location.Root, ".htaccess"))
	if err != nil {
		return FileChange{}, err
	}
	after := htaccess.Put(snapshot.Content, p.found.Multisite.Subdomains)
	return FileChange{
		Path: snapshot.Path, Changes: !bytes.Equal(after, snapshot.Content),
		Diff: wpconfig.Diff(snapshot.Content, after), label: "htaccess", snapshot: snapshot, after: after,
	}, nil
}

// TakeReview accepts a finished plan; false when the answers have changed since.
func (s *Session) TakeReview(p Planner, review Review) bool {
	if p.revision != s.revision || p.choices != s.choices {
		return false
	}
	s.review = &review
	return true
}

// Review is the plan for today's answers, nil when there is none.
func (s *Session) Review() *Review { return s.review }

// Snippet is the text of the constants for pasting, with the token in full.
// Show it only when a person asked for it in so many words.
func (s *Session) Snippet() string { return wpconfig.Snippet(s.Settings()) }

// MaskedSnippet is Snippet with the secrets masked.
func (s *Session) MaskedSnippet() string { return wpconfig.Snippet(Masked(s.Settings())) }

// Masked gives settings whose secrets are masked, for showing.
func Masked(settings []wpconfig.Setting) []wpconfig.Setting {
	masked := slices.Clone(settings)
	for i, setting := range masked {
		if value, ok := setting.Value.Text(); ok && setting.Secret {
			masked[i].Value = wpconfig.String(wpconfig.Mask(value))
		}
	}
	return masked
}
