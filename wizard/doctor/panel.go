package doctor

import (
	"context"
	"errors"
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"time"

	"enhance-wizard/enhance"
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

func factIDs() []ID {
	return []ID{
		PanelVersion, TokenRole, TokenExpiry, TokenAddresses, OrgState, ServerState, ServerCapacity, ServerRole,
		WebsiteState, WebsiteKind, WebsiteDomain, PublicIP, PlanLimit, DomainsUnsent, DomainsLeft,
	}
}

func panelIDs() []ID { return slices.Concat(stageIDs(), factIDs()) }

// panel runs the connection test of the set-up with the answers that are there, and asks for what it does not show.
func (e examination) panel(ctx context.Context) []Finding {
	_, reason := e.base()
	if reason == ReasonNoURL && e.onlyStored(wizard.URL) {
		reason = ReasonStored
	}
	if reason != "" {
		return allNotChecked(panelIDs(), reason)
	}
	session := wizard.New(e.Wizard, e.Found)
	if err := wizard.Settle(ctx, session, nil); err != nil {
		return allNotChecked(panelIDs(), ended(ctx))
	}
	test, report := session.Test(), &wizard.Report{}
	for ctx.Err() == nil && !tokenless(session, test.Next(report)) && test.Run(ctx, report) {
		continue
	}
	x := &inquiry{examination: e, session: session, client: session.Client(), panelAddresses: addressesIn(report)}
	findings := x.stages(ctx, report)
	return append(findings, x.facts(ctx, findings)...)
}

// onlyStored tells that a value lies in the database alone, where it is encrypted.
func (e examination) onlyStored(field wizard.Field) bool {
	stored, _ := e.stored()
	return slices.Contains(stored, field)
}

// tokenless reports that the next checks would need a token that is not there.
func tokenless(session *wizard.Session, next []wizard.TestID) bool {
	return slices.Contains(next, wizard.TestToken) && !usable(session.Answer(wizard.Token))
}

func usable(token wizard.Answer) bool {
	_, err := enhance.ParseToken(token.Value())
	return err == nil
}

// inquiry is one panel that is being asked.
type inquiry struct {
	examination
	session *wizard.Session
	client  *enhance.Client
	// panelAddresses are those of the panel's host.
	panelAddresses []netip.Addr
	// plan is that of the website, once it was asked for.
	plan string
}

func (x *inquiry) id(field wizard.Field) enhance.ID {
	id, err := enhance.ParseID(x.session.Answer(field).Value())
	if err != nil {
		return ""
	}
	return id
}

// stages makes findings of the test's results. A check that was not part of the test lacked a value.
func (x *inquiry) stages(ctx context.Context, report *wizard.Report) []Finding {
	reported := map[ID]bool{}
	var findings []Finding
	failed := ID("")
	for _, result := range report.Results {
		id := stages[result.ID]
		reported[id] = true
		var f Finding
		switch result.State {
		case wizard.OK:
			f = x.passed(id, result.Notes)
		case wizard.Warning:
			f = x.concerned(id, result)
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

// expiring is when a certificate that renews itself should have been renewed.
const expiring = 10 * 24 * time.Hour

// passed is an OK, unless the panel's certificate is about to expire.
func (x *inquiry) passed(id ID, notes []wizard.Note) Finding {
	for _, note := range notes {
		for _, value := range note.Params {
			until, isTime := value.(time.Time)
			if id == PanelTLS && isTime && until.Sub(x.Now()) < expiring {
				return warning(id, "until", until)
			}
		}
	}
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

// concerned judges what works from here and may not work for the plugin. Concerns about anything but its own call have
// findings of their own.
func (x *inquiry) concerned(id ID, result wizard.Result) Finding {
	var concern *wizard.Concern
	switch {
	case id != PluginCall || !errors.As(result.Err, &concern):
		return x.passed(id, result.Notes)
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
	default:
		return ReasonNoID
	}
}

// facts are what a passed test does not show: what is known of version, token, organisation, server and website.
func (x *inquiry) facts(ctx context.Context, stages []Finding) []Finding {
	passed := func(id ID) bool {
		return slices.ContainsFunc(stages, func(f Finding) bool { return f.ID == id && f.Status == OK })
	}
	var facts []Finding
	ask := func(on ID, question func(context.Context) []Finding, ids ...ID) {
		if passed(on) {
			facts = append(facts, question(ctx)...)
			return
		}
		unasked := notChecked("", ReasonEarlier, "id", string(on))
		if i := slices.IndexFunc(stages, func(f Finding) bool { return f.ID == on && f.Status == NotChecked }); i >= 0 {
			unasked = stages[i]
		}
		facts = append(facts, allNotChecked(ids, unasked.Reason, unasked.Params...)...)
	}
	role := func(context.Context) []Finding {
		return []Finding{x.role(passed(WebsiteKnown) && passed(DomainsListed))}
	}
	ask(PanelReady, x.version, PanelVersion)
	ask(TokenAccepted, role, TokenRole)
	ask(TokenAccepted, x.token, TokenExpiry, TokenAddresses)
	if !slices.ContainsFunc(stages, func(f Finding) bool { return f.ID == OrgUnknown || f.ID == OrgWrong }) {
		ask(TokenAccepted, x.organisation, OrgState)
	}
	ask(ServerKnown, x.server, ServerState, ServerCapacity, ServerRole)
	ask(WebsiteKnown, x.website, WebsiteState, WebsiteKind, PublicIP)
	ask(DomainsListed, x.domainNames, WebsiteDomain, PlanLimit, DomainsUnsent, DomainsLeft)
	return facts
}

// The panel's interface took its present form with this version (specification of 9.9.0).
const modernMajor, modernMinor = 9, 9

func (x *inquiry) version(context.Context) []Finding {
	panel := x.session.Panel()
	if panel == nil {
		return []Finding{notChecked(PanelVersion, ReasonUntold)}
	}
	major, minor, found := majorMinor(panel.Version)
	switch {
	case !found:
		return []Finding{notChecked(PanelVersion, ReasonUntold)}
	case major < modernMajor, major == modernMajor && minor < modernMinor:
		return []Finding{warning(PanelVersion, "version", panel.Version)}
	default:
		return []Finding{ok(PanelVersion, "version", panel.Version)}
	}
}

func majorMinor(version string) (major, minor int, found bool) {
	first, rest, _ := strings.Cut(version, ".")
	second, _, _ := strings.Cut(rest, ".")
	major, majorErr := strconv.Atoi(first)
	minor, minorErr := strconv.Atoi(second)
	return major, minor, majorErr == nil && minorErr == nil
}
