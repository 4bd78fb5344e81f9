package plain

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"enhance-wizard/enhance"
	"enhance-wizard/enhance/paneltest"
	"enhance-wizard/wizard"
	"enhance-wizard/wpconfig/network/networktest"
)

const plainToken = "plain-token-0123456789"

// converse sets up against a panel with that many websites, answered by lines,
// and gives what was said.
func converse(t *testing.T, websites int, lines ...string) (*wizard.Session, string) {
	t.Helper()
	panel := paneltest.New(paneltest.Options{})
	org := panel.AddOrg(paneltest.Org{Name: "Example Hosting"})
	server := panel.AddServer(paneltest.Server{Name: "web1"})
	for i := range websites {
		panel.AddWebsite(paneltest.Website{OrgID: org, ServerID: server, Domain: fmt.Sprintf("site-%04d.example", i)})
	}
	panel.AddToken(paneltest.Token{Value: plainToken, OrgID: org, Roles: []string{"SuperAdmin"}})
	if err := panel.Start("127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(panel.Close)
	root := t.TempDir()
	if err := networktest.Make(root, networktest.Options{Subdomains: true, PluginVersion: "2.4.12"}); err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(panel.CAPEM())
	session := wizard.New(wizard.Options{
		RootCAs: roots, StateDir: t.TempDir(),
		Timeouts: enhance.Timeouts{TLS: time.Minute, Header: time.Minute, Total: time.Minute},
	}, wizard.Discover(wizard.Where{Root: root}))
	var said strings.Builder
	input := strings.Join(append([]string{panel.URL(), plainToken}, lines...), "\n") + "\n"
	_, err := Setup(context.Background(), NewConsole(strings.NewReader(input), &said), session, Ask)
	if err != nil && !errors.Is(err, ErrNoInput) {
		t.Fatal(err)
	}
	return session, said.String()
}

func TestALongListIsNotReadOut(t *testing.T) {
	t.Parallel()
	session, said := converse(t, 2000, "site-19", "site-1999", "1", "q")
	if n := strings.Count(said, "site-0"); n != 0 {
		t.Errorf("%d of 2,000 websites were read out:\n%s", n, said)
	}
	if n := strings.Count(said, "2000 to choose from: type a part of the name"); n != 1 {
		t.Errorf("the way to narrow the list is said %d times:\n%s", n, said)
	}
	if !strings.Contains(said, "100 to choose from: type") || !strings.Contains(said, "1) site-1999.example") {
		t.Errorf("the list was not narrowed:\n%s", said)
	}
	if a := session.Answer(wizard.Website); a.Source != wizard.FromPick {
		t.Errorf("the website is %q from %q", a.Value(), a.Source)
	}
	if session.Step() != wizard.Reviewing {
		t.Errorf("step %d", session.Step())
	}
}

func TestAShortListIsChosenFromByNumber(t *testing.T) {
	t.Parallel()
	session, said := converse(t, 3, "2", "q")
	if a := session.Answer(wizard.Website); a.Source != wizard.FromPick || !strings.Contains(said, "2) site-0001.example") {
		t.Errorf("the website is %q from %q:\n%s", a.Value(), a.Source, said)
	}
}

// A verdict that has not changed is not told with every further question.
func TestWhatIsFineIsToldOnce(t *testing.T) {
	t.Parallel()
	_, said := converse(t, 3, "2", "q")
	for _, told := range []string{"the panel sees this machine as", "answers at 127.0.0.1"} {
		if n := strings.Count(said, told); n != 1 {
			t.Errorf("%q is told %d times:\n%s", told, n, said)
		}
	}
}
