package doctor_test

import (
	"context"
	"errors"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"

	"enhance-wizard/enhance/diagnose"
	"enhance-wizard/enhance/monitor"
	"enhance-wizard/enhance/paneltest"
	"enhance-wizard/wizard"
	"enhance-wizard/wizard/doctor"
	"enhance-wizard/wpconfig/htaccess"
	"enhance-wizard/wpconfig/network"
	"enhance-wizard/wpconfig/network/networktest"
)

const single = `# BEGIN WordPress
RewriteEngine On
RewriteBase /
RewriteRule ^index\.php$ - [L]
RewriteCond %{REQUEST_FILENAME} !-f
RewriteRule . /index.php [L]
# END WordPress
`

// TestFilesTell spoils one file of a healthy site after the other.
func TestFilesTell(t *testing.T) {
	t.Parallel()
	add := func(line string) func(*stage) {
		return func(s *stage) { s.edit("define( 'WP_DEBUG', false );", line) }
	}
	drop := func(line string) func(*stage) { return func(s *stage) { s.edit(line, "") } }
	mode := func(m os.FileMode) func(*stage) {
		return func(s *stage) { _ = os.Chmod(filepath.Join(s.root, "wp-config.php"), m) }
	}
	for name, c := range map[string]struct {
		version string
		spoil   func(*stage)
		id      doctor.ID
		status  doctor.Status
	}{
		"no plugin":             {"", nil, doctor.PluginMissing, doctor.Problem},
		"too old":               {"2.4.7", nil, doctor.PluginTooOld, doctor.Problem},
		"server calls":          {"2.4.9", nil, doctor.PluginServerCalls, doctor.Warning},
		"good plugin":           {"2.4.10", nil, doctor.PluginIntegration, doctor.OK},
		"half a plugin":         {"", func(s *stage) { s.write("wp-content/plugins/ultimate-multisite/inc/x.php", "") }, doctor.PluginIncomplete, doctor.Problem},
		"header and files":      {"2.4.12", func(s *stage) { s.version("2.4.9") }, doctor.PluginDisagrees, doctor.Warning},
		"unknown layout":        {"2.4.12", func(s *stage) { s.layout("<?php") }, doctor.PluginLayout, doctor.Warning},
		"former copy":           {"2.4.12", func(s *stage) { s.write("wp-content/plugins/wp-ultimo/wp-ultimo.php", "") }, doctor.PluginFormer, doctor.Warning},
		"second copy":           {"2.4.12", func(s *stage) { s.write("wp-content/mu-plugins/ultimate-multisite/ultimate-multisite.php", "") }, doctor.PluginShadowed, doctor.Warning},
		"single site":           {"2.4.12", drop("define( 'MULTISITE', true );\ndefine( 'SUBDOMAIN_INSTALL', true );"), doctor.MultisiteConstants, doctor.Warning},
		"network by code":       {"2.4.12", func(s *stage) { s.edit("define( 'MULTISITE', true );", "define( 'MULTISITE', f() );") }, doctor.MultisiteEnabled, doctor.NotChecked},
		"no network":            {"2.4.12", func(s *stage) { s.edit("define( 'MULTISITE', true );", "define( 'MULTISITE', false );") }, doctor.MultisiteEnabled, doctor.Problem},
		"lacks a constant":      {"2.4.12", drop("define( 'PATH_CURRENT_SITE', '/' );"), doctor.MultisiteConstants, doctor.Warning},
		"no SUNRISE":            {"2.4.12", drop("define( 'SUNRISE', true );"), doctor.SunriseConstant, doctor.Problem},
		"SUNRISE too late":      {"2.4.12", func(s *stage) { s.late("define( 'SUNRISE', true );") }, doctor.SunriseConstant, doctor.Problem},
		"no sunrise.php":        {"2.4.12", func(s *stage) { _ = os.Remove(filepath.Join(s.root, "wp-content/sunrise.php")) }, doctor.SunriseMissing, doctor.Problem},
		"foreign sunrise.php":   {"2.4.12", func(s *stage) { s.write("wp-content/sunrise.php", "<?php // Another plugin") }, doctor.SunriseForeign, doctor.Problem},
		"cookies well":          {"2.4.12", nil, doctor.CookieDomain, doctor.OK},
		"cookies by host":       {"2.4.12", add("define( 'COOKIE_DOMAIN', $_SERVER['HTTP_HOST'] ?? '' );"), doctor.CookieDomain, doctor.OK},
		"cookies by code":       {"2.4.12", add("define( 'COOKIE_DOMAIN', f() );"), doctor.CookieDomain, doctor.NotChecked},
		"cookies false":         {"2.4.12", add("define( 'COOKIE_DOMAIN', false );"), doctor.CookieDomainFalse, doctor.Warning},
		"cookies fixed":         {"2.4.12", add("define( 'COOKIE_DOMAIN', '.network.example' );"), doctor.CookieDomainFixed, doctor.Warning},
		"cookies kept apart":    {"2.4.12", add("define( 'COOKIEPATH', '/blog/' );"), doctor.CookiePath, doctor.Warning},
		"admin's cookies":       {"2.4.12", add("define( 'ADMIN_COOKIE_PATH', '/blog/wp-admin' );"), doctor.CookiePath, doctor.Warning},
		"older sunrise.php":     {"2.4.12", func(s *stage) { s.bundled("2.0.0.11") }, doctor.SunriseOutdated, doctor.Warning},
		"rules of one site":     {"2.4.12", func(s *stage) { s.write(".htaccess", single) }, doctor.HtaccessSingle, doctor.Warning},
		"rules of directories":  {"2.4.12", func(s *stage) { s.write(".htaccess", htaccess.Rules(false)) }, doctor.HtaccessOtherNetwork, doctor.Warning},
		"rules of their own":    {"2.4.12", func(s *stage) { s.write(".htaccess", "Options -Indexes\n") }, doctor.HtaccessOwn, doctor.Warning},
		"no rules":              {"2.4.12", func(s *stage) { _ = os.Remove(filepath.Join(s.root, ".htaccess")) }, doctor.HtaccessMissing, doctor.Warning},
		"directories, one site": {"2.4.12", func(s *stage) { s.directories(); s.write(".htaccess", single) }, doctor.HtaccessSingle, doctor.Problem},
		"directories, others'":  {"2.4.12", func(s *stage) { s.directories() }, doctor.HtaccessOtherNetwork, doctor.Problem},
		"directories, right":    {"2.4.12", func(s *stage) { s.directories(); s.write(".htaccess", htaccess.Rules(false)) }, doctor.HtaccessRules, doctor.OK},
		"mode":                  {"2.4.12", mode(0o640), doctor.ConfigMode, doctor.OK},
		"others read":           {"2.4.12", mode(0o644), doctor.ConfigMode, doctor.Warning},
		"others write":          {"2.4.12", mode(0o666), doctor.ConfigOpen, doctor.Problem},
		"git":                   {"2.4.12", func(s *stage) { s.write("../.git/HEAD", "ref: refs/heads/main\n") }, doctor.ConfigGit, doctor.Warning},
		"editor's copy":         {"2.4.12", func(s *stage) { s.write("wp-config.php~", "") }, doctor.ConfigCopies, doctor.Problem},
		"swap file":             {"2.4.12", func(s *stage) { s.write(".wp-config.php.swp", "") }, doctor.ConfigCopies, doctor.Problem},
		"the sample":            {"2.4.12", func(s *stage) { s.write("wp-config-sample.php", "") }, doctor.ConfigCopies, doctor.OK},
		"old copy that runs":    {"2.4.12", func(s *stage) { s.write("wp-config-old.php", "") }, doctor.ConfigClones, doctor.Warning},
		"a push failed": {"2.4.12", func(s *stage) {
			s.write("wp-content/uploads/wu-logs/integration-enhance.log", "[2026-11-23 10:00:00] [INFO] Adding domain: shop.example for site ID: 7\n"+
				"[2026-11-23 10:00:01] [INFO] Failed to add domain shop.example. Error: {\"success\":false,\"error\":\"No more aliases\"}\n")
		}, doctor.Pushes, doctor.Warning},
		"pushes worked": {"2.4.12", func(s *stage) {
			s.write("wp-content/uploads/wu-logs/integration-enhance.log", "[2026-11-23 10:00:00] [INFO] Adding domain: shop.example for site ID: 7\n"+
				"[2026-11-23 10:00:01] [INFO] Domain shop.example added successfully. SSL will be automatically provisioned via LetsEncrypt when DNS resolves.\n")
		}, doctor.Pushes, doctor.OK},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newPanel(t)
			s.makeSite(networktest.Options{PluginVersion: c.version, Constants: s.constants()})
			if c.spoil != nil {
				c.spoil(s)
			}
			hold(t, s.offline().run(), c.id, c.status)
		})
	}
}

