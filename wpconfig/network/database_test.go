package network_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"enhance-wizard/wpconfig/network"
	"enhance-wizard/wpconfig/network/mariadbtest"
)

const (
	user     = "wordpress"
	password = `p4ss'w\örd "quoted"`
)

func startMariaDB(t *testing.T) *mariadbtest.Server {
	t.Helper()
	if mariadb != nil {
		return mariadb
	}
	server, err := mariadbtest.Start()
	if errors.Is(err, mariadbtest.ErrMissing) {
		t.Skip("needs MariaDB (mariadb-server): ", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	mariadb = server
	return server
}

var networks int

// makeNetwork makes an empty network in a database of its own.
func makeNetwork(t *testing.T) (*mariadbtest.Server, network.Login) {
	t.Helper()
	server := startMariaDB(t)
	networks++
	name := fmt.Sprintf("network_%d", networks)
	if err := server.MakeNetwork(name, "wp_", user, password); err != nil {
		t.Fatal(err)
	}
	return server, network.Login{
		Host: "localhost:" + server.Socket, User: user, Password: network.NewPassword(password), Name: name, Prefix: "wp_",
	}
}

func execute(t *testing.T, server *mariadbtest.Server, login network.Login, statements string) {
	t.Helper()
	if err := server.Execute("SET SESSION sql_mode = ''; USE `" + login.Name + "`; " + statements); err != nil {
		t.Fatal(err)
	}
}

func open(t *testing.T, login network.Login) *network.Database {
	t.Helper()
	database, err := network.OpenDatabase(t.Context(), login)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := database.Close(); err != nil {
			t.Error(err)
		}
	})
	return database
}

func option(siteID int, name, value string) string {
	return fmt.Sprintf("INSERT INTO wp_sitemeta (site_id, meta_key, meta_value) VALUES (%d, '%s', '%s');", siteID, name, value)
}

func TestActivationIsReadFromTheNetworkOptions(t *testing.T) {
	complete := option(1, "wu_host_integrations_enabled", `a:2:{s:10:"cloudflare";b:0;s:7:"enhance";b:1;}`) +
		option(1, "active_sitewide_plugins", `a:1:{s:41:"ultimate-multisite/ultimate-multisite.php";i:1763000000;}`) +
		option(1, "wu_setup_finished", "1") +
		option(1, "wu_sunrise_meta", `a:2:{s:6:"active";b:1;s:7:"created";i:1763000000;}`) +
		option(1, "wu_hosting_credential_WU_ENHANCE_API_TOKEN", "$wu_enc$c2VjcmV0") +
		option(1, "wu_hosting_credential_WU_ENHANCE_ORG_ID", "$wu_enc$c2VjcmV0") +
		option(1, "wu_hosting_credential_WU_ENHANCE_WEBSITE_ID", "") +
		option(1, "wu_hosting_credential_WU_CLOUDFLARE_API_KEY", "other") +
		"INSERT INTO wp_site (domain, path) VALUES ('Network.Example:8443', '/');"
	for _, test := range []struct {
		name, statements string
		want             network.Activation
	}{
		{"complete", complete, network.Activation{
			Integration: true, Plugin: true, SetupFinished: true, Sunrise: true,
			Stored:     []string{"WU_ENHANCE_API_TOKEN", "WU_ENHANCE_ORG_ID"},
			MainDomain: "network.example", Path: "/",
		}},
		{"nothing", "", network.Activation{}},
		{
			"integration off", option(1, "wu_host_integrations_enabled", `a:1:{s:7:"enhance";b:0;}`),
			network.Activation{},
		},
		{
			"integration as text", option(1, "wu_host_integrations_enabled", `a:1:{s:7:"enhance";s:1:"1";}`),
			network.Activation{Integration: true},
		},
		{
			"integration as text 0", option(1, "wu_host_integrations_enabled", `a:1:{s:7:"enhance";s:1:"0";}`),
			network.Activation{},
		},
		{
			"other network's options", option(2, "wu_host_integrations_enabled", `a:1:{s:7:"enhance";b:1;}`),
			network.Activation{},
		},
		{
			"first row of two counts", option(1, "wu_host_integrations_enabled", `a:1:{s:7:"enhance";b:0;}`) +
				option(1, "wu_host_integrations_enabled", `a:1:{s:7:"enhance";b:1;}`),
			network.Activation{},
		},
		{
			"old plugin folder", option(1, "active_sitewide_plugins", `a:1:{s:23:"wp-ultimo/wp-ultimo.php";i:1;}`),
			network.Activation{},
		},
		{
			"damaged", option(1, "wu_host_integrations_enabled", `a:1:{s:70:"enhance";b:1;}`),
			network.Activation{Unreadable: []string{"wu_host_integrations_enabled"}},
		},
		{
			"too long", "INSERT INTO wp_sitemeta (site_id, meta_key, meta_value) VALUES (1, 'wu_sunrise_meta', REPEAT('x', 1048577));",
			network.Activation{Unreadable: []string{"wu_sunrise_meta"}},
		},
		{
			"null", "INSERT INTO wp_sitemeta (site_id, meta_key, meta_value) VALUES (1, 'wu_sunrise_meta', NULL), (1, 'wu_setup_finished', NULL);",
			network.Activation{},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			server, login := makeNetwork(t)
			execute(t, server, login, test.statements)
			got, err := network.ReadActivation(t.Context(), login)
			if err != nil {
				t.Fatal(err)
			}
			if fmt.Sprintf("%+v", got) != fmt.Sprintf("%+v", test.want) {
				t.Errorf("got  %+v\nwant %+v", got, test.want)
			}
		})
	}
}

