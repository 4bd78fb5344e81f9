package doctor

import "slices"

// Kind is one finding that there can be, and what it can say.
type Kind struct {
	ID       ID
	Area     Area
	Statuses []Status
}

// Kinds lists what can be found, in the order of showing.
func Kinds() []Kind {
	return slices.Concat(
		panelKinds(), pluginKinds(), constantKinds(), networkKinds(),
		in(PHP,
			can(PHPCommand, NotChecked, OK),
			can(PHPReach, Problem, NotChecked, OK),
			can(PHPNoHost, Problem),
			can(PHPNoTrust, Problem),
		),
		in(Machine,
			can(Clock, Problem, Warning, NotChecked, OK),
			can(Resolver, Problem, NotChecked, OK),
		),
		in(Files,
			can(ConfigMode, Warning, NotChecked, OK),
			can(ConfigOpen, Problem),
			can(ConfigOwner, Warning, NotChecked, OK),
			can(ConfigGit, Warning, NotChecked, OK),
			can(ConfigCopies, Problem, NotChecked, OK),
			can(ConfigClones, Warning),
		),
		in(Jobs,
			can(CronSwitch, Warning, NotChecked, OK),
			can(CronReplaced, OK),
			can(JobsOverdue, Problem, NotChecked, OK),
			can(JobsFailed, Warning, NotChecked, OK),
			can(DNSInterval, Warning, NotChecked, OK),
			can(PushLogging, Warning, NotChecked, OK),
			can(Pushes, Warning, NotChecked, OK),
			can(PublicIP, Warning, NotChecked, OK),
		),
		in(Domains,
			can(DomainsHealth, Problem, Warning, NotChecked, OK),
			can(DomainsUnsent, Problem, NotChecked, OK),
			can(DomainsLeft, Warning, NotChecked, OK),
			can(PanelResolver, Warning),
			can(TwoPrimaries, Problem, NotChecked, OK),
		),
	)
}

func panelKinds() []Kind {
	return in(Panel,
		can(PanelAddress, Problem, NotChecked, OK),
		can(PanelConnect, Problem, NotChecked, OK),
		can(PanelFirewall, Problem),
		can(PanelFiltered, Problem),
		can(PanelTLS, Problem, Warning, NotChecked, OK),
		can(PanelReady, Problem, NotChecked, OK),
		can(PanelVersion, Warning, NotChecked, OK),
		can(TokenAccepted, Problem, NotChecked, OK),
		can(TokenUnauthorized, Problem),
		can(TokenExpired, Problem),
		can(TokenStripped, Problem),
		can(TokenForbidden, Problem),
		can(TokenRole, Warning, NotChecked, OK),
		can(TokenExpiry, Problem, Warning, NotChecked, OK),
		can(TokenAddresses, Warning, NotChecked, OK),
		can(TokenOneFamily, Warning),
		can(ServerKnown, Problem, NotChecked, OK),
		can(ServerUnknown, Problem),
		can(ServerState, Problem, Warning, NotChecked, OK),
		can(ServerCapacity, Problem, Warning, NotChecked, OK),
		can(ServerRole, Problem, NotChecked, OK),
		can(WebsiteKnown, Problem, NotChecked, OK),
		can(WebsiteUnknown, Problem),
		can(OrgState, Problem, NotChecked, OK),
		can(OrgUnknown, Problem),
		can(OrgWrong, Problem),
		can(WebsiteState, Problem, NotChecked, OK),
		can(WebsiteKind, Warning, NotChecked, OK),
		can(WebsiteDomain, Warning, NotChecked, OK),
		can(DomainsListed, Problem, NotChecked, OK),
		can(PlanLimit, NotChecked),
		can(PluginCall, Problem, NotChecked, OK),
	)
}

