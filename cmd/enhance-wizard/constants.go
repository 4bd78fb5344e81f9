package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"enhance-wizard/ui/text"
	"enhance-wizard/wizard"
	"enhance-wizard/wpconfig"
)

// constants prints what wp-config.php should hold. It contacts no panel.
func (p *program) constants() *cobra.Command {
	var reveal bool
	var output string
	c := &cobra.Command{
		Use: "constants", Args: cobra.NoArgs,
		Short: text.Say("help.constants.short"), Long: text.Say("help.constants.long"),
		RunE: func(*cobra.Command, []string) error {
			if err := checkOutput(output, outputText, outputJSON); err != nil {
				return err
			}
			return p.printConstants(reveal, output)
		},
	}
	c.Flags().BoolVar(&reveal, "reveal", false, text.Say("flag.reveal"))
	outputFlag(c, &output, outputText, outputJSON)
	return c
}

func (p *program) printConstants(reveal bool, output string) error {
	s, err := p.site()
	if err != nil {
		return err
	}
	s.options.Offline = true
	session := wizard.New(s.options, s.found)
	for _, f := range wizard.Fields() {
		if v := session.Verdict(f); v.State == wizard.Problem {
			return v.Err
		}
	}
	settings := session.Settings()
	if len(settings) == 0 {
		return s.unanswered(session.Missing())
	}
	if !reveal {
		settings = wizard.Masked(settings)
	}
	if output == outputJSON {
		values := map[string]string{}
		for _, setting := range settings {
			values[setting.Name], _ = setting.Value.Text()
		}
		return p.writeJSON(struct {
			Schema    int               `json:"schema"`
			Revealed  bool              `json:"revealed"`
			Constants map[string]string `json:"constants"`
		}{1, reveal, values})
	}
	for _, line := range text.CleanLines(wpconfig.Snippet(settings)) {
		if line != "" {
			fmt.Fprintln(p.stdout, line)
		}
	}
	return nil
}
