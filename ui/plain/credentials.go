package plain

import (
	"context"
	"slices"

	"enhance-wizard/ui/text"
	"enhance-wizard/wizard"
)

// credentials asks for what is missing or wrong until the step is complete.
func (r *setup) credentials(ctx context.Context) error {
	r.heading(text.Say("step.credentials"))
	if r.mode != Ask {
		return r.takeGiven(ctx)
	}
	asked := map[wizard.Field]bool{}
	for r.session.Step() == wizard.Credentials {
		if err := r.settle(ctx); err != nil {
			return err
		}
		if vouched, err := r.vouch(ctx); err != nil {
			return err
		} else if vouched {
			continue
		}
		f, open := r.session.NextOpen(asked)
		if !open {
			if err := r.session.Next(); err != nil {
				clear(asked) // everything was asked once and something is still missing
			}
			continue
		}
		asked[f] = true
		if err := r.askField(ctx, f); err != nil {
			return err
		}
	}
	return nil
}

// takeGiven checks what was given beforehand. What cannot be told from the
// panel and is missing ends the run before anything is sent.
func (r *setup) takeGiven(ctx context.Context) error {
	missing := r.session.ToGive()
	if slices.Contains(missing.Fields, wizard.URL) || slices.Contains(missing.Fields, wizard.Token) {
		return &MissingError{Missing: missing}
	}
	if err := r.settle(ctx); err != nil {
		return err
	}
	if err := r.session.Next(); err != nil {
		return r.incomplete(err)
	}
	return nil
}

// settle runs the checks and tells each verdict once.
func (r *setup) settle(ctx context.Context) error {
	return wizard.Settle(ctx, r.session, func(f wizard.Field, v wizard.Verdict) {
		if v.State != wizard.Empty {
			r.verdict(f)
		}
	})
}

// verdict tells what is known about an answer. What is fine, and was told in
// the same words before, is not told again.
func (r *setup) verdict(f wizard.Field) {
	j := text.Verdict(r.session, f)
	line := text.Label(f) + ": " + j.Word
	if j.What != "" {
		line += ", " + j.What
	}
	if r.session.Verdict(f).State != wizard.Problem && r.told[f] == line {
		return
	}
	r.told[f] = line
	r.item(line)
	if _, compares := r.session.Stranger(); compares && f == wizard.URL && r.mode == Ask {
		return // that is what comes next
	}
	if j.Next != "" {
		r.item(text.Say("plain.next", "next", j.Next))
	}
}

func (r *setup) askField(ctx context.Context, f wizard.Field) error {
	if where, _ := text.PanelPage(r.session, f); where != "" {
		r.item(where)
	}
	if f == wizard.Token {
		value, err := r.askSecret(ctx, text.Label(f)+" ("+text.Say("field.api_token.where")+")", r.session.Answer(f).Shown())
		if err != nil {
			return err
		}
		if value != "" && value != r.session.Answer(f).Shown() {
			r.session.Type(f, value)
		} else {
			r.session.Recheck()
		}
		return nil
	}
	return r.pick(ctx, f)
}
