package wizard

import (
	"context"

	"enhance-wizard/wpconfig"
	"enhance-wizard/wpconfig/safefile"
)

// Settings are the constants that are written: every one of the five that is
// known, whichever plugin version is found, since an update of the plugin must
// not break the set-up (plugin.md 14.1). The URL is written normalised.
func (s *Session) Settings() []wpconfig.Setting {
	var settings []wpconfig.Setting
	for _, f := range []Field{Token, URL, Server, Org, Website} {
		a := s.answers[f]
		if !a.Given() || s.malformed[f] != nil {
			continue
		}
		value := a.value
		if f == URL {
			value = s.base.String()
		}
		settings = append(settings, wpconfig.Setting{
			Name: f.Constant(), Value: wpconfig.String(value), Secret: f.Secret(),
		})
	}
	return settings
}

// Row is one constant in the review.
type Row struct {
	Field    Field  `json:"field"`
	Constant string `json:"constant"`
	// Value and Old are masked where they are secret.
	Value  string              `json:"value"`
	Old    string              `json:"old,omitempty"`
	Source Source              `json:"source"`
	Line   int                 `json:"line,omitempty"`
	Action wpconfig.ActionKind `json:"action"`
}

// Review is what applying would do. Nothing has been written.
type Review struct {
	Rows []Row
	Diff []wpconfig.DiffLine
	// Changes is false when the file says all of this already.
	Changes bool
	// Refusal says why the file is left alone; the constants can still be
	// printed, copied and saved.
	Refusal error
	// Path is the file that would change.
	Path string

	snapshot safefile.Snapshot
	after    []byte
}

// Planner works out a Review. It reads the file and asks PHP, so it runs away
// from the session.
type Planner struct {
	revision int
	found    Found
	rows     []Row
	settings []wpconfig.Setting
	php      string
}

// Planner prepares the review of today's answers.
func (s *Session) Planner() Planner {
	p := Planner{revision: s.revision, found: s.found, settings: s.Settings(), php: s.options.PHP}
	for _, f := range []Field{Token, URL, Server, Org, Website} {
		a := s.answers[f]
		if a.Given() && s.malformed[f] == nil {
			row := Row{Field: f, Constant: f.Constant(), Value: a.Shown(), Source: a.Source, Line: a.Line}
			if f == URL {
				row.Value = s.base.String()
			}
			p.rows = append(p.rows, row)
		}
	}
	return p
}

// Run plans the edit of the file as it is on disk now.
func (p Planner) Run(ctx context.Context) Review {
	review := Review{Rows: p.rows, Path: p.found.Location.Config}
	if p.found.File == nil {
		review.Refusal = p.found.Err
		return review
	}
	plan, snapshot, err := p.plan(ctx)
	if err != nil {
		review.Refusal = err
		return review
	}
	review.snapshot, review.after = snapshot, plan.After
	review.Changes, review.Diff = plan.Changes(), plan.Diff()
	for i, row := range review.Rows {
		for _, action := range plan.Actions {
			if action.Name == row.Constant {
				review.Rows[i].Action, review.Rows[i].Old = action.Kind, action.Old
			}
		}
	}
	return review
}

func (p Planner) plan(ctx context.Context) (*wpconfig.Plan, safefile.Snapshot, error) {
	snapshot, err := safefile.Read(p.found.Location.Config)
	if err != nil {
		return nil, snapshot, err
	}
	file, err := p.found.Location.Parse(snapshot.Content)
	if err != nil {
		return nil, snapshot, err
	}
	plan, err := file.Plan(p.settings)
	if err != nil {
		return nil, snapshot, err
	}
	if plan.Changes() { // a file that was broken before is not ours to edit
		_, err = lint(ctx, p.php, snapshot, snapshot.Content)
	}
	return plan, snapshot, err
}

// TakeReview accepts a finished plan; false when the answers have changed since.
func (s *Session) TakeReview(p Planner, review Review) bool {
	if p.revision != s.revision {
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
