package main

import (
	"fmt"
	"time"

	"enhance-wizard/ui/text"
	"enhance-wizard/wpconfig/safefile"
)

// undoResult is undo's JSON: the receipt, or for a dry run what it would be about.
type undoResult struct {
	Schema int        `json:"schema"`
	DryRun bool       `json:"dry_run"`
	Undone string     `json:"undone"`
	At     *time.Time `json:"at"` // null for a dry run
	Files  []string   `json:"files"`
	Only   bool       `json:"only_constants"`
}

// wouldUndo ends a dry run that found something to do.
func (p *program) wouldUndo(undone safefile.Entry, paths []string, o undoing) error {
	if o.output == outputJSON {
		result := undoResult{Schema: 1, DryRun: true, Undone: undone.ID, Files: paths, Only: o.onlyConstants}
		if err := p.writeJSON(result); err != nil {
			return err
		}
	}
	return problemsError{}
}

// showUndone tells what was taken back.
func (p *program) showUndone(undone safefile.Entry, receipt safefile.Receipt, o undoing) error {
	if o.output == outputJSON {
		files := []string{}
		for _, f := range receipt.Files {
			files = append(files, f.Path)
		}
		return p.writeJSON(undoResult{
			Schema: 1, DryRun: o.dryRun, Undone: undone.ID, At: &receipt.At, Files: files, Only: o.onlyConstants,
		})
	}
	if o.onlyConstants {
		fmt.Fprintln(p.stderr, text.Say("undo.withdrawn", "path", receipt.Files[0].Path, "id", receipt.ID))
		return nil
	}
	for _, f := range receipt.Files {
		fmt.Fprintln(p.stderr, text.Say("undo.done", "path", f.Path))
	}
	return nil
}
