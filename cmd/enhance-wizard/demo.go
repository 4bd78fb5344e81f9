package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"enhance-wizard/ui/plain"
	"enhance-wizard/ui/terminal"
	"enhance-wizard/ui/text"
	"enhance-wizard/wizard"
	"enhance-wizard/wizard/demo"
)

func (p *program) demo() *cobra.Command {
	var yes bool
	c := &cobra.Command{
		Use: "demo", Args: cobra.NoArgs,
		Short: text.Say("help.demo.short"), Long: text.Say("help.demo.long"),
		RunE: func(c *cobra.Command, _ []string) error {
			for _, name := range brought() {
				if c.Flags().Changed(name) { // or the demo would ask a panel out there
					return usage("usage.demo-brings", "flag", name)
				}
			}
			return p.playDemo(c.Context(), yes)
		},
	}
	c.Flags().BoolVar(&yes, "yes", false, text.Say("flag.yes"))
	return c
}

// brought are the flags that say what the demo brings itself.
func brought() []string {
	var names []string
	for _, group := range flagGroups {
		if group.brought {
			names = append(names, group.flags...)
		}
	}
	return names
}

// playDemo runs the program on the demo's stage and takes the stage down,
// however it ends.
func (p *program) playDemo(ctx context.Context, yes bool) (err error) {
	if !yes && p.mode() != terminal.Full {
		return usage("usage.demo-terminal")
	}
	scene, err := demo.Start()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, scene.Close()) }()
	p.flags.wpPath, p.flags.stateDir, p.flags.caCert = scene.Root(), scene.StateDir(), scene.CAFile()
	p.variables = map[wizard.Field]string{wizard.URL: scene.URL(), wizard.Token: demo.Token}
	p.stage = scene
	s, err := p.site()
	if err != nil {
		return err
	}
	if yes {
		return p.demoAlone(ctx, s)
	}
	return p.setUpOnScreen(ctx, wizard.New(s.options, s.found))
}

// demoAlone does everything once and says what it does: the set-up, one round
// over all domains, and the undo.
func (p *program) demoAlone(ctx context.Context, s site) error {
	p.stderr = p.stdout // what is done here is what was asked for
	session := wizard.New(s.options, s.found)
	if _, err := plain.Setup(ctx, plain.NewConsole(p.stdin, p.stdout), session, plain.Yes); err != nil {
		return err
	}
	fmt.Fprintln(p.stdout, "\n"+text.Say("demo.domains"))
	s, err := p.site()
	if err != nil {
		return err
	}
	// There are problems on purpose.
	if err := p.report(ctx, s, asking{output: outputTable}); err != nil && !as[problemsError](err) {
		return err
	}
	fmt.Fprintln(p.stdout, "\n"+text.Say("demo.undo"))
	vault, err := p.vault(ctx)
	if err != nil {
		return err
	}
	if err := p.takeBack(ctx, vault, "", undoing{yes: true}); err != nil {
		return err
	}
	fmt.Fprintln(p.stdout, text.Say("demo.end"))
	return nil
}
