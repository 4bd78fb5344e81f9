package doctor_test

import (
	"testing"

	"enhance-wizard/wizard/doctor"
	"enhance-wizard/wpconfig/network"
	"enhance-wizard/wpconfig/network/networktest"
)

func option(name, value string) string {
	return "INSERT INTO wp_sitemeta (site_id, meta_key, meta_value) VALUES (1, '" + name + "', '" + value + "');"
}

func without(name string) string { return "DELETE FROM wp_sitemeta WHERE meta_key = '" + name + "';" }

func setting(text string) string {
	return without("wp-ultimo_v2_settings") + option("wp-ultimo_v2_settings", text)
}

func action(id, hook, status, when string) string {
	return "INSERT INTO wp_actionscheduler_actions (action_id, hook, status, scheduled_date_gmt, args) VALUES (" + id + ", '" +
		hook + "', '" + status + "', '" + when + "', '{\"domain\":\"shop.example\",\"site_id\":7}');"
}

// TestTheDatabaseTellsWhatFilesDoNot runs on a real MariaDB: each case spoils one thing of a healthy network.
func TestTheDatabaseTellsWhatFilesDoNot(t *testing.T) {
	t.Parallel()
	const mapping = `a:1:{s:21:"enable_domain_mapping";i:1;`
	for _, c := range []struct {
		name, statements string
		id               doctor.ID
		status           doctor.Status
	}{
		{"integration off", without("wu_host_integrations_enabled"), doctor.IntegrationEnabled, doctor.Problem},
		{"plugin not active", without("active_sitewide_plugins"), doctor.PluginActive, doctor.Problem},
		{"set-up not finished", without("wu_setup_finished"), doctor.PluginSetupFinished, doctor.Problem},
		{"sunrise off", without("wu_sunrise_meta"), doctor.SunriseActive, doctor.Problem},
		{"mapping off", without("wp-ultimo_v2_settings"), doctor.DomainMapping, doctor.Problem},
		{"other domain", "UPDATE wp_site SET domain = 'old.example';", doctor.MultisiteDomain, doctor.Warning},
		{"short interval", setting(`a:2:{s:21:"enable_domain_mapping";i:1;s:18:"dns_check_interval";i:30;}`), doctor.DNSInterval, doctor.Warning},
		{
			"no log", setting(`a:2:{s:21:"enable_domain_mapping";i:1;s:19:"error_logging_level";s:6:"errors";}`),
			doctor.PushLogging, doctor.Warning,
		},
		{"damaged settings", setting(mapping), doctor.DomainMapping, doctor.NotChecked},
		{"damaged option is named", setting(mapping), doctor.PluginOptionsDamaged, doctor.Warning},
		{"overdue", action("1", "wu_add_domain", "pending", "2026-01-01 00:00:00"), doctor.JobsOverdue, doctor.Problem},
		{"to come", action("1", "wu_add_domain", "pending", "2099-01-01 00:00:00"), doctor.JobsOverdue, doctor.OK},
		{"failed", action("1", "wu_add_domain", "failed", "2026-01-01 00:00:00"), doctor.JobsFailed, doctor.Warning},
		{"other plugin's", action("1", "woocommerce_x", "failed", "2026-01-01 00:00:00"), doctor.JobsFailed, doctor.OK},
		{
			"two primaries", "INSERT INTO wp_wu_domain_mappings (blog_id, domain, primary_domain) VALUES (7, 'a.example', 1), (7, 'b.example', 1);",
			doctor.TwoPrimaries, doctor.Problem,
		},
		{
			"one primary each", "INSERT INTO wp_wu_domain_mappings (blog_id, domain, primary_domain) VALUES (7, 'a.example', 1), (8, 'b.example', 1);",
			doctor.TwoPrimaries, doctor.OK,
		},
		{"no jobs table", "DROP TABLE wp_actionscheduler_actions;", doctor.JobsOverdue, doctor.OK},
		{"stored and defined", option("wu_hosting_credential_WU_ENHANCE_API_TOKEN", "$wu_enc$x"), doctor.StoredOverridden, doctor.Warning},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := newPanel(t)
			s.makeSite(networktest.Options{
				PluginVersion: "2.4.12", Constants: s.constants(), Database: makeNetwork(t, c.statements),
			})
			hold(t, s.offline().run(), c.id, c.status)
		})
	}
}

