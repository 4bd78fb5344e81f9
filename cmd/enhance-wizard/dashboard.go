package main

import (
	"bufio"
	"context"
	"net/netip"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"enhance-wizard/enhance"
	"enhance-wizard/enhance/monitor"
	"enhance-wizard/enhance/probe"
	"enhance-wizard/ui"
	"enhance-wizard/ui/component"
	"enhance-wizard/ui/dashboard"
	"enhance-wizard/ui/plain"
	"enhance-wizard/ui/terminal"
	"enhance-wizard/ui/text"
	"enhance-wizard/wizard"
	"enhance-wizard/wizard/inventory"
)

// watching are the flags of dashboard.
type watching struct {
	domainsFile         string
	resolvers, expected []string
	httpsPort, httpPort uint16
	interval, timeout   time.Duration
	concurrency         int
}

const minInterval = 10 * time.Second

func (p *program) dashboard() *cobra.Command {
	var o watching
	c := &cobra.Command{
		Use: "dashboard", Args: cobra.NoArgs,
		Short: text.Say("help.dashboard.short"), Long: text.Say("help.dashboard.long"),
		RunE: func(c *cobra.Command, _ []string) error {
			s, err := p.site()
			if err != nil {
				return err
			}
			return p.watch(c.Context(), s, o)
		},
	}
	f := c.Flags()
	f.StringVar(&o.domainsFile, "domains-file", "", text.Say("flag.domains-file"))
	f.StringArrayVar(&o.resolvers, "resolver", nil, text.Say("flag.resolver"))
	f.StringArrayVar(&o.expected, "expect-ip", nil, text.Say("flag.expect-ip"))
	f.Uint16Var(&o.httpsPort, "https-port", 0, text.Say("flag.https-port"))
	f.Uint16Var(&o.httpPort, "http-port", 0, text.Say("flag.http-port"))
	f.DurationVar(&o.interval, "interval", 300*time.Second, text.Say("flag.interval"))
	f.IntVar(&o.concurrency, "concurrency", 0, text.Say("flag.concurrency"))
	f.DurationVar(&o.timeout, "timeout", 0, text.Say("flag.timeout"))
	return c
}

// watch shows the dashboard until the person leaves it.
func (p *program) watch(ctx context.Context, s site, o watching) error {
	if p.mode() != terminal.Full {
		return usage("usage.dashboard-terminal")
	}
	w := &watch{program: p}
	page, err := w.open(ctx, s, o)
	if err != nil {
		return err
	}
	app := ui.New(page, nil)
	err = terminal.Run(ctx, app, terminal.Options{Redact: p.redact})
	w.stop()
	return err
}

// watch is a running monitor behind a dashboard.
type watch struct {
	program *program
	cancel  context.CancelFunc
	done    sync.WaitGroup
}

// open starts the monitor and makes the page that shows it.
func (w *watch) open(ctx context.Context, s site, o watching) (component.Page, error) {
	config, err := w.program.monitor(s, o)
	if err != nil {
		return nil, err
	}
	ctx, w.cancel = context.WithCancel(ctx)
	m := monitor.New(config)
	w.done.Go(func() { _ = m.Run(ctx) })
	return dashboard.New(dashboard.Config{
		Monitor: m, Theme: w.program.theme(), Site: s.found.Multisite.MainDomain, Now: time.Now,
	}), nil
}

// stop ends the monitor and waits until nothing of it is left.
func (w *watch) stop() {
	if w.cancel != nil {
		w.cancel()
	}
	w.done.Wait()
}

func (p *program) monitor(s site, o watching) (monitor.Config, error) {
	if o.interval != 0 && o.interval < minInterval {
		return monitor.Config{}, usage("usage.interval", "min", minInterval.String())
	}
	if p.stage != nil {
		o.resolvers, o.interval = []string{p.stage.Resolver().String()}, minInterval
		o.httpsPort, o.httpPort = p.stage.HTTPSPort(), p.stage.HTTPPort()
	}
	resolvers, err := addressPorts(o.resolvers)
	if err != nil {
		return monitor.Config{}, err
	}
	expected, err := addresses(o.expected)
	if err != nil {
		return monitor.Config{}, err
	}
	source, err := p.source(s, o, expected)
	if err != nil {
		return monitor.Config{}, err
	}
	prober, err := probe.New(probe.Config{
		Resolvers: resolvers, Expected: expected, RootCAs: s.options.RootCAs,
		HTTPSPort: o.httpsPort, HTTPPort: o.httpPort, Timeout: o.timeout,
	})
	if err != nil {
		return monitor.Config{}, err
	}
	return monitor.Config{
		Source: source, Prober: prober, Expected: expected, Interval: o.interval, Concurrency: o.concurrency,
	}, nil
}

func (p *program) source(s site, o watching, expected []netip.Addr) (monitor.Source, error) {
	if o.domainsFile == "" {
		return p.connect(s, expected)
	}
	names, err := readNames(o.domainsFile)
	if err != nil {
		return nil, err
	}
	return inventory.Names{List: names, Expected: expected}, nil
}

// connect makes the panel's client from the answers that are there.
func (p *program) connect(s site, expected []netip.Addr) (*inventory.Panel, error) {
	session := wizard.New(s.options, s.found)
	for _, f := range wizard.Fields() {
		if v := session.Verdict(f); v.State == wizard.Problem {
			return nil, v.Err
		}
	}
	if missing := session.Missing(); missing.Any() {
		return nil, &plain.MissingError{Missing: missing}
	}
	id := func(f wizard.Field) enhance.ID { return enhance.ID(session.Answer(f).Value()) }
	return &inventory.Panel{
		Client: session.Client(), Org: id(wizard.Org), Website: id(wizard.Website), Server: id(wizard.Server),
		Expected: expected,
	}, nil
}

// readNames takes one name per line; blank lines and # comments are left out.
func readNames(path string) ([]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, &usageError{err: err, explanation: text.Explanation{
			What: text.Say("usage.domains-file.what", "path", path, "why", cause(err)), Next: text.Say("usage.domains-file.next"),
		}}
	}
	defer f.Close()
	var names []string
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		line, _, _ := strings.Cut(lines.Text(), "#")
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		name, err := inventory.ParseName(line)
		if err != nil {
			return nil, usage("usage.domain", "name", line)
		}
		names = append(names, name)
	}
	return names, lines.Err()
}

func addresses(raw []string) ([]netip.Addr, error) {
	var all []netip.Addr
	for _, s := range raw {
		a, err := netip.ParseAddr(s)
		if err != nil {
			return nil, usage("usage.expect-ip", "value", s)
		}
		all = append(all, a.Unmap())
	}
	return all, nil
}

func addressPorts(raw []string) ([]netip.AddrPort, error) {
	var all []netip.AddrPort
	for _, s := range raw {
		a, err := netip.ParseAddrPort(s)
		if err != nil {
			return nil, usage("usage.resolver", "value", s)
		}
		all = append(all, a)
	}
	return all, nil
}
