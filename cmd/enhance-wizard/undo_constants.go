package main

import (
	"context"
	"fmt"
	"os/exec"

	"enhance-wizard/ui/plain"
	"enhance-wizard/ui/text"
	"enhance-wizard/wizard"
	"enhance-wizard/wpconfig/safefile"
)

// withdraw takes only the constants of a set-up out again, for a file that was
// edited since.
func (p *program) withdraw(
	ctx context.Context, vault *safefile.Vault, id string, options safefile.UndoOptions, o undoing,
) error {
	w, err := wizard.PlanWithdrawal(vault, id, options)
	if err != nil {
		return err
	}
	if !w.Changes() {
		return p.nothingToWithdraw(w, o)
	}
	if o.output != outputJSON {
		fmt.Fprintln(p.stderr, text.Say("review.diff", "path", w.Path))
		for _, line := range w.Diff {
			fmt.Fprintln(p.stderr, plain.DiffLine(line))
		}
	}
	if o.dryRun {
		return p.wouldUndo(w.Undone, []string{w.Path}, o)
	}
	if yes, err := p.agreed(ctx, "undo.question.constants", o); err != nil || !yes {
		return err
	}
	php, _ := exec.LookPath("php")
	receipt, err := w.Apply(ctx, vault, php, o.inPlace)
	if err != nil {
		return err
	}
	return p.showUndone(w.Undone, receipt, o)
}

func (p *program) nothingToWithdraw(w wizard.Withdrawal, o undoing) error {
	if o.output == outputJSON {
		return p.showUndone(w.Undone, safefile.Receipt{At: w.Undone.At}, o)
	}
	fmt.Fprintln(p.stderr, text.Say("undo.nothing-left", "path", w.Path))
	return nil
}
