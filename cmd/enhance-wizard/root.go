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
			if err := flagError(c.ValidateFlagGroups()); err != nil {
				return err
			}
			return p.openLog(c)
		},
		RunE: func(c *cobra.Command, _ []string) error { return p.open(c.Context()) },
	}
	c.SetIn(p.stdin)
	c.SetOut(p.stdout)
	c.SetErr(p.stderr)
	c.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return flagError(err) })
	c.SetUsageFunc(printUsage)
	p.bindGlobal(c)
	c.AddCommand(p.setup(), p.dashboard(), p.status(), p.doctor(), p.constants(), p.domains(), p.prometheus(),
		p.undo(), p.demo(), exitCodes())
	noArguments(c)
	return c
}

// noArguments words cobra's complaint about arguments that a command does not take.
func noArguments(c *cobra.Command) {
	for _, sub := range c.Commands() {
		noArguments(sub)
	}
	if check := c.Args; check != nil {
		c.Args = func(c *cobra.Command, args []string) error {
			if err := check(c, args); err != nil {
				return flagError(err)
			}
			return nil
		}
	}
}

// flagError words a complaint of cobra's; nil stays nil.
func flagError(err error) error {
	if err == nil {
		return nil
	}
	return &usageError{err: err, explanation: text.Explanation{
		What: text.Say("usage.flag.what", "why", err.Error()), Next: text.Say("usage.flag.next"),
	}}
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