// bundled puts a sunrise.php of this version into the plugin's folder.
func (s *stage) bundled(version string) {
	s.write("wp-content/plugins/ultimate-multisite/sunrise.php", "<?php const WP_ULTIMO_SUNRISE_VERSION = '"+version+"';")
}

func TestWhatIsAsItShouldBeIsNotFound(t *testing.T) {
	t.Parallel()
	s := newPanel(t)
	s.makeSite(networktest.Options{PluginVersion: "2.4.12", Constants: s.constants()})
	s.bundled("2.0.0.10")
	s.edit("define( 'WP_DEBUG', false );", "define( 'COOKIEPATH', '/' );\ndefine( 'ADMIN_COOKIE_PATH', '/' );")
	for _, f := range s.offline().run() {
		if f.ID == doctor.SunriseOutdated || f.ID == doctor.CookiePath {
			t.Errorf("%+v", f)
		}
	}
}

// version changes what the plugin's header says.
func (s *stage) version(v string) {
	s.write("wp-content/plugins/ultimate-multisite/ultimate-multisite.php", "<?php\n/*\n * Version: "+v+"\n */\n")
}

// layout changes the files of the integration.
func (s *stage) layout(content string) {
	for _, file := range []string{"class-enhance-integration.php", "class-enhance-domain-mapping.php"} {
		s.write("wp-content/plugins/ultimate-multisite/inc/integrations/providers/enhance/"+file, content)
	}
}

