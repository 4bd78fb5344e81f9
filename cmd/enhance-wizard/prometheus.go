package main

import (
	"github.com/spf13/cobra"

	"enhance-wizard/ui/report"
	"enhance-wizard/ui/text"
)

// prometheus prints what goes with the metrics of status.
func (p *program) prometheus() *cobra.Command {
	c := &cobra.Command{
		Use: "prometheus", Short: text.Say("help.prometheus.short"), Args: cobra.NoArgs,
		RunE: showHelp,
	}
	printed := func(name string, content func() []byte) *cobra.Command {
		return &cobra.Command{
			Use: name, Short: text.Say("help.prometheus." + name + ".short"), Args: cobra.NoArgs,
			RunE: func(*cobra.Command, []string) error {
				_, err := p.stdout.Write(content())
				return err
			},
		}
	}
	c.AddCommand(printed("rules", report.Rules), printed("dashboard", report.Dashboard))
	return c
}
