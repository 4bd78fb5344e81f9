package doctor

import (
	"context"
	"errors"
	"slices"

	"enhance-wizard/wpconfig/network"
)

// records are what WordPress' database holds about the integration.
type records struct {
	// reason and err say why nothing at all could be read.
	reason Reason
	err    error

	activation network.Activation
	settings   read[network.Settings]
	jobs       read[[]network.Job]
	mappings   read[[]network.DomainMapping]
	sites      read[[]network.Site]
	locked     read[[]string]
}

// reasonElsewhere is the reason for what stands in the database: the finding DatabaseRead says why it cannot be read.
func (r records) reasonElsewhere() Reason {
	if r.reason == ReasonFailed {
		return ReasonDatabase
	}
	return r.reason
}

// read is a part of the records, or why there is none.
type read[T any] struct {
	value T
	err   error
}

// readRecords connects once and reads everything that any check wants.
func readRecords(ctx context.Context, e examination) records {
	if e.Found.File == nil {
		return records{reason: ReasonNoWordPress}
	}
	login, err := network.ReadLogin(e.Found.File)
	if err != nil {
		return records{reason: ReasonFailed, err: err}
	}
	login.TimeLimit = recordTime
	database, err := network.OpenDatabase(ctx, login)
	if err != nil {
		return records{reason: failedOrEnded(ctx), err: err}
	}
	defer func() { _ = database.Close() }() // all that is wanted was read by then
	var r records
	if r.activation, err = database.Activation(ctx); err != nil {
		return records{reason: failedOrEnded(ctx), err: err}
	}
	r.settings = from(database.Settings(ctx))
	r.jobs = orNothing(from(database.Jobs(ctx)))
	r.mappings = orNothing(from(database.Mappings(ctx)))
	r.sites = from(database.Sites(ctx))
	if key, known := network.ReadStoreKey(e.Found.File); known {
		r.locked = from(database.Locked(ctx, key))
	}
	return r
}

func failedOrEnded(ctx context.Context) Reason {
	if reason := ended(ctx); reason != "" {
		return reason
	}
	return ReasonFailed
}

func from[T any](value T, err error) read[T] { return read[T]{value, err} }

// orNothing takes a table that was never made for an empty one: nothing was ever scheduled, or mapped.
func orNothing[T any](r read[T]) read[T] {
	var failure *network.DatabaseError
	if errors.As(r.err, &failure) && failure.Cause == network.CauseNoTable {
		r.err = nil
	}
	return r
}

// The options in which a finding stands.
var optionOf = map[ID]string{
	IntegrationEnabled: "wu_host_integrations_enabled",
	PluginActive:       "active_sitewide_plugins",
	SunriseActive:      "wu_sunrise_meta",
	DomainMapping:      "wp-ultimo_v2_settings",
	DNSInterval:        "wp-ultimo_v2_settings",
	PushLogging:        "wp-ultimo_v2_settings",
}

func databaseIDs() []ID {
	return []ID{
		DatabaseRead, PluginActive, PluginSetupFinished, IntegrationEnabled, MultisiteDomain, SunriseActive,
		DomainMapping, CronSwitch, JobsOverdue, JobsFailed, DNSInterval, PushLogging, TwoPrimaries,
	}
}

// database tells what the network's options and tables say.
func (e examination) database(context.Context) []Finding {
	r := e.records()
	if r.reason != "" {
		return e.withoutDatabase(r)
	}
	findings := []Finding{ok(DatabaseRead)}
	findings = append(findings, e.activation(r.activation)...)
	findings = append(findings, settings(r.settings)...)
	findings = append(findings, e.cron(r.jobs)...)
	findings = append(findings, jobs(r.jobs, e.Now())...)
	findings = append(findings, primaries(r.mappings))
	damaged := slices.Concat(r.activation.Unreadable, r.settings.value.Unreadable)
	if len(damaged) == 0 {
		return findings
	}
	slices.Sort(damaged)
	damaged = slices.Compact(damaged)
	for i, f := range findings {
		if slices.Contains(damaged, optionOf[f.ID]) {
			findings[i] = notChecked(f.ID, ReasonDamaged, "option", optionOf[f.ID])
		}
	}
	return append(findings, warning(PluginOptionsDamaged, "options", damaged))
}

// withoutDatabase names the cause once, and refers to it for the rest.
func (e examination) withoutDatabase(r records) []Finding {
	rest := slices.DeleteFunc(databaseIDs(), func(id ID) bool { return id == DatabaseRead || id == CronSwitch })
	findings := []Finding{notChecked(DatabaseRead, r.reason).because(r.err)}
	findings = append(findings, e.cron(read[[]network.Job]{err: errNoRecords})...)
	return append(findings, allNotChecked(rest, r.reasonElsewhere())...)
}

var errNoRecords = errors.New("the database was not read")

// activation is what decides whether the plugin works at all.
func (e examination) activation(a network.Activation) []Finding {
	said := e.Found.Multisite.MainDomain
	domain := ok(MultisiteDomain, "domain", a.MainDomain)
	switch {
	case said == "" || a.MainDomain == "":
		domain = notChecked(MultisiteDomain, ReasonUnsure, "constants", []string{"DOMAIN_CURRENT_SITE"})
	case said != a.MainDomain:
		domain = warning(MultisiteDomain, "constant", said, "database", a.MainDomain)
	}
	return []Finding{
		yes(PluginActive, a.Plugin || e.Found.Plugin.MustUse),
		yes(PluginSetupFinished, a.SetupFinished),
		yes(IntegrationEnabled, a.Integration, "page", e.Found.ActivationPage()),
		yes(SunriseActive, a.Sunrise),
		domain,
	}
}
