package doctor_test

import (
	"context"
	"crypto/x509"
	"errors"
	"flag"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"enhance-wizard/enhance"
	"enhance-wizard/enhance/diagnose"
	"enhance-wizard/enhance/monitor"
	"enhance-wizard/enhance/paneltest"
	"enhance-wizard/enhance/paneltest/contract"
	"enhance-wizard/wizard"
	"enhance-wizard/wizard/doctor"
	"enhance-wizard/wpconfig/htaccess"
	"enhance-wizard/wpconfig/network"
	"enhance-wizard/wpconfig/network/mariadbtest"
	"enhance-wizard/wpconfig/network/networktest"
)

const (
	mainDomain  = "network.example"
	goodToken   = "good-token-canary-0123456789"
	otherToken  = "other-token-canary-0123456789"
	strangeID   = "99999999-9999-4999-8999-999999999999"
	dbUser      = "wordpress"
	dbPassword  = "database-password-canary"
	healthyRows = `INSERT INTO wp_sitemeta (site_id, meta_key, meta_value) VALUES
		(1, 'wu_host_integrations_enabled', 'a:1:{s:7:"enhance";b:1;}'),
		(1, 'active_sitewide_plugins', 'a:1:{s:41:"ultimate-multisite/ultimate-multisite.php";i:1763000000;}'),
		(1, 'wu_setup_finished', '1'),
		(1, 'wu_sunrise_meta', 'a:1:{s:6:"active";b:1;}'),
		(1, 'wp-ultimo_v2_settings', 'a:1:{s:21:"enable_domain_mapping";i:1;}'),
		(1, '_site_transient_wu_public_network_ip', '203.0.113.10');
		INSERT INTO wp_site (domain, path) VALUES ('network.example', '/');`
)

var mariadb *mariadbtest.Server

func TestMain(m *testing.M) {
	flag.Parse()
	_ = flag.Set("test.parallel", "48") // the tests wait for the client's own pace, and not for the processor
	code := m.Run()
	if mariadb != nil {
		if err := mariadb.Close(); err != nil {
			fmt.Fprintln(os.Stderr, "ending MariaDB:", err)
			code = 1
		}
	}
	os.Exit(code)
}

// stage is a panel and a WordPress, set up well: each test makes its own fault.
type stage struct {
	t                    *testing.T
	panel                *paneltest.Panel
	org, server, website string
	customer, elsewhere  string // an organisation, and the website that it has
	root                 string
	roots                *x509.CertPool
	options              wizard.Options
	domains              func(context.Context, wizard.Options) ([]monitor.Row, error)
	resolver             *net.Resolver
	system               fstest.MapFS
	now                  func() time.Time
}

func newPanel(t *testing.T) *stage {
	t.Helper()
	return newPanelLike(t, paneltest.Options{Check: contract.Check(t)})
}

func newPanelLike(t *testing.T, o paneltest.Options) *stage {
	t.Helper()
	s := &stage{t: t, system: fstest.MapFS{"proc/1/comm": {Data: []byte("apache2\n")}}}
	s.panel = paneltest.New(o)
	s.org = s.panel.AddOrg(paneltest.Org{Name: "Example Hosting"})
	s.customer = s.panel.AddOrg(paneltest.Org{Name: "Customer", ParentID: s.org})
	s.server = s.panel.AddServer(paneltest.Server{Name: "web1", Hostname: "web1.example", IPs: []string{"203.0.113.10"}})
	s.website = s.panel.AddWebsite(paneltest.Website{OrgID: s.org, ServerID: s.server, Domain: mainDomain})
	s.elsewhere = s.panel.AddWebsite(paneltest.Website{OrgID: s.customer, ServerID: s.server, Domain: "other.example"})
	s.panel.AddToken(paneltest.Token{Value: goodToken, OrgID: s.org, Roles: []string{"SuperAdmin"}})
	s.panel.AddToken(paneltest.Token{Value: otherToken, OrgID: s.customer, Roles: []string{"SuperAdmin"}})
	if err := s.panel.Start("127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.panel.Close)
	s.roots = x509.NewCertPool()
	s.roots.AppendCertsFromPEM(s.panel.CAPEM())
	s.options = wizard.Options{
		RootCAs: s.roots, Flags: map[wizard.Field]string{},
		Timeouts: enhance.Timeouts{TLS: time.Minute, Header: time.Minute, Total: time.Minute},
	}
	s.domains = func(context.Context, wizard.Options) ([]monitor.Row, error) { return nil, nil }
	s.resolver = &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) {
		return nil, errors.New("no name servers in this test")
	}}
	return s
}

