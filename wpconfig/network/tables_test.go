package network_test

import (
	"slices"
	"testing"
	"time"

	"enhance-wizard/wpconfig/network"
)

func TestMappingsAreReadAsTheyStand(t *testing.T) {
	server, login := makeNetwork(t)
	execute(t, server, login, `INSERT INTO wp_wu_domain_mappings VALUES
		(1, 7, 'shop.example', 1, 1, 1, 'done', '2026-11-20 08:00:00', '2026-11-21 09:30:00'),
		(2, 8, 'Blog.Example.', 0, 0, 0, 'ssl-failed', NULL, NULL),
		(5, 9, 'odd.example', NULL, NULL, NULL, NULL, '0000-00-00 00:00:00', NULL)`)
	got, err := open(t, login).Mappings(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := []network.DomainMapping{
		{
			ID: 1, SiteID: 7, Domain: "shop.example", Enabled: true, Primary: true, Secure: true, Stage: network.StageDone,
			Created: time.Date(2026, 11, 20, 8, 0, 0, 0, time.UTC), Modified: time.Date(2026, 11, 21, 9, 30, 0, 0, time.UTC),
		},
		{ID: 2, SiteID: 8, Domain: "blog.example", Stage: network.StageSSLFailed},
		{ID: 5, SiteID: 9, Domain: "odd.example"},
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestMappingsOfAnAdditionalNetworkHaveTheirOwnTable(t *testing.T) {
	server, login := makeNetwork(t)
	execute(t, server, login, `INSERT INTO wp_site VALUES (2, 'main.example', '/'), (3, 'other.example', '/');
		CREATE TABLE wp_wu_3_domain_mappings LIKE wp_wu_domain_mappings;
		INSERT INTO wp_wu_domain_mappings (blog_id, domain) VALUES (1, 'of-main.example');
		INSERT INTO wp_wu_3_domain_mappings (blog_id, domain) VALUES (1, 'of-other.example')`)
	for id, want := range map[int64]string{2: "of-main.example", 3: "of-other.example"} {
		login.NetworkID = id
		got, err := open(t, login).Mappings(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if len(got) != 1 || got[0].Domain != want {
			t.Errorf("network %d: %+v", id, got)
		}
	}
}

func TestTenThousandMappingsAreReadInTime(t *testing.T) {
	server, login := makeNetwork(t)
	execute(t, server, login, `INSERT INTO wp_wu_domain_mappings (blog_id, domain, stage)
		SELECT seq, CONCAT('d', seq, '.example'), 'done' FROM seq_1_to_10000`)
	got, err := open(t, login).Mappings(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 10000 || got[9999].Domain != "d10000.example" {
		t.Errorf("%d mappings, the last %+v", len(got), got[len(got)-1])
	}
}

func TestSitesOfTheNetwork(t *testing.T) {
	server, login := makeNetwork(t)
	execute(t, server, login, `INSERT INTO wp_blogs (blog_id, site_id, domain, path, archived, spam, deleted) VALUES
		(1, 1, 'network.example', '/', 0, 0, 0), (2, 1, 'A.network.example', '/', 0, 0, 0),
		(3, 1, 'b.network.example', '/', 1, 0, 0), (4, 2, 'foreign.example', '/', 0, 0, 0)`)
	got, err := open(t, login).Sites(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := []network.Site{
		{ID: 1, Domain: "network.example", Path: "/"},
		{ID: 2, Domain: "a.network.example", Path: "/"},
		{ID: 3, Domain: "b.network.example", Path: "/", Archived: true},
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestJobsThatAreNotComplete(t *testing.T) {
	server, login := makeNetwork(t)
	execute(t, server, login, `INSERT INTO wp_actionscheduler_actions
			(action_id, hook, status, scheduled_date_gmt, args, attempts, last_attempt_gmt, extended_args) VALUES
		(1, 'wu_add_domain', 'complete', '2026-11-20 08:00:00', '{"domain":"done.example","site_id":7}', 1, '2026-11-20 08:00:05', NULL),
		(2, 'wu_add_domain', 'pending', '2026-11-20 09:00:00', '{"domain":"Shop.example","site_id":"7"}', 0, '0000-00-00 00:00:00', NULL),
		(3, 'wu_add_subdomain', 'failed', '2026-11-20 09:00:00', 'md5', 1, '2026-11-20 09:01:00', '{"subdomain":"new.network.example","site_id":8}'),
		(4, 'wu_async_process_domain_stage', 'pending', '2026-11-23 10:00:00', '{"domain_id":12,"tries":3}', 0, '0000-00-00 00:00:00', NULL),
		(5, 'woocommerce_cleanup', 'pending', '2026-11-23 10:00:00', '[]', 0, NULL, NULL),
		(6, 'wu_remove_domain', 'in-progress', NULL, 'not json', 1, NULL, NULL);
		INSERT INTO wp_actionscheduler_logs (action_id, message) VALUES (3, 'action created'), (3, 'action failed: timeout')`)
	got, err := open(t, login).Jobs(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	nine := time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)
	want := []network.Job{
		{ID: 6, Hook: network.HookRemoveDomain, Status: network.JobRunning, Attempts: 1},
		{
			ID: 4, Hook: network.HookCheckStage, Status: network.JobPending, MappingID: 12, Tries: 3,
			Due: time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC),
		},
		{
			ID: 3, Hook: network.HookAddSubdomain, Status: network.JobFailed, Domain: "new.network.example", SiteID: 8,
			Due: nine, LastAttempt: nine.Add(time.Minute), Attempts: 1, Message: "action failed: timeout",
		},
		{ID: 2, Hook: network.HookAddDomain, Status: network.JobPending, Domain: "shop.example", SiteID: 7, Due: nine},
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	now := nine.Add(10 * time.Minute)
	for id, overdue := range map[int]bool{0: false, 1: false, 2: false, 3: true} {
		if got[id].Overdue(now, 5*time.Minute) != overdue {
			t.Errorf("job %d: overdue %v", got[id].ID, !overdue)
		}
	}
}
