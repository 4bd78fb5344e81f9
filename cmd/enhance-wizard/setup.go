package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"

	"github.com/spf13/cobra"

	"enhance-wizard/ui"
	"enhance-wizard/ui/component"
	"enhance-wizard/ui/plain"
	"enhance-wizard/ui/setup"
	"enhance-wizard/ui/style"
	"enhance-wizard/ui/terminal"
	"enhance-wizard/ui/text"
	"enhance-wizard/wizard"
)

// settingUp are the flags of setup.
type settingUp struct {
	yes, dryRun, offline, inPlace bool
	cookies, debugLog, htaccess   bool
	output                        string
}

func (p *program) setup() *cobra.Command {
	var o settingUp
	c := &cobra.Command{
		Use: "setup", Args: cobra.NoArgs,
		Short: text.Say("help.setup.short"), Long: text.Say("help.setup.long"),
		RunE: func(c *cobra.Command, _ []string) error {
			if !o.dryRun { // which promises to write nothing
				if err := p.repair(c.Context()); err != nil {
					return err
				}
			}
			s, err := p.site()
			if err != nil {
				return err
			}
			return p.setUp(c.Context(), s, o)
		},
	}
	c.Flags().BoolVar(&o.yes, "yes", false, text.Say("flag.yes"))
	c.Flags().BoolVar(&o.dryRun, "dry-run", false, text.Say("flag.dry-run"))
	c.Flags().BoolVar(&o.offline, "offline", false, text.Say("flag.offline"))
	c.Flags().BoolVar(&o.inPlace, "in-place", false, text.Say("flag.in-place"))
	c.Flags().BoolVar(&o.cookies, "cookie-constants", false, text.Say("flag.cookie-constants"))
	c.Flags().BoolVar(&o.debugLog, "debug-log", false, text.Say("flag.debug-log"))
	c.Flags().BoolVar(&o.htaccess, "htaccess", false, text.Say("flag.htaccess"))
	outputFlag(c, &o.output, outputText, outputJSON)
	c.MarkFlagsMutuallyExclusive("yes", "dry-run")
	return c
}

// setUp chooses the face: none with --yes and --dry-run, else what the terminal
// can do.
func (p *program) setUp(ctx context.Context, s site, o settingUp) error {
	if err := checkOutput(o.output, outputText, outputJSON); err != nil {
		return err
	}
	s.options.Offline, s.options.InPlace, s.options.Extras = o.offline, o.inPlace, o.extras()
	session := wizard.New(s.options, s.found)
	switch {
	case o.yes || o.dryRun:
		return p.setUpAlone(ctx, session, o)
	case o.output == outputJSON:
		return usage("usage.json-setup")
	}
	switch p.mode() {
	case terminal.Full:
		return p.setUpOnScreen(ctx, session)
	case terminal.Plain:
		return p.setUpInLines(ctx, session)
	default:
		return p.nobodyToAsk(session)
	}
}

func (o settingUp) extras() []wizard.Extra {
	var chosen []wizard.Extra
	for extra, on := range map[wizard.Extra]bool{
		wizard.CookieConstants: o.cookies, wizard.DebugLog: o.debugLog, wizard.HTAccess: o.htaccess,
	} {
		if on {
			chosen = append(chosen, extra)
		}
	}
	return chosen
}

// nobodyToAsk names the flags to give where there is no terminal to ask on.
func (p *program) nobodyToAsk(session *wizard.Session) error {
	if missing := session.ToGive(); missing.Any() {
		return &plain.MissingError{Missing: missing}
	}
	return usage("usage.no-terminal")
}

// setUpAlone runs without a question. With JSON, lines for people are left out
// and the result goes to standard output, also when the set-up failed.
func (p *program) setUpAlone(ctx context.Context, session *wizard.Session, o settingUp) error {
	mode, talk := plain.Yes, p.stderr
	if o.dryRun {
		mode, talk = plain.DryRun, p.stdout
	}
	if o.output == outputJSON {
		talk = io.Discard
	}
	outcome, err := plain.Setup(ctx, plain.NewConsole(p.stdin, talk), session, mode)
	if o.output == outputJSON && ctx.Err() == nil {
		err = cmp.Or(err, p.writeJSON(p.setupResult(session, o.dryRun, outcome, err)))
	}
	if err == nil && o.dryRun && outcome.Review.Changes() {
		return problemsError{}
	}
	return err
}

func (p *program) setUpInLines(ctx context.Context, session *wizard.Session) error {
	outcome, err := plain.Setup(ctx, p.console(), session, plain.Ask)
	if errors.Is(err, plain.ErrNoInput) {
		return usage("usage.input-ended")
	}
	if err != nil || !outcome.Dashboard {
		return err
	}
	s, err := p.site()
	if err != nil {
		return err
	}
	return p.watch(ctx, s, watching{})
}

func (p *program) console() *plain.Console { return plain.NewConsole(p.stdin, p.stdout) }

func (p *program) setUpOnScreen(ctx context.Context, session *wizard.Session) error {
	screen := setup.New(setup.Config{Context: ctx, Session: session, Theme: p.theme()})
	watch := &watch{program: p}
	app := ui.New(screen, func() (component.Page, error) {
		s, err := p.site()
		if err != nil {
			return nil, err
		}
		return watch.open(ctx, s, watching{})
	})
	err := terminal.Run(ctx, app, terminal.Options{Redact: p.redact})
	screen.Wait()
	watch.stop()
	p.sayGoodbye(session)
	if err != nil {
		return err
	}
	return app.Err()
}

// sayGoodbye leaves on the normal screen what the other one hid: the receipt,
// whose addresses and paths can be copied here, since the terminal wraps them.
func (p *program) sayGoodbye(session *wizard.Session) {
	lines := []string{text.Say("leave.nothing"), text.Say("leave.resume")}
	if receipt := session.Receipt(); receipt != nil {
		lines = text.Receipt(*receipt)
	}
	if p.stage != nil {
		lines = []string{text.Say("demo.end")}
	}
	for _, line := range lines {
		_, _ = io.WriteString(p.stderr, line+"\n")
	}
}

func (p *program) theme() style.Theme {
	return style.New(style.Detect(os.Getenv, p.flags.noColor))
}

func (p *program) writeJSON(value any) error {
	encoder := json.NewEncoder(text.JSONWriter(p.stdout))
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(value)
}