func pluginKinds() []Kind {
	return in(Plugin,
		can(WordPressFound, Problem, OK),
		can(DatabaseRead, NotChecked, OK),
		can(PluginPresent, NotChecked, OK),
		can(PluginMissing, Problem),
		can(PluginIncomplete, Problem),
		can(PluginIntegration, NotChecked, OK),
		can(PluginTooOld, Problem),
		can(PluginServerCalls, Warning),
		can(PluginLayout, Warning),
		can(PluginDisagrees, Warning),
		can(PluginShadowed, Warning),
		can(PluginFormer, Warning),
		can(PluginActive, Problem, NotChecked, OK),
		can(PluginSetupFinished, Problem, NotChecked, OK),
		can(IntegrationEnabled, Problem, NotChecked, OK),
		can(PluginOptionsDamaged, Warning),
	)
}

func constantKinds() []Kind {
	return in(Constants,
		can(ConstantsPresent, NotChecked, OK),
		can(ConstantsOther, Problem),
		can(URLMissing, Problem),
		can(TokenMissing, Problem),
		can(ServerIDMissing, Problem),
		can(OrgIDMissing, Problem),
		can(WebsiteIDMissing, Problem),
		can(IDsMissing, Problem),
		can(URLHTTP, Problem),
		can(URLNoAPI, Problem),
		can(URLMalformed, Problem),
		can(TokenMalformed, Problem),
		can(ServerIDMalformed, Problem),
		can(OrgIDMalformed, Problem),
		can(WebsiteIDMalformed, Problem),
		can(ConstantsLeftover, Problem),
		can(ConstantsLate, Problem),
		can(ConstantsConditional, Warning),
		can(ConstantsComputed, NotChecked),
		can(ConstantsDuplicate, Warning),
		can(ConstantsOtherCase, Warning),
		can(ConstantsDynamic, Warning),
		can(IncludeUnread, Warning),
		can(StoredOverridden, Warning),
		can(StoredUsed, NotChecked),
		can(StoredLocked, Problem),
	)
}

// networkKinds are about what makes WordPress serve several sites.
func networkKinds() []Kind {
	return slices.Concat(
		in(Multisite,
			can(MultisiteEnabled, Problem, NotChecked, OK),
			can(MultisiteConstants, Warning, NotChecked, OK),
			can(MultisiteDomain, Warning, NotChecked, OK),
			can(SunriseConstant, Problem, NotChecked, OK),
			can(SunriseFile, NotChecked, OK),
			can(SunriseMissing, Problem),
			can(SunriseForeign, Problem),
			can(SunriseOutdated, Warning),
			can(SunriseActive, Problem, NotChecked, OK),
			can(DomainMapping, Problem, NotChecked, OK),
		),
		in(Cookies,
			can(CookieDomain, NotChecked, OK),
			can(CookieDomainFalse, Warning),
			can(CookieDomainFixed, Warning),
			can(CookiePath, Warning),
		),
		in(Htaccess,
			can(HtaccessRules, NotChecked, OK),
			can(HtaccessSingle, Problem, Warning),
			can(HtaccessOtherNetwork, Problem, Warning),
			can(HtaccessOwn, Warning),
			can(HtaccessMissing, Warning),
			can(WebServer, NotChecked, OK),
			can(WebServerNoRules, Warning),
		),
	)
}

func can(id ID, statuses ...Status) Kind { return Kind{ID: id, Statuses: statuses} }

func in(area Area, kinds ...Kind) []Kind {
	for i := range kinds {
		kinds[i].Area = area
	}
	return kinds
}

// arrange puts findings in the order of Kinds and fills in their areas.
func arrange(findings []Finding) []Finding {
	kinds := Kinds()
	position := func(f Finding) int {
		return slices.IndexFunc(kinds, func(k Kind) bool { return k.ID == f.ID })
	}
	for i, f := range findings {
		findings[i].Area = kinds[position(f)].Area
	}
	slices.SortStableFunc(findings, func(a, b Finding) int { return position(a) - position(b) })
	return findings
}
