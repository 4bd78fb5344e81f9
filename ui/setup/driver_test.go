package setup

import (
	"context"
	"crypto/x509"
	"fmt"
	"math/rand/v2"
	"net/netip"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"enhance-wizard/enhance"
	"enhance-wizard/enhance/paneltest"
	"enhance-wizard/enhance/paneltest/contract"
	"enhance-wizard/ui/style"
	"enhance-wizard/wizard"
	"enhance-wizard/wpconfig/network/networktest"
)

const (
	testToken   = "screen-token-0123456789"
	testOrg     = "22222222-2222-4222-8222-222222222222"
	testServer  = "44444444-4444-4444-8444-444444444444"
	testWebsite = "66666666-6666-4666-8666-666666666666"
)

// driver plays a person in front of the screen: it sends messages and runs the
// commands that come back, against a real panel and a real file.
type driver struct {
	t     testing.TB
	model *Model
	panel *paneltest.Panel
	root  string
	quit  bool
}

func newDriver(t testing.TB, width, height int, change ...func(*wizard.Options)) *driver {
	t.Helper()
	d := &driver{t: t, root: fixedLengthDir(t)}
	d.panel = paneltest.New(paneltest.Options{Check: contract.Check(t)})
	d.panel.AddOrg(paneltest.Org{ID: testOrg, Name: "Example Hosting"})
	d.panel.AddServer(paneltest.Server{Name: "mail1", Hostname: "mail1.example", IPs: []string{"203.0.113.20"}})
	d.panel.AddServer(paneltest.Server{ID: testServer, Name: "web1", Hostname: "web1.example", IPs: []string{"203.0.113.10"}})
	d.panel.AddWebsite(paneltest.Website{ID: testWebsite, OrgID: testOrg, ServerID: testServer, Domain: "network.example"})
	d.panel.AddWebsite(paneltest.Website{OrgID: testOrg, ServerID: testServer, Domain: "another.example"})
	d.panel.AddToken(paneltest.Token{Value: testToken, OrgID: testOrg, Roles: []string{"SuperAdmin"}})
	if err := d.panel.Start("127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.panel.Close)
	if err := networktest.Make(d.root, networktest.Options{Subdomains: true, PluginVersion: "2.4.12"}); err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(d.panel.CAPEM())
	options := wizard.Options{
		RootCAs: roots, StateDir: filepath.Join(t.TempDir(), "state"),
		Addresses: []netip.Addr{netip.MustParseAddr("203.0.113.10")},
		Timeouts:  enhance.Timeouts{TLS: time.Minute, Header: time.Minute, Total: time.Minute}, // many tests run at once
	}
	for _, f := range change {
		f(&options)
	}
	session := wizard.New(options, wizard.Discover(wizard.Where{Root: d.root}))
	ctx, cancel := context.WithCancel(t.Context())
	t.Cleanup(cancel)
	d.model = New(Config{Context: ctx, Session: session, Theme: style.New(style.Options{Ink: style.Bare, Unicode: true})})
	d.model.SetSize(width, height)
	d.run(d.model.Init())
	return d
}

// fixedLengthDir keeps golden files equal: a path of another length would wrap
// elsewhere.
func fixedLengthDir(t testing.TB) string {
	t.Helper()
	dir := fmt.Sprintf("/tmp/site-%08x", rand.Uint32())
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}

// run does a command and everything that follows from it.
func (d *driver) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case nil:
	case tea.QuitMsg:
		d.quit = true
	default:
		if list := reflect.ValueOf(msg); list.Kind() == reflect.Slice && list.Type().Elem() == reflect.TypeFor[tea.Cmd]() {
			for i := range list.Len() {
				next, _ := list.Index(i).Interface().(tea.Cmd)
				d.run(next)
			}
			return
		}
		d.run(d.model.Update(msg))
	}
}

func (d *driver) press(kinds ...tea.KeyType) {
	for _, kind := range kinds {
		d.run(d.model.Update(tea.KeyMsg{Type: kind}))
	}
}

func (d *driver) paste(s string) {
	d.run(d.model.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(s), Paste: true}))
}

func (d *driver) letter(s string) {
	d.run(d.model.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(s)}))
}

// unknown takes the panel's authority from the machine.
func unknown(o *wizard.Options) { o.RootCAs = nil }

// digits are what a person reads on the panel's server.
func (d *driver) digits() string {
	d.t.Helper()
	stranger, ok := d.model.config.Session.Stranger()
	if !ok {
		d.t.Fatalf("the panel is no stranger:\n%s", d.view())
	}
	return strings.TrimPrefix(stranger.Certificate.Pin.String(), "sha256:")[:wizard.VouchDigits]
}

// toCredentials and the following lead to a step as a person gets there.
func (d *driver) toCredentials() { d.press(tea.KeyEnter) }

// toAnswered leads to the credentials with URL and token, which bring the rest.
func (d *driver) toAnswered() {
	d.toCredentials()
	d.paste(d.panel.URL())
	d.press(tea.KeyTab)
	d.paste(testToken + "\n") // as it comes from a clipboard
}

func (d *driver) toConnection() {
	d.toAnswered()
	d.press(tea.KeyEnter)
}

func (d *driver) toReview() {
	d.toConnection()
	d.press(tea.KeyEnter)
}

func (d *driver) step(want wizard.Step) {
	d.t.Helper()
	if got := d.model.config.Session.Step(); got != want {
		d.t.Fatalf("step %d, want %d; screen:\n%s", got, want, d.view())
	}
}

var (
	port = regexp.MustCompile(`(127\.0\.0\.1|localhost):\d{4,5}\b`)
	took = regexp.MustCompile(` +\d+(\.\d)? m?s\n`)
	dir  = regexp.MustCompile(`site-[0-9a-f]{8}`)
	day  = regexp.MustCompile(`\d{4}-\d{2}-\d{2}`)
	hash = regexp.MustCompile(`[0-9a-f]{20,}`)
)

// view is the screen without what differs between two runs.
func (d *driver) view() string {
	view := d.model.View()
	view = port.ReplaceAllString(view, "$1:00000")
	view = took.ReplaceAllString(view+"\n", " 1 ms\n")
	view = dir.ReplaceAllString(view, "site-00000000")
	view = hash.ReplaceAllStringFunc(view, func(digits string) string { return strings.Repeat("0", len(digits)) })
	return day.ReplaceAllString(view, "2026-01-01")
}

// fits holds every line to the window.
func (d *driver) fits(width, height int) {
	d.t.Helper()
	lines := strings.Split(d.model.View(), "\n")
	if len(lines) > height {
		d.t.Errorf("%d lines in a window of %d", len(lines), height)
	}
	for _, line := range lines {
		if w := ansi.StringWidth(line); w > width {
			d.t.Errorf("%d cells in a window of %d: %q", w, width, line)
		}
	}
}

func (d *driver) config() []byte {
	d.t.Helper()
	content, err := os.ReadFile(filepath.Join(d.root, "wp-config.php"))
	if err != nil {
		d.t.Fatal(err)
	}
	return content
}
