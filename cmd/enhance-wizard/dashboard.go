package main

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"enhance-wizard/enhance/monitor"
	"enhance-wizard/ui"
	"enhance-wizard/ui/component"
	"enhance-wizard/ui/dashboard"
	"enhance-wizard/ui/terminal"
	"enhance-wizard/ui/text"
	"enhance-wizard/wizard/inventory"
	"enhance-wizard/wpconfig/network"
)

func (p *program) dashboard() *cobra.Command {
	var o watching
	c := &cobra.Command{
		Use: "dashboard", Args: cobra.NoArgs,
		Short: text.Say("help.dashboard.short"), Long: text.Say("help.dashboard.long"),
		RunE: func(c *cobra.Command, _ []string) error {
			if err := o.checkNumbers(c.Flags()); err != nil {
				return err
			}
			s, err := p.site()
			if err != nil {
				return err
			}
			return p.watch(c.Context(), s, o)
		},
	}
	o.bind(c.Flags())
	return c
}

// watch shows the dashboard until the person leaves it, in lines of text as round after round.
func (p *program) watch(ctx context.Context, s site, o watching) error {
	switch p.mode() {
	case terminal.None:
		return usage("usage.dashboard-terminal")
	case terminal.Plain:
		return p.report(ctx, s, asking{watching: o, watch: true})
	case terminal.Full:
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
	page    *dashboard.Model
	cancel  context.CancelFunc
	done    sync.WaitGroup
}

// open starts the monitor and makes the page that shows it.
func (w *watch) open(ctx context.Context, s site, o watching) (component.Page, error) {
	of, err := w.program.subject(s, o)
	if err != nil {
		return nil, err
	}
	config, err := w.program.monitor(s, of, o)
	if err != nil {
		return nil, err
	}
	ctx, w.cancel = context.WithCancel(ctx)
	m := monitor.New(config)
	w.done.Go(func() { _ = m.Run(ctx) })
	if stage := w.program.stage; stage != nil {
		stage.Play(ctx)
	}
	page := dashboard.Config{
		Context: ctx, Monitor: m, Theme: w.program.theme(), Site: s.found.Multisite.MainDomain,
		Expected: config.Expected, Now: time.Now,
	}
	if panel, watched := of.source.(*inventory.Panel); watched {
		page.Panel = panel
	}
	if s.found.File != nil {
		page.Log = network.Log{Dirs: s.found.Multisite.Dirs}
	}
	w.page = dashboard.New(page)
	return w.page, nil
}

// stop ends the monitor, waits until nothing of it is left, and says what the
// panel may still be doing.
func (w *watch) stop() {
	if w.cancel != nil {
		w.cancel()
	}
	w.done.Wait()
	if w.page == nil {
		return
	}
	if what := w.page.Unfinished(); what != "" {
		fmt.Fprintln(w.program.stderr, text.Say("action.left_in_middle", "what", what))
		fmt.Fprintln(w.program.stderr, text.Say("action.left_next"))
	}
}
