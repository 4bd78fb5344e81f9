package main

import (
	"context"
	"slices"

	"github.com/spf13/cobra"

	"enhance-wizard/ui/report"
	"enhance-wizard/ui/text"
	"enhance-wizard/wizard/inventory"
)

// The formats of status beside table and JSON.
const (
	outputPrometheus = "prometheus"
	outputTargets    = "targets"
)

// asking are the flags and names of status.
type asking struct {
	watching
	names  []string // empty: all
	watch  bool
	output string
}

func (p *program) status() *cobra.Command {
	var o asking
	formats := []string{outputTable, outputJSON, outputPrometheus, outputTargets}
	c := &cobra.Command{
		Use: "status [NAME...]", Short: text.Say("help.status.short"), Long: text.Say("help.status.long"),
		RunE: func(c *cobra.Command, args []string) error {
			if err := checkOutput(o.output, formats...); err != nil {
				return err
			}
			if err := o.check(args, c.Flags().Changed("interval")); err != nil {
				return err
			}
			if err := o.checkNumbers(c.Flags()); err != nil {
				return err
			}
			s, err := p.site()
			if err != nil {
				return err
			}
			return p.report(c.Context(), s, o)
		},
	}
	o.bind(c.Flags())
	c.Flags().BoolVar(&o.watch, "watch", false, text.Say("flag.watch"))
	outputFlag(c, &o.output, formats...)
	return c
}

// check takes the names and says what does not go together.
func (o *asking) check(args []string, paced bool) error {
	if paced && !o.watch {
		return usage("usage.interval-watch")
	}
	if o.watch && (o.output == outputPrometheus || o.output == outputTargets) {
		return usage("usage.watch-output", "format", o.output)
	}
	for _, arg := range args {
		name, err := inventory.ParseName(arg)
		if err != nil {
			return usage("usage.domain", "name", arg)
		}
		if !slices.Contains(o.names, name) {
			o.names = append(o.names, name)
		}
	}
	return nil
}

// report checks the domains and writes what was found. A problem that was found in the one round is an exit code, and that
// nothing could be found is one as well.
func (p *program) report(ctx context.Context, s site, o asking) error {
	of, err := p.asked(s, o)
	if err != nil {
		return err
	}
	if o.output == outputTargets {
		domains, err := of.source.Domains(ctx)
		if err != nil {
			return err
		}
		return report.Targets(p.stdout, of.site, domains)
	}
	config, err := p.monitor(s, of, o.watching)
	if err != nil {
		return err
	}
	config.Once, config.Only = !o.watch, o.names
	return p.follow(ctx, config, of.site, o)
}

// asked is what is watched, restricted to the names that were given.
func (p *program) asked(s site, o asking) (subject, error) {
	of, err := p.subject(s, o.watching)
	if err != nil {
		return subject{}, err
	}
	listed, ok := of.source.(*inventory.List)
	if ok && len(listed.Names()) == 0 { // a list that somebody emptied by mistake would look fine for ever
		p.line("warning", text.Say("status.empty-list", "path", o.domainsFile))
	}
	if len(o.names) == 0 {
		return of, nil
	}
	if ok {
		for _, name := range o.names {
			if !slices.Contains(listed.Names(), name) {
				return subject{}, usage("usage.name-not-in-file", "name", name, "path", o.domainsFile)
			}
		}
		return of, nil
	}
	of.source = inventory.Asked{Source: of.source, Names: o.names, Closely: o.output != outputTargets}
	return of, nil
}
