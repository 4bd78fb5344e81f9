package main

import (
	"net/netip"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/pflag"

	"enhance-wizard/enhance"
	"enhance-wizard/enhance/monitor"
	"enhance-wizard/enhance/monitor/frugal"
	"enhance-wizard/enhance/probe"
	"enhance-wizard/ui/report"
	"enhance-wizard/ui/text"
	"enhance-wizard/wizard"
	"enhance-wizard/wizard/inventory"
)

// watching are the flags of the commands that check domains.
type watching struct {
	domainsFile         string
	resolvers, expected []string
	httpsPort, httpPort uint16
	interval, timeout   time.Duration
	concurrency         int
}

const (
	minInterval     = 10 * time.Second
	defaultInterval = 300 * time.Second

	defaultHTTPSPort   = 443
	defaultHTTPPort    = 80
	defaultConcurrency = 64
	defaultTimeout     = 10 * time.Second
)

// bind binds all of them.
func (o *watching) bind(f *pflag.FlagSet) {
	f.StringVar(&o.domainsFile, "domains-file", "", text.Say("flag.domains-file"))
	f.DurationVar(&o.interval, "interval", defaultInterval, text.Say("flag.interval"))
	o.bindChecks(f)
}

// bindChecks binds those that say how one domain is checked.
func (o *watching) bindChecks(f *pflag.FlagSet) {
	f.StringArrayVar(&o.resolvers, "resolver", nil, text.Say("flag.resolver"))
	f.StringArrayVar(&o.expected, "expect-ip", nil, text.Say("flag.expect-ip"))
	f.Uint16Var(&o.httpsPort, "https-port", defaultHTTPSPort, text.Say("flag.https-port"))
	f.Uint16Var(&o.httpPort, "http-port", defaultHTTPPort, text.Say("flag.http-port"))
	f.IntVar(&o.concurrency, "concurrency", defaultConcurrency, text.Say("flag.concurrency"))
	f.DurationVar(&o.timeout, "timeout", defaultTimeout, text.Say("flag.timeout"))
}

// checkNumbers refuses zero and less: below it stands for the default, and would quietly do something else than it says.
func (o *watching) checkNumbers(given *pflag.FlagSet) error {
	for _, number := range []struct {
		flag  string
		value int64
	}{
		{"interval", int64(o.interval)},
		{"https-port", int64(o.httpsPort)},
		{"http-port", int64(o.httpPort)},
		{"concurrency", int64(o.concurrency)},
		{"timeout", int64(o.timeout)},
	} {
		if given.Changed(number.flag) && number.value <= 0 {
			return usage("usage.more-than-zero", "flag", number.flag)
		}
	}
	return nil
}

// subject is what is watched: the domains of a site, or those of a file.
type subject struct {
	source monitor.Source
	site   report.Site
	kept   inventory.Kept // where the last verdicts are
}

// monitor wires what checks the subject. From here on memory is a matter of the number of domains.
func (p *program) monitor(s site, of subject, o watching) (monitor.Config, error) {
	frugal.Start()
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
	prober, err := probe.New(probe.Config{
		Resolvers: resolvers, Expected: expected, RootCAs: s.options.RootCAs,
		HTTPSPort: o.httpsPort, HTTPPort: o.httpPort, Timeout: o.timeout,
	})
	if err != nil {
		return monitor.Config{}, err
	}
	return monitor.Config{
		Source: of.source, Prober: prober, Expected: expected, Interval: o.interval, Concurrency: o.concurrency,
		Load: of.kept.Load, Save: of.kept.Save,
	}, nil
}

// subject finds out what is to be watched: a file's names when there is one, else what the panel has for the site.
func (p *program) subject(s site, o watching) (subject, error) {
	expected, err := addresses(o.expected)
	if err != nil {
		return subject{}, err
	}
	known := report.Site{MainDomain: s.found.Multisite.MainDomain}
	if s.found.Err == nil {
		known.WPPath = s.found.Location.Root
	}
	if o.domainsFile == "" {
		panel, err := p.connect(s, expected)
		if err != nil {
			return subject{}, err
		}
		known.OrgID, known.WebsiteID, known.ServerID = string(panel.Org), string(panel.Website), string(panel.Server)
		of := []string{"panel", panel.Client.BaseURL().String(), known.OrgID, known.WebsiteID, known.ServerID}
		return subject{source: panel, site: known, kept: inventory.Kept{StateDir: s.options.StateDir, Of: of}}, nil
	}
	list, err := inventory.OpenList(o.domainsFile, expected)
	if err != nil {
		return subject{}, &usageError{err: err, explanation: text.Explain(err)}
	}
	path, err := filepath.Abs(o.domainsFile)
	if err != nil {
		return subject{}, err
	}
	return subject{
		source: list, site: known,
		kept: inventory.Kept{StateDir: s.options.StateDir, Of: []string{"file", path}},
	}, nil
}

// connect makes the panel's client from the answers that are there.
func (p *program) connect(s site, expected []netip.Addr) (*inventory.Panel, error) {
	session := wizard.New(s.options, s.found)
	for _, f := range wizard.Fields() {
		if v := session.Verdict(f); v.State == wizard.Problem {
			return nil, v.Err
		}
	}
	missing := session.Missing()
	if session.Answer(wizard.Org).Given() && session.Answer(wizard.Website).Given() {
		// The domains are asked for by these two, whichever ids the plugin reads.
		missing.Fields = slices.DeleteFunc(missing.Fields, func(f wizard.Field) bool { return f == wizard.Server })
	}
	if missing.Any() {
		return nil, s.unanswered(missing)
	}
	id := func(f wizard.Field) enhance.ID { return enhance.ID(session.Answer(f).Value()) }
	return &inventory.Panel{
		Client: session.Client(), Org: id(wizard.Org), Website: id(wizard.Website), Server: id(wizard.Server),
		Expected: expected,
	}, nil
}

func addresses(raw []string) ([]netip.Addr, error) {
	var all []netip.Addr
	for _, s := range raw {
		a, err := netip.ParseAddr(s)
		if err != nil || a.Zone() != "" { // a zone is of this machine alone, and no DNS record has one
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
		if err != nil || a.Port() == 0 {
			return nil, usage("usage.resolver", "value", s)
		}
		all = append(all, a)
	}
	return all, nil
}
