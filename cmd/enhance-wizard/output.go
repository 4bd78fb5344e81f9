package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"enhance-wizard/ui/text"
)

// The formats of -o.
const (
	outputText  = "text"
	outputTable = "table"
	outputJSON  = "json"
)

// outputFlag binds -o; the first format is the default.
func outputFlag(c *cobra.Command, value *string, formats ...string) {
	c.Flags().StringVarP(value, "output", "o", formats[0],
		text.Say("flag.output", "formats", strings.Join(formats, " | ")))
	_ = c.RegisterFlagCompletionFunc("output",
		func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return formats, cobra.ShellCompDirectiveNoFileComp
		})
}

func checkOutput(value string, formats ...string) error {
	if value == "" || slices.Contains(formats, value) {
		return nil
	}
	return usage("usage.output", "value", value, "formats", strings.Join(formats, ", "))
}