// constants are those of a good set-up, changed by name, value pairs; an empty value leaves one out.
func (s *stage) constants(changes ...string) []networktest.Constant {
	values := map[string]string{
		network.ConstantURL: s.panel.URL(), network.ConstantToken: goodToken, network.ConstantServerID: s.server,
		network.ConstantOrgID: s.org, network.ConstantWebsiteID: s.website,
	}
	for i := 0; i < len(changes); i += 2 {
		values[changes[i]] = changes[i+1]
	}
	var constants []networktest.Constant
	for _, name := range network.Constants() {
		if values[name] != "" {
			constants = append(constants, networktest.Constant{Name: name, Value: values[name]})
		}
	}
	return constants
}

func (s *stage) makeSite(o networktest.Options) {
	s.t.Helper()
	s.root = filepath.Join(s.t.TempDir(), "public_html")
	o.Subdomains = true
	if err := networktest.Make(s.root, o); err != nil {
		s.t.Fatal(err)
	}
	s.write(".htaccess", htaccess.Rules(true))
}

// write puts a file under the root, over what is there.
func (s *stage) write(name, content string) {
	s.t.Helper()
	path := filepath.Join(s.root, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		s.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		s.t.Fatal(err)
	}
}

// edit replaces text in wp-config.php.
func (s *stage) edit(old, replacement string) {
	s.t.Helper()
	path := filepath.Join(s.root, "wp-config.php")
	content, err := os.ReadFile(path)
	if err != nil || !strings.Contains(string(content), old) {
		s.t.Fatalf("%q is not in %s (%v)", old, path, err)
	}
	if err := os.WriteFile(path, []byte(strings.Replace(string(content), old, replacement, 1)), 0o640); err != nil {
		s.t.Fatal(err)
	}
}

func (s *stage) run() []doctor.Finding {
	s.t.Helper()
	return s.runIn(s.t.Context())
}

func (s *stage) runIn(ctx context.Context) []doctor.Finding {
	return doctor.Run(ctx, doctor.Options{
		Wizard: s.options, Found: wizard.Discover(wizard.Where{Root: s.root}), Domains: s.domains, Resolver: s.resolver,
		System: s.system, Now: s.now,
	})
}

// offline leaves the panel out of it.
func (s *stage) offline() *stage {
	s.options.Offline = true
	return s
}

func php(t *testing.T) string {
	t.Helper()
	path, err := exec.LookPath("php")
	if err != nil {
		t.Skip("needs the php command: ", err)
	}
	return path
}

// find gives the finding of an id.
func find(t *testing.T, findings []doctor.Finding, id doctor.ID) doctor.Finding {
	t.Helper()
	i := slices.IndexFunc(findings, func(f doctor.Finding) bool { return f.ID == id })
	if i < 0 {
		t.Fatalf("nothing was said of %s", id)
	}
	return findings[i]
}

// bad lists problems and warnings of some areas, as id and status.
func bad(findings []doctor.Finding, areas ...doctor.Area) string {
	var all []string
	for _, f := range findings {
		if (f.Status == doctor.Problem || f.Status == doctor.Warning) && slices.Contains(areas, f.Area) {
			all = append(all, string(f.ID)+" "+string(f.Status))
		}
	}
	return strings.Join(all, ", ")
}

func hold(t *testing.T, findings []doctor.Finding, id doctor.ID, status doctor.Status) {
	t.Helper()
	if f := find(t, findings, id); f.Status != status {
		t.Errorf("%s is %s, want %s: %+v", id, f.Status, status, f)
	}
}

var (
	making    sync.Mutex
	databases int
)

// makeNetwork makes a network in the database, healthy, and gives the login for wp-config.php.
func makeNetwork(t *testing.T, statements string) networktest.Database {
	t.Helper()
	making.Lock()
	defer making.Unlock()
	if mariadb == nil {
		server, err := mariadbtest.Start()
		if errors.Is(err, mariadbtest.ErrMissing) {
			t.Skip("needs MariaDB (mariadb-server): ", err)
		}
		if err != nil {
			t.Fatal(err)
		}
		mariadb = server
	}
	databases++
	name := fmt.Sprintf("doctor_%d", databases)
	if err := mariadb.MakeNetwork(name, "wp_", dbUser, dbPassword); err != nil {
		t.Fatal(err)
	}
	if err := mariadb.Execute("SET SESSION sql_mode = ''; USE `" + name + "`; " + healthyRows + statements); err != nil {
		t.Fatal(err)
	}
	return networktest.Database{Host: "localhost:" + mariadb.Socket, User: dbUser, Password: dbPassword, Name: name}
}

func row(name string, state diagnose.State) monitor.Row {
	return monitor.Row{Name: name, Verdict: diagnose.Verdict{State: state}}
}
