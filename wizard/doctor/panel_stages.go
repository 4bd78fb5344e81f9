package doctor

import (
	"context"
	"errors"
	"slices"

	"enhance-wizard/wizard"
)

// stages are the checks of the connection test as findings.
var stages = map[wizard.TestID]ID{
	wizard.TestDNS: PanelAddress, wizard.TestTCP: PanelConnect, wizard.TestTLS: PanelTLS, wizard.TestPanel: PanelReady,
	wizard.TestToken: TokenAccepted, wizard.TestServer: ServerKnown, wizard.TestWebsite: WebsiteKnown,
	wizard.TestDomains: DomainsListed, wizard.TestPlugin: PluginCall,
}

func stageIDs() []ID {
	return []ID{
		PanelAddress, PanelConnect, PanelTLS, PanelReady, TokenAccepted, ServerKnown, WebsiteKnown, DomainsListed, PluginCall,
	}
}

// stages makes findings of the test's results. A check that was not part of the test lacked a value.
func (x *inquiry) stages(ctx context.Context, report *wizard.Report) []Finding {
	reported := map[ID]bool{}
	var findings []Finding
	failed := ID("")
	for _, result := range report.Results {
		id, isStage := stages[result.ID]
		if !isStage {
			continue
		}
		reported[id] = true
		var f Finding
		switch result.State {
		case wizard.OK:
			f = passed(id, result.Notes)
		case wizard.Warning:
			f = concerned(id, result)
		case wizard.Problem:
			f = x.failure(ctx, id, result.Err)
			failed = id
		default:
			f = notChecked(id, ReasonEarlier, "id", string(failed))
		}
		findings = append(findings, f)
	}
	for _, id := range stageIDs() {
		switch {
		case reported[id]:
		case ended(ctx) != "":
			findings = append(findings, notChecked(id, ended(ctx)))
		case failed != "":
			findings = append(findings, notChecked(id, ReasonEarlier, "id", string(failed)))
		default:
			findings = append(findings, notChecked(id, x.unasked(id)))
		}
	}
	return findings
}

// passed is an OK with what the check noted.
func passed(id ID, notes []wizard.Note) Finding {
	f := ok(id)
	f.Notes = slices.DeleteFunc(slices.Clone(notes), func(n wizard.Note) bool { return slices.Contains(toldElsewhere(), n.Kind) })
	return f
}

// toldElsewhere are the notes that a finding of its own, or the title, tells as well.
func toldElsewhere() []wizard.NoteKind {
	return []wizard.NoteKind{
		wizard.NoteTokenLasts, wizard.NoteTokenEnds, wizard.NoteTokenAddresses, wizard.NoteTokenRoles, wizard.NotePluginCall,
	}
}

// concerned judges what works from here, and may not work later or for the plugin. Other concerns have findings of their
// own.
func concerned(id ID, result wizard.Result) Finding {
	var concern *wizard.Concern
	if !errors.As(result.Err, &concern) {
		return passed(id, result.Notes)
	}
	switch {
	case concern.Kind == wizard.ConcernCertificateEnds:
		return warning(id, concern.Params...)
	case id != PluginCall:
		return passed(id, result.Notes)
	case concern.Kind == wizard.ConcernNoIntegration:
		return notChecked(id, ReasonNoPlugin)
	default:
		return problem(id).because(concern)
	}
}

// unasked tells why a check was no part of the test.
func (x *inquiry) unasked(id ID) Reason {
	access := x.session.Access()
	switch {
	case !usable(x.session.Answer(wizard.Token)) && x.onlyStored(wizard.Token):
		return ReasonStored
	case !usable(x.session.Answer(wizard.Token)):
		return ReasonNoToken
	case id == ServerKnown && access != nil && access.ServersErr != nil:
		return ReasonUntold
	case id == PluginCall && x.Found.Plugin.Generation.Reads() == nil:
		return ReasonNoPlugin
	case id != ServerKnown && (x.onlyStored(wizard.Org) || x.onlyStored(wizard.Website)):
		return ReasonStored
	default:
		return ReasonNoID
	}
}
