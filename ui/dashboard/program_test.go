package dashboard_test

import (
	"bufio"
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"net/netip"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"enhance-wizard/enhance/diagnose"
	"enhance-wizard/enhance/monitor"
	"enhance-wizard/enhance/probe"
	"enhance-wizard/enhance/probetest"
	"enhance-wizard/ui/component"
	"enhance-wizard/ui/dashboard"
	"enhance-wizard/ui/style"
	"enhance-wizard/ui/terminal"
)

// domainsVariable makes the test binary a program that shows so many domains:
// a real monitor with real checks against a farm of known truth.
const domainsVariable = "DASHBOARD_TEST_DOMAINS"

func TestMain(m *testing.M) {
	domains, err := strconv.Atoi(os.Getenv(domainsVariable))
	if err != nil {
		time.Local = time.UTC // of the times in the pictures
		os.Exit(m.Run())
	}
	if err := watch(domains); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// watch is the program. It takes orders, one a line, from descriptor 3.
func watch(domains int) error {
	farm, err := probetest.Start(probetest.Options{})
	if err != nil {
		return err
	}
	defer farm.Close()
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(farm.CAPEM())
	prober, err := probe.New(probe.Config{
		Resolvers: []netip.AddrPort{farm.Resolver()}, Expected: farm.Expected(), RootCAs: roots,
		HTTPSPort: farm.HTTPSPort(), HTTPPort: farm.HTTPPort(),
	})
	if err != nil {
		return err
	}
	source := &source{}
	for i := range domains {
		source.add(farm, i)
	}
	ctx, stop := terminal.WithSignals(context.Background())
	defer stop()
	m := monitor.New(monitor.Config{Source: source, Prober: prober, Expected: farm.Expected()})
	var running sync.WaitGroup
	running.Go(func() { _ = m.Run(ctx) })
	defer running.Wait()
	defer stop()
	go obey(farm, source, m)
	page := dashboard.New(dashboard.Config{
		Monitor: m, Theme: style.New(style.Detect(os.Getenv, false)), Site: "network.example", Expected: farm.Expected(),
	})
	return terminal.Run(ctx, root{page}, terminal.Options{})
}

// obey carries out orders until there are no more.
func obey(farm *probetest.Farm, s *source, m *monitor.Monitor) {
	orders := bufio.NewScanner(os.NewFile(3, "orders"))
	for orders.Scan() {
		switch words := strings.Fields(orders.Text()); words[0] {
		case "make": // name kind
			farm.Set(words[1], probetest.Kind(words[2]))
		case "resolving": // true or false
			farm.SetResolving(words[1] == "true")
		case "check": // name
			m.Refresh(words[1])
		case "listing":
			s.fail(words[1] != "true")
		}
	}
}

// source is the panel's list.
type source struct {
	mu      sync.Mutex
	domains []monitor.Domain
	failing bool
}

// kinds are those of the first domains, in their order; the others are healthy.
var kinds = []probetest.Kind{
	probetest.Healthy, probetest.AAAAWrong, probetest.Expiring, probetest.Expired, probetest.SelfSigned, probetest.Elsewhere,
	probetest.NXDomain, probetest.Proxied, probetest.Error500, probetest.WrongHost, probetest.Refuse, probetest.NoChain,
}

func (s *source) add(farm *probetest.Farm, i int) {
	kind := probetest.Healthy
	if i < len(kinds) {
		kind = kinds[i]
	}
	name := fmt.Sprintf("%s%04d.example", kind, i)
	farm.Add(name, kind)
	s.domains = append(s.domains, monitor.Domain{
		Name:      name,
		Panel:     &diagnose.PanelRow{Mapped: true, Kind: "alias", DNSStatus: "Resolved"},
		WordPress: &diagnose.WordPressRow{Mapped: true, SiteID: i + 2, Active: true, Secure: true, Stage: diagnose.StageDone},
	})
}

func (s *source) fail(failing bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.failing = failing
}

var errListing = errors.New("the panel is out")

func (s *source) Domains(context.Context) ([]monitor.Domain, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.failing {
		return nil, errListing
	}
	return s.domains, nil
}

// root makes a page a program.
type root struct{ page component.Page }

func (r root) Init() tea.Cmd { return r.page.Init() }
func (r root) View() string  { return r.page.View() }
func (r root) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if size, ok := msg.(tea.WindowSizeMsg); ok {
		r.page.SetSize(size.Width, size.Height)
	}
	return r, r.page.Update(msg)
}
