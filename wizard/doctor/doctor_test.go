package doctor_test

import (
	"context"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"enhance-wizard/enhance/monitor"
	"enhance-wizard/enhance/probetest"
	"enhance-wizard/wizard"
	"enhance-wizard/wizard/doctor"
	"enhance-wizard/wpconfig/network/networktest"
)

// healthy is a set-up in which nothing is wrong: real panel, files, database, PHP and resolver.
func healthy(t *testing.T) *stage {
	t.Helper()
	s := newPanel(t)
	s.options.PHP = php(t)
	s.makeSite(networktest.Options{PluginVersion: "2.4.12", Constants: s.constants(), Database: makeNetwork(t, "")})
	s.write("wp-includes/certificates/ca-bundle.crt", string(s.panel.CAPEM()))
	readable(t, s.root)
	farm, err := probetest.Start(probetest.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(farm.Close)
	s.resolver = &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, network, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, network, farm.Resolver().String())
	}}
	return s
}

// readable lets the user through who runs PHP when the tests run as root.
func readable(t *testing.T, root string) {
	t.Helper()
	for dir := filepath.Dir(root); len(dir) > len(os.TempDir()); dir = filepath.Dir(dir) {
		if err := os.Chmod(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
}

func TestAHealthySetUpHasNothingWrong(t *testing.T) {
	s := healthy(t)
	findings := s.run()
	var unchecked []string
	for _, f := range findings {
		switch f.Status {
		case doctor.Problem, doctor.Warning:
			t.Errorf("%s is %s: %v %v", f.ID, f.Status, f.Params, f.Err)
		case doctor.NotChecked:
			unchecked = append(unchecked, string(f.ID)+" "+string(f.Reason))
		default:
		}
	}
	if got := strings.Join(unchecked, ", "); got != "plan_limit untold, pushes no_log" {
		t.Errorf("not checked: %s", got)
	}
}

func TestFindingsComeInOneOrder(t *testing.T) {
	t.Parallel()
	s := newPanel(t)
	s.makeSite(networktest.Options{PluginVersion: "2.4.12"})
	ids := func() (all []doctor.ID) {
		for _, f := range s.offline().run() {
			all = append(all, f.ID)
		}
		return all
	}
	first := ids()
	for range 5 {
		if again := ids(); !slices.Equal(again, first) {
			t.Fatalf("%v, then %v", first, again)
		}
	}
}

func TestKindsHoldEverythingOnce(t *testing.T) {
	t.Parallel()
	seen := map[doctor.ID]bool{}
	for _, kind := range doctor.Kinds() {
		if seen[kind.ID] || kind.Area == "" || len(kind.Statuses) == 0 {
			t.Errorf("%+v", kind)
		}
		seen[kind.ID] = true
	}
}

// TestNoCheckOfTheConnectionTestIsLost holds that each is a finding here. PHP is asked by a check of its own.
func TestNoCheckOfTheConnectionTestIsLost(t *testing.T) {
	t.Parallel()
	for _, id := range wizard.TestIDs() {
		if doctor.StageOf(id) == "" && id != wizard.TestPHP {
			t.Errorf("%s is told nowhere", id)
		}
	}
}

func TestOfflineAsksNobody(t *testing.T) {
	t.Parallel()
	s := newPanel(t)
	s.makeSite(networktest.Options{PluginVersion: "2.4.12", Constants: s.constants()})
	s.domains = func(context.Context, wizard.Options) ([]monitor.Row, error) {
		t.Error("the domains were checked")
		return nil, nil
	}
	findings := s.offline().run()
	if n := len(s.panel.Requests()); n != 0 {
		t.Errorf("%d requests reached the panel", n)
	}
	for _, id := range []doctor.ID{doctor.PanelReady, doctor.TokenAccepted, doctor.Clock, doctor.Resolver, doctor.DomainsHealth} {
		if f := find(t, findings, id); f.Status != doctor.NotChecked || f.Reason != doctor.ReasonOffline {
			t.Errorf("%s is %s for %q", id, f.Status, f.Reason)
		}
	}
	hold(t, findings, doctor.ConstantsPresent, doctor.OK)
}

func TestWithoutWordPressNothingLocalIsSaidToBeWell(t *testing.T) {
	t.Parallel()
	s := newPanel(t)
	s.root = t.TempDir()
	for _, f := range s.offline().run() {
		if f.Status == doctor.OK {
			t.Errorf("%s is ok", f.ID)
		}
	}
	hold(t, s.run(), doctor.WordPressFound, doctor.Problem)
}

func TestAnInterruptedCheckUpEndsAtOnce(t *testing.T) {
	t.Parallel()
	s := newPanel(t)
	s.makeSite(networktest.Options{PluginVersion: "2.4.12", Constants: s.constants()})
	ctx, cancel := context.WithCancel(t.Context())
	var interrupted time.Time
	s.domains = func(ctx context.Context, _ wizard.Options) ([]monitor.Row, error) {
		interrupted = time.Now()
		cancel()
		<-ctx.Done()
		return nil, ctx.Err()
	}
	findings := s.runIn(ctx)
	if took := time.Since(interrupted); interrupted.IsZero() || took > 30*time.Second { // the longest check has minutes
		t.Errorf("it took %s", took)
	}
	if f := find(t, findings, doctor.DomainsHealth); f.Status != doctor.NotChecked {
		t.Errorf("%+v", f)
	}
}

func TestACheckThatHangsIsLeftBehind(t *testing.T) {
	t.Parallel()
	s := newPanel(t)
	s.makeSite(networktest.Options{PluginVersion: "2.4.12", Constants: s.constants()})
	release, over := make(chan struct{}), make(chan struct{})
	t.Cleanup(func() { close(release) })
	s.domains = func(context.Context, wizard.Options) ([]monitor.Row, error) {
		close(over)
		<-release // as a disk that does not answer: no context helps
		return nil, nil
	}
	ctx := overdue{t.Context(), over}
	if f := find(t, s.runIn(ctx), doctor.DomainsHealth); f.Status != doctor.NotChecked || f.Reason != doctor.ReasonTime {
		t.Errorf("%+v", f)
	}
}

// overdue is a context whose time is over with an event.
type overdue struct {
	context.Context
	over <-chan struct{}
}

func (o overdue) Done() <-chan struct{} { return o.over }

func (o overdue) Err() error {
	select {
	case <-o.over:
		return context.DeadlineExceeded
	default:
		return nil
	}
}

func TestTheTokenIsInNoFinding(t *testing.T) {
	t.Parallel()
	s := newPanel(t)
	s.makeSite(networktest.Options{PluginVersion: "2.4.12", Constants: s.constants(wizard.Org.Constant(), strangeID)})
	s.edit("define( 'WP_DEBUG', false );", "define( 'wu_enhance_api_token', '"+goodToken+"' );")
	for _, f := range s.run() {
		for _, said := range []string{fmt.Sprintf("%+v", f), fmt.Sprintf("%#v", f), fmt.Sprint(f.Err)} {
			if strings.Contains(said, goodToken) || strings.Contains(said, "database-password") {
				t.Errorf("%s says %q", f.ID, said)
			}
		}
	}
}
