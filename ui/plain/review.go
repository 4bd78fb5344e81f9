package plain

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"enhance-wizard/ui/text"
	"enhance-wizard/wizard"
	"enhance-wizard/wpconfig"
)

// review shows what would be written and, where that was asked for, writes it.
func (r *setup) review(ctx context.Context) (Outcome, error) {
	outcome := Outcome{Review: r.plan(ctx)}
	review := outcome.Review
	switch r.mode {
	case DryRun:
		return outcome, review.Refusal
	case Yes:
		if review.Refusal != nil {
			return outcome, review.Refusal
		}
		return r.apply(ctx, outcome)
	default:
		return r.choose(ctx, outcome)
	}
}

func (r *setup) plan(ctx context.Context) *wizard.Review {
	planner := r.session.Planner()
	review := planner.Run(ctx)
	r.session.TakeReview(planner, review)
	r.heading(text.Say("step.review"))
	r.rows(review)
	return &review
}

// extras switches one of the extras on or off and plans anew.
func (r *setup) extras(ctx context.Context, outcome Outcome) (Outcome, error) {
	for i, e := range wizard.Extras() {
		r.item(fmt.Sprintf("%d) %s", i+1, text.Extra(r.session, e)))
	}
	answer, err := r.ask(ctx, text.Say("plain.extra"), "")
	if err != nil {
		return outcome, err
	}
	if n, err := strconv.Atoi(answer); err == nil && n >= 1 && n <= len(wizard.Extras()) {
		e := wizard.Extras()[n-1]
		r.session.Choose(e, !r.session.Chosen(e))
		outcome.Review = r.plan(ctx)
	}
	return outcome, nil
}

func (r *setup) rows(review wizard.Review) {
	if r.session.Offline() {
		r.item(text.Say("review.offline"))
	}
	for _, row := range review.Rows {
		line := row.Constant + " = " + row.Value
		if source := text.Source(row.Source, row.Line); source != "" {
			line += "  (" + source + ")"
		}
		r.item(text.Clean(line))
		if word := text.Action(row.Action); word != "" {
			if row.Old != "" && row.Action == wpconfig.ActionReplaced {
				word += ", " + text.Say("review.old", "old", row.Old)
			}
			r.item("  " + word)
		}
	}
	if review.Key != nil {
		r.item(text.PanelKey(*review.Key))
	}
	for _, caution := range text.Cautions(review) {
		r.explain(wizard.Warning, caution)
	}
	switch {
	case review.Refusal != nil:
		r.problem(text.Explain(review.Refusal))
		r.item(text.Say("review.refused.next"))
		r.paste()
	case !review.Changes():
		r.item(text.Say("review.unchanged"))
	default:
		r.diffs(review)
	}
}

func (r *setup) diffs(review wizard.Review) {
	for _, f := range review.Files {
		if !f.Changes {
			continue
		}
		r.heading(text.Say("review.diff", "path", f.Path))
		for _, line := range f.Diff {
			r.line(DiffLine(line))
		}
	}
}

// DiffLine is a line of a diff with its mark, safe to print.
func DiffLine(line wpconfig.DiffLine) string {
	shown := text.Clean(strings.ReplaceAll(line.Text, "\t", "    "))
	switch line.Kind {
	case wpconfig.DiffAdded:
		return "+" + shown
	case wpconfig.DiffRemoved:
		return "-" + shown
	case wpconfig.DiffHunk:
		return shown
	default:
		return " " + shown
	}
}

// choose asks what to do with the reviewed constants until something ends it.
func (r *setup) choose(ctx context.Context, outcome Outcome) (Outcome, error) {
	for {
		r.heading(text.Say("review.question"))
		if outcome.Review.Refusal == nil {
			r.item(text.Say("plain.choice.write"))
		}
		r.item(text.Say("plain.choice.print"))
		r.item(text.Say("plain.choice.save"))
		r.item(text.Say("plain.choice.extras"))
		r.item(text.Say("plain.choice.quit"))
		answer, err := r.ask(ctx, text.Say("plain.choice"), "")
		if err != nil {
			return outcome, err
		}
		switch strings.ToLower(answer) {
		case "w":
			if outcome.Review.Refusal == nil {
				return r.apply(ctx, outcome)
			}
			r.problem(text.Explain(outcome.Review.Refusal))
		case "p":
			err = r.print(ctx)
		case "s":
			err = r.save(ctx)
		case "e":
			outcome, err = r.extras(ctx, outcome)
		case "q":
			r.say("leave.nothing")
			return outcome, nil
		default:
			r.say("plain.choice.none")
		}
		if err != nil {
			return outcome, err
		}
	}
}

// paste shows the constants of a file that was refused, the token masked, and
// says how to get them in full.
func (r *setup) paste() {
	r.heading(text.Say("print.title"))
	for _, line := range text.CleanLines(strings.TrimSpace(r.session.MaskedSnippet())) {
		r.line(line)
	}
	if r.mode != Ask {
		r.line(text.Say("print.reveal"))
	}
}

func (r *setup) print(ctx context.Context) error {
	yes, err := r.Confirm(ctx, text.Say("confirm.print"))
	if err != nil || !yes {
		return err
	}
	r.say("print.title")
	for _, line := range text.CleanLines(r.session.Snippet()) {
		r.line(line)
	}
	return nil
}

func (r *setup) save(ctx context.Context) error {
	typed, err := r.ask(ctx, text.Say("save.path"), "")
	if err != nil || typed == "" {
		return err
	}
	path, err := wizard.SaveSnippet(typed, r.session.Snippet())
	if err != nil {
		r.problem(text.SaveFailure(path, err))
		return nil
	}
	r.say("save.done", "path", path)
	return nil
}

func (r *setup) apply(ctx context.Context, outcome Outcome) (Outcome, error) {
	applier, err := r.session.Applier()
	if err != nil {
		return outcome, err
	}
	receipt, err := applier.Run(ctx)
	if err != nil {
		return outcome, err
	}
	r.session.TakeReceipt(receipt)
	outcome.Receipt = &receipt
	r.heading(text.Say("step.finished"))
	for _, line := range text.Receipt(receipt) {
		r.item(line)
	}
	if r.mode == Ask && !receipt.Offline {
		outcome.Dashboard, err = r.Confirm(ctx, text.Say("plain.dashboard"))
	}
	return outcome, err
}
