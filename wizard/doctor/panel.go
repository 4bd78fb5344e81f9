package doctor

import (
	"context"
	"net/netip"
	"slices"

	"enhance-wizard/enhance"
	"enhance-wizard/wizard"
)

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
	options := e.Wizard
	options.PHP = "" // the check of PHP asks it, and tells more
	session := wizard.New(options, e.Found)
	if err := wizard.Settle(ctx, session, nil); err != nil {
		return allNotChecked(panelIDs(), ended(ctx))
	}
	e.asked.told.Store(toldBy(session))
	test, report := session.Test(), &wizard.Report{}
	for ctx.Err() == nil && !tokenless(session, test.Next(report)) && test.Run(ctx, report) {
		continue
	}
	x := &inquiry{examination: e, session: session, client: session.Client(), panelAddresses: addressesIn(report)}
	findings := x.stages(ctx, report)
	return append(findings, x.facts(ctx, findings)...)
}

// toldBy are the ids that the panel answered, as it does where there is one server or website that they can mean.
func toldBy(session *wizard.Session) *map[wizard.Field]string {
	told := map[wizard.Field]string{}
	for _, field := range []wizard.Field{wizard.Server, wizard.Org, wizard.Website} {
		if answer := session.Answer(field); answer.Source == wizard.FromPanel {
			told[field] = answer.Value()
		}
	}
	return &told
}

// answered are the options of the set-up with the ids that the panel told, for what asks after it. They stand behind all
// that was given.
func (e examination) answered() wizard.Options {
	options := e.Wizard
	if told := e.asked.told.Load(); told != nil {
		options.Memory = *told
	}
	return options
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

// facts are what a passed test does not show: what is known of version, token, organisation, server and website.
func (x *inquiry) facts(ctx context.Context, stages []Finding) []Finding {
	well := func(id ID) bool {
		return slices.ContainsFunc(stages, func(f Finding) bool { return f.ID == id && f.Status == OK })
	}
	var facts []Finding
	ask := func(on ID, question func(context.Context) []Finding, ids ...ID) {
		if well(on) {
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
		return []Finding{x.role(well(WebsiteKnown) && well(DomainsListed))}
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
