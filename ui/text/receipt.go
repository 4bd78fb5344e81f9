package text

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"enhance-wizard/wizard"
	"enhance-wizard/wpconfig"
	"enhance-wizard/wpconfig/network"
)

// Action words what happens to a constant; empty where nothing is planned.
func Action(kind wpconfig.ActionKind) string {
	switch kind {
	case wpconfig.ActionAdded:
		return Say("review.added")
	case wpconfig.ActionReplaced:
		return Say("review.replaced")
	case wpconfig.ActionUnchanged:
		return Say("review.same")
	case wpconfig.ActionMoved:
		return Say("review.moved")
	case wpconfig.ActionRemoved:
		return Say("review.removed")
	default:
		return ""
	}
}

// Receipt says, a line each, what a set-up did and what is left to do.
func Receipt(r wizard.Receipt) []string {
	lines := []string{Say("receipt.unchanged", "path", r.Path)}
	if r.Changed {
		lines = changed(r)
	}
	if r.Key != nil {
		lines = append(lines, Say("receipt.key", "pin", r.Key.Pin))
		if r.Key.Only {
			lines = append(lines, Say("receipt.key.only"))
		}
	}
	if r.Offline {
		lines = append(lines, Say("receipt.offline"))
	}
	if r.Forgotten != nil {
		lines = append(lines, Say("receipt.forgotten", "why", clause(Explain(r.Forgotten).What)))
	}
	return append(lines, activation(r.Activation)...)
}

// undo is the command that takes the change back, as it can be typed anywhere.
func undo(r wizard.Receipt) string {
	if r.StateDir == "" {
		return Say("receipt.undo", "id", r.Undo)
	}
	return Say("receipt.undo.elsewhere", "id", r.Undo, "dir", shellWord(r.StateDir))
}

func changed(r wizard.Receipt) []string {
	lines := []string{
		Say("receipt.changed", "path", r.Path),
		Say("receipt.proofs", "proofs", proofs(r.Verified)),
	}
	for _, f := range r.Files {
		if f.Backup != "" {
			lines = append(lines, Say("receipt.backup", "path", f.Backup))
		} else {
			lines = append(lines, Say("receipt.new", "path", f.Path))
		}
	}
	return append(lines, undo(r), Say("receipt.opcache"))
}

func proofs(verified []wizard.Verification) string {
	all := make([]string, len(verified))
	for i, v := range verified {
		key := "proof." + string(v.Proof)
		if v.State != wizard.OK {
			key += ".none"
		}
		if v.Reason != "" {
			key += "." + string(v.Reason)
		}
		all[i] = Say(key)
	}
	return strings.Join(all, "; ")
}

func activation(a wizard.Activation) []string {
	if a.Plugin.Status != network.PluginFound {
		return []string{Say("receipt.noplugin")}
	}
	switch a.State {
	case wizard.Active:
		return []string{Say("receipt.active")}
	case wizard.Inactive:
		return append([]string{Say("receipt.inactive")}, activate("receipt.inactive", a.Page)...)
	default:
		why := ""
		if a.Err != nil {
			why = clause(Explain(a.Err).What)
		}
		return append([]string{Say("receipt.unknown", "why", why)}, activate("receipt.unknown", a.Page)...)
	}
}

// clause makes a sentence part of another one.
func clause(sentence string) string { return strings.TrimSuffix(lowerFirst(sentence), ".") }

// activate says where the switch is; the page stands in a line of its own, to
// be copied.
func activate(key, page string) []string {
	if page == "" {
		return []string{Say(key + ".nopage")}
	}
	return []string{Say(key + ".next"), Clean(page)}
}

// Cautions words what a person should know before a review is applied: about
// the place of the files, and about the constants in them.
func Cautions(r wizard.Review) []Explanation {
	var all []Explanation
	for _, c := range r.Cautions {
		all = append(all, Caution(c))
	}
	for _, w := range r.Warnings {
		all = append(all, Warning(w))
	}
	return all
}

// Caution words what a person should know about where the token would lie, or
// about who will not reach the panel.
func Caution(c wizard.Caution) Explanation {
	key := "warning." + string(c.Kind)
	params := []any{"path", c.Path, "mode", fmt.Sprintf("%04o", c.Mode)}
	return Explanation{What: Say(key+".what", params...), Next: Say(key+".next", params...)}
}

// Warning words what a person should know about a constant.
func Warning(w wpconfig.Warning) Explanation {
	key := "warning." + string(w.Kind)
	params := []any{"name", w.Name, "path", w.Path, "line", w.Line}
	return Explanation{What: Say(key+".what", params...), Next: Say(key+".next", params...)}
}

// Extra names an extra, whether it is on, and what speaks for or against it.
func Extra(s *wizard.Session, e wizard.Extra) string {
	state := "extra.off"
	if s.Chosen(e) {
		state = "extra.on"
	}
	return ExtraName(s, e) + " [" + Say(state) + "]"
}

// ExtraName names an extra, and what speaks for or against it here.
func ExtraName(s *wizard.Session, e wizard.Extra) string {
	key := "extra." + string(e)
	if special := key + "." + string(s.Advice(e)); Has(special) {
		return Say(special)
	}
	return Say(key)
}

// SaveFailure words why the constants could not be saved. A missing folder is
// that of the file to make, not WordPress'.
func SaveFailure(path string, err error) Explanation {
	if errors.Is(err, fs.ErrNotExist) {
		return Explanation{What: Say("save.nofolder.what", "path", path), Next: Say("save.nofolder.next")}
	}
	return Explain(err)
}