// late moves a line below the load of WordPress.
func (s *stage) late(line string) {
	s.edit(line, "")
	s.edit("'wp-settings.php';", "'wp-settings.php';\n"+line)
}

func (s *stage) directories() {
	s.edit("define( 'SUBDOMAIN_INSTALL', true );", "define( 'SUBDOMAIN_INSTALL', false );")
}

func TestOwnersAreCompared(t *testing.T) {
	t.Parallel()
	if os.Geteuid() != 0 {
		t.Skip("needs root, to give a file to another user")
	}
	s := newPanel(t)
	s.makeSite(networktest.Options{PluginVersion: "2.4.12"})
	hold(t, s.offline().run(), doctor.ConfigOwner, doctor.OK)
	if err := os.Chown(filepath.Join(s.root, "wp-config.php"), 12345, 12345); err != nil {
		t.Fatal(err)
	}
	hold(t, s.run(), doctor.ConfigOwner, doctor.Warning)
}

func TestDomainsAreSummed(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		rows []monitor.Row
		err  error
		want doctor.Status
	}{
		"none":      {nil, nil, doctor.OK},
		"well":      {[]monitor.Row{row("a", diagnose.Healthy), row("b", diagnose.Waiting)}, nil, doctor.OK},
		"attention": {[]monitor.Row{row("a", diagnose.Healthy), row("b", diagnose.Attention)}, nil, doctor.Warning},
		"broken":    {[]monitor.Row{row("a", diagnose.Broken), row("b", diagnose.Attention)}, nil, doctor.Problem},
		"blind":     {[]monitor.Row{row("a", diagnose.Unknown), row("b", diagnose.Healthy)}, nil, doctor.NotChecked},
		"no list":   {nil, errors.New("no list"), doctor.NotChecked},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newPanel(t)
			s.makeSite(networktest.Options{PluginVersion: "2.4.12", Constants: s.constants()})
			s.domains = func(context.Context, wizard.Options) ([]monitor.Row, error) { return c.rows, c.err }
			hold(t, s.run(), doctor.DomainsHealth, c.want)
		})
	}
}

// TestDomainsAreCheckedByTheIDsThatThePanelTells holds that ids which nobody gave, and the same run found out, are known.
func TestDomainsAreCheckedByTheIDsThatThePanelTells(t *testing.T) {
	t.Parallel()
	const server, org, website = network.ConstantServerID, network.ConstantOrgID, network.ConstantWebsiteID
	for name, c := range map[string]struct {
		version string
		without []string
	}{
		"no ids":                        {"2.4.12", []string{server, "", org, "", website, ""}},
		"no organisation":               {"2.4.12", []string{org, ""}},
		"no plugin":                     {"", []string{server, "", org, "", website, ""}},
		"organisation and website only": {"2.4.9", []string{server, ""}},
		"no ids for the server":         {"2.4.9", []string{server, "", org, "", website, ""}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newPanel(t)
			s.makeSite(networktest.Options{PluginVersion: c.version, Constants: s.constants(c.without...)})
			asked := false
			s.domains = func(_ context.Context, answered wizard.Options) ([]monitor.Row, error) {
				session := wizard.New(answered, wizard.Discover(wizard.Where{Root: s.root}))
				for field, want := range map[wizard.Field]string{wizard.Org: s.org, wizard.Website: s.website} {
					if got := session.Answer(field).Value(); got != want {
						t.Errorf("%s is %q, want %q", field, got, want)
					}
				}
				asked = true
				return []monitor.Row{row("shop.example", diagnose.Healthy)}, nil
			}
			hold(t, s.run(), doctor.DomainsHealth, doctor.OK)
			if !asked || s.options.Memory != nil {
				t.Errorf("asked %t, memory %v", asked, s.options.Memory)
			}
		})
	}
}

