package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"

	"enhance-wizard/ui/plain"
	"enhance-wizard/ui/terminal"
	"enhance-wizard/ui/text"
	"enhance-wizard/wizard"
	"enhance-wizard/wpconfig"
	"enhance-wizard/wpconfig/safefile"
)

// undoing are the flags of undo.
type undoing struct {
	yes, dryRun, inPlace, list, onlyConstants bool
	output                                    string
}

func (p *program) undo() *cobra.Command {
	var o undoing
	c := &cobra.Command{
		Use: "undo [ID]", Args: cobra.MaximumNArgs(1),
		Short: text.Say("help.undo.short"), Long: text.Say("help.undo.long"),
		RunE: func(c *cobra.Command, args []string) error {
			if err := checkOutput(o.output, outputText, outputJSON); err != nil {
				return err
			}
			vault, err := p.vault(c.Context())
			if err != nil {
				return err
			}
			if o.list {
				return p.listUndo(vault, o)
			}
			id := ""
			if len(args) == 1 {
				id = args[0]
			}
			return p.takeBack(c.Context(), vault, id, o)
		},
	}
	c.Flags().BoolVar(&o.yes, "yes", false, text.Say("flag.yes"))
	c.Flags().BoolVar(&o.dryRun, "dry-run", false, text.Say("flag.dry-run"))
	c.Flags().BoolVar(&o.inPlace, "in-place", false, text.Say("flag.in-place"))
	c.Flags().BoolVar(&o.list, "list", false, text.Say("flag.list"))
	c.Flags().BoolVar(&o.onlyConstants, "only-constants", false, text.Say("flag.only-constants"))
	outputFlag(c, &o.output, outputText, outputJSON)
	c.MarkFlagsMutuallyExclusive("only-constants", "list")
	c.MarkFlagsMutuallyExclusive("yes", "dry-run", "list")
	return c
}

// vault opens the backups and repairs what a killed run may have left.
func (p *program) vault(ctx context.Context) (*safefile.Vault, error) {
	dir, err := p.stateDir()
	if err != nil {
		return nil, err
	}
	vault, err := safefile.OpenVault(dir)
	if err != nil {
		return nil, err
	}
	recovered, err := vault.Recover(ctx)
	for _, r := range recovered {
		for _, path := range r.Paths {
			fmt.Fprintln(p.stderr, "enhance-wizard: "+text.Say("recovered."+string(r.Outcome), "path", path))
		}
	}
	return vault, err
}

// repair finishes or takes back what a killed run left half done, before
// anything else is planned.
func (p *program) repair(ctx context.Context) error {
	_, err := p.vault(ctx)
	return err
}

// entry is a change in undo --list.
type entry struct {
	ID        string    `json:"id"`
	At        time.Time `json:"at"`
	State     string    `json:"state"`
	Constants []string  `json:"constants"`
	Files     []string  `json:"files"`
}

func (p *program) listUndo(vault *safefile.Vault, o undoing) error {
	known, err := vault.Entries()
	if err != nil {
		return err
	}
	entries := []entry{}
	for _, e := range known {
		shown := entry{ID: e.ID, At: e.At, State: string(e.State), Constants: append([]string{}, e.Names...), Files: []string{}}
		for _, f := range e.Files {
			shown.Files = append(shown.Files, f.Path)
		}
		entries = append(entries, shown)
	}
	if o.output == outputJSON {
		return p.writeJSON(struct {
			Schema  int     `json:"schema"`
			Entries []entry `json:"entries"`
		}{1, entries})
	}
	if len(entries) == 0 {
		fmt.Fprintln(p.stderr, text.Say("undo.none"))
	}
	for _, e := range entries {
		fmt.Fprintln(p.stdout, text.Say("undo.entry", "id", e.ID, "at", e.At.UTC().Format(time.RFC3339),
			"state", text.Say("undo.state."+e.State), "files", e.Files, "constants", e.Constants))
	}
	return nil
}

// takeBack shows what would change and, after a yes, puts the old file back.
func (p *program) takeBack(ctx context.Context, vault *safefile.Vault, id string, o undoing) error {
	options := safefile.UndoOptions{InPlace: o.inPlace}
	if id == "" { // the last change of the site that one stands in, where there is one
		path, err := p.siteHere()
		if err != nil {
			return err
		}
		options.Path = path
	}
	if o.onlyConstants {
		return p.withdraw(ctx, vault, id, options, o)
	}
	planned, files, err := vault.UndoPlan(id, options)
	if err != nil {
		return err
	}
	p.showUndo(files, o)
	if err := wizard.Conflict(planned, files); err != nil {
		return err
	}
	if o.dryRun {
		paths := make([]string, len(files))
		for i, f := range files {
			paths[i] = f.Path
		}
		return p.wouldUndo(planned, paths, o)
	}
	if yes, err := p.agreed(ctx, "undo.question", o); err != nil || !yes {
		return err
	}
	receipt, err := vault.Undo(ctx, planned.ID, options)
	if err != nil {
		return err
	}
	return p.showUndone(planned, receipt, o)
}

// agreed asks before anything is written, unless --yes did.
func (p *program) agreed(ctx context.Context, question string, o undoing) (bool, error) {
	if o.yes {
		return true, nil
	}
	if p.mode() == terminal.None {
		return false, usage("usage.undo-yes")
	}
	return p.confirm(ctx, text.Say(question))
}

// siteHere is the wp-config.php of the site that was named or that one stands
// in; empty where there is none.
func (p *program) siteHere() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	found := wizard.Discover(wizard.Where{Root: p.flags.wpPath, Config: p.flags.wpConfig, Dir: dir})
	return found.Location.Config, p.notThere(found)
}

func (p *program) showUndo(files []safefile.UndoFile, o undoing) {
	if o.output == outputJSON {
		return
	}
	for _, f := range files {
		fmt.Fprintln(p.stderr, text.Say("review.diff", "path", f.Path))
		for _, line := range wpconfig.Diff(f.Current, f.Restored, wizard.Token.Constant()) {
			fmt.Fprintln(p.stderr, plain.DiffLine(line))
		}
	}
}
