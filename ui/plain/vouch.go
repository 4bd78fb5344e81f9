package plain

import (
	"context"

	"enhance-wizard/ui/text"
	"enhance-wizard/wizard"
)

// vouch shows the certificate of a panel that nobody vouches for, and asks for
// the digits by which a person does. An empty answer leaves it; asked is then
// false for the same key, so that the URL can be corrected.
func (r *setup) vouch(ctx context.Context) (asked bool, err error) {
	stranger, ok := r.session.Stranger()
	if !ok || r.declined[stranger.Certificate.Pin] {
		return false, nil
	}
	r.stranger(stranger)
	for {
		digits, err := r.ask(ctx, text.Say("vouch.field")+" ("+text.Say("vouch.skip")+")", "")
		if err != nil {
			return true, err
		}
		if digits == "" {
			r.declined[stranger.Certificate.Pin] = true
			return true, nil
		}
		err = r.session.Vouch(digits)
		if err == nil {
			return true, nil
		}
		r.problem(text.Explain(err))
	}
}

// commandWidth leaves a command of several lines whole on a terminal of 80
// columns.
const commandWidth = 76

func (r *setup) stranger(s wizard.Stranger) {
	r.heading(text.Say("vouch.title"))
	for _, fact := range text.Stranger(s) {
		r.item(fact)
	}
	r.item(text.Say("vouch.compare"))
	for _, line := range text.FingerprintCommand(s.Base, commandWidth) {
		r.line("    " + line)
	}
	r.item(text.Say("vouch.means", "host", s.Base.Host()))
}
