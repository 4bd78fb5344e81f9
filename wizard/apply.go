package wizard

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"enhance-wizard/wpconfig"
	"enhance-wizard/wpconfig/network"
	"enhance-wizard/wpconfig/safefile"
)

// Applier writes a reviewed plan. It holds copies only and may run anywhere.
type Applier struct {
	review   Review
	found    Found
	settings []wpconfig.Setting
	options  Options
	memory   Memory
}

// ErrNothingReviewed says that there is no plan to apply.
var ErrNothingReviewed = errors.New("nothing has been reviewed")

// Applier prepares the write of the plan that was reviewed.
func (s *Session) Applier() (Applier, error) {
	if s.review == nil {
		return Applier{}, ErrNothingReviewed
	}
	if s.review.Refusal != nil {
		return Applier{}, s.review.Refusal
	}
	return Applier{
		review: *s.review, found: s.found, settings: s.Settings(), options: s.options, memory: s.memory(),
	}, nil
}

// Run writes the file, verifies it and says what came of it. On an error the
// file is the old one, byte for byte, unless the error says otherwise.
func (a Applier) Run(ctx context.Context) (Receipt, error) {
	receipt := Receipt{
		Path: a.review.Path, At: time.Now().UTC(), Rows: a.review.Rows, Offline: a.options.Offline,
		Verified: []Verification{}, Files: []ChangedFile{}, Key: a.review.Key,
	}
	if a.review.Changes() {
		written, err := a.write(ctx, &receipt)
		if err != nil {
			return receipt, err
		}
		receipt.Changed, receipt.Undo, receipt.StateDir = true, written.ID, unusual(a.options.StateDir)
		for _, f := range written.Files {
			receipt.Files = append(receipt.Files, ChangedFile{Path: f.Path, Backup: f.Backup})
		}
	}
	if a.options.Remember != nil { // the set-up stands without it
		receipt.Forgotten = a.options.Remember(a.memory)
	}
	receipt.Activation = activation(ctx, a.found)
	return receipt, nil
}

// unusual is a state folder that has to be named, empty for the one that is taken by itself.
func unusual(stateDir string) string {
	if usual, err := safefile.DefaultStateDir(); err == nil && usual == stateDir {
		return ""
	}
	if whole, err := filepath.Abs(stateDir); err == nil {
		return whole
	}
	return stateDir
}

func (a Applier) write(ctx context.Context, receipt *Receipt) (safefile.Receipt, error) {
	vault, err := safefile.OpenVault(a.options.StateDir)
	if err != nil {
		return safefile.Receipt{}, err
	}
	if _, err := vault.Recover(ctx); err != nil {
		return safefile.Receipt{}, err
	}
	var before visit
	answered := false
	if !a.options.Offline {
		before, answered = firstVisit(ctx, a.options.WebServers, a.found.Multisite.MainDomain)
	}
	var judged []Verification
	written, err := vault.Apply(ctx, safefile.Request{
		Names:   names(a.settings),
		InPlace: a.options.InPlace,
		Changes: a.changes(func(snapshot safefile.Snapshot, content []byte) (err error) {
			judged, err = judge(ctx, a.options.PHP, a.found.Location, snapshot, content, wpconfig.EvaluateWanted{Settings: a.settings})
			return err
		}),
		Verify: func() error {
			if err := a.reread(); err != nil || !answered {
				return err
			}
			return before.again(ctx)
		},
	})
	if err != nil {
		return written, err
	}
	site := Verification{Proof: ProofVisit, State: Unchecked}
	if answered {
		site.State = OK
	}
	receipt.Verified = append(append([]Verification{{Proof: ProofReread, State: OK}}, judged...), site)
	return written, nil
}

// changes are the files that differ; only PHP's own file can be checked by PHP.
func (a Applier) changes(check func(safefile.Snapshot, []byte) error) []safefile.Change {
	var changes []safefile.Change
	for i, f := range a.review.Files {
		if !f.Changes {
			continue
		}
		change := safefile.Change{Snapshot: f.snapshot, Content: f.after, Label: f.label}
		if i == 0 {
			change.Check = func(content []byte) error { return check(f.snapshot, content) }
		}
		changes = append(changes, change)
	}
	return changes
}

// reread holds the file on disk against what was wanted.
func (a Applier) reread() error {
	snapshot, err := safefile.Read(a.review.Path)
	if err != nil {
		return fmt.Errorf("reading back: %w", err)
	}
	file, err := a.found.Location.Parse(snapshot.Content)
	if err != nil {
		return fmt.Errorf("reading back: %w", err)
	}
	for _, setting := range a.settings {
		if c, ok := file.Constant(setting.Name); !ok || c.Value.Code() != setting.Value.Code() {
			return &NotInEffectError{Constant: setting.Name}
		}
	}
	return nil
}

// NotInEffectError says that a constant was written and is not there.
type NotInEffectError struct {
	Constant string
}

func (e *NotInEffectError) Error() string { return e.Constant + " did not take effect" }

func names(settings []wpconfig.Setting) []string {
	all := make([]string, len(settings))
	for i, setting := range settings {
		all[i] = setting.Name
	}
	return all
}

// activation asks WordPress' own database whether the integration is on.
func activation(ctx context.Context, found Found) Activation {
	a := Activation{State: ActivationUnknown, Page: pageOf(found.Multisite), Plugin: found.Plugin}
	if found.File == nil {
		return a
	}
	login, err := network.ReadLogin(found.File)
	if err == nil {
		var on network.Activation
		on, err = network.ReadActivation(ctx, login)
		a.State = Inactive
		if on.Integration {
			a.State = Active
		}
	}
	if err != nil {
		a.State, a.Err = ActivationUnknown, err
	}
	return a
}
