package text

import (
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
	default:
		return ""
	}
}

// Receipt says, a line each, what a set-up did and what is left to do.
func Receipt(r wizard.Receipt) []string {
	lines := []string{Say("receipt.unchanged", "path", r.Path)}
	if r.Changed {
		lines = []string{
			Say("receipt.changed", "path", r.Path),
			Say("receipt.proofs", "proofs", proofs(r.Verified)),
			Say("receipt.backup", "path", r.Backup),
			Say("receipt.undo", "id", r.Undo),
			Say("receipt.opcache"),
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

func proofs(verified []wizard.Verification) string {
	all := make([]string, len(verified))
	for i, v := range verified {
		key := "proof." + string(v.Proof)
		if v.State != wizard.OK {
			key += ".none"
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