func TestValuesInTheDatabaseAloneAreNotCalledMissing(t *testing.T) {
	t.Parallel()
	s := newPanel(t)
	stored := ""
	for _, name := range network.Constants() {
		stored += option("wu_hosting_credential_"+name, "$wu_enc$x")
	}
	s.makeSite(networktest.Options{PluginVersion: "2.4.12", Database: makeNetwork(t, stored)})
	findings := s.run()
	if got := bad(findings, doctor.Constants); got != "" {
		t.Errorf("%q", got)
	}
	for _, id := range []doctor.ID{doctor.StoredUsed, doctor.PanelReady, doctor.DomainsHealth} {
		if f := find(t, findings, id); f.Status != doctor.NotChecked || f.Reason != doctor.ReasonStored {
			t.Errorf("%+v", f)
		}
	}
}

func TestValuesThatTheKeysOfTodayDoNotOpenAreAProblem(t *testing.T) {
	t.Parallel()
	stored := ""
	for _, name := range network.Constants() {
		stored += option("wu_hosting_credential_"+name, "$wu_enc$MDEyMzQ1Njc4OWFiY2RlZkFBQUE=")
	}
	for name, c := range map[string]struct {
		keys [2]string
		want string
	}{
		"keys of the file":     {[2]string{"key-canary", "salt-canary"}, "stored_locked problem"},
		"keys of the database": {[2]string{"put your unique phrase here", "put your unique phrase here"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newPanel(t)
			s.makeSite(networktest.Options{PluginVersion: "2.4.12", Database: makeNetwork(t, stored)})
			s.edit("'AUTH_KEY',         'put your unique phrase here'", "'AUTH_KEY', '"+c.keys[0]+"'")
			s.edit("'AUTH_SALT',        'put your unique phrase here'", "'AUTH_SALT', '"+c.keys[1]+"'")
			if got := bad(s.offline().run(), doctor.Constants); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

func TestMissingValuesAreMissingWhereTheDatabaseHasNoneEither(t *testing.T) {
	t.Parallel()
	s := newPanel(t)
	s.makeSite(networktest.Options{
		PluginVersion: "2.4.12", Constants: s.constants(network.ConstantToken, ""), Database: makeNetwork(t, ""),
	})
	if got := bad(s.offline().run(), doctor.Constants); got != "token_missing problem" {
		t.Errorf("%q", got)
	}
}

func TestWhoRunsTheJobs(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		off, overdue bool
		id           doctor.ID
		status       doctor.Status
	}{
		"WordPress":          {false, false, doctor.CronSwitch, doctor.OK},
		"the system":         {true, false, doctor.CronReplaced, doctor.OK},
		"nobody":             {true, true, doctor.CronSwitch, doctor.Warning},
		"WordPress, late on": {false, true, doctor.JobsOverdue, doctor.Problem},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			statements := ""
			if c.overdue {
				statements = action("1", "wu_add_domain", "pending", "2026-01-01 00:00:00")
			}
			s := newPanel(t)
			s.makeSite(networktest.Options{
				PluginVersion: "2.4.12", Constants: s.constants(), Database: makeNetwork(t, statements),
			})
			if c.off {
				s.edit("define( 'WP_DEBUG', false );", "define( 'DISABLE_WP_CRON', true );")
			}
			hold(t, s.offline().run(), c.id, c.status)
		})
	}
}

func TestWithoutADatabaseNothingOfItIsSaidToBeWell(t *testing.T) {
	t.Parallel()
	s := newPanel(t)
	s.makeSite(networktest.Options{
		PluginVersion: "2.4.12", Constants: s.constants(), Database: networktest.Database{Host: "127.0.0.1:1"},
	})
	s.edit("define( 'WP_DEBUG', false );", "define( 'DISABLE_WP_CRON', true );")
	findings := s.offline().run()
	if f := find(t, findings, doctor.DatabaseRead); f.Status != doctor.NotChecked || f.Err == nil {
		t.Errorf("%+v", f)
	}
	for _, id := range []doctor.ID{
		doctor.PluginActive, doctor.IntegrationEnabled, doctor.SunriseActive, doctor.DomainMapping, doctor.JobsOverdue,
		doctor.DNSInterval, doctor.TwoPrimaries,
	} {
		if f := find(t, findings, id); f.Status != doctor.NotChecked || f.Reason != doctor.ReasonDatabase {
			t.Errorf("%+v", f)
		}
	}
	hold(t, findings, doctor.CronSwitch, doctor.Warning)
}