func TestSettingsHoldThePluginsDefaultsAndLimits(t *testing.T) {
	server, login := makeNetwork(t)
	database := open(t, login)
	check := func(want network.Settings) {
		t.Helper()
		got, err := database.Settings(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if fmt.Sprintf("%+v", got) != fmt.Sprintf("%+v", want) {
			t.Errorf("got  %+v\nwant %+v", got, want)
		}
	}
	check(network.Settings{DNSInterval: 300 * time.Second, Logging: "default"})
	execute(t, server, login, option(1, "_site_transient_wu_public_network_ip", "203.0.113.10")+
		option(1, "wp-ultimo_v2_settings", `a:3:{s:21:"enable_domain_mapping";i:1;s:18:"dns_check_interval";s:1:"5";`+
			`s:19:"error_logging_level";s:6:"errors";}`))
	check(network.Settings{
		DomainMapping: true, DNSInterval: 10 * time.Second, Logging: "errors",
		PublicIP: netip.MustParseAddr("203.0.113.10"),
	})
}

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
	for i, routed := range []bool{true, false, false} {
		if got[i].Routed() != routed {
			t.Errorf("%s: routed %v", got[i].Domain, !routed)
		}
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

func TestReadsCannotChangeAnything(t *testing.T) {
	_, login := makeNetwork(t)
	database := open(t, login)
	var failure *network.DatabaseError
	err := database.ExecuteInRead(t.Context(), "INSERT INTO wp_site (domain) VALUES ('x')")
	if !errors.As(err, &failure) || failure.Number != 1792 { // ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION
		t.Fatalf("got %v, want the server's refusal", err)
	}
	if err := database.ExecuteInRead(t.Context(), "SELECT 1"); err != nil {
		t.Fatal(err)
	}
}

func TestAReadThatTakesTooLongIsGivenUp(t *testing.T) {
	_, login := makeNetwork(t)
	ctx, stop := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer stop()
	var failure *network.DatabaseError
	err := open(t, login).ExecuteInRead(ctx, "SELECT SLEEP(30)")
	if !errors.As(err, &failure) || failure.Cause != network.CauseTimeout {
		t.Fatalf("got %v, want a timeout", err)
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

func TestTheDatabaseIsReachedHoweverItsHostIsWritten(t *testing.T) {
	server, login := makeNetwork(t)
	port := strconv.Itoa(server.Port)
	for _, host := range []string{
		"localhost:" + server.Socket, ":" + server.Socket, "LOCALHOST:3306:" + server.Socket, "127.0.0.1:" + port,
		"127.0.0.1:" + port + ":/no/such/socket",
	} {
		t.Run(host, func(t *testing.T) {
			login.Host = host
			if _, err := network.ReadActivation(t.Context(), login); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestLocalhostTriesEverySocketThenTCP(t *testing.T) {
	server, login := makeNetwork(t)
	for _, test := range []struct {
		name, host string
		sockets    []string
	}{
		{"second socket", "localhost", []string{"/no/such/socket", server.Socket}},
		{"no socket", "localhost:" + strconv.Itoa(server.Port), []string{"/no/such/socket"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Cleanup(network.UseSockets(test.sockets...))
			login.Host = test.host
			if _, err := network.ReadActivation(t.Context(), login); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestDatabaseFailuresAreTypedAndHoldNoSecret(t *testing.T) {
	server, login := makeNetwork(t)
	execute(t, server, login, "CREATE USER IF NOT EXISTS 'narrow'@'%' IDENTIFIED BY 'narrow-secret';"+
		"GRANT SELECT ON `"+login.Name+"`.wp_site TO 'narrow'@'%'")
	for _, test := range []struct {
		name   string
		change func(*network.Login)
		want   network.DatabaseCause
	}{
		{"wrong password", func(l *network.Login) { l.Password = network.NewPassword("wrong-secret") }, network.CauseAccessDenied},
		{"unknown user", func(l *network.Login) { l.User = "nobody-here" }, network.CauseAccessDenied},
		{"no right to the table", func(l *network.Login) {
			l.User, l.Password = "narrow", network.NewPassword("narrow-secret")
		}, network.CauseAccessDenied},
		{"no such database", func(l *network.Login) { l.Name, l.User, l.Password = "none", "root", network.Password{} }, network.CauseNoDatabase},
		{"other prefix", func(l *network.Login) { l.Prefix = "wp2_" }, network.CauseNoTable},
		{"hostile prefix", func(l *network.Login) { l.Prefix = "wp_`; DROP TABLE x; --" }, network.CauseBadPrefix},
		{"empty prefix", func(l *network.Login) { l.Prefix = "" }, network.CauseBadPrefix},
		{"no socket", func(l *network.Login) { l.Host = "localhost:/no/such/socket" }, network.CauseUnreachable},
		{"nothing listens", func(l *network.Login) { l.Host = "127.0.0.1:1" }, network.CauseUnreachable},
		{"impossible host", func(l *network.Login) { l.Host = "host:port" }, network.CauseBadHost},
	} {
		t.Run(test.name, func(t *testing.T) {
			login := login
			test.change(&login)
			_, err := network.ReadActivation(t.Context(), login)
			var failure *network.DatabaseError
			if !errors.As(err, &failure) || failure.Cause != test.want {
				t.Fatalf("got %v, want cause %s", err, test.want)
			}
			for _, secret := range []string{password, "wrong-secret", "narrow-secret"} {
				if strings.Contains(fmt.Sprintf("%v %+v %#v", err, err, err), secret) {
					t.Errorf("the error holds a password: %v", err)
				}
			}
		})
	}
}

func TestAServerThatNeverAnswersEndsInTime(t *testing.T) {
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "unix", filepath.Join(t.TempDir(), "s"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	login := network.Login{Host: "localhost:" + listener.Addr().String(), Prefix: "wp_"}
	for _, test := range []struct {
		name string
		ctx  func(context.Context) (context.Context, context.CancelFunc)
		want network.DatabaseCause
	}{
		{"deadline", func(ctx context.Context) (context.Context, context.CancelFunc) {
			return context.WithTimeout(ctx, 50*time.Millisecond)
		}, network.CauseTimeout},
		{"cancelled", func(ctx context.Context) (context.Context, context.CancelFunc) {
			ctx, cancel := context.WithCancel(ctx)
			time.AfterFunc(50*time.Millisecond, cancel)
			return ctx, cancel
		}, network.CauseCancelled},
		{"own limit", context.WithCancel, network.CauseTimeout},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			ctx, stop := test.ctx(context.Background())
			defer stop()
			_, err := network.ReadActivation(ctx, login)
			var failure *network.DatabaseError
			if !errors.As(err, &failure) || failure.Cause != test.want {
				t.Errorf("got %v, want cause %s", err, test.want)
			}
		})
	}
}

func TestPasswordsPrintAsRedacted(t *testing.T) {
	login := network.Login{User: user, Password: network.NewPassword("very-secret")}
	wrapped := struct{ login network.Login }{login}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		for _, value := range []any{login, &login, wrapped, login.Password} {
			text := fmt.Sprintf(verb, value)
			if strings.Contains(text, "very-secret") || strings.Contains(text, fmt.Sprintf("%x", "very-secret")) {
				t.Errorf("%s of %T shows it: %s", verb, value, text)
			}
		}
	}
	encoded, err := json.Marshal(login)
	if err != nil || !strings.Contains(string(encoded), `"Password":"[redacted]"`) {
		t.Errorf("as JSON: %s, %v", encoded, err)
	}
	if login.Password.Reveal() != "very-secret" {
		t.Error("lost")
	}
}