// TestDomainsWithoutAnIDAreNotChecked is the answer where the panel tells neither: the token sees two websites.
func TestDomainsWithoutAnIDAreNotChecked(t *testing.T) {
	t.Parallel()
	s := newPanel(t)
	s.panel.AddWebsite(paneltest.Website{OrgID: s.org, ServerID: s.server, Domain: "second.example"})
	s.makeSite(networktest.Options{
		PluginVersion: "2.4.12", Constants: s.constants(network.ConstantOrgID, "", network.ConstantWebsiteID, ""),
	})
	s.edit("'"+mainDomain+"'", "'elsewhere.example'")
	s.domains = func(context.Context, wizard.Options) ([]monitor.Row, error) {
		t.Error("they were asked for")
		return nil, nil
	}
	if f := find(t, s.run(), doctor.DomainsHealth); f.Status != doctor.NotChecked || f.Reason != doctor.ReasonNoID {
		t.Errorf("%+v", f)
	}
}

// TestAPanelThatDoesNotListTheDomainsIsNotAskedForThemAgain holds that one refusal is told once.
func TestAPanelThatDoesNotListTheDomainsIsNotAskedForThemAgain(t *testing.T) {
	t.Parallel()
	for name, spoil := range map[string]func(*stage){
		"no token": func(s *stage) { faultWithToken(s, paneltest.Unauthorized()) },
		"no listing": func(s *stage) {
			s.panel.Fault(paneltest.Match{Path: "/orgs/*/websites/*/domains"}, paneltest.ServerError(500))
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newPanel(t)
			s.makeSite(networktest.Options{PluginVersion: "2.4.12", Constants: s.constants()})
			spoil(s)
			s.domains = func(context.Context, wizard.Options) ([]monitor.Row, error) {
				t.Error("they were asked for")
				return nil, nil
			}
			if f := find(t, s.run(), doctor.DomainsHealth); f.Status != doctor.NotChecked || f.Reason != doctor.ReasonEarlier {
				t.Errorf("%+v", f)
			}
		})
	}
}

// TestPHPAsksForItself lets real PHP reach a real panel, as WordPress would.
func TestPHPAsksForItself(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		bundle bool
		url    string
		want   doctor.ID
		status doctor.Status
	}{
		"reached":       {true, "", doctor.PHPReach, doctor.OK},
		"not trusted":   {false, "", doctor.PHPNoTrust, doctor.Problem},
		"nobody there":  {true, "https://127.0.0.1:1/api/", doctor.PHPReach, doctor.Problem},
		"no such host":  {true, "https://panel.invalid/api/", doctor.PHPNoHost, doctor.Problem},
		"no panel":      {true, "page", doctor.PHPReach, doctor.Problem},
		"not to be run": {true, "offline", doctor.PHPReach, doctor.NotChecked},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newPanel(t)
			s.options.PHP = php(t)
			s.options.Flags[wizard.URL] = s.panel.URL()
			switch c.url {
			case "":
			case "page":
				s.panel.Fault(paneltest.Match{}, paneltest.HTML(200))
			case "offline":
				s.options.Offline = true
			default:
				s.options.Flags[wizard.URL] = c.url
			}
			s.makeSite(networktest.Options{PluginVersion: "2.4.12"})
			readable(t, s.root)
			if c.bundle {
				s.write("wp-includes/certificates/ca-bundle.crt", string(s.panel.CAPEM()))
			}
			findings := s.run()
			hold(t, findings, c.want, c.status)
			hold(t, findings, doctor.PHPCommand, doctor.OK)
		})
	}
}

func TestWhatIsNotPHPIsNotTakenForIt(t *testing.T) {
	t.Parallel()
	s := newPanel(t)
	s.makeSite(networktest.Options{})
	s.options.PHP = "/bin/true"
	hold(t, s.offline().run(), doctor.PHPCommand, doctor.NotChecked)
	s.options.PHP = ""
	hold(t, s.run(), doctor.PHPReach, doctor.NotChecked)
}

func TestTheClockIsHeldAgainstThePanels(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		off  time.Duration
		want doctor.Status
	}{
		"right": {0, doctor.OK}, "ahead": {5 * time.Minute, doctor.Warning}, "behind": {-5 * time.Minute, doctor.Warning},
		"far ahead": {time.Hour, doctor.Problem}, "far behind": {-time.Hour, doctor.Problem},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newPanel(t)
			s.options.Flags[wizard.URL] = s.panel.URL()
			s.root = t.TempDir()
			findings := doctor.Run(t.Context(), doctor.Options{
				Wizard: s.options, Found: wizard.Discover(wizard.Where{Root: s.root}),
				Now: func() time.Time { return time.Now().Add(c.off) },
			})
			hold(t, findings, doctor.Clock, c.want)
		})
	}
}

func TestANameServerThatIsSilentIsAProblem(t *testing.T) {
	t.Parallel()
	silent, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = silent.Close() })
	s := newPanel(t)
	s.makeSite(networktest.Options{Constants: s.constants()})
	s.resolver = &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "udp", silent.LocalAddr().String())
	}}
	hold(t, s.run(), doctor.Resolver, doctor.Problem)
}
