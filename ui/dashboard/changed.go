package dashboard

import (
	"enhance-wizard/enhance/diagnose"
	"enhance-wizard/ui/text"
)

// verdicts are the words of a row, in the order of judged.
type verdicts [6]string

// judged names what a row has verdicts on.
var judged = [...]struct{ label string }{
	{"dashboard.column.state"},
	{"dashboard.column.panel"},
	{"dashboard.column.dns"},
	{"dashboard.column.certificate"},
	{"dashboard.column.https"},
	{"dashboard.column.wordpress"},
}

// The places of what has a column of its own.
const (
	ofPanel = iota + 1
	ofDNS
	ofCertificate
	ofHTTPS
	ofWordPress
)

func verdictsOf(v diagnose.Verdict) verdicts {
	return verdicts{
		string(v.State), string(v.Panel), string(v.DNS), string(v.Certificate), string(v.HTTPS), string(v.WordPress),
	}
}

// before remembers what a row was when a sweep began to change it.
type before struct {
	sweep    int // 0: nothing is remembered
	verdicts verdicts
}

// remember keeps the verdicts of a row that is about to become another one.
// Within one sweep those it began with count.
func (b *before) remember(r *row, sweep int) {
	if b.sweep == sweep || r.unchecked() {
		return
	}
	*b = before{sweep, verdictsOf(r.Verdict)}
}

// changed tells whether a verdict became another in the newest sweep.
func (r *row) changed(what, sweep int) bool {
	return r.before.sweep != 0 && r.before.sweep == sweep && r.before.verdicts[what] != verdictsOf(r.Verdict)[what]
}

// changedAny tells whether any of them did.
func (r *row) changedAny(sweep int) bool {
	return r.before.sweep != 0 && r.before.sweep == sweep && r.before.verdicts != verdictsOf(r.Verdict)
}

// changes say what became another in the newest sweep, a line each.
func (r *row) changes(sweep int) []string {
	var lines []string
	now := verdictsOf(r.Verdict)
	for i, of := range judged {
		if r.changed(i, sweep) {
			lines = append(lines, text.Say("dashboard.fact.changed.from",
				"what", text.Say(of.label), "before", known(word(r.before.verdicts[i])), "now", known(word(now[i]))))
		}
	}
	return lines
}
