package main

import (
	"context"
	"runtime/debug"

	"github.com/spf13/cobra"

	_ "enhance-wizard/ui/terminal/quiet" // before any screen library asks the terminal
	"enhance-wizard/ui/text"
)

// root is the command line. Alone it opens the wizard, or the dashboard where
// the integration is set up.
func (p *program) root() *cobra.Command {
	c := &cobra.Command{
		Use:           "enhance-wizard",
		Short:         text.Say("help.root.short"),
		Long:          text.Say("help.root.long"),
		Version:       version(),
		Args:          cobra.NoArgs,
		SilenceUsage:  true,
		SilenceErrors: true,
		PersistentPreRunE: func(c *cobra.Command, _ []string) error {
			if err := c.ValidateFlagGroups(); err != nil {
				return flagError(c, err)
			}
			p.flags.forgetCA = c.Flags().Changed("ca-cert") && p.flags.caCert == ""
			return p.openLog(c)
		},
		RunE: func(c *cobra.Command, _ []string) error { return p.open(c.Context()) },
	}
	c.SetIn(p.stdin)
	c.SetOut(p.stdout)
	c.SetErr(p.stderr)
	c.SetFlagErrorFunc(flagError)
	c.SetUsageFunc(printUsage)
	p.bindGlobal(c)
	c.AddCommand(p.setup(), p.dashboard(), p.status(), p.doctor(), p.constants(), p.domains(), p.prometheus(),
		p.undo(), p.demo(), exitCodes())
	p.addHelpers(c)
	wordArguments(c)
	return c
}

// showHelp is what a command does that only leads to others.
func showHelp(c *cobra.Command, _ []string) error { return c.Help() }

// helpAbout shows the help of the command that is named. Cobra's own takes any name, and shows the help of the program.
func helpAbout(c *cobra.Command, args []string) error {
	about, rest, err := c.Root().Find(args)
	if err != nil || len(rest) > 0 {
		return argumentError(about, rest, err)
	}
	about.InitDefaultHelpFlag()
	about.InitDefaultVersionFlag()
	return about.Help()
}

// addHelpers adds the commands that cobra brings, with words of this program.
func (p *program) addHelpers(c *cobra.Command) {
	c.InitDefaultHelpCmd()
	c.InitDefaultCompletionCmd()
	for _, helper := range c.Commands() {
		switch helper.Name() {
		case "help":
			helper.Short, helper.Run, helper.RunE = text.Say("help.help.short"), nil, helpAbout
		case "completion":
			helper.Short, helper.RunE = text.Say("help.completion.short"), showHelp
		}
	}
}

// open shows what a person most likely wants: the dashboard where the
// integration is set up, else the wizard.
func (p *program) open(ctx context.Context) error {
	if err := p.repair(ctx); err != nil {
		return err
	}
	s, err := p.site()
	if err != nil {
		return err
	}
	if s.found.Configured() {
		return p.watch(ctx, s, watching{})
	}
	return p.setUp(ctx, s, settingUp{})
}

func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return "devel"
	}
	return info.Main.Version
}
