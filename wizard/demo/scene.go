package demo

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"enhance-wizard/enhance/paneltest"
	"enhance-wizard/enhance/probetest"
	"enhance-wizard/wpconfig/network/networktest"
)

// Token is the access token that the demo's panel takes. It opens nothing else.
const Token = "demo-token-that-opens-nothing-else"

// pluginVersion is the latest release whose files are known.
const pluginVersion = "2.4.12"

// Scene is a demo that is set up and running.
type Scene struct {
	panel *paneltest.Panel
	farm  *probetest.Farm
	dir   string
	end   context.CancelFunc
	once  sync.Once
	plays sync.WaitGroup

	mu    sync.Mutex
	kinds map[string]probetest.Kind // what the domains are now
}

// Start sets the stage in a new temporary folder. Close takes it down.
func Start() (*Scene, error) {
	s := &Scene{end: func() {}, kinds: map[string]probetest.Kind{}}
	if err := s.start(); err != nil {
		return nil, errors.Join(fmt.Errorf("starting the demo: %w", err), s.Close())
	}
	return s, nil
}

// Play lets domains recover one after the other, from the first call on, until
// ctx ends or Close: it belongs to the moment when somebody watches.
func (s *Scene) Play(ctx context.Context) {
	s.once.Do(func() {
		ctx, s.end = context.WithCancel(ctx)
		s.plays.Go(func() { s.play(ctx) })
	})
}

func (s *Scene) start() (err error) {
	if s.dir, err = os.MkdirTemp("", "enhance-wizard-demo-"); err != nil {
		return err
	}
	if s.farm, err = probetest.Start(probetest.Options{RoundTrip: roundTrip}); err != nil {
		return err
	}
	if err = s.startPanel(); err != nil {
		return err
	}
	if err = os.MkdirAll(s.Root(), 0o750); err != nil {
		return err
	}
	if err = networktest.Make(s.Root(), networktest.Options{
		MainDomain: mainDomain, Subdomains: true, PluginVersion: pluginVersion,
	}); err != nil {
		return err
	}
	authorities := bytes.Join([][]byte{s.panel.CAPEM(), s.farm.CAPEM()}, []byte("\n"))
	return os.WriteFile(s.CAFile(), authorities, 0o600) //nolint:forbidigo // the demo's throw-away folder
}

func (s *Scene) startPanel() error {
	s.panel = paneltest.New(paneltest.Options{MayIssue: s.mayIssue, Check: s.issued})
	org := s.panel.AddOrg(paneltest.Org{Name: "Example Hosting"})
	s.panel.AddToken(paneltest.Token{Value: Token, OrgID: org, Roles: []string{"SuperAdmin"}})
	s.panel.AddServer(paneltest.Server{Name: "mail1", Hostname: "mail1.hosting.example", IPs: []string{"203.0.113.20"}})
	server := s.panel.AddServer(paneltest.Server{
		Name: "web1", Hostname: "web1.hosting.example", IPs: texts(s.Addresses()), ControlPanel: true,
	})
	s.panel.AddWebsite(paneltest.Website{OrgID: org, ServerID: server, Domain: "another-customer.example"})
	for _, d := range domains {
		if !s.farm.Add(d.name, d.kind) {
			return fmt.Errorf("unknown kind %q", d.kind)
		}
		s.kinds[d.name] = d.kind
	}
	website := s.panel.AddWebsite(paneltest.Website{
		ID: websiteID, OrgID: org, ServerID: server, Domain: mainDomain, Certificate: s.stored(mainDomain),
	})
	for _, d := range domains {
		if d.name != mainDomain {
			s.panel.AddMapping(website, paneltest.Mapping{
				Domain: d.name, Certificate: s.stored(d.name), NoCertificate: unissued[d.name], Obstacle: obstacles[d.name],
			})
		}
	}
	return s.panel.Start("127.0.0.1:0")
}

// stored is the certificate that the panel has for a name: the one that is
// served, if any.
func (s *Scene) stored(name string) *paneltest.Certificate {
	if unissued[name] {
		return nil
	}
	return s.served(name)
}

func (s *Scene) served(name string) *paneltest.Certificate {
	until := s.farm.NotAfter(name)
	return &paneltest.Certificate{
		CommonName: name, Issuer: "Let's Encrypt", Names: []string{name, "www." + name},
		NotBefore: until.AddDate(0, 0, -90), NotAfter: until,
	}
}

// URL is the panel's address, with a name as a person would have it.
func (s *Scene) URL() string { return strings.Replace(s.panel.URL(), "127.0.0.1", "localhost", 1) }

// Root is WordPress' folder. Enhance keeps a site under its website's id.
func (s *Scene) Root() string { return filepath.Join(s.dir, "www", websiteID, "public_html") }

// StateDir keeps the demo's backups, away from those of real sites.
func (s *Scene) StateDir() string { return filepath.Join(s.dir, "state") }

// CAFile holds the authorities of the demo's panel and web servers.
func (s *Scene) CAFile() string { return filepath.Join(s.dir, "ca.pem") }

// Addresses are those of the demo's web server, which this machine plays.
func (s *Scene) Addresses() []netip.Addr { return s.farm.Expected()[:2] }

// Resolver is the DNS server that knows the demo's names.
func (s *Scene) Resolver() netip.AddrPort { return s.farm.Resolver() }

// HTTPSPort and HTTPPort stand for 443 and 80.
func (s *Scene) HTTPSPort() uint16 { return s.farm.HTTPSPort() }

// HTTPPort stands for 80.
func (s *Scene) HTTPPort() uint16 { return s.farm.HTTPPort() }

// Close ends everything and removes every file.
func (s *Scene) Close() error {
	s.end()
	s.plays.Wait()
	if s.panel != nil {
		s.panel.Close()
	}
	if s.farm != nil {
		s.farm.Close()
	}
	if s.dir == "" {
		return nil
	}
	return os.RemoveAll(s.dir)
}

func texts(addresses []netip.Addr) []string {
	all := make([]string, len(addresses))
	for i, a := range addresses {
		all[i] = a.String()
	}
	return all
}
