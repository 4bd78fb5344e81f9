package main

import (
	"context"
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"enhance-wizard/enhance"
	"enhance-wizard/ui/terminal"
	"enhance-wizard/ui/text"
	"enhance-wizard/wizard/inventory"
)

func (p *program) domains() *cobra.Command {
	c := &cobra.Command{
		Use: "domains", Short: text.Say("help.domains.short"), Args: cobra.NoArgs,
		RunE: showHelp,
	}
	c.AddCommand(p.listDomains(), p.addDomain(), p.removeDomain(), p.issueCertificate())
	return c
}

func (p *program) listDomains() *cobra.Command {
	var output string
	c := &cobra.Command{
		Use: "list", Args: cobra.NoArgs, Short: text.Say("help.domains.list.short"),
		RunE: func(c *cobra.Command, _ []string) error {
			if err := checkOutput(output, outputTable, outputJSON); err != nil {
				return err
			}
			panel, err := p.panel()
			if err != nil {
				return err
			}
			names, err := panel.Names(c.Context())
			if err != nil {
				return err
			}
			if output == outputJSON {
				return p.writeJSON(struct {
					Schema  int            `json:"schema"`
					Domains []listedDomain `json:"domains"`
				}{1, listedDomains(names)})
			}
			return p.tableOfNames(names)
		},
	}
	outputFlag(c, &output, outputTable, outputJSON)
	return c
}

// listedDomain is a domain of the panel in JSON. What the panel does not tell is null.
type listedDomain struct {
	ID        *enhance.ID `json:"id"`
	Name      string      `json:"name"`
	Kind      *string     `json:"kind"`
	WebsiteID *enhance.ID `json:"website_id"`
}

func listedDomains(names []inventory.Name) []listedDomain {
	all := make([]listedDomain, len(names))
	for i, n := range names {
		all[i] = listedDomain{ID: orNull(n.ID), Name: n.Name, Kind: orNull(n.Kind), WebsiteID: orNull(n.WebsiteID)}
	}
	return all
}

func (p *program) tableOfNames(names []inventory.Name) error {
	if len(names) == 0 {
		fmt.Fprintln(p.stderr, text.Say("domains.none"))
		return nil
	}
	table := tabwriter.NewWriter(p.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, strings.Join([]string{text.Say("column.name"), text.Say("column.kind"), text.Say("column.id")}, "\t"))
	for _, n := range names {
		fmt.Fprintln(table, strings.Join([]string{text.Clean(n.Name), text.Clean(n.Kind), text.Clean(string(n.ID))}, "\t"))
	}
	return table.Flush()
}

func (p *program) addDomain() *cobra.Command {
	var yes bool
	c := &cobra.Command{
		Use: "add NAME", Args: cobra.ExactArgs(1), Short: text.Say("help.domains.add.short"),
		RunE: func(c *cobra.Command, args []string) error {
			return p.changeDomain(c.Context(), args[0], "add", yes, (*inventory.Panel).Add)
		},
	}
	c.Flags().BoolVar(&yes, "yes", false, text.Say("flag.yes"))
	return c
}

func (p *program) removeDomain() *cobra.Command {
	var yes bool
	c := &cobra.Command{
		Use: "remove NAME", Args: cobra.ExactArgs(1),
		Short: text.Say("help.domains.remove.short"), Long: text.Say("help.domains.remove.long"),
		RunE: func(c *cobra.Command, args []string) error {
			return p.changeDomain(c.Context(), args[0], "remove", yes, (*inventory.Panel).Remove)
		},
	}
	c.Flags().BoolVar(&yes, "yes", false, text.Say("flag.yes"))
	return c
}

func (p *program) issueCertificate() *cobra.Command {
	return &cobra.Command{
		Use: "issue NAME", Args: cobra.ExactArgs(1),
		Short: text.Say("help.domains.issue.short"), Long: text.Say("help.domains.issue.long"),
		RunE: func(c *cobra.Command, args []string) error {
			name, err := inventory.ParseName(args[0])
			if err != nil {
				return usage("usage.domain", "name", args[0])
			}
			panel, err := p.panel()
			if err != nil {
				return err
			}
			told := func(inventory.IssueStep) {}
			if p.stderrIsTerminal() {
				told = func(step inventory.IssueStep) { fmt.Fprintln(p.stderr, text.IssueStep(step, name)) }
			}
			certificate, err := panel.Issue(c.Context(), name, told)
			if err != nil {
				return err
			}
			fmt.Fprintln(p.stdout, text.Issued(name, certificate))
			return nil
		},
	}
}

// changeDomain asks, changes, and says what the panel then lists.
func (p *program) changeDomain(
	ctx context.Context, raw, what string, yes bool, change func(*inventory.Panel, context.Context, string) error,
) error {
	name, err := inventory.ParseName(raw)
	if err != nil {
		return usage("usage.domain", "name", raw)
	}
	panel, err := p.panel()
	if err != nil {
		return err
	}
	if !yes {
		if p.mode() == terminal.None {
			return usage("usage.domain-yes")
		}
		if sure, err := p.confirm(ctx, text.Say("domains."+what+".question", "name", name)); err != nil || !sure {
			return err
		}
	}
	if err := change(panel, ctx, name); err != nil {
		return err
	}
	fmt.Fprintln(p.stderr, text.Say("domains."+what+".done", "name", name))
	return nil
}

// panel is the panel that the site is connected to.
func (p *program) panel() (*inventory.Panel, error) {
	s, err := p.site()
	if err != nil {
		return nil, err
	}
	return p.connect(s, nil)
}
