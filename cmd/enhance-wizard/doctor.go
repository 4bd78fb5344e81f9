package main

import (
	"context"
	"fmt"
	"net"
	"net/netip"
	"sync/atomic"

	"github.com/spf13/cobra"

	"enhance-wizard/enhance/monitor"
	"enhance-wizard/ui/report"
	"enhance-wizard/ui/text"
	"enhance-wizard/wizard"
	"enhance-wizard/wizard/doctor"
)

func (p *program) doctor() *cobra.Command {
	var o watching
	var offline bool
	var output string
	c := &cobra.Command{
		Use: "doctor", Args: cobra.NoArgs,
		Short: text.Say("help.doctor.short"), Long: text.Say("help.doctor.long"),
		RunE: func(c *cobra.Command, _ []string) error {
			if err := checkOutput(output, outputTable, outputJSON); err != nil {
				return err
			}
			if err := o.checkNumbers(c.Flags()); err != nil {
				return err
			}
			s, err := p.site()
			if err != nil {
				return err
			}
			s.options.Offline = offline
			if err := checkGiven(s); err != nil {
				return err
			}
			return p.examine(c.Context(), s, o, output)
		},
	}
	o.bindChecks(c.Flags())
	c.Flags().BoolVar(&offline, "offline", false, text.Say("flag.offline"))
	outputFlag(c, &output, outputTable, outputJSON)
	return c
}

// checkGiven refuses what a flag or a variable gives and nothing can be asked
// with. What wp-config.php holds is for the check-up to judge.
func checkGiven(s site) error {
	session := wizard.New(s.options, s.found)
	for _, f := range wizard.Fields() {
		source := session.Answer(f).Source
		if v := session.Verdict(f); v.State == wizard.Problem && (source == wizard.FromFlag || source == wizard.FromVariable) {
			return v.Err
		}
	}
	return nil
}

// examine looks at everything once and writes what was found.
func (p *program) examine(ctx context.Context, s site, o watching, output string) error {
	if output != outputJSON {
		fmt.Fprintln(p.stderr, text.Say("doctor.running"))
	}
	found, err := p.checkUp(ctx, s, o)
	if err != nil {
		return err
	}
	write := found.Table
	if output == outputJSON {
		write = found.JSON
	}
	if err := write(p.stdout); err != nil {
		return err
	}
	if found.HasProblem() {
		return problemsError{}
	}
	return nil
}

// checkUp runs all checks, and shows on a terminal how far they have come.
func (p *program) checkUp(ctx context.Context, s site, o watching) (report.Checkup, error) {
	resolvers, err := addressPorts(o.resolvers)
	if err != nil {
		return report.Checkup{}, err
	}
	if _, err := addresses(o.expected); err != nil {
		return report.Checkup{}, err
	}
	progress := p.progress()
	found := report.Checkup{Redact: p.redact, Width: p.width(), Findings: doctor.Run(ctx, doctor.Options{
		Wizard: s.options, Found: s.found, Resolver: resolverAt(resolvers), Progress: progress.ShowPending,
		Domains: func(ctx context.Context, answered wizard.Options) ([]monitor.Row, error) {
			return p.everyDomain(ctx, site{options: answered, found: s.found}, o)
		},
	})}
	progress.Clear()
	return found, ctx.Err()
}

func (p *program) everyDomain(ctx context.Context, s site, o watching) ([]monitor.Row, error) {
	of, err := p.subject(s, o)
	if err != nil {
		return nil, err
	}
	config, err := p.monitor(s, of, o)
	if err != nil {
		return nil, err
	}
	config.Load, config.Save = nil, nil // a check-up leaves nothing behind
	return monitor.Collect(ctx, config)
}

// resolverAt asks the given name servers one after the other; nil is for the
// system's.
func resolverAt(servers []netip.AddrPort) *net.Resolver {
	if len(servers) == 0 {
		return nil
	}
	var asked atomic.Uint32
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, network, _ string) (net.Conn, error) {
		server := servers[int(asked.Add(1)-1)%len(servers)]
		return (&net.Dialer{}).DialContext(ctx, network, server.String())
	}}
}
